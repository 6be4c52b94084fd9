"""Which addresses a message may go to: public ones, by HTTPS.

Whoever may enter an address could otherwise make the server speak to its own network: to the
database, to the machine's metadata (169.254.169.254), to a printer. A name is resolved once and
the connection goes to the very address that was checked, so that a name which points elsewhere
a moment later (DNS rebinding) gains nothing.

The only thing here that touches the world is :func:`resolve`.
"""

import re
import socket
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

type Address = IPv4Address | IPv6Address

# 0x7f000001, 2130706433, 0177.1: the resolver reads them as addresses, people don't.
NUMERIC = re.compile(r"(0x[0-9a-f]*|[0-9]+)(\.(0x[0-9a-f]*|[0-9]+))*\.?", re.IGNORECASE)
LOCAL_NAMES = (".localhost", ".local", ".internal", ".lan", ".home", ".home.arpa", ".intranet")
# IPv4 inside IPv6: translated by gateways (RFC 6052), or long out of use.
NAT64 = IPv6Network("64:ff9b::/96")
EMBEDDED = (IPv6Network("::/96"), IPv6Network("2002::/16"), IPv6Network("2001::/32"))
CONTROL = re.compile(r"[\x00-\x20\x7f\\]")


class Fault(StrEnum):
    """Why an address is refused."""

    UNREADABLE = "unreadable"
    NOT_HTTPS = "not_https"
    HAS_PASSWORD = "has_password"  # noqa: S105 - a fault, no password
    LOCAL = "local"
    UNKNOWN = "unknown"


class Forbidden(Exception):
    """The address may not be spoken to."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes: the name for TLS and the Host header, and the checked address."""

    scheme: str
    host: str
    port: int
    path: str
    address: Address

    @property
    def pinned_url(self) -> str:
        """The URL with the address in place of the name."""
        literal = f"[{self.address}]" if self.address.version == 6 else str(self.address)
        return f"{self.scheme}://{literal}:{self.port}{self.path}"

    @property
    def host_header(self) -> str:
        """The name as the Host header wants it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"https": 443, "http": 80}[self.scheme]
        return host if self.port == usual else f"{host}:{self.port}"


def target(url: str, *, allow_http: bool = False) -> Target:
    """Return where ``url`` leads; raises Forbidden unless all its addresses are public."""
    parts, host = _read(url, allow_http)
    port = parts.port or {"https": 443, "http": 80}[parts.scheme]
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    addresses = _addresses(host, port)
    if not all(is_public(address) for address in addresses):
        raise Forbidden(Fault.LOCAL)
    return Target(parts.scheme, host, port, path, addresses[0])


def is_public(address: Address) -> bool:
    """Tell whether ``address`` is one of the open internet."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address in NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address.is_site_local or any(address in network for network in EMBEDDED):
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_loopback or address.is_link_local
    )


def resolve(host: str, port: int) -> list[Address]:
    """Return all addresses of ``host``, as the system's resolver knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    texts = dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found)
    return [ip_address(text) for text in texts]


def _read(url: str, allow_http: bool) -> tuple[SplitResult, str]:
    if CONTROL.search(url) or not url.isascii():
        raise Forbidden(Fault.UNREADABLE)
    try:
        parts = urlsplit(url)
        host, _port = (parts.hostname or "").lower().rstrip("."), parts.port
    except ValueError:
        raise Forbidden(Fault.UNREADABLE) from None
    if parts.scheme not in ({"https", "http"} if allow_http else {"https"}):
        raise Forbidden(Fault.NOT_HTTPS)
    if parts.username is not None or parts.password is not None:
        raise Forbidden(Fault.HAS_PASSWORD)
    if not host or "%" in host or _port == 0:
        raise Forbidden(Fault.UNREADABLE)
    return parts, host


def _addresses(host: str, port: int) -> list[Address]:
    if literal := _literal(host):
        return [literal]
    if host == "localhost" or "." not in host or host.endswith(LOCAL_NAMES):
        raise Forbidden(Fault.LOCAL)
    try:
        addresses = resolve(host, port)
    except (OSError, UnicodeError, ValueError):
        raise Forbidden(Fault.UNKNOWN) from None
    if not addresses:
        raise Forbidden(Fault.UNKNOWN)
    return addresses


def _literal(host: str) -> Address | None:
    """Return the address that ``host`` is written as; its disguises are refused."""
    try:
        return ip_address(host)
    except ValueError:
        if NUMERIC.fullmatch(host) or ":" in host:
            raise Forbidden(Fault.UNREADABLE) from None
        return None
