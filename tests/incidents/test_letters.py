"""Letters to institutions: deadline, receipt, reminder, withdrawal, and who may read them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from incidents import workflow
from incidents.forms.steps import ReferForm
from incidents.models import Event, Incident, Referral
from incidents.states import Action, Status
from incidents.workflow import NotAllowed, NotPossible
from posko import clock
from posko.models import Region
from roster.models import Institution, InstitutionKind, Role
from tests.conftest import Travel, moment
from tests.factories.incidents import People, make_incident, refer
from tests.factories.roster import make_institution
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def referred_twice(people: People) -> tuple[Incident, Referral, Referral]:
    """Return an incident with a letter to the KPU and one to the police."""
    incident = make_incident(people, Status.VERIFIED)
    ours = refer(incident, people)
    police = make_institution(InstitutionKind.POLRES)
    workflow.refer(
        incident, people[Role.KOORDINATOR], institution=police, letter_number="977/KBP/II/2024"
    )
    return Incident.objects.get(), ours, incident.referrals.get(institution=police)


def test_a_letter_asks_for_word_within_a_day_unless_told_otherwise(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    letter = refer(incident, people)
    assert letter.acknowledge_by == clock.now() + timedelta(hours=24)
    police = make_institution(InstitutionKind.POLRES)
    deadline = clock.now() + timedelta(hours=3)
    workflow.refer(
        incident, people[Role.KOORDINATOR],
        institution=police, letter_number="2", acknowledge_by=deadline,
    )  # fmt: skip
    assert incident.referrals.get(institution=police).acknowledge_by == deadline


def test_a_deadline_lies_ahead(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    with pytest.raises(NotPossible):
        workflow.refer(
            incident, people[Role.KOORDINATOR],
            institution=people.kpu, letter_number="1", acknowledge_by=clock.now(),
        )  # fmt: skip
    letter = refer(incident, people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=letter.pk).update(acknowledge_by=letter.referred_at)


@pytest.mark.parametrize(
    "typed", ["2024-02-13T09:00", "2024-02-12T10:00", "2224-02-14T09:00", "", "besok"]
)
def test_an_impossible_deadline_is_named_at_its_field(people: People, typed: str) -> None:
    incident = make_incident(people, Status.VERIFIED)
    form = {
        "seen": str(incident.version), "institution": str(people.kpu.pk),
        "letter_number": "7/KBP/II/2024", "message": "Mohon dicek.", "acknowledge_by": typed,
    }  # fmt: skip
    response = browser(people, Role.KOORDINATOR).post(f"/masalah/{incident.number}/rujuk/", form)
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"acknowledge_by"}
    assert "Mohon dicek." in text(response)


def test_a_referral_that_a_phone_sends_twice_is_one(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    form = {
        "seen": str(incident.version), "institution": str(people.kpu.pk),
        "letter_number": "7/KBP/II/2024", "message": "", "acknowledge_by": "2024-02-14T12:30",
    }  # fmt: skip
    client, path = browser(people, Role.KOORDINATOR), f"/masalah/{incident.number}/rujuk/"
    for _ in range(2):
        assert client.post(path, form).status_code == 302
    assert incident.referrals.get().acknowledge_by == moment("2024-02-14 12:30")


def test_the_usual_body_of_the_category_is_chosen_first(people: People) -> None:
    make_institution(InstitutionKind.BAWASLU)
    incident = make_incident(people, Status.VERIFIED, category="kampanye")
    usual = incident.category.usual_body
    form = ReferForm(incident, people[Role.KOORDINATOR])
    chosen = form.initial["institution"]
    assert usual
    if InstitutionKind(usual) in {InstitutionKind.BAWASLU, InstitutionKind.KPU}:
        assert chosen.kind == usual
    kpu_case = make_incident(people, Status.VERIFIED, category="hak-pilih")
    assert ReferForm(kpu_case, people[Role.KOORDINATOR]).initial["institution"] == people.kpu
    refer(kpu_case, people)
    again = ReferForm(Incident.objects.get(pk=kpu_case.pk), people[Role.KOORDINATOR])
    assert again.initial["institution"] is None


def test_the_usual_body_of_the_own_city_comes_before_one_that_also_serves_it(
    people: People,
) -> None:
    other = Institution.objects.create(
        name="Aaa KPU", kind=InstitutionKind.KPU, region=Region.objects.get(code="31.01")
    )
    other.also_serves.add(Region.objects.get(code="31.71"))
    incident = make_incident(people, Status.VERIFIED, category="hak-pilih")
    assert ReferForm(incident, people[Role.KOORDINATOR]).initial["institution"] == people.kpu


def test_a_receipt_is_given_once(people: People, at: Travel) -> None:
    incident, ours, _theirs = referred_twice(people)
    workflow.acknowledge(incident, people[Role.PENGHUBUNG], referral=ours)
    at("2024-02-13 11:00")
    with pytest.raises(NotPossible):
        workflow.acknowledge(incident, people[Role.KOORDINATOR], referral=ours)
    ours.refresh_from_db()
    assert ours.acknowledged_at == moment("2024-02-13 09:00")


def test_a_reminder_counts_once_within_minutes(people: People, at: Travel) -> None:
    incident = make_incident(people, Status.REFERRED)
    letter = incident.referrals.get()
    for by in (Role.KOORDINATOR, Role.KOORDINATOR, Role.ADMINISTRATOR):
        workflow.remind(incident, people[by], referral=letter)
    at("2024-02-13 09:09")
    workflow.remind(incident, people[Role.KOORDINATOR], referral=letter)
    letter.refresh_from_db()
    assert (letter.reminders, letter.reminded_at) == (1, moment("2024-02-13 09:00"))
    at("2024-02-13 09:10")
    workflow.remind(incident, people[Role.KOORDINATOR], referral=letter)
    letter.refresh_from_db()
    assert letter.reminders == 2
    assert incident.events.filter(action=Action.REMIND).count() == 2
    stored = Incident.objects.get()
    assert (stored.status, stored.version) == (Status.REFERRED, stored.events.count())


def test_an_answered_letter_is_neither_reminded_nor_withdrawn(people: People) -> None:
    incident, ours, _theirs = referred_twice(people)
    workflow.answer(incident, people[Role.PENGHUBUNG], referral=ours, text="Sudah.")
    with pytest.raises(NotPossible):
        workflow.remind(incident, people[Role.KOORDINATOR], referral=ours)
    with pytest.raises(NotPossible):
        workflow.withdraw(incident, people[Role.KOORDINATOR], referral=ours, reason="Keliru.")


def test_withdrawing_the_last_waiting_letter_gives_the_case_back(people: People) -> None:
    incident, ours, theirs = referred_twice(people)
    coordinator = people[Role.KOORDINATOR]
    first = workflow.withdraw(incident, coordinator, referral=ours, reason="Salah alamat.")
    assert first.status == Status.REFERRED
    second = workflow.withdraw(incident, coordinator, referral=theirs, reason="Salah alamat.")
    assert second.status == Status.IN_PROGRESS
    ours.refresh_from_db()
    assert (ours.withdrawn_by, ours.withdrawal) == (coordinator, "Salah alamat.")
    workflow.resolve(incident, coordinator, outcome="Beres.")
    assert workflow.close(incident, coordinator).status == Status.CLOSED


def test_withdrawing_moves_no_case_that_isnt_referred(people: People) -> None:
    incident = make_incident(people, Status.REFERRED)
    letter = incident.referrals.get()
    workflow.resolve(incident, people[Role.KOORDINATOR], outcome="Beres.")
    after = workflow.withdraw(
        incident, people[Role.KOORDINATOR], referral=letter, reason="Sudah beres."
    )
    assert after.status == Status.RESOLVED


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_withdrawal_says_why(people: People, reason: str) -> None:
    incident = make_incident(people, Status.REFERRED)
    with pytest.raises(NotPossible):
        workflow.withdraw(
            incident, people[Role.KOORDINATOR], referral=incident.referrals.get(), reason=reason
        )
    response = browser(people, Role.KOORDINATOR).post(
        f"/masalah/{incident.number}/tarik-rujukan/",
        {"seen": "3", "referral": str(incident.referrals.get().pk), "reason": reason},
    )
    assert response.status_code == 422


@pytest.mark.parametrize("role", [Role.PENGHUBUNG, Role.KOORDINATOR])
def test_a_withdrawn_letter_takes_neither_receipt_nor_answer_and_says_why(
    people: People, role: Role
) -> None:
    incident = make_incident(people, Status.REFERRED)
    letter = incident.referrals.get()
    workflow.withdraw(incident, people[Role.KOORDINATOR], referral=letter, reason="Keliru.")
    words = "001/KBP/II/2024"
    with pytest.raises(NotPossible, match=words):
        workflow.acknowledge(incident, people[role], referral=letter)
    with pytest.raises(NotPossible, match=words):
        workflow.answer(incident, people[role], referral=letter, text="Sudah.")


def test_a_stranger_learns_nothing_of_a_withdrawn_letter(people: People) -> None:
    incident = make_incident(people, Status.REFERRED)
    letter = incident.referrals.get()
    workflow.withdraw(incident, people[Role.KOORDINATOR], referral=letter, reason="Keliru.")
    for role in (Role.PARTAI, Role.PETUGAS, Role.PENGAWAS):
        with pytest.raises(NotAllowed):
            workflow.answer(incident, people[role], referral=letter, text="Sudah.")


def test_an_answer_that_comes_after_the_withdrawal_keeps_its_words(people: People) -> None:
    incident, ours, _theirs = referred_twice(people)
    workflow.withdraw(incident, people[Role.KOORDINATOR], referral=ours, reason="Salah alamat.")
    response = browser(people, Role.ADMINISTRATOR).post(
        f"/masalah/{incident.number}/jawab-rujukan/",
        {"seen": str(incident.version), "referral": str(ours.pk), "text": "Sudah kami urus."},
    )
    assert response.status_code == 409
    page = text(response)
    assert "Salah alamat." in page
    assert "Sudah kami urus." in page


def test_the_window_of_a_withdrawn_letter_closes_for_its_liaison(people: People) -> None:
    incident = make_incident(people, Status.REFERRED)
    client = browser(people, Role.PENGHUBUNG)
    assert client.get(incident.get_absolute_url()).status_code == 200
    workflow.withdraw(
        incident, people[Role.KOORDINATOR], referral=incident.referrals.get(), reason="Keliru."
    )
    assert client.get(incident.get_absolute_url()).status_code == 404
    assert incident.number not in text(client.get("/masalah/"))


def test_a_withdrawn_institution_can_get_a_new_letter(people: People) -> None:
    incident = make_incident(people, Status.REFERRED)
    workflow.withdraw(
        incident, people[Role.KOORDINATOR], referral=incident.referrals.get(), reason="Keliru."
    )
    assert refer(incident, people, "014/KBP/II/2024").withdrawn_at is None
    assert browser(people, Role.PENGHUBUNG).get(incident.get_absolute_url()).status_code == 200


def test_a_liaison_reads_no_letter_of_another_institution(people: People) -> None:
    incident, _ours, theirs = referred_twice(people)
    workflow.remind(incident, people[Role.KOORDINATOR], referral=theirs)
    workflow.answer(incident, people[Role.KOORDINATOR], referral=theirs, text="Rahasia polisi.")
    page = text(browser(people, Role.PENGHUBUNG).get(incident.get_absolute_url()))
    assert "012/KBP/II/2024" in page
    assert theirs.letter_number not in page
    assert theirs.institution.name not in page
    assert "Rahasia polisi." not in page
    seen = Event.objects.visible_to(people[Role.PENGHUBUNG]).filter(incident=incident)
    assert [event.action for event in seen.in_order()] == [
        Action.REPORT, Action.VERIFY, Action.REFER,
    ]  # fmt: skip


def test_the_case_page_tells_how_each_letter_stands(people: People, at: Travel) -> None:
    incident, ours, theirs = referred_twice(people)
    client, coordinator = browser(people, Role.KOORDINATOR), people[Role.KOORDINATOR]
    page = text(client.get(incident.get_absolute_url()))
    assert page.count("Menunggu konfirmasi sampai 14 Feb 2024, 09.00 WIB") == 2
    workflow.acknowledge(incident, people[Role.PENGHUBUNG], referral=ours)
    at("2024-02-14 09:01")
    workflow.remind(incident, coordinator, referral=theirs)
    page = text(client.get(incident.get_absolute_url()))
    assert "Terlambat: konfirmasi diminta sampai 14 Feb 2024, 09.00 WIB" in page
    assert "diingatkan 1 kali" in page
    assert "Dikonfirmasi, menunggu jawaban" in page
    workflow.answer(incident, people[Role.PENGHUBUNG], referral=ours, text="Sudah.")
    workflow.withdraw(incident, coordinator, referral=theirs, reason="Salah alamat.")
    page = text(client.get(incident.get_absolute_url()))
    assert "Dijawab" in page
    assert "Ditarik" in page
    assert f"/masalah/{incident.number}/rujukan/{ours.pk}/surat.pdf" in page
