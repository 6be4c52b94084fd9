"""Check-in and check-out: the assigned person, in time, once."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from roster.attendance import check_in, check_out
from roster.declined import Declined
from roster.models import Assignment, Attendance, Officer
from roster.staffing import Refused, hand_to, take_off
from tests.conftest import Travel, moment
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

DAY = date(2024, 2, 13)


@pytest.fixture
def budi() -> Officer:
    return make_officer("budi", institution=make_institution())


@pytest.fixture
def mine(budi: Officer) -> Assignment:
    """Budi's duty, 08.00-16.00; it is 09.00."""
    return assign(make_duty(make_post(), DAY), budi)


def test_the_assigned_person_checks_in_and_out(mine: Assignment, at: Travel) -> None:
    check_in(mine, mine.officer)
    left = at("2024-02-13 16:05")
    done = check_out(mine, mine.officer)
    assert (done.came_at, done.left_at) == (moment("2024-02-13 09:00"), left)


@pytest.mark.parametrize("time", ["2024-02-13 06:59", "2024-02-13 16:00", "2024-02-14 09:00"])
def test_nobody_checks_in_too_early_or_when_it_is_over(
    time: str, mine: Assignment, at: Travel
) -> None:
    at(time)
    with pytest.raises(Declined):
        check_in(mine, mine.officer)
    assert not Attendance.objects.exists()


def test_too_early_says_from_when(mine: Assignment, at: Travel) -> None:
    at("2024-02-13 06:00")
    with pytest.raises(Declined, match=r"07\.00 WIB"):
        check_in(mine, mine.officer)


def test_who_comes_an_hour_before_is_in_time(mine: Assignment, at: Travel) -> None:
    came = at("2024-02-13 07:00")
    assert check_in(mine, mine.officer).came_at == came


def test_who_leaves_hours_after_the_end_asks_the_coordinator(mine: Assignment, at: Travel) -> None:
    check_in(mine, mine.officer)
    at("2024-02-13 20:01")
    with pytest.raises(Declined):
        check_out(mine, mine.officer)


def test_who_has_not_come_can_not_leave(mine: Assignment) -> None:
    with pytest.raises(Declined):
        check_out(mine, mine.officer)


def test_a_colleague_can_not_check_in_for_somebody(mine: Assignment) -> None:
    colleague = make_officer("wati")
    assign(mine.duty, colleague)
    with pytest.raises(Declined):
        check_in(mine, colleague)


def test_who_was_taken_off_meanwhile_can_not_check_in(mine: Assignment) -> None:
    take_off(mine)
    with pytest.raises(Declined):
        check_in(mine, mine.officer)


def test_a_night_duty_is_left_on_the_next_morning(budi: Officer, at: Travel) -> None:
    night = assign(make_duty(make_post(), DAY, "22:00", "06:00"), budi)
    at("2024-02-14 00:30")
    check_in(night, budi)
    left = at("2024-02-14 06:10")
    assert check_out(night, budi).left_at == left


def test_a_double_tap_keeps_the_first_time(mine: Assignment, at: Travel) -> None:
    first = check_in(mine, mine.officer).came_at
    at("2024-02-13 09:20")
    assert check_in(mine, mine.officer).came_at == first
    assert Attendance.objects.count() == 1


def test_what_a_phone_sends_later_keeps_both_times(mine: Assignment, at: Travel) -> None:
    sent = at("2024-02-13 18:00")
    name, happened = uuid.uuid4(), moment("2024-02-13 07:55")
    stored = check_in(mine, mine.officer, uuid=name, happened_at=happened)
    assert (stored.came_at, stored.came_received_at) == (happened, sent)
    at("2024-02-13 19:00")
    again = check_in(mine, mine.officer, uuid=name, happened_at=happened)
    assert again.came_received_at == sent


def test_a_phone_can_not_send_what_is_still_to_come(mine: Assignment) -> None:
    with pytest.raises(Declined):
        check_in(mine, mine.officer, happened_at=moment("2024-02-13 09:30"))


def test_a_phone_that_is_a_little_ahead_has_come_now(mine: Assignment) -> None:
    stored = check_in(mine, mine.officer, happened_at=moment("2024-02-13 09:04"))
    assert stored.came_at == moment("2024-02-13 09:00")


def test_a_phone_can_not_send_days_later(mine: Assignment, at: Travel) -> None:
    at("2024-02-15 09:00")
    with pytest.raises(Declined):
        check_in(mine, mine.officer, happened_at=moment("2024-02-13 08:00"))


def test_one_sending_counts_for_one_duty(mine: Assignment, at: Travel) -> None:
    name = uuid.uuid4()
    check_in(mine, mine.officer, uuid=name)
    tomorrow = assign(make_duty(mine.duty.post, DAY + timedelta(days=1)), mine.officer)
    at("2024-02-14 08:00")
    with pytest.raises(Declined):
        check_in(tomorrow, mine.officer, uuid=name)


class TestWhoIsThereStaysOnTheDuty:
    def test_they_can_not_be_taken_off_or_replaced(self, mine: Assignment) -> None:
        check_in(mine, mine.officer)
        with pytest.raises(Refused, match="Budi"):
            take_off(mine)
        with pytest.raises(Refused, match="Budi"):
            hand_to(mine, make_officer("wati"))

    def test_nor_by_whoever_writes_past_the_rules(self, mine: Assignment) -> None:
        check_in(mine, mine.officer)
        with pytest.raises(ProtectedError):
            mine.delete()
        with pytest.raises(IntegrityError), transaction.atomic():
            Assignment.objects.filter(pk=mine.pk).update(officer=make_officer("wati"))
        Assignment.objects.filter(pk=mine.pk).update(leads=True)

    def test_nor_is_the_record_deleted(self, mine: Assignment) -> None:
        stored: Any = check_in(mine, mine.officer)
        with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
            stored.delete()


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_two_phones_of_one_person_check_in_once(self, mine: Assignment) -> None:
        results = at_once(*[lambda: check_in(mine, mine.officer, uuid=uuid.uuid4())] * 4)
        assert len({stored.pk for stored in results}) == 1
        assert Attendance.objects.count() == 1

    def test_checking_in_while_being_taken_off_has_one_winner(self, mine: Assignment) -> None:
        def tried(call: Any) -> Any:
            def run() -> Any:
                try:
                    return call()
                except (Declined, Refused) as declined:
                    return declined

            return run

        results = at_once(
            tried(lambda: check_in(mine, mine.officer)), tried(lambda: take_off(mine))
        )
        assert sum(isinstance(r, Declined | Refused) for r in results) == 1
        assert Assignment.objects.count() == Attendance.objects.count()
