"""How every address of the API answers: in JSON, in one language, for everybody the same."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from posko.api.problems import Problem, answer, not_found, unusable
from posko.openly import kept_briefly

READS = "GET, HEAD, OPTIONS"

type View = Callable[..., HttpResponse]


def open_to_all(patterns: Iterable[URLPattern | URLResolver]) -> None:
    """Make what stands at ``patterns`` answer as the API does."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = as_api(pattern.callback)


def as_api(view: View) -> Callable[..., HttpResponseBase]:
    """Return ``view`` as one of the API: read by anybody, its errors in JSON, briefly kept."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = request.GET.get("lang", "id")
        known = language if language in dict(settings.LANGUAGES) else "id"
        with translation.override(known):
            response = _reply(view, request, *args, **kwargs) if language == known else _no_such()
        response.headers["Content-Language"] = known
        response.headers["Link"] = f'<{settings.OPEN_DATA_LICENCE["url"]}>; rel="license"'
        return kept_briefly(request, response)

    return shown


@as_api
def unknown(request: HttpRequest) -> HttpResponse:
    """Answer whoever asks for an address that the API doesn't have."""
    raise not_found()


def _no_such() -> HttpResponse:
    return answer(unusable("lang"))


def _reply(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": READS})
    if request.method not in ("GET", "HEAD"):
        response = answer(Problem(405))
        response.headers["Allow"] = READS
        return response
    try:
        return _looked_up(view, request, *args, **kwargs)
    except Http404:
        return answer(not_found())
    except Problem as problem:
        return answer(problem)


def _looked_up(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    # The library knows GET alone; what a HEAD leaves away, the server does.
    asked, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = asked
