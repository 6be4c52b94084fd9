"""What a public address names, and whether the browser has it already."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response

from posko import clock
from posko.models import Operation, Post


def current_operation() -> Operation:
    """Return the operation of today; 404 when there is none to be shown."""
    operation = Operation.objects.current(clock.today())
    if operation is None:
        raise Http404
    return operation


def public_post(slug: str) -> Post:
    """Return the published post called ``slug``, with its hours; 404 for all others."""
    posts = Post.objects.public().of(current_operation()).with_hours()
    found: Post = get_object_or_404(posts, slug=slug)
    return found


def unless_known(request: HttpRequest, response: HttpResponse, version: str) -> HttpResponse:
    """Return ``response`` with ``version`` as its ETag, or 304 when the browser has it."""
    etag = response["ETag"] = f'"{version}"'
    # A response is given back as it is, unless the browser named the same version.
    return get_conditional_response(request, etag=etag, response=response) or response
