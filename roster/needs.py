"""What the duties of an operation need, read in one query."""

from collections import defaultdict

from posko.holidays import is_day_off
from posko.models import Operation, Post
from roster.coverage import Need, Slot
from roster.models import Duty, Requirement


class Needs:
    """All requirements of an operation. Ask it for those of one post; no query follows."""

    def __init__(self, operation: Operation) -> None:
        self._found: dict[str, list[Need]] = defaultdict(list)
        for row in Requirement.objects.filter(operation=operation):
            self._found[f"post:{row.post_id}" if row.post_id else row.level].append(_need(row))

    def of(self, post: Post) -> list[Need]:
        """Return what is asked of ``post`` and of its level; coverage.py weighs them."""
        return self._found[post.region.level] + self._found[f"post:{post.pk}"]


def slot_of(duty: Duty) -> Slot:
    """Return what decides which needs hold for ``duty``."""
    return Slot(duty.day, is_day_off(duty.day), duty.shift_id)


def _need(row: Requirement) -> Need:
    return Need(
        kind=row.institution_kind,
        people=row.people,
        days=row.days,
        of_post=row.post_id is not None,
        on=row.on_date,
        until=row.until,
        shift=row.shift_id,
        leads=row.leads,
    )
