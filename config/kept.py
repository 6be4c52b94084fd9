"""A form that came too late for its session: nothing of it is lost.

Twelve hours are over, or the phone forgot its cookies, and a long account was just sent. Instead
of leading to an empty form, the answer holds all that was typed and sends it again on a tap: once
after logging in, and once more where the login changed the form's own secret.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.cache import add_never_cache_headers

from posko.uploads.handler import skipped_files

# Secrets are typed anew, never sent back: the admin's password1, a gateway's secret.
SECRET = re.compile(r"csrfmiddlewaretoken|password|sandi|secret", re.IGNORECASE)
# What nobody typed, such as a form's own long key, holds no blank between two words.
WORDS = re.compile(r"\S\s+\S")


class KeepingLoginRequiredMiddleware(LoginRequiredMiddleware):
    """Django's, but a form that was sent without a login comes back whole."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        """Keep what was typed; a mere look leads to the login as ever."""
        if request.headers.get("HX-Request"):
            return ended_notice(request)
        if request.method == "POST":
            return kept_page(request, 401)
        return super().handle_no_permission(request, view_func)


def kept_page(request: HttpRequest, status: int) -> HttpResponse:
    """Return the page that holds what ``request`` brought, to be sent again to the same address."""
    fields = _typed(request)
    context = {
        "fields": fields,
        "words": _longest_words(value for _name, value in fields),
        "had_files": bool(request.FILES or skipped_files(request)),
        "wants_login": wants_login(request),
        "multipart": request.content_type == "multipart/form-data",
    }
    response = render(request, "kept.html", context, status=status)
    add_never_cache_headers(response)
    return response


def ended_notice(request: HttpRequest) -> HttpResponse:
    """Tell htmx that the session has ended, in the page as it stands.

    It would follow a redirect and put the login into the midst of a form. The page doesn't move
    for hints, which ask by POST while somebody types.
    """
    response = render(request, "components/session_over.html")
    response["HX-Retarget"] = "#session"
    quiet = request.method == "POST"
    response["HX-Reswap"] = "innerHTML" if quiet else "innerHTML show:#session:top"
    response["HX-Push-Url"] = "false"
    add_never_cache_headers(response)
    return response


def is_our_own(request: HttpRequest) -> bool:
    """Tell whether the form surely came from a page of ours: else it isn't offered again."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def wants_login(request: HttpRequest) -> bool:
    """Tell whether the view wants a login that isn't there."""
    if request.user.is_authenticated:
        return False
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return bool(getattr(view, "login_required", True))


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed, by field; Django itself refuses a form that carries too much."""
    try:
        lists = request.POST.lists()
    except UnreadablePostError:  # The connection broke; nobody waits for the answer.
        return []
    return [(n, str(v)) for n, values in lists if not SECRET.search(n) for v in values]


def _longest_words(values: Iterable[str]) -> str:
    return max(filter(WORDS.search, values), key=len, default="")
