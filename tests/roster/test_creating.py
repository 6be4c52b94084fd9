"""The duties that a day lacks are made once."""

from datetime import date, time

import pytest

from posko.models import Post
from roster.creating import create_missing, missing_slots
from roster.models import Duty, Shift
from tests.factories.posko import make_post
from tests.factories.roster import make_duty
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

DAY = date(2024, 2, 15)


@pytest.fixture
def post() -> Post:
    return Post.objects.with_hours().get(pk=make_post().pk)


def shifts(post: Post) -> None:
    for name, opens, closes in [("Pagi", 8, 16), ("Malam", 16, 0)]:
        Shift.objects.create(
            operation=post.operation,
            level="kota",
            name=name,
            opens=time(opens),
            closes=time(closes),
        )


def test_a_day_without_shifts_gets_one_duty_of_its_hours(post: Post) -> None:
    assert create_missing(post, DAY) == 1
    duty = Duty.objects.get()
    assert (duty.day, duty.shift) == (DAY, None)


def test_each_shift_gets_its_duty_and_twice_is_once(post: Post) -> None:
    shifts(post)
    assert [create_missing(post, DAY), create_missing(post, DAY)] == [2, 0]
    assert {duty.shift.name for duty in Duty.objects.all() if duty.shift} == {"Pagi", "Malam"}


def test_a_duty_that_was_planned_otherwise_leaves_only_the_others(post: Post) -> None:
    shifts(post)
    make_duty(post, DAY, "09:00", "15:00")
    assert [slot.name for slot in missing_slots(post, DAY)] == ["Malam"]


def test_a_day_outside_the_operation_lacks_nothing(post: Post) -> None:
    assert missing_slots(post, date(2024, 3, 15)) == []
    assert missing_slots(post, date(2023, 12, 15)) == []


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_it_once(post: Post) -> None:
    assert sorted(at_once(*[lambda: create_missing(post, DAY)] * 2)) == [0, 1]
    assert Duty.objects.count() == 1
