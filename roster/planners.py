"""Who decides about the rota of a post: coordinators, Kesbangpol staff, administrators."""

from collections.abc import Iterable

from posko.models.region import around
from roster.models import Officer, Role
from roster.models.officer import OfficerQuerySet

PLANNERS = frozenset({Role.KOORDINATOR, Role.KESBANGPOL, Role.ADMINISTRATOR})

# Administrators of a province would be told of every duty of all its posts.
TOLD = frozenset({Role.KOORDINATOR, Role.KESBANGPOL})


def may_plan(officer: Officer) -> bool:
    """Tell whether the role decides about rotas at all; where, is a matter of its region."""
    return officer.is_active and officer.role in PLANNERS


def planners_of(regions: Iterable[str]) -> OfficerQuerySet:
    """Return whom to tell what happens to the rotas of ``regions`` (codes)."""
    codes = {code for region in regions for code in around(region)}
    return Officer.objects.active().filter(role__in=TOLD, region__in=codes)  # type: ignore[no-any-return]
