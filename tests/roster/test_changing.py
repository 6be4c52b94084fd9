"""A cell changes as its editor saw it, by the rules, and is kept for taking back."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest

from roster.changing import Act, Moved, Step, change, rows_of, version
from roster.models import Absence, Duty, Officer, Role, RotaChange
from roster.staffing import Refused
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer
from tests.jobs import empty_queue
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

DAY = date(2024, 2, 15)


def police(name: str, **fields: Any) -> Officer:
    return make_officer(name, institution=make_institution(), **fields)


@pytest.fixture
def duty() -> Duty:
    return make_duty(make_post(), DAY)


@pytest.fixture
def planner() -> Officer:
    return make_officer("perencana", Role.KESBANGPOL)


def seen(duty: Duty, kind: str = "polres") -> str:
    return version(rows_of(duty), kind)


def take(duty: Duty, act: Act, officer: Officer, by: Officer, **flags: bool) -> RotaChange:
    return change(duty, "polres", Step(act, officer, **flags), by=by, seen=seen(duty))


def state(duty: Duty) -> list[tuple[str, bool, bool]]:
    rows = duty.assignments.order_by("officer__username")
    return list(rows.values_list("officer__username", "leads", "pinned"))


def test_each_act_does_what_it_says(duty: Duty, planner: Officer) -> None:
    budi = police("budi")
    for act, after in [
        (Act.ADD, [("budi", False, False)]),
        (Act.LEAD, [("budi", True, False)]),
        (Act.PIN, [("budi", True, True)]),
        (Act.UNPIN, [("budi", True, False)]),
        (Act.UNLEAD, [("budi", False, False)]),
        (Act.OFF, []),
    ]:
        done = take(duty, act, budi, planner)
        assert state(duty) == after
        assert "Budi" in done.words
    assert RotaChange.objects.count() == 6


def test_a_change_keeps_what_was_before_and_after(duty: Duty, planner: Officer) -> None:
    budi = police("budi")
    done = take(duty, Act.ADD, budi, planner)
    row = {"officer": budi.pk, "kind": "polres", "leads": False, "pinned": False}
    assert (done.before, done.after) == ([], [row])
    assert (done.day, done.post, done.by) == (DAY, duty.post, planner)


def test_who_saw_an_older_cell_is_refused(duty: Duty, planner: Officer) -> None:
    old = seen(duty)
    take(duty, Act.ADD, police("budi"), planner)
    with pytest.raises(Moved):
        change(duty, "polres", Step(Act.ADD, police("sari")), by=planner, seen=old)
    assert [row[0] for row in state(duty)] == ["budi"]


def test_another_kinds_cell_of_the_duty_is_no_older_for_it(duty: Duty, planner: Officer) -> None:
    old = seen(duty)
    assign(duty, make_officer("tentara", institution=make_institution("kodim")))
    change(duty, "polres", Step(Act.ADD, police("budi")), by=planner, seen=old)
    assert len(state(duty)) == 2


def test_who_leads_concerns_every_kind(duty: Duty, planner: Officer) -> None:
    old = seen(duty)
    assign(duty, make_officer("tentara", institution=make_institution("kodim")), leads=True)
    with pytest.raises(Moved):
        change(duty, "polres", Step(Act.ADD, police("budi")), by=planner, seen=old)


def test_an_act_on_somebody_who_is_not_there_is_refused(duty: Duty, planner: Officer) -> None:
    with pytest.raises(Moved):
        take(duty, Act.PIN, police("budi"), planner)


def test_nobody_is_put_on_a_duty_twice(duty: Duty, planner: Officer) -> None:
    budi = police("budi")
    take(duty, Act.ADD, budi, planner)
    with pytest.raises(Refused):
        take(duty, Act.ADD, budi, planner, overrule=True)


def test_a_rule_refuses_unless_it_is_overruled(duty: Duty, planner: Officer) -> None:
    budi = police("budi")
    Absence.objects.create(officer=budi, kind="illness", first_day=DAY, last_day=DAY)
    with pytest.raises(Refused):
        take(duty, Act.ADD, budi, planner)
    assert not RotaChange.objects.exists()
    take(duty, Act.ADD, budi, planner, overrule=True)
    assert state(duty) == [("budi", False, False)]


def test_nobody_overrules_two_places_at_a_time(duty: Duty, planner: Officer) -> None:
    budi = police("budi")
    assign(make_duty(make_post(slug="lain", name="Lain"), DAY, "09:00"), budi)
    with pytest.raises(Refused):
        take(duty, Act.ADD, budi, planner, overrule=True)


def test_who_may_not_lead_is_not_made_lead(duty: Duty, planner: Officer) -> None:
    new = police("baru", may_lead=False)
    with pytest.raises(Refused):
        take(duty, Act.ADD, new, planner, leads=True)
    take(duty, Act.ADD, new, planner)
    with pytest.raises(Refused):
        take(duty, Act.LEAD, new, planner)
    assert state(duty) == [("baru", False, False)]


def test_a_new_lead_takes_over(duty: Duty, planner: Officer) -> None:
    assign(duty, police("adi"), leads=True)
    take(duty, Act.ADD, police("budi"), planner, leads=True, pinned=True)
    assert state(duty) == [("adi", False, False), ("budi", True, True)]


@pytest.mark.parametrize(
    ("day", "role", "allowed"),
    [
        (date(2024, 2, 12), Role.KESBANGPOL, True),
        (date(2024, 2, 11), Role.KESBANGPOL, False),
        (date(2024, 2, 11), Role.ADMINISTRATOR, True),
    ],
)
def test_history_is_for_administrators(day: date, role: Role, allowed: bool) -> None:
    # Now is the 13th, 09.00: the duty of the 12th ended 17 hours ago, that of the 11th 41.
    duty, editor = make_duty(make_post(), day), make_officer("penyunting", role)
    if allowed:
        take(duty, Act.ADD, police("budi"), editor)
    else:
        with pytest.raises(Refused, match=r"."):
            take(duty, Act.ADD, police("budi"), editor)
    assert bool(state(duty)) == allowed


def test_a_deleted_duty_is_said_to_be_gone(duty: Duty, planner: Officer) -> None:
    version_then = seen(duty)
    Duty.objects.filter(pk=duty.pk).delete()
    with pytest.raises(Duty.DoesNotExist):
        change(duty, "polres", Step(Act.ADD, police("budi")), by=planner, seen=version_then)


class TestTogether:
    """Two editors at the same moment."""

    pytestmark = pytest.mark.django_db(transaction=True)

    @pytest.fixture(autouse=True)
    def no_jobs(self) -> Iterator[None]:
        yield
        empty_queue()

    def test_one_of_two_editors_of_a_cell_wins(self, duty: Duty, planner: Officer) -> None:
        old, people = seen(duty), [police("budi"), police("sari")]
        results = at_once(*(partial(tried, duty, person, planner, old) for person in people))
        assert sorted(result is None for result in results) == [False, True]
        assert len(state(duty)) == RotaChange.objects.count() == 1

    def test_one_person_is_put_on_one_of_two_duties(self, duty: Duty, planner: Officer) -> None:
        other = make_duty(make_post(slug="lain", name="Lain"), DAY, "09:00")
        budi, old = police("budi"), seen(duty)
        results = at_once(*(partial(tried, d, budi, planner, old) for d in (duty, other)))
        assert sorted(result is None for result in results) == [False, True]
        assert budi.assignments.count() == 1


def tried(duty: Duty, person: Officer, by: Officer, old: str) -> RotaChange | None:
    """The change, or None when it was refused."""
    try:
        return change(duty, "polres", Step(Act.ADD, person), by=by, seen=old)
    except (Moved, Refused):
        return None
