"""Serah terima: the open cases, the notes, the equipment; two signatures, each once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import Error, transaction
from django.db.models import ProtectedError

from incidents import workflow
from incidents.handing_over import is_as_signed, sign_with_cases
from incidents.models import HandedOver, Incident
from incidents.states import Status, Urgency
from roster.declined import Declined
from roster.handing_over import Checked, acknowledge
from roster.handing_over.overview import waiting_handovers
from roster.models import Duty, Handover, Officer, Role
from tests.conftest import Travel, moment
from tests.factories.incidents import People, make_incident, make_people
from tests.factories.roster import assign, make_duty, make_officer
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

TODAY, TOMORROW = date(2024, 2, 13), date(2024, 2, 14)
RADIO = Checked("Radio", 2, complete=False, remark="Satu rusak.")


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def duty(people: People) -> Duty:
    """The duty of the 13th, 08.00-16.00, led by the officer of the people."""
    post = people[Role.PETUGAS].region.posts.get()
    today = make_duty(post, TODAY)
    assign(today, people[Role.PETUGAS], leads=True)
    return today


@pytest.fixture
def coming(duty: Duty) -> Officer:
    """The lead of the next day's duty."""
    wati = make_officer("wati")
    assign(make_duty(duty.post, TOMORROW), wati, leads=True)
    return wati


def sign(duty: Duty, by: Officer, notes: str = "Tenda bocor.") -> Handover:
    return sign_with_cases(duty, by, notes=notes, equipment=[RADIO])


@pytest.fixture
def evening(at: Travel) -> Callable[[], Any]:
    return lambda: at("2024-02-13 15:30")


class TestSigning:
    def test_what_needs_work_goes_along_and_what_is_done_stays(
        self, people: People, duty: Duty, coming: Officer, evening: Any
    ) -> None:
        first = make_incident(people, Status.REFERRED)
        for done in (Status.RESOLVED, Status.CLOSED, Status.REJECTED):
            make_incident(people, done)
        second = make_incident(people)
        evening()
        handover = sign(duty, people[Role.PETUGAS])
        rows = list(HandedOver.objects.filter(handover=handover).in_order())
        assert [(r.incident, r.status) for r in rows] == [(first, "referred"), (second, "received")]
        assert first.description not in "".join(row.line for row in rows)
        assert handover.to_duty and handover.to_duty.day == TOMORROW
        assert handover.equipment == [
            {"name": "Radio", "count": 2, "complete": False, "remark": "Satu rusak."}
        ]
        assert is_as_signed(handover)

    def test_the_most_urgent_comes_first(self, people: People, duty: Duty, evening: Any) -> None:
        normal = make_incident(people)
        emergency = make_incident(people, urgency=Urgency.EMERGENCY)
        evening()
        sign(duty, people[Role.PETUGAS])
        assert [row.incident for row in HandedOver.objects.in_order()] == [emergency, normal]

    def test_what_happens_to_a_case_later_changes_nothing_that_was_signed(
        self, people: People, duty: Duty, evening: Any
    ) -> None:
        incident = make_incident(people)
        evening()
        handover = sign(duty, people[Role.PETUGAS])
        workflow.verify(incident, people[Role.KOORDINATOR])
        assert handover.cases.get().status == "received"
        assert is_as_signed(handover)

    def test_a_case_of_another_post_stays_there(
        self, people: People, duty: Duty, evening: Any
    ) -> None:
        make_incident(make_people("31.73"), region="31.73.01.1001")
        evening()
        assert not HandedOver.objects.filter(handover=sign(duty, people[Role.PETUGAS])).exists()

    @pytest.mark.parametrize("time", ["2024-02-13 13:59", "2024-02-14 16:01"])
    def test_neither_long_before_the_end_nor_a_day_after(
        self, time: str, people: People, duty: Duty, at: Travel
    ) -> None:
        at(time)
        with pytest.raises(Declined):
            sign(duty, people[Role.PETUGAS])

    def test_a_colleague_does_not_sign_for_the_lead(
        self, duty: Duty, coming: Officer, evening: Any
    ) -> None:
        colleague = make_officer("adi")
        assign(duty, colleague)
        evening()
        for officer in (colleague, coming, make_officer("jauh", code="31.73")):
            with pytest.raises(Declined):
                sign(duty, officer)

    def test_without_a_lead_anybody_on_the_duty_signs(
        self, people: People, duty: Duty, evening: Any
    ) -> None:
        duty.assignments.update(leads=False)
        evening()
        assert sign(duty, people[Role.PETUGAS]).signed_by == people[Role.PETUGAS]

    def test_the_last_duty_of_all_closes_the_post(
        self, people: People, duty: Duty, evening: Any
    ) -> None:
        now = evening()
        handover = sign(duty, people[Role.PETUGAS])
        assert handover.to_duty is None
        with pytest.raises(Declined):
            acknowledge(handover, people[Role.PETUGAS])
        assert list(waiting_handovers("31", now)) == []

    def test_a_late_shift_takes_over_on_the_same_day_across_midnight(
        self, people: People, duty: Duty, coming: Officer, evening: Any
    ) -> None:
        night = make_duty(duty.post, TODAY, "16:00", "01:00")
        evening()
        assert sign(duty, people[Role.PETUGAS]).to_duty == night

    def test_sent_twice_it_counts_once(self, people: People, duty: Duty, evening: Any) -> None:
        make_incident(people)
        evening()
        assert sign(duty, people[Role.PETUGAS]) == sign(duty, people[Role.PETUGAS])
        assert HandedOver.objects.count() == 1

    def test_other_words_do_not_replace_what_was_signed(
        self, people: People, duty: Duty, evening: Any
    ) -> None:
        evening()
        sign(duty, people[Role.PETUGAS])
        with pytest.raises(Declined):
            sign(duty, people[Role.PETUGAS], notes="Tidak ada apa-apa.")
        assert Handover.objects.get().notes == "Tenda bocor."


class TestTaking:
    @pytest.fixture
    def handover(self, people: People, duty: Duty, coming: Officer, at: Travel) -> Handover:
        make_incident(people)
        at("2024-02-13 15:30")
        signed = sign(duty, people[Role.PETUGAS])
        at("2024-02-14 07:30")
        return signed

    def test_the_coming_lead_takes_it_with_a_remark(
        self, handover: Handover, coming: Officer
    ) -> None:
        taken = acknowledge(handover, coming, remark="Radio kurang satu.")
        assert (taken.acknowledged_by, taken.remark) == (coming, "Radio kurang satu.")
        assert taken.acknowledged_at == moment("2024-02-14 07:30")

    def test_what_is_not_complete_is_kept_by_name_and_is_final(
        self, handover: Handover, coming: Officer
    ) -> None:
        taken = acknowledge(handover, coming, missing=["Tidak ada di daftar", "Radio"])
        assert taken.missing == ["Radio"]
        assert acknowledge(handover, coming, missing=["Radio"]) == taken
        with pytest.raises(Declined):
            acknowledge(handover, coming)
        with pytest.raises(Error), transaction.atomic():
            Handover.objects.update(missing=[])

    def test_nothing_is_missing_before_somebody_takes_it(self, handover: Handover) -> None:
        with pytest.raises(Error), transaction.atomic():
            Handover.objects.update(missing=["Radio"])

    def test_nobody_else_takes_it(self, handover: Handover, people: People) -> None:
        colleague = make_officer("adi")
        assert handover.to_duty
        assign(handover.to_duty, colleague)
        for officer in (colleague, people[Role.PETUGAS], people[Role.KOORDINATOR]):
            with pytest.raises(Declined):
                acknowledge(handover, officer)

    def test_not_on_the_evening_before(
        self, handover: Handover, coming: Officer, at: Travel
    ) -> None:
        at("2024-02-14 06:59")
        with pytest.raises(Declined):
            acknowledge(handover, coming)

    def test_taken_twice_counts_once_and_is_final(
        self, handover: Handover, coming: Officer
    ) -> None:
        first = acknowledge(handover, coming, remark="Baik.")
        assert acknowledge(handover, coming, remark="Baik.").acknowledged_at == (
            first.acknowledged_at
        )
        with pytest.raises(Declined):
            acknowledge(handover, coming, remark="Lain.")

    def test_the_coordinator_sees_what_waits(
        self, handover: Handover, coming: Officer, at: Travel
    ) -> None:
        def waiting() -> list[Duty]:
            return list(waiting_handovers("31.71", at("2024-02-14 08:20")))

        assert waiting() == [handover.duty]
        assert list(waiting_handovers("31.73", moment("2024-02-14 08:20"))) == []
        acknowledge(handover, coming)
        assert waiting() == []

    @pytest.mark.parametrize(
        "change",
        [
            {"notes": "Lain"},
            {"equipment": []},
            {"content_hash": "0" * 64},
            {"to_duty": None},
            {"signed_at": moment("2024-02-13 15:00")},
        ],
    )
    def test_the_database_keeps_what_was_signed(
        self, change: dict[str, Any], handover: Handover
    ) -> None:
        with pytest.raises(Error), transaction.atomic():
            Handover.objects.update(**change)

    def test_the_database_keeps_what_was_taken(self, handover: Handover, coming: Officer) -> None:
        acknowledge(handover, coming)
        with pytest.raises(Error), transaction.atomic():
            Handover.objects.update(remark="Lain")

    def test_neither_handover_nor_its_cases_nor_its_duties_are_deleted(
        self, handover: Handover
    ) -> None:
        for rows in (Handover.objects.all(), HandedOver.objects.all(), Duty.objects.all()):
            with pytest.raises((Error, ProtectedError)), transaction.atomic():
                rows.delete()
        with pytest.raises(Error), transaction.atomic():
            HandedOver.objects.update(line="Lain")

    def test_a_case_slipped_in_later_shows(self, handover: Handover, people: People) -> None:
        late = make_incident(people)
        assert is_as_signed(handover)
        HandedOver.objects.create(
            handover=handover, incident=late, position=9, status="received", urgency="normal",
            line="x",
        )  # fmt: skip
        assert not is_as_signed(handover)


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_two_taps_sign_once(self, people: People, duty: Duty, evening: Any) -> None:
        make_incident(people)
        evening()
        results = at_once(*[lambda: sign(duty, people[Role.PETUGAS])] * 4)
        assert len({handover.pk for handover in results}) == 1
        assert HandedOver.objects.count() == Incident.objects.count() == 1

    def test_two_taps_take_once(
        self, people: People, duty: Duty, coming: Officer, at: Travel
    ) -> None:
        at("2024-02-13 15:30")
        handover = sign(duty, people[Role.PETUGAS])
        at("2024-02-14 08:00")
        results = at_once(*[lambda: acknowledge(handover, coming, remark="Baik.")] * 4)
        assert {kept.remark for kept in results} == {"Baik."}
        stored: Any = Handover.objects.get()
        assert stored.events.count() == 2
