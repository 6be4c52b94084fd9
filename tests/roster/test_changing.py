"""One cell of the rota: changed by one editor at a time, and taken back by whoever changed it."""

from datetime import date

import pytest

from roster.changing import Act, Moved, Step, change, rows_of, version
from roster.creating import create_missing
from roster.models import Absence, Assignment, Duty, Officer, Role, RotaChange, Shift
from roster.staffing import Refused
from roster.undoing import CannotUndo, last_change, undo
from tests.conftest import Travel
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

DAY = date(2024, 2, 14)


@pytest.fixture
def duty() -> Duty:
    return make_duty(make_post(), DAY)


@pytest.fixture
def planner() -> Officer:
    return make_officer("perencana", Role.KESBANGPOL)


@pytest.fixture
def budi() -> Officer:
    return make_officer("budi", institution=make_institution())


def seen(duty: Duty, kind: str = "polres") -> str:
    return version(rows_of(duty), kind)


def at(duty: Duty) -> list[tuple[str, bool, bool]]:
    rows = duty.assignments.order_by("officer__username")
    return list(rows.values_list("officer__username", "leads", "pinned"))


def put(duty: Duty, officer: Officer, by: Officer, **flags: bool) -> RotaChange:
    return change(duty, "polres", Step(Act.ADD, officer, **flags), by=by, seen=seen(duty))


def take(duty: Duty, act: Act, officer: Officer, by: Officer) -> RotaChange:
    return change(duty, "polres", Step(act, officer), by=by, seen=seen(duty))


def test_who_saw_an_older_state_changes_nothing(
    duty: Duty, budi: Officer, planner: Officer
) -> None:
    old = seen(duty)
    assign(duty, make_officer("adi", institution=make_institution()))
    with pytest.raises(Moved):
        change(duty, "polres", Step(Act.ADD, budi), by=planner, seen=old)
    assert at(duty) == [("adi", False, False)]
    assert not RotaChange.objects.exists()


def test_another_kind_at_the_same_duty_disturbs_nobody(
    duty: Duty, budi: Officer, planner: Officer
) -> None:
    old = seen(duty)
    assign(duty, make_officer("adi", institution=make_institution("kodim")))
    change(duty, "polres", Step(Act.ADD, budi), by=planner, seen=old)
    assert len(at(duty)) == 2


def test_a_new_lead_of_another_kind_does(duty: Duty, budi: Officer, planner: Officer) -> None:
    old = seen(duty)
    assign(duty, make_officer("adi", institution=make_institution("kodim")), leads=True)
    with pytest.raises(Moved):
        change(duty, "polres", Step(Act.ADD, budi, leads=True), by=planner, seen=old)


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_once_one_is_told(duty: Duty, budi: Officer, planner: Officer) -> None:
    old, other = seen(duty), make_officer("adi", institution=make_institution())

    def adds(officer: Officer) -> str:
        try:
            change(duty, "polres", Step(Act.ADD, officer), by=planner, seen=old)
        except Moved:
            return "moved"
        return "stored"

    told = at_once(lambda: adds(budi), lambda: adds(other))
    assert sorted(told) == ["moved", "stored"]
    assert len(at(duty)) == 1


def test_each_act_is_taken_back_to_what_was_before(
    duty: Duty, budi: Officer, planner: Officer
) -> None:
    leader = make_officer("adi", institution=make_institution("kodim"))
    assign(duty, leader, leads=True)
    put(duty, budi, planner)
    for act in (Act.LEAD, Act.PIN, Act.OFF):
        before = at(duty)
        done = take(duty, act, budi, planner)
        assert at(duty) != before, act
        undo(duty.post, done.pk, by=planner)
        assert at(duty) == before, act
    assert at(duty) == [("adi", True, False), ("budi", False, False)]


def test_a_lead_taken_off_comes_back_as_lead_and_pinned(
    duty: Duty, budi: Officer, planner: Officer
) -> None:
    put(duty, budi, planner, leads=True, pinned=True)
    done = take(duty, Act.OFF, budi, planner)
    undo(duty.post, done.pk, by=planner)
    assert at(duty) == [("budi", True, True)]


def test_what_somebody_else_changed_since_is_not_overwritten(
    duty: Duty, budi: Officer, planner: Officer
) -> None:
    done = put(duty, budi, planner)
    assign(duty, make_officer("adi", institution=make_institution()))
    with pytest.raises(CannotUndo, match="sudah diubah lagi"):
        undo(duty.post, done.pk, by=planner)
    assert len(at(duty)) == 2


def test_only_ones_own_last_change_is_taken_back_and_only_once(
    duty: Duty, budi: Officer, planner: Officer
) -> None:
    first = put(duty, budi, planner)
    other = make_officer("lain", Role.KESBANGPOL)
    assert last_change(other, duty.post) is None
    last = take(duty, Act.PIN, budi, planner)
    for key, by in ((first.pk, planner), (last.pk, other), (0, planner)):
        with pytest.raises(CannotUndo):
            undo(duty.post, key, by=by)
    undo(duty.post, last.pk, by=planner)
    with pytest.raises(CannotUndo):
        undo(duty.post, last.pk, by=planner)
    assert at(duty) == [("budi", False, False)]


def test_a_day_later_nothing_is_taken_back(
    duty: Duty, budi: Officer, planner: Officer, at: Travel
) -> None:
    done = put(duty, budi, planner)
    at("2024-02-14 09:01")
    with pytest.raises(CannotUndo):
        undo(duty.post, done.pk, by=planner)


def test_nobody_comes_back_who_is_elsewhere_by_now(
    duty: Duty, budi: Officer, planner: Officer
) -> None:
    put(duty, budi, planner)
    done = take(duty, Act.OFF, budi, planner)
    assign(make_duty(make_post("31.73"), DAY), budi)
    with pytest.raises(Refused):
        undo(duty.post, done.pk, by=planner)
    assert at(duty) == []
    assert last_change(planner, duty.post) == done


def test_a_deleted_duty_says_so(duty: Duty, budi: Officer, planner: Officer) -> None:
    post, done = duty.post, put(duty, budi, planner)
    duty.delete()
    with pytest.raises(CannotUndo, match="sudah dihapus"):
        undo(post, done.pk, by=planner)


def test_somebody_absent_is_put_there_only_by_overruling(
    duty: Duty, budi: Officer, planner: Officer
) -> None:
    Absence.objects.create(officer=budi, kind="leave", first_day=DAY, last_day=DAY)
    with pytest.raises(Refused):
        put(duty, budi, planner)
    put(duty, budi, planner, overrule=True)
    assert len(at(duty)) == 1


def test_what_is_over_for_more_than_a_day_is_an_administrators_to_correct(
    budi: Officer, planner: Officer
) -> None:
    post = make_post()
    yesterday, before = make_duty(post, date(2024, 2, 12)), make_duty(post, date(2024, 2, 11))
    put(yesterday, budi, planner)
    with pytest.raises(Refused, match="administrator"):
        put(before, budi, planner)
    put(before, budi, make_officer("admin", Role.ADMINISTRATOR, "31"))
    assert Assignment.objects.count() == 2


def test_missing_duties_are_created_once_and_never_beside_another() -> None:
    post = make_post()
    for name, opens, closes in (("Pagi", "08:00", "12:00"), ("Siang", "12:00", "16:00")):
        Shift.objects.create(
            operation=post.operation, post=post, name=name, opens=opens, closes=closes
        )
    assert [create_missing(post, DAY), create_missing(post, DAY)] == [2, 0]
    other = date(2024, 2, 15)
    make_duty(post, other, "07:00", "13:00")
    assert create_missing(post, other) == 0
    assert create_missing(post, date(2030, 1, 1)) == 0
