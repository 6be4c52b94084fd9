"""What was recorded of one person's attendance, from the first word to the last."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from roster.models import Attendance


@dataclass(frozen=True, slots=True)
class Entry:
    """One state that the record had; ``by`` and ``reason`` are those of a correction."""

    at: datetime
    by: str
    reason: str
    came_at: datetime | None
    left_at: datetime | None


def trail(attendance: Attendance) -> list[Entry]:
    """Return all states of ``attendance``, the oldest first, as the database recorded them."""
    events: Any = Attendance._meta.get_field("events").related_model
    rows = events.objects.filter(pgh_obj=attendance.pk).select_related("corrected_by")
    found: list[Entry] = []
    corrected_before: datetime | None = None
    for row in rows.order_by("pgh_id"):
        found.append(_entry(row, is_correction=row.corrected_at != corrected_before))
        corrected_before = row.corrected_at
    return found


def _entry(row: Any, *, is_correction: bool) -> Entry:
    if is_correction:
        by, reason, at = row.corrected_by.full_name, row.reason, row.corrected_at
    else:
        by, reason, at = "", "", row.left_received_at or row.came_received_at
    return Entry(at or row.pgh_created_at, by, reason, row.came_at, row.left_at)
