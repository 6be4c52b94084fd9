"""Pages for everybody: no login, only to be read, fresh within seconds wherever they are kept.

What strangers see is rendered once and kept in the memory of the process for a moment
(docs/performance.md). What somebody who is logged in sees is theirs alone and kept nowhere.
"""

from collections.abc import Callable, Collection, Hashable
from functools import wraps
from typing import Any, overload
from urllib.parse import parse_qsl

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from posko import clock
from posko.keeping import Shelf
from posko.kept_page import KeptPage, has_content, is_a_strangers, kept_page, may_be_kept, tag

# Seconds: how long a browser keeps a page, and a shared cache in between. A changed hour is seen
# everywhere within five, however unkindly they add up: here it is kept for
# settings.PUBLIC_PAGES_KEPT (1.5) and keeping.GRACE (0.25), which makes 4.75 in all.
FRESH, FRESH_BETWEEN = 2, 1
# Bytes a process spends on kept pages: some 300 of them.
ROOM = 8_000_000
# Longer queries aren't worth their memory.
LONGEST_QUERY = 100

type View = Callable[..., HttpResponse]
type Made = KeptPage | HttpResponse

shelf: Shelf[Made] = Shelf(ROOM, lambda made: made.weight if isinstance(made, KeptPage) else 0)


@overload
def public_page(view: View) -> View: ...
@overload
def public_page(*, query: Collection[str]) -> Callable[[View], View]: ...
def public_page(
    view: View | None = None, *, query: Collection[str] = ()
) -> View | Callable[[View], View]:
    """Return ``view`` as a page anybody may read and any cache may keep for `FRESH` seconds.

    ``query`` names what in the address the page depends on: ``@public_page(query=["kota"])``.
    A request that brings anything else gets a page made for it alone. So does one with a session,
    a message or from htmx; a page may depend on no other cookie or header.
    """
    if view is None:
        return lambda view: _public(view, frozenset(query))
    return _public(view, frozenset(query))


def unless_known(request: HttpRequest, response: HttpResponse, version: str) -> HttpResponse:
    """Return ``response`` with ``version`` as its ETag, or 304 when the browser has it."""
    etag = response.headers["ETag"] = f'"{version}"'
    # A response is given back as it is, unless the browser named the same version.
    return get_conditional_response(request, etag=etag, response=response) or response


def _public(view: View, known: frozenset[str]) -> View:
    @login_not_required
    @require_safe
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if (key := _key(view, request, known)) is None:
            response = _made(view, request, *args, **kwargs)
        else:
            made = shelf.take(
                key,
                settings.PUBLIC_PAGES_KEPT,
                lambda: _to_keep(request, _made(view, request, *args, **kwargs)),
            )
            response = made.answer(request) if isinstance(made, KeptPage) else made
        etag = response.headers.get("ETag")
        return get_conditional_response(request, etag=etag, response=response) or response

    return shown


def _key(view: View, request: HttpRequest, known: frozenset[str]) -> Hashable | None:
    """Return what tells this page from others, or None if it must be made for this request."""
    if not settings.PUBLIC_PAGES_KEPT or request.method != "GET" or not is_a_strangers(request):
        return None
    query = request.META.get("QUERY_STRING", "")
    if query and not _is_known(query, known):
        return None
    # With the minute in it, posts open and shut at the full minute, not some seconds later.
    minute = int(clock.now().timestamp() // 60)
    address = request.scheme, request.get_host(), request.path_info, query
    return view, address, get_language(), minute


def _is_known(query: str, known: frozenset[str]) -> bool:
    if not known or len(query) > LONGEST_QUERY:
        return False
    return {name for name, _ in parse_qsl(query, keep_blank_values=True)} <= known


def _made(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    response = view(request, *args, **kwargs)
    _say_how_long(request, response)
    if response.status_code == 200 and has_content(response) and "ETag" not in response:
        response.headers["ETag"] = tag(response.content)
    return response


def _to_keep(request: HttpRequest, response: HttpResponse) -> Made:
    return kept_page(response) if may_be_kept(request, response) else response


def _say_how_long(request: HttpRequest, response: HttpResponse) -> None:
    # The header greets who is logged in, so pages differ by it.
    patch_vary_headers(response, ["Cookie"])
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, public=True, max_age=FRESH, s_maxage=FRESH_BETWEEN)
