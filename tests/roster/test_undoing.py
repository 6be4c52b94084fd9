"""One's own last change is taken back, as long as the cell is as it was left."""

from collections.abc import Iterator
from datetime import date

import pytest

from roster.changing import Act
from roster.models import Absence, Assignment, Duty, Officer, Role, RotaChange
from roster.staffing import Refused, hand_to
from roster.undoing import CannotUndo, last_change, undo
from tests.conftest import Travel
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer
from tests.jobs import empty_queue
from tests.roster.test_changing import DAY, police, state, take
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


@pytest.fixture
def duty() -> Duty:
    return make_duty(make_post(), DAY)


@pytest.fixture
def planner() -> Officer:
    return make_officer("perencana", Role.KESBANGPOL)


def back(done: RotaChange, by: Officer) -> RotaChange:
    return undo(done.post, done.pk, by=by)


def soldier(name: str = "tentara") -> Officer:
    return make_officer(name, institution=make_institution("kodim"))


@pytest.mark.parametrize("act", [Act.OFF, Act.LEAD, Act.PIN])
def test_every_act_is_taken_back(act: Act, duty: Duty, planner: Officer) -> None:
    budi = police("budi")
    assign(duty, budi)
    before = state(duty)
    back(take(duty, act, budi, planner), planner)
    assert state(duty) == before


def test_who_was_added_leaves(duty: Duty, planner: Officer) -> None:
    back(take(duty, Act.ADD, police("budi"), planner), planner)
    assert state(duty) == []


def test_who_was_taken_off_comes_back_with_lead_and_pin(duty: Duty, planner: Officer) -> None:
    budi = police("budi")
    Assignment.objects.create(duty=duty, officer=budi, leads=True, pinned=True)
    back(take(duty, Act.OFF, budi, planner), planner)
    assert state(duty) == [("budi", True, True)]


@pytest.mark.parametrize("names", [("adi", "budi"), ("budi", "adi")])
def test_a_lead_that_was_taken_over_is_given_back(
    names: tuple[str, str], duty: Duty, planner: Officer
) -> None:
    old, new = police(names[0]), police(names[1])
    assign(duty, old, leads=True)
    assign(duty, new)
    before = state(duty)
    back(take(duty, Act.LEAD, new, planner), planner)
    assert state(duty) == before


def test_a_lead_of_another_kind_gets_it_back(duty: Duty, planner: Officer) -> None:
    assign(duty, soldier(), leads=True)
    back(take(duty, Act.ADD, police("budi"), planner, leads=True), planner)
    assert state(duty) == [("tentara", True, False)]


def test_a_lead_of_another_kind_who_has_left_is_not_fetched(duty: Duty, planner: Officer) -> None:
    led = assign(duty, soldier(), leads=True)
    done = take(duty, Act.ADD, police("budi"), planner, leads=True)
    led.delete()
    with pytest.raises(CannotUndo):
        back(done, planner)
    assert state(duty) == [("budi", True, False)]


def test_another_kinds_cell_may_change_meanwhile(duty: Duty, planner: Officer) -> None:
    done = take(duty, Act.ADD, police("budi"), planner)
    assign(duty, soldier())
    back(done, planner)
    assert state(duty) == [("tentara", False, False)]


def test_a_cell_that_was_changed_since_stays(duty: Duty, planner: Officer) -> None:
    budi = police("budi")
    done = take(duty, Act.ADD, budi, planner)
    hand_to(duty.assignments.get(), police("sari"))
    with pytest.raises(CannotUndo):
        back(done, planner)
    assert [row[0] for row in state(duty)] == ["sari"]


def test_who_was_given_another_duty_meanwhile_does_not_come_back(
    duty: Duty, planner: Officer
) -> None:
    budi = police("budi")
    assign(duty, budi)
    done = take(duty, Act.OFF, budi, planner)
    assign(make_duty(make_post(slug="lain", name="Lain"), DAY, "09:00"), budi)
    with pytest.raises(Refused):
        back(done, planner)
    assert state(duty) == []
    assert last_change(planner, duty.post) == done


def test_who_is_absent_by_now_comes_back_all_the_same(duty: Duty, planner: Officer) -> None:
    budi = police("budi")
    assign(duty, budi)
    done = take(duty, Act.OFF, budi, planner)
    Absence.objects.create(officer=budi, kind="leave", first_day=DAY, last_day=DAY)
    back(done, planner)
    assert [row[0] for row in state(duty)] == ["budi"]


def test_a_deleted_duty_is_not_restored(duty: Duty, planner: Officer) -> None:
    done = take(duty, Act.ADD, police("budi"), planner)
    Duty.objects.filter(pk=duty.pk).delete()
    with pytest.raises(CannotUndo):
        back(done, planner)


def test_twice_is_refused(duty: Duty, planner: Officer) -> None:
    done = take(duty, Act.ADD, police("budi"), planner)
    back(done, planner)
    with pytest.raises(CannotUndo):
        back(done, planner)


def test_changes_are_taken_back_from_the_last_on(duty: Duty, planner: Officer) -> None:
    budi = police("budi")
    first, second = take(duty, Act.ADD, budi, planner), take(duty, Act.PIN, budi, planner)
    with pytest.raises(CannotUndo):
        back(first, planner)
    back(second, planner)
    back(first, planner)
    assert state(duty) == []


def test_another_persons_change_stays(duty: Duty, planner: Officer) -> None:
    done = take(duty, Act.ADD, police("budi"), planner)
    with pytest.raises(CannotUndo):
        back(done, make_officer("lain", Role.KESBANGPOL))


def test_a_change_at_another_post_is_not_meant(duty: Duty, planner: Officer) -> None:
    done = take(duty, Act.ADD, police("budi"), planner)
    with pytest.raises(CannotUndo):
        undo(make_post(slug="lain", name="Lain"), done.pk, by=planner)


def test_after_a_day_it_stays(duty: Duty, planner: Officer, at: Travel) -> None:
    done = take(duty, Act.ADD, police("budi"), planner)
    at("2024-02-14 09:01")
    assert last_change(planner, duty.post) is None
    with pytest.raises(CannotUndo):
        back(done, planner)


def test_history_stays(planner: Officer, at: Travel) -> None:
    # Changed when it was over for 23 hours; an hour and a half later it is history.
    duty = make_duty(make_post(), date(2024, 2, 12))
    at("2024-02-13 15:00")
    done = take(duty, Act.ADD, police("budi"), planner)
    at("2024-02-13 16:30")
    with pytest.raises(Refused):
        back(done, planner)


class TestTogether:
    """Two taps at the same moment."""

    pytestmark = pytest.mark.django_db(transaction=True)

    @pytest.fixture(autouse=True)
    def no_jobs(self) -> Iterator[None]:
        yield
        empty_queue()

    def test_two_taps_take_one_change_back(self, duty: Duty, planner: Officer) -> None:
        budi = police("budi")
        take(duty, Act.ADD, budi, planner)
        done = take(duty, Act.PIN, budi, planner)

        def tap() -> bool:
            try:
                return bool(back(done, planner))
            except CannotUndo:
                return False

        assert sorted(at_once(tap, tap)) == [False, True]
        assert state(duty) == [("budi", False, False)]
