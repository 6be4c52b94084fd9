"""Answers that are the same for everybody, whoever asks: the API, and what stands in other sites.

They never ask who is logged in, so no cookie is read, none is set, and caches needn't keep the
answers apart by it.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from posko.public import FRESH, unless_known


def same_for_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Return ``view`` as a page without login or cookies that caches may keep for `FRESH` s."""

    @login_not_required
    @require_safe
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return kept_briefly(request, view(request, *args, **kwargs))

    return shown


def kept_briefly(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """Return ``response`` with its ETag and how long it holds, or 304 if it is known already."""
    if response.status_code >= 500:
        patch_cache_control(response, no_store=True)
        return response
    patch_cache_control(response, public=True, max_age=FRESH)
    return unless_known(request, response, sha256(response.content).hexdigest()[:32])
