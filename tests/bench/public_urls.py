"""The product's addresses, and a page without any work: the same bytes, the same middleware."""

import os
from functools import cache
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as product


@cache
def body(name: str) -> bytes:
    """Return the bytes that the page ``name`` of the product had."""
    return (Path(os.environ["BENCH_PAGES"]) / name).read_bytes()


@login_not_required
def bare(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with bytes that are there already."""
    return HttpResponse(body(name))


urlpatterns = [path("bare/<slug:name>/", bare), *product]
