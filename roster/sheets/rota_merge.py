"""Three rotas in one: as the file showed it, as somebody changed the file, as it is stored now.

Cells that nobody changed in the file stay as the rota is now. Where both changed, nobody is
guessed at: that cell is a conflict. People of a kind at a duty have no order, so that it is them
who are compared, not the rows in which they stand. Pure calculation.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from posko.sheets.book import Where
from posko.sheets.words import folded
from roster.models import Assignment, Officer
from roster.sheets.grid import unmarked
from roster.sheets.rota_plan import Placed
from roster.sheets.rota_reading import Said


def is_as_shown(one: Said, shown: Sequence[str]) -> bool:
    """Tell whether a cell still says what one of these said when the file was downloaded."""
    return (folded(one.name), one.leads) in map(_parts, shown)


def parted(said: Sequence[Said], shown: Sequence[str]) -> tuple[list[Said], list[Said]]:
    """Return the cells with a name that are as they were ``shown``, and those that aren't."""
    left, same, changed = [_parts(text) for text in shown], [], []
    for one in said:
        key = (folded(one.name), one.leads)
        if key in left:
            left.remove(key)
            same.append(one)
        elif one.name:
            changed.append(one)
    return same, changed


@dataclass(slots=True)
class Merge:
    """One kind of people at one duty. ``said`` is who stands in the file; keys are officers'."""

    shown: Sequence[str]
    said: dict[int, Placed]
    there: dict[int, Assignment]
    was: dict[int, bool] = field(default_factory=dict)
    # People whom the file showed, and who go by another name now or are out of reach.
    lost: int = 0
    lost_same: int = 0

    def know(self, find: Callable[[str], Officer | None], same: Sequence[Said]) -> None:
        """Find the people who were shown; ``same`` cells still name them."""
        still = {folded(one.name) for one in same}
        for text in filter(None, self.shown):
            name, leads = unmarked(text)
            officer = find(name)
            if officer:
                self.was[officer.pk] = leads
            else:
                self.lost += 1
                self.lost_same += folded(name) in still

    @property
    def newcomers(self) -> list[Assignment]:
        """Who came since, and isn't in the file."""
        return [a for key, a in self.there.items() if key not in self.was and key not in self.said]

    @property
    def moved(self) -> int:
        """In how many places the rota isn't as it was shown."""
        gone = [key for key in self.was if key not in self.there]
        came = [key for key in self.there if key not in self.was]
        turned = [k for k, a in self.there.items() if k in self.was and a.leads != self.was[k]]
        return max(len(gone) + self.lost, len(came)) + len(turned)

    @property
    def is_conflict(self) -> bool:
        """Tell whether file and rota were changed at the same place, and not to the same."""
        if self.said.keys() == self.there.keys():
            return False
        if self._is_turned():
            return True
        taken = [key for key in self.was if key not in self.said]
        added = [key for key in self.said if key not in self.was]
        fresh = [key for key in added if key not in self.there]
        overtaken = [key for key in taken if key not in self.there]
        gone = [key for key in self.was if key in self.said and key not in self.there]
        # Newcomers beyond those who replaced somebody whom the file leaves alone.
        beyond = len(self.newcomers) - len(gone) - self.lost_same
        agreed = len(added) - len(fresh)
        if len(overtaken) + self.lost - self.lost_same > agreed and (fresh or beyond > 0):
            return True
        return beyond > 0 and len(fresh) > len(taken) - len(overtaken)

    def _is_turned(self) -> bool:
        """Tell whether the file takes off whose lead changed since, or makes a lead of who left."""
        for key, led in self.was.items():
            said, now = self.said.get(key), self.there.get(key)
            if (now and not said and now.leads != led) or (said and not now and said.leads != led):
                return True
        return False

    def placed(self, where: Where) -> list[Placed]:
        """Return who is there once the changed cells are applied; others stand at ``where``."""
        stay = [
            self._staying(assignment, where)
            for key, assignment in self.there.items()
            if key in self.said or key not in self.was
        ]
        fresh = [one for k, one in self.said.items() if k not in self.there and k not in self.was]
        return [*stay, *fresh]

    def _staying(self, assignment: Assignment, where: Where) -> Placed:
        key = assignment.officer_id
        said = self.said.get(key)
        if said is None:
            return Placed(
                assignment.duty, assignment.officer, assignment.leads, where, assignment.leads
            )
        led = self.was.get(key, False)
        if said.leads != led:
            return said
        return replace(said, leads=assignment.leads, since=assignment.leads and not led)


def _parts(text: str) -> tuple[str, bool]:
    name, leads = unmarked(text)
    return folded(name), leads
