"""Who is asking: X-Forwarded-For is believed for our own proxies only."""

from typing import Any

import pytest
from django.test import RequestFactory

from posko.addresses import client_address

PROXY, VISITOR, LIE = "10.0.0.1", "203.0.113.7", "198.51.100.9"


def seen(forwarded: str | None, direct: str = PROXY) -> str:
    headers: dict[str, Any] = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=direct, **headers))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, VISITOR, PROXY),
        (0, None, PROXY),
        (1, VISITOR, VISITOR),
        (1, f"{LIE}, {VISITOR}", VISITOR),
        (2, f"{LIE}, {VISITOR}, 10.0.0.2", VISITOR),
        (2, VISITOR, PROXY),
        (1, None, PROXY),
        (1, "", PROXY),
        (1, "bukan alamat", PROXY),
        (1, "<script>", PROXY),
    ],
)
def test_only_what_our_proxies_wrote_is_believed(
    settings: Any, proxies: int, forwarded: str | None, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert seen(forwarded) == expected


def test_a_network_of_ipv6_is_one_visitor() -> None:
    assert seen(None, "2001:db8:1:2:a::1") == seen(None, "2001:db8:1:2:b::2")
    assert seen(None, "2001:db8:1:2::1") != seen(None, "2001:db8:1:3::1")
    assert seen(None, "::ffff:203.0.113.7") == VISITOR


def test_a_socket_without_address_is_no_error() -> None:
    assert seen(None, "") == "-"
