"""What a public address names."""

from django.http import Http404
from django.shortcuts import get_object_or_404

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
