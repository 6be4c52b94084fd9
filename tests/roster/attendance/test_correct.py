"""A correction has a reason, and what was before stays."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from roster.attendance import check_in, correct
from roster.declined import Declined
from roster.models import Assignment, Attendance, Officer, Role
from tests.conftest import Travel, moment
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

EIGHT = moment("2024-02-13 08:00")


@pytest.fixture
def mine() -> Assignment:
    return assign(make_duty(make_post(), date(2024, 2, 13)), make_officer("budi"))


@pytest.fixture
def coordinator() -> Officer:
    return make_officer("rina", Role.KOORDINATOR)


def test_what_was_before_stays_in_the_history(mine: Assignment, coordinator: Officer) -> None:
    check_in(mine, mine.officer)
    correct(mine, coordinator, came_at=EIGHT, left_at=None, reason="Telepon mati.")
    stored: Any = Attendance.objects.get()
    before, after = stored.events.order_by("pgh_id")
    assert (before.came_at, before.reason) == (moment("2024-02-13 09:00"), "")
    assert (after.came_at, after.reason) == (EIGHT, "Telepon mati.")
    assert after.corrected_by == coordinator
    with pytest.raises(Exception, match="annot update"), transaction.atomic():
        type(before).objects.filter(pk=before.pk).update(reason="x")


def test_who_forgot_the_phone_is_entered(mine: Assignment, coordinator: Officer) -> None:
    stored = correct(mine, coordinator, came_at=EIGHT, left_at=None, reason="Lupa telepon.")
    assert (stored.came_at, stored.came_received_at) == (EIGHT, None)


def test_who_was_not_there_stays_so_whatever_the_phone_sends(
    mine: Assignment, coordinator: Officer
) -> None:
    name = uuid.uuid4()
    check_in(mine, mine.officer, uuid=name)
    correct(mine, coordinator, came_at=None, left_at=None, reason="Tidak di posko.")
    assert check_in(mine, mine.officer, uuid=name).came_at is None
    with pytest.raises(Declined):
        check_in(mine, mine.officer, uuid=uuid.uuid4())


@pytest.mark.parametrize(
    ("came", "left", "reason", "field"),
    [
        ("2024-02-13 08:00", None, "  ", "reason"),
        ("2024-02-13 06:00", None, "x", "came_at"),
        ("2024-02-13 10:00", None, "x", "came_at"),
        ("2024-02-13 08:30", "2024-02-13 08:00", "x", "left_at"),
        (None, "2024-02-13 08:00", "x", "came_at"),
        ("1900-01-01 08:00", None, "x", "came_at"),
    ],
)
def test_impossible_times_are_refused_at_their_field(
    came: str | None, left: str | None, reason: str, field: str,
    mine: Assignment, coordinator: Officer,
) -> None:  # fmt: skip
    with pytest.raises(Declined) as declined:
        correct(
            mine,
            coordinator,
            came_at=moment(came) if came else None,
            left_at=moment(left) if left else None,
            reason=reason,
        )
    assert declined.value.field == field
    assert not Attendance.objects.exists()


def test_what_has_not_begun_can_not_be_corrected(
    mine: Assignment, coordinator: Officer, at: Travel
) -> None:
    at("2024-02-12 09:00")
    with pytest.raises(Declined):
        correct(mine, coordinator, came_at=None, left_at=None, reason="x")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.KOORDINATOR, Role.ADMINISTRATOR}))
def test_nobody_else_corrects(role: Role, mine: Assignment) -> None:
    with pytest.raises(Declined):
        correct(mine, make_officer("x", role), came_at=EIGHT, left_at=None, reason="x")


def test_nor_does_another_regions_coordinator(mine: Assignment) -> None:
    stranger = make_officer("x", Role.KOORDINATOR, "31.73")
    with pytest.raises(Declined):
        correct(mine, stranger, came_at=EIGHT, left_at=None, reason="x")


@pytest.mark.parametrize(
    "fields",
    [
        {"came_at": EIGHT, "came_received_at": EIGHT, "reason": "x"},
        {"came_at": EIGHT, "came_received_at": EIGHT, "corrected_at": EIGHT},
        {"came_at": EIGHT, "came_received_at": EIGHT, "left_at": moment("2024-02-13 07:30")},
        {"left_at": EIGHT},
        {},
    ],
)
def test_the_database_holds_both_or_neither(fields: dict[str, object], mine: Assignment) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(assignment=mine, **fields)
