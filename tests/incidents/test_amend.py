"""Completing a report: blanks erase nothing, and the reporter stays sealed."""

import json
from typing import Any

import pytest

from incidents import workflow
from incidents.models import Event, Incident, Reporter
from incidents.narrative import quote, sentence
from incidents.reporters import ReporterData, unseal
from incidents.states import Action, Status
from incidents.verification import broken_chains
from incidents.workflow import Amendment, NotPossible, Stale
from roster.models import Role
from tests.factories.incidents import People, make_incident
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

KNOWN = ReporterData("Warga Contoh", "0800-0000-0000", "", "")


def sealed(incident: Incident) -> ReporterData:
    return unseal(bytes(Reporter.objects.get(incident=incident).sealed))


def amend(people: People, incident: Incident, seen: int | None = None, **content: Any) -> Event:
    by = people[Role.PETUGAS]
    workflow.amend(incident, by, content=Amendment(**content), seen=seen)
    return Event.objects.visible_to(by).in_order().filter(incident=incident).last()  # type: ignore[return-value]


def form_of(incident: Incident, **typed: str) -> dict[str, str]:
    names = ["place_detail", "reported_party", "evidence", "reporter_name", "reporter_phone"]
    blank = dict.fromkeys([*names, "reporter_address", "reporter_witnesses"], "")
    return {**blank, "seen": str(incident.version), **typed}


def test_the_history_tells_old_and_new(people: People) -> None:
    incident = make_incident(people, evidence="Foto")
    event = amend(people, incident, evidence="Foto dan rekaman", place_detail="Depan masjid")
    assert "bukti" in sentence(event)
    assert quote(event) == "tempat persisnya: Depan masjid\nbukti: Foto, kini Foto dan rekaman"
    incident.refresh_from_db()
    assert (incident.evidence, incident.place_detail) == ("Foto dan rekaman", "Depan masjid")
    assert list(broken_chains()) == []


def test_of_the_reported_party_the_history_tells_that_it_is_known_not_who(people: People) -> None:
    incident = make_incident(people)
    event = amend(people, incident, reported_party="Caleg Rahasia")
    assert "terlapor" in sentence(event)
    assert "Rahasia" not in json.dumps(event.data) + sentence(event) + quote(event)
    incident.refresh_from_db()
    assert incident.reported_party == "Caleg Rahasia"


def test_nothing_of_the_reporter_gets_into_the_history(people: People) -> None:
    incident = make_incident(people, reporter=KNOWN)
    event = amend(
        people, incident, reporter=ReporterData("", "", "Jalan Tersegel 7", "Saksi Tersegel")
    )
    assert event.data["fields"] == ["reporter_address", "reporter_witnesses"]
    assert "alamat pelapor, saksi" in sentence(event)
    every = json.dumps(list(Event.objects.values_list("data", flat=True)))
    assert "Tersegel" not in every + sentence(event) + quote(event)
    assert "Warga Contoh" not in every


def test_a_blank_never_erases(people: People) -> None:
    incident = make_incident(people, reporter=KNOWN, evidence="Foto", reported_party="Tim")
    amend(people, incident, place_detail="Depan", reporter=ReporterData(address="Jl. Baru 2"))
    assert sealed(incident) == ReporterData("Warga Contoh", "0800-0000-0000", "Jl. Baru 2", "")
    incident.refresh_from_db()
    assert (incident.evidence, incident.reported_party) == ("Foto", "Tim")
    kept = Reporter.objects.get(incident=incident)
    assert (kept.has_name, kept.has_address, kept.has_witnesses) == (True, True, False)


def test_who_said_nothing_of_themselves_can_do_so_later(people: People) -> None:
    incident = make_incident(people, reporter=ReporterData())
    amend(people, incident, reporter=ReporterData(name="Ibu Sari"))
    assert sealed(incident) == ReporterData(name="Ibu Sari")


def test_trying_a_name_does_not_tell_whether_it_is_the_right_one(people: People) -> None:
    incident = make_incident(people, reporter=KNOWN)
    right = amend(people, incident, reporter=ReporterData(name="Warga Contoh"))
    wrong = amend(people, incident, reporter=ReporterData(name="Orang Lain"))
    assert right.data["fields"] == wrong.data["fields"] == ["reporter_name"]


def test_extra_fields_of_the_category_are_completed_too(people: People) -> None:
    incident = make_incident(people, category="politik-uang", extra={"bentuk": "uang"})
    event = amend(people, incident, extra={"bentuk": "sembako"})
    assert quote(event) == "Bentuk: uang, kini sembako"
    incident.refresh_from_db()
    assert incident.extra == {"bentuk": "sembako"}


def test_nothing_new_is_no_step(people: People) -> None:
    incident = make_incident(people, evidence="Foto")
    with pytest.raises(NotPossible):
        amend(people, incident, evidence="Foto")
    assert incident.events.count() == 1


def test_what_others_completed_meanwhile_is_told_first(people: People) -> None:
    incident = make_incident(people)
    workflow.amend(incident, people[Role.KOORDINATOR], content=Amendment(evidence="Foto"), seen=1)
    with pytest.raises(Stale):
        amend(people, incident, seen=1, evidence="Rekaman")


@pytest.mark.parametrize("status", [Status.CLOSED, Status.REJECTED, Status.MERGED])
def test_what_is_over_is_not_changed_any_more(people: People, status: Status) -> None:
    incident = make_incident(people, status)
    with pytest.raises(NotPossible):
        amend(people, incident, evidence="Foto")


def test_the_form_shows_what_is_known_but_of_the_reporter_only_that(people: People) -> None:
    incident = make_incident(people, reporter=KNOWN, evidence="Foto lama", category="politik-uang")
    page = text(browser(people).get(f"/masalah/{incident.number}/lengkapi/"))
    assert "Foto lama" in page
    assert 'name="extra_bentuk"' in page
    assert "Warga Contoh" not in page
    assert "0800-0000-0000" not in page
    assert page.count("Sudah ada dan tersegel.") == 2


def test_the_form_completes_and_a_second_sending_counts_once(people: People) -> None:
    incident = make_incident(people, category="politik-uang")
    client, path = browser(people), f"/masalah/{incident.number}/lengkapi/"
    form = form_of(incident, evidence="Foto", reporter_address="Jl. Baru 2", extra_bentuk="uang")
    for _ in range(2):
        assert client.post(path, form).status_code == 302
    assert incident.events.filter(action=Action.AMEND).count() == 1
    assert sealed(incident).address == "Jl. Baru 2"


@pytest.mark.parametrize("other", [{"evidence": "Rekaman"}, {"reporter_address": "Jl. Lain 3"}])
def test_other_words_from_an_old_screen_are_no_echo(people: People, other: dict[str, str]) -> None:
    incident = make_incident(people)
    client, path = browser(people), f"/masalah/{incident.number}/lengkapi/"
    assert client.post(path, form_of(incident, reporter_address="Jl. Baru 2")).status_code == 302
    response = client.post(path, form_of(incident, **other))
    assert response.status_code == 409
    assert next(iter(other.values())) in text(response)
    again = response.context["form"]["seen"].value()
    assert client.post(path, form_of(incident, **{**other, "seen": again})).status_code == 302


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "__all__"),
        ({"evidence": "x" * 501}, "evidence"),
        ({"place_detail": "x" * 201}, "place_detail"),
        ({"reported_party": "a\x00b"}, "reported_party"),
        ({"reporter_phone": "telepon saya"}, "reporter_phone"),
        ({"reporter_witnesses": "x" * 1001}, "reporter_witnesses"),
        ({"extra_bentuk": "emas"}, "extra_bentuk"),
    ],
)
def test_bad_input_is_named_at_its_field(people: People, typed: dict[str, str], field: str) -> None:
    incident = make_incident(people, category="politik-uang")
    path = f"/masalah/{incident.number}/lengkapi/"
    response = browser(people).post(path, form_of(incident, **typed))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert Incident.objects.get(pk=incident.pk).version == 1


@pytest.mark.parametrize(
    "role", [Role.KESBANGPOL, Role.PARTAI, Role.PENGAWAS, Role.PENGHUBUNG, Role.ADMINISTRATOR]
)
def test_who_does_not_speak_with_reporters_completes_nothing(people: People, role: Role) -> None:
    incident = make_incident(people, Status.REFERRED)
    path = f"/masalah/{incident.number}/lengkapi/"
    response = browser(people, role).post(path, form_of(incident, evidence="Foto"))
    assert response.status_code == 403
    assert not Incident.objects.get(pk=incident.pk).evidence


def test_party_representatives_do_not_read_what_was_completed(people: People) -> None:
    incident = make_incident(people)
    amend(people, incident, evidence="Foto dari Ibu Sari", reporter=ReporterData(name="Ibu Sari"))
    seen = Event.objects.filter(incident=incident).visible_to(people[Role.PARTAI])
    assert {event.action for event in seen} == {Action.REPORT}


def test_a_note_made_of_a_late_form_has_nothing_of_the_reporter(people: People) -> None:
    incident = make_incident(people)
    workflow.merge(incident, people[Role.KOORDINATOR], primary=make_incident(people))
    response = browser(people).post(
        f"/masalah/{incident.number}/lengkapi/",
        form_of(incident, evidence="Foto warung", reporter_name="Nama Tersegel"),
    )
    assert response.status_code == 409
    assert "Foto warung" in text(response)
    assert "Nama Tersegel" not in text(response)
