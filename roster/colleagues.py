"""Who could be at a duty at all: same kind of institution, serving its post, with us."""

from django.db.models import Q

from posko.models import Post
from posko.models.region import around
from roster.checking import SERVING_ROLES
from roster.models import Officer
from roster.models.officer import OfficerQuerySet


def kind_of(officer: Officer) -> str:
    """Return the kind of institution of ``officer``, '' without one."""
    return officer.institution.kind if officer.institution else ""


def who_serve(post: Post, kind: str) -> OfficerQuerySet:
    """Return the people of institutions of ``kind`` ('' for those without one) who serve ``post``.

    Theirs is the post itself or, if they serve no single one, a region that it lies in.
    """
    here = Q(post=post) | Q(post=None, region__in=around(post.region_id))
    of_kind = Q(institution__kind=kind) if kind else Q(institution=None)
    people = Officer.objects.active().filter(here, of_kind, role__in=SERVING_ROLES)
    return people.select_related("institution").order_by("full_name", "pk")  # type: ignore[no-any-return]
