"""What a grid changes, and the writer that stores it.

It is not roster/staffing.py because a file is hundreds of changes that are only right together:
one lock, one check, one transaction, by the same rules.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from posko.sheets.book import Where
from roster.models import Assignment, Duty, Officer
from roster.sheets.plan import RosterPlan


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody whom the file puts on a duty."""

    duty: Duty
    officer: Officer
    leads: bool
    where: Where
    # Leads now, and didn't when the file was downloaded.
    since: bool = False


@dataclass(slots=True)
class RotaPlan(RosterPlan):
    """Who is put on duties, who is taken off, and whose lead changes."""

    added: list[Placed] = field(default_factory=list)
    removed: list[Assignment] = field(default_factory=list)
    leads: list[tuple[Assignment, bool]] = field(default_factory=list)

    def people(self) -> Collection[int]:
        """All whose duties change."""
        return {*(a.officer_id for a in self._stored()), *(p.officer.pk for p in self.added)}

    def duties(self) -> Collection[int]:
        """All stored duties whose people change."""
        new = (placed.duty.pk for placed in self.added if placed.duty.pk)
        return {*(a.duty_id for a in self._stored()), *new}

    def store(self) -> None:
        """Take off, then put on; a lead is given up before another one takes it."""
        Assignment.objects.filter(pk__in=[a.pk for a in self.removed]).delete()
        self._set_leads(False)
        for placed in self.added:
            if placed.duty._state.adding:
                # Cells of one duty share the object: it is made once.
                placed.duty.save()
        Assignment.objects.bulk_create(
            Assignment(duty=p.duty, officer=p.officer, leads=p.leads) for p in self.added
        )
        self._set_leads(True)

    def _stored(self) -> list[Assignment]:
        return [*self.removed, *(assignment for assignment, _leads in self.leads)]

    def _set_leads(self, leads: bool) -> None:
        changed = [assignment.pk for assignment, said in self.leads if said == leads]
        Assignment.objects.filter(pk__in=changed).update(leads=leads)
