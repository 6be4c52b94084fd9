"""Pages for everybody: no login, only to be read, fresh within seconds wherever they are kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

# Seconds. A changed hour is seen everywhere within five: this, once here and once in between.
FRESH = 2

type View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """Return ``view`` as a page anybody may read and any cache may keep for `FRESH` seconds.

    What somebody who is logged in sees is theirs alone and is kept nowhere.
    """

    @login_not_required
    @require_safe
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        _say_how_long(request, response)
        return get_conditional_response(request, response=response) or response

    return shown


def _say_how_long(request: HttpRequest, response: HttpResponse) -> None:
    # The header greets who is logged in, so pages differ by it.
    patch_vary_headers(response, ["Cookie"])
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, public=True, max_age=FRESH)
