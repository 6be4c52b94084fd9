"""The clocks on an incident's page, the most urgent first."""

from dataclasses import dataclass, field
from datetime import datetime

from incidents.deadlines import words as clock_words
from incidents.deadlines.clocks import Skipped
from incidents.deadlines.queries import clocks_for
from incidents.models import Clock, Incident
from incidents.models.clock import Stopped
from posko import clock
from roster.models import Officer


@dataclass(frozen=True, slots=True)
class Told:
    """One clock in words."""

    name: str
    standing: str
    late: bool
    legal_basis: str = ""
    how: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Clocks:
    """Those that run or pause, and those that are over."""

    first: Told | None
    others: list[Told]
    past: list[Told]


def clocks_of(officer: Officer, incident: Incident) -> Clocks:
    """Return the clocks of ``incident`` that ``officer`` may see, as they stand now."""
    now = clock.now()
    found = clocks_for(officer, incident)
    current = [_told(row, now) for row in found if not row.stopped_at]
    past = [row for row in found if row.stopped_because in {Stopped.REACHED, Stopped.ENDED}]
    return Clocks(
        first=current[0] if current else None,
        others=current[1:],
        past=[_told(row, now) for row in sorted(past, key=_stopped_at)],
    )


def _told(row: Clock, now: datetime) -> Told:
    parts = [
        clock_words.how_counted(row),
        clock_words.counted_since(row),
        clock_words.paused_for(row),
    ]
    return Told(
        name=clock_words.named(row),
        standing=clock_words.standing(row, now),
        late=row.is_overdue(now),
        legal_basis=row.legal_basis,
        how=[part for part in parts if part],
        skipped=clock_words.skipped_days(row),
    )


def _stopped_at(row: Clock) -> datetime:
    return row.stopped_at or row.due_at
