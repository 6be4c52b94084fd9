"""Who is asking: the address that throttling counts by. It is never stored."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# One household or phone gets a whole network of this size, not one address.
IPV6_PREFIX = 64


def client_address(request: HttpRequest) -> str:
    """Return the address of whoever sent ``request``, an IPv6 one as its network.

    With ``TRUSTED_PROXIES`` = n, X-Forwarded-For is believed for its last n entries: those that
    our own proxies wrote. What stands before them, anybody may have made up.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.TRUSTED_PROXIES
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    told = hops[-proxies] if 0 < proxies <= len(hops) else direct
    return _normal(told) or _normal(direct) or "-"


def _normal(text: str) -> str:
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((address.packed, IPV6_PREFIX), strict=False))
