"""Who leaves without a handover is asked, and it stays in sight until it is signed."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from roster.attendance import check_in
from roster.models import Assignment, Attendance, Duty, Equipment, Role
from tests.conftest import Travel, moment
from tests.factories.incidents import People, make_people
from tests.factories.roster import assign, make_duty, make_officer
from tests.visiting import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def duty(people: People) -> Duty:
    post = people[Role.PETUGAS].region.posts.get()
    today = make_duty(post, date(2024, 2, 13))
    assign(today, people[Role.PETUGAS], leads=True)
    Equipment.objects.create(post=post, name="Radio", count=2)
    return today


def path(duty: Duty) -> str:
    return f"/jadwal/serah-terima/{duty.pk}/"


def leave(assignment: Assignment) -> str:
    return f"/jadwal/saya/{assignment.pk}/selesai/"


def form(duty: Duty, **fields: str) -> dict[str, str]:
    radio = Equipment.objects.get()
    return {"langkah": "serahkan", f"complete_{radio.pk}": "on", "notes": "Aman.", **fields}


@pytest.fixture
def mine(people: People, duty: Duty) -> Assignment:
    """The lead came; it is 09.00."""
    mine = Assignment.objects.get(duty=duty)
    check_in(mine, mine.officer)
    return mine


@pytest.fixture
def lead(mine: Assignment) -> Client:
    return browser(mine.officer)


def test_a_lead_is_asked_before_they_leave(mine: Assignment, lead: Client) -> None:
    asked = lead.post(leave(mine), {"client_uuid": str(uuid4())})
    assert asked.status_code == 409
    page = asked.content.decode()
    assert "Tanda tangani serah terima dulu" in page
    assert "Pulang tanpa serah terima" in page
    assert path(mine.duty) in page
    assert Attendance.objects.get().left_at is None


def test_who_signs_first_leaves_unasked(mine: Assignment, lead: Client) -> None:
    assert "berlangsung sampai 16.00" in lead.get(path(mine.duty)).content.decode()
    assert lead.post(path(mine.duty), form(mine.duty)).status_code == 302
    assert lead.post(leave(mine)).status_code == 302
    assert Attendance.objects.get().left_at == moment("2024-02-13 09:00")


def test_who_leaves_all_the_same_counts_once_and_can_still_sign(
    mine: Assignment, lead: Client, at: Travel
) -> None:
    at("2024-02-13 09:18")
    without = {"client_uuid": str(uuid4()), "without_handover": "on"}
    assert lead.post(leave(mine), without).status_code == 302
    at("2024-02-13 09:25")
    for sent in (without, {}):
        assert lead.post(leave(mine), sent).status_code == 302
    assert Attendance.objects.get().left_at == moment("2024-02-13 09:18")
    page = " ".join(lead.get("/jadwal/saya/").content.decode().split())
    assert "Selesai 09.18" in page
    assert "sekarang</span>" not in page
    assert "Serah terima belum ditandatangani." in page
    assert path(mine.duty) in page
    lead.post(path(mine.duty), form(mine.duty))
    page = lead.get("/jadwal/saya/").content.decode()
    assert path(mine.duty) not in page


def test_the_coordinator_sees_at_once_that_nothing_was_handed_over(
    people: People, mine: Assignment, lead: Client
) -> None:
    coordinator = browser(people[Role.KOORDINATOR])
    assert path(mine.duty) not in coordinator.get("/jadwal/serah-terima/").content.decode()
    lead.post(leave(mine), {"without_handover": "on"})
    page = coordinator.get("/jadwal/serah-terima/").content.decode()
    assert path(mine.duty) in page
    assert "Belum diserahkan, pulang 09.00" in page


def test_the_coming_lead_sees_it_when_they_may_come(
    people: People, mine: Assignment, lead: Client, at: Travel
) -> None:
    wati = make_officer("wati")
    assign(make_duty(mine.duty.post, date(2024, 2, 14)), wati, leads=True)
    coming = browser(wati)
    lead.post(leave(mine), {"without_handover": "on"})
    at("2024-02-14 07:30")
    assert "Tugas Sel, 13 Feb belum diserahkan" in coming.get("/jadwal/saya/").content.decode()
    lead.post(path(mine.duty), form(mine.duty))
    page = coming.get("/jadwal/saya/").content.decode()
    assert "belum diserahkan" not in page
    assert "Terima serah terima" in page


def test_a_colleague_leaves_unasked_while_there_is_a_lead(mine: Assignment) -> None:
    other = assign(mine.duty, make_officer("adi"))
    check_in(other, other.officer)
    assert browser(other.officer).post(leave(other)).status_code == 302


def test_without_a_lead_the_last_one_there_is_asked(mine: Assignment, lead: Client) -> None:
    mine.duty.assignments.update(leads=False)
    other = assign(mine.duty, make_officer("adi"))
    check_in(other, other.officer)
    assign(mine.duty, make_officer("tidak-datang"))
    assert browser(other.officer).post(leave(other)).status_code == 302
    assert lead.post(leave(mine)).status_code == 409


def test_a_phone_that_sends_later_is_not_asked(mine: Assignment, lead: Client, at: Travel) -> None:
    at("2024-02-13 18:00")
    sent = {"client_uuid": str(uuid4()), "happened_at": "2024-02-13T16:05:00+07:00"}
    assert lead.post(leave(mine), sent).status_code == 302


def test_who_has_not_come_waits_for_the_usual_time(people: People, duty: Duty) -> None:
    page = browser(people[Role.PETUGAS]).get(path(duty)).content.decode()
    assert "Tanda tangani dan serahkan" not in page
    assert "14.00 WIB" in page
