"""What a duty needs and what is missing there: pure calculation, without database or clock."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

EVERY, WORKING, OFF, ON_DATE = "every", "working", "off", "date"


@dataclass(frozen=True, slots=True)
class Slot:
    """What decides which needs hold for a duty: its date, a day off or not, its shift's key."""

    day: date
    day_off: bool
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """So many people of a kind of institution; ``of_post`` when asked of one post alone.

    ``days`` is EVERY, WORKING, OFF, ON_DATE or a weekday from '0' (Monday) to '6'. ON_DATE is
    the date ``on``, or, with ``until``, all days from there to that one. ``shift`` is the key of
    the one shift that it is asked of. With ``leads``, one of them leads the duty.
    """

    kind: str
    people: int
    days: str = EVERY
    of_post: bool = False
    on: date | None = None
    until: date | None = None
    shift: int | None = None
    leads: bool = False

    def holds_for(self, slot: Slot) -> bool:
        """Tell whether it counts for a duty in ``slot``."""
        return self.shift in (None, slot.shift) and self._holds_on(slot.day, slot.day_off)

    def _holds_on(self, day: date, day_off: bool) -> bool:
        if self.days in (WORKING, OFF):
            return (self.days == OFF) == day_off
        if self.days == ON_DATE:
            return self.on is not None and self.on <= day <= (self.until or self.on)
        return self.days == EVERY or int(self.days) == day.weekday()

    @property
    def rank(self) -> tuple[bool, int, int, bool, date]:
        """How narrow it is: the narrowest one outranks the others of its kind.

        One date is narrower than several days, few days than many; of as many days, those that
        begin later count.
        """
        begin = self.on or date.min
        days = ((self.until or begin) - begin).days
        narrowness = _NARROWNESS.get(self.days, 2)
        return self.of_post, narrowness, -days, self.shift is not None, begin


_NARROWNESS = {EVERY: 0, WORKING: 1, OFF: 1, ON_DATE: 3}


@dataclass(frozen=True, slots=True)
class Gap:
    """So many people of a kind are still missing."""

    kind: str
    missing: int


def asked(needs: Iterable[Need], slot: Slot) -> dict[str, Need]:
    """Return, for each kind, the need that holds for a duty in ``slot``; it may ask for nobody."""
    holding = [need for need in needs if need.holds_for(slot)]
    return {need.kind: need for need in sorted(holding, key=lambda need: need.rank)}


def gaps(needs: Iterable[Need], slot: Slot, assigned: Iterable[str]) -> list[Gap]:
    """Return what is missing, given the kinds of institution of those assigned."""
    there = Counter(assigned)
    return [
        Gap(kind, need.people - there[kind])
        for kind, need in asked(needs, slot).items()
        if need.people > there[kind]
    ]
