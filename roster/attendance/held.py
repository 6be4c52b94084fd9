"""Whose attendance is on record stays on their duty: said in words before the database refuses."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from roster.models import Attendance, Officer


def is_held(assignment: int) -> bool:
    """Tell whether anything is on record of the assignment with this key."""
    return Attendance.objects.filter(assignment=assignment).exists()


def held_among(assignments: Iterable[int]) -> set[int]:
    """Return the keys of those ``assignments`` that can't be changed any more, in one query."""
    rows = Attendance.objects.filter(assignment__in=set(assignments))
    return set(rows.values_list("assignment", flat=True))


def held_words(officer: Officer) -> str:
    """Say why ``officer`` stays on the duty."""
    return _("The attendance of %(name)s is on record, so the duty stays theirs.") % {
        "name": officer.full_name
    }
