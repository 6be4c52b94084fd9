"""The planner's answer as rows: what publishing would do, and the report."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from itertools import batched

from roster.models import (
    Plan,
    PlanGroup,
    PlanLoad,
    PlannedAssignment,
    PlannedDuty,
    PlanShortage,
)
from roster.planner.answer import Answer, Group, Shortage
from roster.planner.problem import Given, Person
from roster.planning.difference import Step, difference
from roster.planning.reading import Reading

BATCH = 5000


def store_answer(plan: Plan, reading: Reading, answer: Answer) -> None:
    """Store ``answer`` to ``plan``; what an earlier attempt stored is replaced."""
    for rows in (plan.groups, plan.duties, plan.shortages, plan.loads):
        rows.all().delete()
    duties = _store_duties(plan, reading)
    steps = difference(reading.told, answer.given, reading.led_otherwise)
    for some in batched(steps, BATCH):
        PlannedAssignment.objects.bulk_create(_assignment(step, duties) for step in some)
    PlanShortage.objects.bulk_create(_shortage(plan, each) for each in answer.shortages)
    _store_loads(plan, reading, answer.given, _store_groups(plan, answer.groups))


def _assignment(step: Step, duties: Mapping[str, PlannedDuty]) -> PlannedAssignment:
    return PlannedAssignment(
        planned_duty=duties[step.duty],
        officer_id=step.person,
        leads=step.leads,
        change=step.kind.value,
    )


def _store_duties(plan: Plan, reading: Reading) -> dict[str, PlannedDuty]:
    rows = {
        key: PlannedDuty(
            plan=plan,
            post_id=duty.post,
            shift_id=duty.slot.shift,
            duty_id=duty.stored,
            day=duty.slot.day,
            starts_at=duty.turn.start,
            ends_at=duty.turn.end,
        )
        for key, duty in reading.duties.items()
    }
    PlannedDuty.objects.bulk_create(rows.values(), batch_size=BATCH)
    return rows


def _store_groups(plan: Plan, groups: Iterable[Group]) -> dict[int, PlanGroup]:
    """Store the reports; return each person's group."""
    pairs = [(group, _group(plan, group)) for group in groups]
    PlanGroup.objects.bulk_create(row for _group, row in pairs)
    return {person: row for group, row in pairs for person in group.people}


def _group(plan: Plan, group: Group) -> PlanGroup:
    return PlanGroup(
        plan=plan,
        kind=group.kind,
        posts=list(group.posts),
        people=len(group.people),
        places=group.places,
        proof=group.proof.value,
        figures=[{**asdict(figure), "aim": figure.aim.value} for figure in group.figures],
        seconds=group.seconds,
        solver_seconds=group.solver_seconds,
    )


def _shortage(plan: Plan, shortage: Shortage) -> PlanShortage:
    return PlanShortage(
        plan=plan,
        post_id=shortage.post,
        kind=shortage.kind,
        first_day=shortage.first,
        last_day=shortage.last,
        missing=shortage.missing,
        wanted=shortage.wanted,
        available=shortage.available,
        pool=shortage.pool,
        reason=shortage.reason[:40],
    )


def _store_loads(
    plan: Plan, reading: Reading, given: Iterable[Given], groups: Mapping[int, PlanGroup]
) -> None:
    people = {person.key: person for person in reading.problem.people}
    counts: dict[int, Counter[str]] = {key: Counter() for key in people}
    for each in given:
        duty = reading.duties[each.duty]
        counts[each.person].update(total=1, off=int(duty.slot.day_off), led=int(each.leads))
    PlanLoad.objects.bulk_create(
        (_load(plan, person, counts[key], groups.get(key)) for key, person in people.items()),
        batch_size=BATCH,
    )


def _load(
    plan: Plan, person: Person, counts: Mapping[str, int], group: PlanGroup | None
) -> PlanLoad:
    return PlanLoad(
        plan=plan,
        group=group,
        officer_id=person.key,
        total=person.carried.total + counts["total"],
        off=person.carried.off + counts["off"],
        led=person.carried.led + counts["led"],
        carried=person.carried.total,
    )
