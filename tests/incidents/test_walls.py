"""What liaisons and party representatives don't read: free words may name a reporter."""

import pytest

from incidents import workflow
from incidents.models import Incident, Notice, Watch
from incidents.reporters import ReporterData
from incidents.states import Status
from roster.models import Institution, InstitutionKind, Officer, Role
from tests.factories.files import make_upload
from tests.factories.incidents import People, make_incident
from tests.factories.roster import make_institution, make_officer
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


@pytest.fixture
def police(people: People) -> Officer:
    """The liaison of the police."""
    body = make_institution(InstitutionKind.POLRES, "31.71")
    return make_officer("polres.jp", Role.PENGHUBUNG, "31.71", institution=body)


@pytest.fixture
def case(people: People, police: Officer) -> Incident:
    """A case that both the KPU and the police have a letter of."""
    incident = make_incident(people, Status.REFERRED)
    body = police.institution
    assert isinstance(body, Institution)
    by = people[Role.KOORDINATOR]
    return workflow.refer(
        incident, by, institution=body, letter_number="77/2024", message="Mohon patroli."
    )


def page(people: People, incident: Incident, officer: Officer) -> str:
    client = browser(people)
    client.force_login(officer)
    return text(client.get(incident.get_absolute_url()))


def test_a_liaison_reads_no_notes_of_the_post_or_of_others(
    people: People, police: Officer, case: Incident
) -> None:
    workflow.comment(case, people[Role.KOORDINATOR], text="Pelapor: Bu Contoh, 0800.")
    workflow.comment(case, people[Role.PENGHUBUNG], text="Hanya untuk KPU.")
    workflow.comment(case, police, text="Patroli pukul 20.00.")
    workflow.reply(case, people[Role.KOORDINATOR], text="Terima kasih, Bu.")
    seen = page(people, case, police)
    assert "Patroli pukul 20.00." in seen
    assert "Mohon patroli." in seen
    for hidden in ("Bu Contoh", "Hanya untuk KPU", "Terima kasih, Bu", "001/KBP"):
        assert hidden not in seen
    assert "Hanya untuk KPU." in page(people, case, people[Role.KOORDINATOR])


def test_a_liaison_reads_the_note_that_mentions_them(
    people: People, police: Officer, case: Incident
) -> None:
    workflow.comment(case, people[Role.KOORDINATOR], text="@polres.jp mohon kabar malam ini.")
    assert "mohon kabar malam ini" in page(people, case, police)
    assert "mohon kabar malam ini" not in page(people, case, people[Role.PENGHUBUNG])


def test_a_liaison_sees_the_photos_of_the_post_and_not_those_of_other_liaisons(
    people: People, police: Officer, case: Incident
) -> None:
    for officer, name in (
        (people[Role.PETUGAS], "posko.jpg"),
        (people[Role.PENGHUBUNG], "kpu.jpg"),
    ):
        upload = make_upload(officer, name=name)
        workflow.attach(case, officer, client_uuid=upload.client_uuid)
    seen = page(people, case, police)
    assert "posko.jpg" in seen
    assert "kpu.jpg" not in seen
    client = browser(people)
    client.force_login(police)
    answers = {
        file.name: client.get(f"{case.get_absolute_url()}lampiran/{file.uuid}/").status_code
        for file in case.attachments.all()
    }
    assert answers == {"posko.jpg": 200, "kpu.jpg": 404}


def test_a_party_representative_reads_no_free_words_of_the_history(
    people: People, case: Incident
) -> None:
    workflow.resolve(case, people[Role.KOORDINATOR], outcome="Selesai.")
    workflow.reopen(case, people[Role.KOORDINATOR], reason="Bu Contoh menelepon lagi.")
    seen = page(people, case, people[Role.PARTAI])
    assert "membuka kembali kasus" in seen
    assert "Bu Contoh" not in seen
    assert "Bu Contoh" in page(people, case, people[Role.PETUGAS])


def test_watchers_are_told_only_of_what_they_may_read(
    people: People, police: Officer, case: Incident
) -> None:
    for watcher in (police, people[Role.PARTAI], people[Role.PETUGAS]):
        Watch.objects.get_or_create(officer=watcher, incident=case)
    content = workflow.Amendment(evidence="Rekaman Bu Contoh.")
    workflow.amend(case, people[Role.KOORDINATOR], content=content)
    letter = case.referrals.get(institution=people.kpu)
    workflow.remind(case, people[Role.KOORDINATOR], referral=letter)
    completed = Notice.objects.filter(text__contains="melengkapi data")
    assert {notice.officer for notice in completed} == {people[Role.PETUGAS], police}
    assert Notice.objects.filter(officer=people[Role.PARTAI], text__contains="001/KBP").exists()
    assert not Notice.objects.filter(officer=police, text__contains="001/KBP").exists()


def test_a_letter_number_belongs_to_one_institution(
    people: People, police: Officer, case: Incident
) -> None:
    other = make_incident(people, Status.VERIFIED)
    with pytest.raises(workflow.NotPossible, match="77/2024"):
        workflow.refer(
            other, people[Role.KOORDINATOR], institution=people.kpu, letter_number="77/2024"
        )
    body = police.institution
    assert isinstance(body, Institution)
    workflow.refer(other, people[Role.KOORDINATOR], institution=body, letter_number="77/2024")


def test_witnesses_are_shown_with_the_reporter(people: People) -> None:
    incident = make_incident(people)
    seal = workflow.Amendment(reporter=ReporterData(witnesses="Pak Saksi, 0800"))
    workflow.amend(incident, people[Role.PETUGAS], content=seal)
    response = browser(people).post(
        f"{incident.get_absolute_url()}pelapor/", {"reason": "Menghubungi saksi"}
    )
    assert "Pak Saksi, 0800" in text(response)
