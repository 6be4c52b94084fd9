"""Duplicates on pages: merging, undoing, and what those see who may see one of two cases only."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from incidents import workflow
from incidents.models import Event, Incident
from incidents.narrative import quote, sentence
from incidents.states import Action, Status
from roster.models import Officer, Role
from tests.factories.incidents import People, make_incident, refer
from tests.factories.roster import make_officer
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def merged(people: People) -> tuple[Incident, Incident]:
    """Return a duplicate and the case that it was merged into."""
    primary = make_incident(people, Status.VERIFIED, description="Yang dilanjutkan di sini.")
    duplicate = make_incident(people, description="Yang digabung kemarin sore.")
    by = people[Role.KOORDINATOR]
    workflow.merge(duplicate, by, primary=primary, note="Satu keluarga, dua laporan.")
    return Incident.objects.get(pk=duplicate.pk), primary


def form_of(incident: Incident, **typed: str) -> dict[str, str]:
    return {"seen": str(incident.version), "number": "", "note": "", **typed}


def merge_page(people: People, incident: Incident, form: dict[str, str] | None = None) -> Any:
    client, path = browser(people, Role.KOORDINATOR), f"/masalah/{incident.number}/gabung/"
    return client.get(path) if form is None else client.post(path, form)


def test_a_new_report_shows_its_twins_and_leads_to_the_merge(people: People) -> None:
    twin = make_incident(people, Status.VERIFIED)
    other = make_incident(people, description="Petugas KPPS pingsan karena kelelahan.")
    new = make_incident(people)
    page = text(browser(people, Role.KOORDINATOR).get(new.get_absolute_url()))
    assert twin.number in page
    assert "isi mirip 100 %" in page
    assert other.number not in page
    assert f"/masalah/{new.number}/gabung/" in page
    workflow.verify(new, people[Role.KOORDINATOR])
    again = text(browser(people, Role.KOORDINATOR).get(new.get_absolute_url()))
    assert twin.number not in again


def test_who_may_not_merge_sees_the_twins_without_the_button(people: People) -> None:
    twin, new = make_incident(people), make_incident(people)
    page = text(browser(people).get(new.get_absolute_url()))
    assert twin.number in page
    assert "gabung/" not in page


def test_a_twin_is_chosen_and_merged(people: People) -> None:
    twin, new = make_incident(people), make_incident(people)
    assert f'value="{twin.number}"' in text(merge_page(people, new))
    response = merge_page(people, new, form_of(new, twin=twin.number, note="Sama."))
    assert response["Location"] == new.get_absolute_url()
    new.refresh_from_db()
    assert (new.status, new.merged_into) == (Status.MERGED, twin)


@pytest.mark.parametrize("shape", ["{}", " {} ", "lower", "short"])
def test_a_number_is_typed_as_people_type(people: People, shape: str) -> None:
    other, new = make_incident(people, description="Listrik padam."), make_incident(people)
    typed = {"lower": other.number.lower(), "short": other.number.replace("-00000", "-")}
    response = merge_page(people, new, form_of(new, number=typed.get(shape, shape.format(other))))
    assert response.status_code == 302
    new.refresh_from_db()
    assert new.merged_into == other


@pytest.mark.parametrize(
    "number", ["", "JP-2024-999999", "besok", "JP-2024-000001\x00", "x" * 500, "JP-2024-٣"]
)
def test_a_number_that_leads_nowhere_is_named_and_nothing_typed_is_lost(
    people: People, number: str
) -> None:
    new = make_incident(people)
    response = merge_page(people, new, form_of(new, number=number, note="Catatan <b>saya</b>"))
    assert response.status_code == 422
    assert response.context["form"].errors["number"]
    assert "Catatan &lt;b&gt;saya&lt;/b&gt;" in text(response)
    assert not Incident.objects.filter(status=Status.MERGED).exists()


def test_another_citys_number_is_like_none(people: People) -> None:
    from tests.factories.incidents import make_people

    new = make_incident(people)
    hidden = make_incident(make_people("31.73"), region="31.73.01.1001")
    real = merge_page(people, new, form_of(new, number=hidden.number))
    none = merge_page(people, new, form_of(new, number="JB-2024-999999"))
    assert real.status_code == none.status_code == 422
    assert real.context["form"].errors == none.context["form"].errors


def test_two_answers_at_once_are_asked_about(people: People) -> None:
    twin, other, new = make_incident(people), make_incident(people), make_incident(people)
    form = form_of(new, twin=twin.number, number=other.number)
    assert merge_page(people, new, form).status_code == 422
    same = form_of(new, twin=twin.number, number=twin.number)
    assert merge_page(people, new, same).status_code == 302


def test_a_merge_sent_twice_by_a_bad_network_counts_once(people: People) -> None:
    twin, new = make_incident(people), make_incident(people)
    form = form_of(new, twin=twin.number)
    for _ in range(2):
        assert merge_page(people, new, form).status_code == 302
    assert new.events.filter(action=Action.MERGE).count() == 1
    assert twin.events.filter(action=Action.ABSORB).count() == 1


def test_another_target_from_an_old_screen_is_no_echo(people: People) -> None:
    twin, other, new = make_incident(people), make_incident(people), make_incident(people)
    assert merge_page(people, new, form_of(new, twin=twin.number)).status_code == 302
    response = merge_page(people, new, form_of(new, twin=other.number, note="Bukan yang itu."))
    assert response.status_code == 409
    assert "Bukan yang itu." in text(response)


def test_a_refused_merge_keeps_what_was_typed(people: People) -> None:
    closed, new = make_incident(people, Status.CLOSED), make_incident(people)
    response = merge_page(people, new, form_of(new, number=closed.number, note="Mirip."))
    assert response.status_code == 409
    assert closed.number in text(response)
    assert "Mirip." in text(response)


def test_both_pages_tell_of_each_other(people: People) -> None:
    duplicate, primary = merged(people)
    client = browser(people, Role.KOORDINATOR)
    left = text(client.get(duplicate.get_absolute_url()))
    assert f'href="{primary.get_absolute_url()}"' in left
    assert "Batalkan penggabungan" in left
    right = text(client.get(primary.get_absolute_url()))
    assert f'href="{duplicate.get_absolute_url()}"' in right
    assert "Yang digabung kemarin sore." in right
    # The duplicate's own history, not only the sentence in that of the case that stays.
    assert f"Riwayat {duplicate.number}" in right
    assert "Satu keluarga, dua laporan." in right


def test_undoing_is_a_step_like_others(people: People) -> None:
    duplicate, primary = merged(people)
    client, path = browser(people, Role.KOORDINATOR), f"/masalah/{duplicate.number}/batal-gabung/"
    assert client.get(path).status_code == 200
    form = {"seen": str(duplicate.version), "note": "Ternyata orang lain."}
    for _ in range(2):
        assert client.post(path, form).status_code == 302
    duplicate.refresh_from_db()
    assert duplicate.status == Status.RECEIVED
    assert "Yang digabung" not in text(client.get(primary.get_absolute_url()))


@pytest.mark.parametrize("step", ["verifikasi", "tutup", "tolak", "gabung", "lengkapi"])
def test_a_merged_report_takes_no_further_step(people: People, step: str) -> None:
    duplicate, primary = merged(people)
    client = browser(people, Role.KOORDINATOR)
    form = form_of(duplicate, number=primary.number, reason="false", note="x", evidence="Foto.")
    assert client.post(f"/masalah/{duplicate.number}/{step}/", form).status_code in {403, 409}
    assert Incident.objects.get(pk=duplicate.pk).version == duplicate.version


def test_the_list_says_where_a_merged_report_went(people: People) -> None:
    duplicate, primary = merged(people)
    page = text(browser(people).get("/masalah/?status=merged"))
    assert duplicate.number in page
    assert f"ke {primary.number}" in page


def hidden_pair(people: People) -> tuple[Incident, Incident, dict[str, Officer]]:
    """Return a duplicate and its primary, with people who may see one of the two alone.

    The KPU answered about the duplicate before the merge, the police were asked about the primary.
    """
    from roster.models import InstitutionKind
    from tests.factories.roster import make_institution

    by, police = people[Role.KOORDINATOR], make_institution(InstitutionKind.POLRES)
    duplicate = make_incident(
        people, Status.VERIFIED, region="31.71.06.1001", description="Rahasia duplikat."
    )
    letter = refer(duplicate, people)
    workflow.answer(duplicate, by, referral=letter, text="Sudah.")
    primary = make_incident(
        people, Status.VERIFIED, region="31.71.01.1001", description="Rahasia utama."
    )
    workflow.refer(primary, by, institution=police, letter_number="2/KBP/II/2024")
    workflow.merge(duplicate, by, primary=primary, note="Nota rahasia.")
    watchers = {
        "kpu": people[Role.PENGHUBUNG],
        "menteng": make_officer("petugas.menteng", Role.PETUGAS, "31.71.06"),
        "polres": make_officer("polres", Role.PENGHUBUNG, institution=police),
        "gambir": make_officer("petugas.gambir", Role.PETUGAS, "31.71.01"),
    }
    return Incident.objects.get(pk=duplicate.pk), primary, watchers


@pytest.mark.parametrize("watcher", ["kpu", "menteng", "polres", "gambir"])
def test_who_may_see_one_of_the_two_learns_nothing_of_the_other(
    people: People, watcher: str
) -> None:
    duplicate, primary, watchers = hidden_pair(people)
    workflow.unmerge(duplicate, people[Role.KOORDINATOR])
    duplicate.refresh_from_db()
    workflow.merge(duplicate, people[Role.KOORDINATOR], primary=primary, note="Nota rahasia.")
    seen, other = (duplicate, primary) if watcher in {"kpu", "menteng"} else (primary, duplicate)
    client = Client()
    client.force_login(watchers[watcher])
    assert client.get(other.get_absolute_url()).status_code == 404
    page = text(client.get(seen.get_absolute_url()))
    assert seen.number in page
    assert other.number not in page + text(client.get("/masalah/"))
    assert "Nota rahasia" not in page
    assert other.description not in page
    events = Event.objects.filter(incident=seen).visible_to(watchers[watcher])
    assert not [event for event in events if event.action in {Action.ABSORB, Action.RELEASE}]
    assert other.number not in " ".join(sentence(event) + quote(event) for event in events)


def test_without_a_check_no_sentence_names_the_other_case(people: People) -> None:
    duplicate, primary = merged(people)
    for event in Event.objects.filter(action__in=[Action.MERGE, Action.ABSORB]).in_order():
        assert primary.number not in sentence(event)
        assert duplicate.number not in sentence(event)
        assert quote(event) == ""


def test_party_representatives_read_no_notes_of_duplicates_either(people: People) -> None:
    duplicate, primary = merged(people)
    workflow.comment(duplicate, people[Role.PETUGAS], text="Nama pelapor Ibu Contoh.")
    workflow.reveal(duplicate, people[Role.PETUGAS], reason="Menelepon balik.")
    page = text(browser(people, Role.PARTAI).get(primary.get_absolute_url()))
    assert duplicate.number in page
    assert "Ibu Contoh" not in page
    assert "Menelepon balik" not in page


def test_the_page_asks_the_same_number_of_questions_for_one_duplicate_and_for_many(
    people: People, django_assert_max_num_queries: Any
) -> None:
    _, primary = merged(people)
    client = browser(people, Role.KOORDINATOR)
    client.get(primary.get_absolute_url())
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(primary.get_absolute_url())
    for _ in range(4):
        workflow.merge(make_incident(people), people[Role.KOORDINATOR], primary=primary)
    with django_assert_max_num_queries(len(one)):
        client.get(primary.get_absolute_url())
