"""Activities and announcements as the public reads them, in pages and in feeds."""

from datetime import datetime

from posko.languages import told
from posko.models import Activity, Announcement, Operation, Post
from posko.models.activity import ActivityQuerySet

# On the page; more than a month of a busy operation.
SHOWN = 100


def coming(operation: Operation, now: datetime, post: Post | None = None) -> list[Activity]:
    """Return public activities that aren't over: of one post and its operation, or of all."""
    rows = public_activities(operation, post).coming(now)
    return list(rows[:SHOWN])


def news(operation: Operation, now: datetime, post: Post | None = None) -> list[Announcement]:
    """Return what is announced at ``now``: for one post and its operation, or for all."""
    rows = Announcement.objects.public(now).filter(operation=operation)
    rows = rows.at(post) if post else rows
    return list(rows.select_related("post")[:SHOWN])


def title_of(row: Activity | Announcement) -> str:
    """Return the title in the language of the page, as far as it has one."""
    return told(row, "title")


def place_of(activity: Activity) -> str:
    """Return where it is: its own place, else the post with its address."""
    if activity.place or activity.post is None:
        return activity.place
    return f"{activity.post.name}, {activity.post.address}"


def description_of(activity: Activity) -> str:
    """Return the description in the language of the page, as far as it has one."""
    return told(activity, "description")


def body_of(announcement: Announcement) -> str:
    """Return the text in the language of the page, as far as it has one."""
    return told(announcement, "body")


def public_activities(operation: Operation, post: Post | None) -> ActivityQuerySet:
    """Return what the public may know: of one post and its operation, or of all."""
    rows = Activity.objects.public().filter(operation=operation).select_related("post__region")
    return rows.at(post) if post else rows
