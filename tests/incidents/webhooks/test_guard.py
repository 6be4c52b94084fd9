"""Addresses on local networks are refused, however they are written or named."""

import socket
from ipaddress import ip_address
from typing import Any

import pytest

from incidents.webhooks import guard
from incidents.webhooks.guard import Fault, Forbidden


def fault(url: str) -> Fault:
    with pytest.raises(Forbidden) as refusal:
        guard.target(url)
    return refusal.value.fault


def resolving_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Let every name resolve to ``addresses``; returns the names that were asked for."""
    asked: list[str] = []

    def answer(host: str, port: int, **options: Any) -> list[Any]:
        asked.append(host)
        return [(0, 0, 0, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.8.9.10", "[::1]", "169.254.169.254", "10.0.0.1", "172.16.0.1",
        "192.168.1.1", "100.64.0.1", "0.0.0.0", "[::]", "224.0.0.1", "255.255.255.255",  # noqa: S104
        "240.0.0.1", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::ffff:7f00:1]",
        "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::a00:1]", "[2002:7f00:1::]",
        "[2001:0:1::]", "[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]", "[ff02::1]",
        "localhost", "LOCALHOST", "localhost.", "db.localhost", "printer", "printer.local",
        "metadata.google.internal",
    ],
)  # fmt: skip
def test_local_networks_are_refused(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Even where the resolver would call all of them public.
    resolving_to(monkeypatch, "93.184.215.14")
    assert fault(f"https://{host}/") == Fault.LOCAL


@pytest.mark.parametrize(
    "host",
    ["0x7f000001", "2130706433", "017700000001", "0177.0.0.1", "127.1", "0x7f.1", "0",
     "127.0.0.1.5", "[fe80::1%25eth0]", "①②⑦.0.0.1", "１２７.0.0.1", "127。0.0.1"],
)  # fmt: skip
def test_disguised_addresses_are_refused(host: str) -> None:
    assert fault(f"https://{host}/") in {Fault.UNREADABLE, Fault.LOCAL}


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"], ["10.1.2.3"], ["::1"], ["::ffff:169.254.169.254"], ["fe80::1%eth0"],
        ["93.184.215.14", "127.0.0.1"], ["2606:4700::1111", "fd00::1"],
    ],
)  # fmt: skip
def test_a_name_that_leads_to_a_local_network_is_refused(
    addresses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    resolving_to(monkeypatch, *addresses)
    assert fault("https://gateway.example/") == Fault.LOCAL


def test_a_public_name_is_pinned_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = resolving_to(monkeypatch, "93.184.215.14", "2606:4700::1111")
    target = guard.target("https://Gateway.Example./posko?kota=JP#x")
    assert target.pinned_url == "https://93.184.215.14:443/posko?kota=JP"
    assert (target.host, target.host_header) == ("gateway.example", "gateway.example")
    assert asked == ["gateway.example"]


def test_a_public_address_may_be_written_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = resolving_to(monkeypatch)
    target = guard.target("https://[2606:4700::1111]:8443")
    assert target.pinned_url == "https://[2606:4700::1111]:8443/"
    assert target.host_header == "[2606:4700::1111]:8443"
    assert asked == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://gateway.example/", Fault.NOT_HTTPS),
        ("ftp://gateway.example/", Fault.NOT_HTTPS),
        ("file:///etc/passwd", Fault.NOT_HTTPS),
        ("gateway.example", Fault.NOT_HTTPS),
        ("", Fault.NOT_HTTPS),
        ("https://", Fault.UNREADABLE),
        ("https://gateway.example:0/", Fault.UNREADABLE),
        ("https://gateway.example:99999/", Fault.UNREADABLE),
        ("https://gateway.example:x/", Fault.UNREADABLE),
        ("https://[::1/", Fault.UNREADABLE),
        ("https://gateway.example/a b", Fault.UNREADABLE),
        ("https://gateway.example/\r\nHost: x", Fault.UNREADABLE),
        ("https://gateway.example\\@127.0.0.1/", Fault.UNREADABLE),
        ("https://gateway.example/\x00", Fault.UNREADABLE),
        ("https://user:pass@gateway.example/", Fault.HAS_PASSWORD),
        ("https://127.0.0.1@gateway.example/", Fault.HAS_PASSWORD),
    ],
)
def test_odd_addresses_are_refused_with_their_reason(url: str, expected: Fault) -> None:
    assert fault(url) == expected


def test_a_name_that_nobody_knows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(host: str, port: int, **options: Any) -> list[Any]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert fault("https://tidak-ada.example/") == Fault.UNKNOWN
    assert fault("https://" + "a" * 70 + ".example/") == Fault.UNKNOWN


@pytest.mark.parametrize("text", ["93.184.215.14", "2606:4700::1111", "::ffff:93.184.215.14"])
def test_the_internet_is_public(text: str) -> None:
    assert guard.is_public(ip_address(text))
