"""The rules of duty, asked of a rota as it would be, not as it is stored."""

from collections import defaultdict
from collections.abc import Iterable

from roster.checking import Objection, People, Taken, turn_of
from roster.limits import Broken
from roster.models import Duty, Officer


class Foresight(People):
    """People with the duties that a plan gives them; those it takes are left out when asked."""

    _next = -1

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._foreseen: dict[int, list[tuple[int, Duty, object]]] = defaultdict(list)

    def foresee(self, officer: Officer, duty: Duty, where: object) -> int:
        """Add a duty that ``officer`` will have; return the key by which it isn't counted."""
        key, self._next = self._next, self._next - 1
        self.taken(officer).append(Taken(key, turn_of(duty)))
        self._foreseen[officer.pk].append((key, duty, where))
        return key

    def objections_to(
        self, officer: Officer, duty: Duty, own: int, given_up: Iterable[int]
    ) -> list[Objection]:
        """Return what speaks against a duty that was foreseen as ``own``."""
        return self.objections(officer, duty, {own, *given_up})

    def clash(self, officer: Officer, duty: Duty, own: int) -> object:
        """Return where the plan has ``officer`` at another duty at that time, or None."""
        for key, other, where in self._foreseen[officer.pk]:
            overlap = other.starts_at < duty.ends_at and duty.starts_at < other.ends_at
            if key != own and overlap:
                return where
        return None


def is_elsewhere(objection: Objection) -> bool:
    """Tell whether somebody would be in two places."""
    return objection.code == Broken.ELSEWHERE
