"""Views that tests of public pages ask for: what strangers share, and what is of one person."""

from collections.abc import Callable
from time import sleep

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.vary import vary_on_headers

from config.urls import urlpatterns as product
from posko.kept_page import LARGEST
from posko.public import public_page

# How often each view below was asked.
asked: list[str] = []


def counted(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def counting(request: HttpRequest) -> HttpResponse:
        asked.append(request.path)
        return view(request)

    return counting


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<p>{len(asked)}</p>" + "satu dua tiga " * 100)


def with_token(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_token(request))


def with_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("hello")
    response.set_cookie("a", "b")
    return response


def with_session(request: HttpRequest) -> HttpResponse:
    request.session["been"] = "here"
    return HttpResponse("hello")


def with_message(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Only for you")
    return HttpResponse("hello")


def with_nonce(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request._csp_nonce))  # type: ignore[attr-defined]


def missing(request: HttpRequest) -> HttpResponse:
    raise Http404


def refused(request: HttpRequest) -> HttpResponse:
    return HttpResponse("no", status=422)


def large(request: HttpRequest) -> HttpResponse:
    return HttpResponse("x" * (LARGEST + 1))


@vary_on_headers("User-Agent")
def varied(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.headers.get("User-Agent", ""))


@xframe_options_exempt
@csp_override({"default-src": ["'none'"], "frame-ancestors": ["*"]})
def framed(request: HttpRequest) -> HttpResponse:
    return HttpResponse("framed")


def slow(request: HttpRequest) -> HttpResponse:
    sleep(0.2)
    return HttpResponse("slow")


PERSONAL = [
    with_token, with_cookie, with_session, with_message, with_nonce, missing, refused, large,
    varied,
]  # fmt: skip

urlpatterns = [
    *(path(f"{view.__name__}/", public_page(counted(view))) for view in PERSONAL),
    path("plain/", public_page(counted(plain))),
    path("framed/", public_page(counted(framed))),
    path("slow/", public_page(counted(slow))),
    path("city/", public_page(query=["kota", "q"])(counted(plain))),
    *product,
]
