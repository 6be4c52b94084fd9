"""What a file of people or duties would do: locked as everybody locks who changes the rota."""

from abc import abstractmethod
from collections.abc import Collection

from posko.sheets.plan import Plan
from roster.models import Duty
from roster.overlap import lock_officers


class RosterPlan(Plan):
    """A plan that changes people, or who is at duties."""

    @abstractmethod
    def people(self) -> Collection[int]:
        """Return the keys of the officers who have to be locked while it is stored."""

    @abstractmethod
    def duties(self) -> Collection[int]:
        """Return the keys of the duties that have to be locked while it is stored."""

    def lock(self) -> None:
        """People first, then duties, as everybody does who changes the rota."""
        lock_officers(self.people())
        duties = Duty.objects.filter(pk__in=self.duties()).order_by("pk")
        list(duties.select_for_update(of=("self",)).values_list("pk", flat=True))
