"""Who could be at a duty at all: with us, taking turns, serving its post."""

from django.db.models import Q

from posko.models import Post
from posko.models.region import around
from roster.checking import SERVING_ROLES
from roster.kinds import NONE
from roster.models import Officer
from roster.models.officer import OfficerQuerySet


def pool_of(post: Post) -> OfficerQuerySet:
    """Return the active officers who serve at ``post``, as roster/checking.py counts them.

    Theirs is the post itself or, if they serve no single one, a region that it lies in.
    """
    here = Q(post=post) | Q(post=None, region__in=around(post.region_id))
    people = Officer.objects.active().filter(here, role__in=SERVING_ROLES)
    return people.select_related("institution").order_by("full_name", "pk")  # type: ignore[no-any-return]


def who_serve(post: Post, kind: str) -> OfficerQuerySet:
    """Return those of ``pool_of(post)`` whose institution is of ``kind``, or who have NONE."""
    return pool_of(post).filter(Q(institution=None) if kind == NONE else Q(institution__kind=kind))
