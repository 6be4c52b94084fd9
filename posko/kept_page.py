"""A page as it is kept for strangers: rendered, hashed and compressed once."""

import gzip
import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.csp import LazyNonce

ACCEPTS_GZIP = re.compile(r"\bgzip\b")
# Larger ones are no pages, and would push the pages out.
LARGEST = 256_000
# What pages may differ by; what differs by more isn't kept.
VARY = {"cookie", "accept-encoding", ""}
PRIVATE = re.compile(r"private|no-store|no-cache")
# How decorators tell the middleware which policy a page has: the embed's differs.
POLICY = ("_csp_config", "_csp_ro_config", "xframe_options_exempt")
# Headers, key and the bookkeeping of Python, roughly.
OVERHEAD = 2_000


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A whole answer. ``packed`` is its body compressed, or b"" where that isn't worth it."""

    body: bytes
    packed: bytes
    headers: dict[str, str]
    policy: dict[str, Any]

    @property
    def weight(self) -> int:
        """Bytes of memory, about."""
        return len(self.body) + len(self.packed) + OVERHEAD

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return this page for ``request``."""
        packed = self.packed and ACCEPTS_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        response = HttpResponse(self.packed if packed else self.body, headers=self.headers)
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        vars(response).update(self.policy)
        return response


def kept_page(response: HttpResponse) -> KeptPage:
    """Return ``response`` to be kept; ask `may_be_kept` before."""
    # It is kept in two forms, so caches must tell them apart.
    patch_vary_headers(response, ["Accept-Encoding"])
    return KeptPage(
        body=response.content,
        packed=_packed(response),
        headers=dict(response.items()),
        policy={name: value for name, value in vars(response).items() if name in POLICY},
    )


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether what ``request`` got is the same for every stranger, and holds no secret."""
    return (
        response.status_code == 200
        and has_content(response)
        and len(response.content) <= LARGEST
        and not (_is_varied(response) or _is_private(response) or _is_personal(request))
    )


def is_a_strangers(request: HttpRequest) -> bool:
    """Tell whether nothing in ``request`` says who asks, or waits to be told to them."""
    return not (
        settings.SESSION_COOKIE_NAME in request.COOKIES
        or "messages" in request.COOKIES
        or "HTTP_HX_REQUEST" in request.META
        or "HTTP_AUTHORIZATION" in request.META
    )


def has_content(response: HttpResponse) -> bool:
    """Tell whether the whole body is there."""
    return not response.streaming and getattr(response, "is_rendered", True)


def tag(body: bytes) -> str:
    """Return the ETag of ``body``: weak, since it may be sent compressed."""
    return f'W/"{blake2b(body, digest_size=12).hexdigest()}"'


def _packed(response: HttpResponse) -> bytes:
    if response.has_header("Content-Encoding"):
        return b""
    # No padding against BREACH as Django's middleware has it: there is no secret in it to guess.
    packed = gzip.compress(response.content, mtime=0)
    return packed if len(packed) < 0.9 * len(response.content) else b""


def _is_varied(response: HttpResponse) -> bool:
    names = response.headers.get("Vary", "").lower().split(",")
    return not {name.strip() for name in names} <= VARY


def _is_private(response: HttpResponse) -> bool:
    return bool(response.cookies) or bool(PRIVATE.search(response.headers.get("Cache-Control", "")))


def _is_personal(request: HttpRequest) -> bool:
    """Tell whether the view made a form's secret, a nonce, a session or a message for somebody."""
    nonce = getattr(request, "_csp_nonce", None)
    return bool(
        request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        or (isinstance(nonce, LazyNonce) and nonce)
        or request.session.modified
        or getattr(get_messages(request), "added_new", False)
    )
