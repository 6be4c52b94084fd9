"""What the calendar's pages are asked for: who asks, which post, which day."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from posko.admin_scope import scope_of
from posko.keys import row_key
from posko.models import Post
from roster.models import Officer


def planner_of(request: HttpRequest, permission: str = "roster.view_duty") -> Officer:
    """Return who asks; 403 for those whose role doesn't grant ``permission``."""
    if not request.user.has_perm(permission):
        raise PermissionDenied
    assert isinstance(request.user, Officer)  # noqa: S101 - the admin wants a login
    return request.user


def post_of(request: HttpRequest, pk: int) -> Post:
    """Return the post with its hours; 404 outside of the person's region."""
    post = Post.objects.with_hours().in_scope(scope_of(request)).filter(pk=pk).first()
    if post is None:
        raise Http404
    return post


def day_of(text: str) -> date:
    """Return the date in an address; 404 for what is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if not 2000 <= day.year < 2100:
        raise Http404
    return day


def number(text: str) -> int:
    """Return a key that was sent, 0 for what can't be one."""
    return row_key(text) or 0
