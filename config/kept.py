"""A form that came too late for its session: nothing of it is lost.

Twelve hours are over, or the phone forgot its cookies, and a long account was just sent. Instead
of leading to an empty form, the answer holds all that was typed and sends it again on a tap: once
after logging in, and once more where the login changed the form's own secret.
"""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.cache import add_never_cache_headers

# Secrets are typed anew, never sent back.
SECRET = ("csrfmiddlewaretoken", "password", "old_password", "new_password1", "new_password2")
# Words shorter than this are not worth being shown; they are kept all the same.
WORTH_SHOWING = 20


class KeepingLoginRequiredMiddleware(LoginRequiredMiddleware):
    """Django's, but a form that was sent without a login comes back whole."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        """Keep what was typed; a mere look leads to the login as ever."""
        if request.method == "POST":
            return kept_page(request, 401)
        return super().handle_no_permission(request, view_func)


def kept_page(request: HttpRequest, status: int) -> HttpResponse:
    """Return the page that holds what ``request`` brought, to be sent again to the same address."""
    fields = [(n, v) for n, values in request.POST.lists() if n not in SECRET for v in values]
    words = max((value for _name, value in fields), key=len, default="")
    context = {
        "fields": fields,
        "words": words if len(words) >= WORTH_SHOWING else "",
        "had_files": bool(request.FILES),
        "wants_login": not request.user.is_authenticated and _needs_login(request),
        "multipart": request.content_type == "multipart/form-data",
    }
    response = render(request, "kept.html", context, status=status)
    add_never_cache_headers(response)
    return response


def is_our_own(request: HttpRequest) -> bool:
    """Tell whether the form surely came from a page of ours: else it isn't offered again."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _needs_login(request: HttpRequest) -> bool:
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return bool(getattr(view, "login_required", True))
