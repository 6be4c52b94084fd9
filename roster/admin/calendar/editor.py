"""What the editor of one part of a cell shows."""

from dataclasses import dataclass
from datetime import datetime

from roster.changing import is_history
from roster.models import Officer
from roster.month import Calendar, Place
from roster.permissions import may_rewrite_past
from roster.replacements import Candidate, Candidates


@dataclass(frozen=True, slots=True)
class Editor:
    """A part of a cell with who could be added; what is over is told, and closed as history."""

    place: Place
    candidates: list[Candidate]
    is_over: bool
    is_closed: bool

    @property
    def possible(self) -> list[Candidate]:
        """Those who can be put there, some against a rule."""
        return [c for c in self.candidates if not c.is_impossible]

    @property
    def impossible(self) -> list[Candidate]:
        """Those who can't, with why."""
        return [c for c in self.candidates if c.is_impossible]


def editors_of(
    calendar: Calendar, candidates: Candidates, planner: Officer, now: datetime
) -> list[Editor]:
    """Return an editor for each part of the first day of ``calendar``, duty by duty."""
    places = sorted(calendar.days[0].places, key=lambda place: place.duty.starts_at)
    return [
        Editor(
            place,
            candidates.of(place.duty, place.kind),
            is_over=place.duty.ends_at < now,
            is_closed=is_history(place.duty, now) and not may_rewrite_past(planner),
        )
        for place in places
    ]
