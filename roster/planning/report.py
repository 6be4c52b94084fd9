"""What is known of a plan, in words and numbers for its page, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from posko.models import Post
from roster.models import (
    Change,
    Officer,
    Plan,
    PlanGoal,
    PlanGroup,
    PlanLoad,
    PlannedAssignment,
    PlanShortage,
    PlanState,
)
from roster.planner.answer import Aim, Proof
from roster.planning.difference import Counts, counted
from roster.planning.reasons import reason_words

AIMS = {
    Aim.OPEN: gettext_lazy("places left open"),
    Aim.CHANGES: gettext_lazy("changes"),
    Aim.SPREAD: gettext_lazy("duties: difference between most and fewest"),
    Aim.SPREAD_OFF: gettext_lazy("weekends and holidays: difference between most and fewest"),
    Aim.LEADS: gettext_lazy("duties without a lead"),
    Aim.SPREAD_LED: gettext_lazy("leading: difference between most and fewest"),
    Aim.WISHES: gettext_lazy("wishes not met"),
}


@dataclass(frozen=True, slots=True)
class FigureWords:
    """An aim, what was reached, and whether or how much better it could be at most.

    ``plain`` is the difference among all, be they on leave or not, where it is another one.
    """

    name: str
    value: int
    proof: str
    plain: int | None = None


@dataclass(frozen=True, slots=True)
class GroupReport:
    """One group: institution kind, posts, people with their loads, figures."""

    row: PlanGroup
    posts: list[str]
    figures: list[FigureWords]
    loads: list[PlanLoad]

    @property
    def is_proven(self) -> bool:
        """Whether nothing better exists."""
        return self.row.proof == Proof.OPTIMAL

    @property
    def most(self) -> int:
        """The highest number of duties: what bars are measured by."""
        return max((load.total for load in self.loads), default=0) or 1


@dataclass(frozen=True, slots=True)
class PersonChanges:
    """What changes for one person, in order of time."""

    officer: Officer
    rows: list[PlannedAssignment]

    def _of(self, kind: str) -> list[PlannedAssignment]:
        return [row for row in self.rows if row.change == kind]

    @property
    def parts(self) -> list[tuple[str, str, list[PlannedAssignment]]]:
        """(kind, its words, duties), what there is of it."""
        kinds = (Change.NEW, Change.GONE, Change.LEADS, Change.LEADS_NO_MORE)
        found = [(kind.value, str(kind.label), self._of(kind)) for kind in kinds]
        return [part for part in found if part[2]]


def open_places(groups: Iterable[PlanGroup]) -> int:
    """Return how many places of ``groups`` stay open."""
    return sum(_figure(group, Aim.OPEN) for group in groups)


def spread(groups: Iterable[PlanGroup], aim: Aim = Aim.SPREAD) -> int:
    """Return the largest difference between two people of one group."""
    return max((_figure(group, aim) for group in groups), default=0)


def proof_words(plan: Plan, groups: list[PlanGroup]) -> str:
    """Say in a sentence what was proven."""
    proven = sum(group.proof == Proof.OPTIMAL for group in groups)
    if proven == len(groups):
        if plan.goal == PlanGoal.FEWEST_CHANGES:
            return _("Proven: the places can't be filled with fewer changes.")
        return _("Proven: no rota shares these duties out more fairly.")
    facts = {"proven": proven, "all": len(groups)}
    if plan.state == PlanState.STOPPED or plan.stop_requested:
        words = _(
            "The best found until it was stopped: %(proven)d of %(all)d groups are proven, "
            "for the others the list of groups says how much better they could be at most."
        )
    else:
        words = _(
            "The best found until time ran out: %(proven)d of %(all)d groups are proven, "
            "for the others the list of groups says how much better they could be at most."
        )
    return words % facts


def group_reports(
    groups: Iterable[PlanGroup], loads: Iterable[PlanLoad], posts: dict[int, Post]
) -> list[GroupReport]:
    """Return the reports on ``groups`` with the loads of their people."""
    of_group = defaultdict(list)
    for load in loads:
        of_group[load.group_id].append(load)
    return [
        GroupReport(
            row=group,
            posts=[posts[pk].name for pk in group.posts if pk in posts],
            figures=[_figure_words(each) for each in group.figures],
            loads=of_group[group.pk],
        )
        for group in groups
    ]


def changes_by_person(rows: Iterable[PlannedAssignment]) -> list[PersonChanges]:
    """Group ``rows`` by person, by name; each person's in the order they come in."""
    mine: dict[Officer, list[PlannedAssignment]] = defaultdict(list)
    for row in rows:
        mine[row.officer].append(row)
    people = sorted(mine, key=lambda officer: (officer.full_name, officer.pk))
    return [PersonChanges(officer, mine[officer]) for officer in people]


def change_counts(plan: Plan) -> Counts:
    """Return how much ``plan`` changes, in one query."""
    rows = PlannedAssignment.objects.filter(planned_duty__plan=plan).exclude(change=Change.SAME)
    return counted(rows.values_list("officer_id", "change"))


def shortage_words(shortage: PlanShortage) -> str:
    """Return 'Kejari: 2 orang tersedia, 3 dibutuhkan, 8-10 Feb: 1 dari 3 orang berhalangan'."""
    facts = {
        "kind": shortage.get_kind_display(),
        "wanted": shortage.wanted,
        "days": days_words(shortage.first_day, shortage.last_day),
        "count": shortage.available,
    }
    words = ngettext(
        "%(kind)s: %(count)d person available, %(wanted)d needed, %(days)s",
        "%(kind)s: %(count)d people available, %(wanted)d needed, %(days)s",
        shortage.available,
    )
    reason = reason_words(shortage)
    return f"{words % facts}: {reason}" if reason else words % facts


def days_words(first: date, last: date) -> str:
    """Return '8 Feb', '8-10 Feb' or '30 Jan-2 Feb'."""
    if first == last:
        return date_format(first, "j M")
    begin = f"{first.day}" if first.month == last.month else date_format(first, "j M")
    return f"{begin}-{date_format(last, 'j M')}"


def _figure(group: PlanGroup, aim: Aim) -> int:
    return sum(each["value"] for each in group.figures if each["aim"] == aim)


def _figure_words(figure: dict[str, Any]) -> FigureWords:
    value, bound = int(figure["value"]), int(figure["bound"])
    proof = _("proven: not less") if value <= bound else _("%d less at most") % (value - bound)
    plain = figure.get("plain")
    name = str(AIMS[Aim(figure["aim"])])
    return FigureWords(name, value, proof, None if plain == value else plain)
