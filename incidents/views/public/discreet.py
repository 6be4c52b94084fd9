"""Pages that hold a tracking code."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

type View = Callable[..., HttpResponse]


def discreet(view: View) -> View:
    """Keep what ``view`` answers out of caches, search engines and Referer headers.

    ``strict-origin`` and not ``no-referrer``: with the latter browsers send ``Origin: null``,
    and the form would fail the check for forged requests.
    """

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped
