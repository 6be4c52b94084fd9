"""Clocks in words, and on the page of a case."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from incidents import workflow
from incidents.deadlines.clocks import Unit
from incidents.deadlines.milestones import Milestone as M
from incidents.deadlines.queries import ClockState, incidents_with_clock, most_urgent
from incidents.deadlines.rules import load_clock_rules
from incidents.deadlines.words import counted_since, how_counted, paused_for, standing
from incidents.models import Category, Clock, Incident
from incidents.states import Status, Urgency
from posko import clock
from posko.models import Region
from roster.models import InstitutionKind, Role
from tests.conftest import Travel, moment
from tests.factories.clocks import clock_of, make_rule
from tests.factories.incidents import People, make_incident, refer
from tests.factories.roster import make_institution
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def violation(people: People, known: str = "2024-02-05 10:00") -> Incident:
    """An alleged violation with the deadline of Bawaslu."""
    load_clock_rules()
    Category.objects.filter(code="kampanye").update(is_violation=True)
    when = moment(known)
    return make_incident(people, category="kampanye", occurred_at=when, known_at=when)


def test_a_legal_deadline_explains_itself(people: People) -> None:
    found = clock_of(violation(people), "laporan-bawaslu")
    assert how_counted(found) == (
        "7 hari kerja: Sabtu, Minggu, Isra Mikraj Nabi Muhammad (8 Feb), Cuti Bersama Tahun Baru "
        "Imlek (9 Feb), Hari Pemilihan Umum (14 Feb) tidak dihitung."
    )
    assert counted_since(found) == (
        "Dihitung sejak diketahui, Senin, 5 Februari 2024, tidak termasuk hari itu."
    )
    now = clock.now()
    assert standing(found, now) == "Sisa 3 hari kerja, sampai Senin, 19 Februari 2024 23.59 WIB"


def test_the_same_clock_speaks_english(people: People) -> None:
    found = clock_of(violation(people), "laporan-bawaslu")
    with override("en"):
        assert "Saturday, Sunday, Isra' and Mi'raj (8 Feb)" in how_counted(found)
        assert str(found.rule) == "Report an alleged violation to Bawaslu"


def test_two_working_days_are_left_on_the_eve_of_the_vote(people: People) -> None:
    make_rule(amount=2, unit=Unit.WORKING_DAYS)
    found = clock_of(make_incident(people))
    assert standing(found, clock.now()) == (
        "Sisa 2 hari kerja, sampai Jumat, 16 Februari 2024 23.59 WIB"
    )
    last_day = moment("2024-02-16 08:00")
    assert standing(found, last_day).startswith("Hari terakhir, sampai Jumat")
    late = moment("2024-02-17 00:00")
    assert standing(found, late) == "Terlampaui sejak Jumat, 16 Februari 2024 23.59 WIB"


def test_hours_are_told_as_hours_and_then_minutes(people: People) -> None:
    make_rule(amount=4)
    found = clock_of(make_incident(people))
    end = "sampai Selasa, 13 Februari 2024 13.00 WIB"
    now = clock.now()
    assert standing(found, now) == f"Sisa 4 jam, {end}"
    assert standing(found, now + timedelta(hours=3, minutes=35)) == f"Sisa 25 menit, {end}"
    assert how_counted(found) == "4 jam."
    assert counted_since(found) == "Dihitung sejak diterima, Selasa, 13 Februari 2024 09.00 WIB."


def test_a_city_in_the_east_reads_its_own_time(people: People) -> None:
    Region.objects.filter(code="31.71").update(time_zone="Asia/Jayapura")
    make_rule(amount=4)
    found = clock_of(make_incident(people))
    assert standing(found, clock.now()).endswith("Selasa, 13 Februari 2024 15.00 WIT")


def test_a_pause_is_told_while_it_lasts_and_afterwards(people: People, at: Travel) -> None:
    make_rule(amount=24, pauses_while_referred=True)
    incident = make_incident(people, Status.VERIFIED)
    letter = refer(incident, people)
    at("2024-02-13 15:00")
    assert standing(clock_of(incident), clock.now()) == (
        "Dijeda sejak Selasa, 13 Februari 2024 09.00 WIB, sisa 24 jam"
    )
    workflow.answer(incident, people[Role.PENGHUBUNG], referral=letter, text="Sudah.")
    assert paused_for(clock_of(incident)) == "Dijeda 6 jam."


def test_done_in_time_and_done_late_are_told_apart(people: People, at: Travel) -> None:
    make_rule("cepat", amount=1, stop_event=M.VERIFIED)
    make_rule("lambat", amount=9, stop_event=M.VERIFIED)
    incident = make_incident(people)
    now = at("2024-02-13 12:00")
    workflow.verify(incident, people[Role.KOORDINATOR])
    assert standing(clock_of(incident, "lambat"), now).startswith("Selesai tepat waktu, Selasa")
    assert standing(clock_of(incident, "cepat"), now) == (
        "Selesai terlambat, Selasa, 13 Februari 2024 12.00 WIB; "
        "tenggatnya Selasa, 13 Februari 2024 10.00 WIB"
    )


def test_the_page_tells_the_most_urgent_first_and_that_it_is_no_ruling(people: People) -> None:
    incident = violation(people)
    page = text(browser(people).get(incident.get_absolute_url()))
    assert page.index("Sisa 24 jam") < page.index("Sisa 3 hari kerja")
    assert "Dasar: UU No. 7 Tahun 2017, Pasal 454 ayat (6)." in page
    assert "pengingat bagi posko, bukan penetapan hukum" in page
    assert "Sabtu, 10 Februari 2024: Tahun Baru Imlek" in page


def test_the_page_says_what_is_overdue_in_a_word(people: People, at: Travel) -> None:
    make_rule(amount=1)
    incident = make_incident(people)
    at("2024-02-13 11:00")
    page = text(browser(people).get(incident.get_absolute_url()))
    assert "state--late" in page
    assert "Terlampaui sejak Selasa, 13 Februari 2024 10.00 WIB" in page


def test_a_case_without_deadlines_says_nothing_of_them(people: People) -> None:
    page = text(browser(people).get(make_incident(people).get_absolute_url()))
    assert "bukan penetapan hukum" not in page


def test_a_liaison_sees_no_clock_of_another_institutions_letter(people: People) -> None:
    load_clock_rules()
    incident = make_incident(people, Status.REFERRED)
    police = make_institution(InstitutionKind.POLRES)
    workflow.refer(incident, people[Role.KOORDINATOR], institution=police, letter_number="777/X")
    page = text(browser(people, Role.PENGHUBUNG).get(incident.get_absolute_url()))
    assert "Konfirmasi surat rujukan: KPU" in page
    assert "Konfirmasi surat rujukan: Polres" not in page
    page = text(browser(people, Role.KOORDINATOR).get(incident.get_absolute_url()))
    assert "Konfirmasi surat rujukan: Polres" in page


def test_the_page_asks_no_more_of_the_database_for_more_clocks(people: People) -> None:
    counts = []
    for number in range(1, 5, 3):
        for n in range(number):
            make_rule(f"aturan-{number}-{n}", unit=Unit.WORKING_DAYS)
        client, incident = browser(people), make_incident(people)
        with CaptureQueriesContext(connection) as asked:
            client.get(incident.get_absolute_url())
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_list_can_ask_for_what_is_overdue_soon_or_running(people: People, at: Travel) -> None:
    make_rule("segera", amount=2, urgency=Urgency.EMERGENCY)
    make_rule("lama", amount=24, urgency=Urgency.URGENT, warn_before_hours=22)
    make_rule("jeda", amount=1, urgency=Urgency.NORMAL, pauses_while_referred=True)
    late = make_incident(people, urgency=Urgency.EMERGENCY)
    soon = make_incident(people, urgency=Urgency.URGENT)
    make_incident(people, Status.REFERRED)
    now = at("2024-02-13 12:00")
    officer = people[Role.KOORDINATOR]

    def found(state: ClockState) -> set[Incident]:
        return set(Incident.objects.filter(incidents_with_clock(state, now, officer)))

    assert found(ClockState.OVERDUE) == {late}
    assert found(ClockState.DUE_SOON) == {soon}
    assert found(ClockState.RUNNING) == {late, soon}
    urgent = most_urgent(Incident.objects.all(), officer)
    assert {pk: found.rule.code for pk, found in urgent.items()} == {
        late.pk: "segera", soon.pk: "lama",
    }  # fmt: skip
    assert Clock.objects.overdue(now).count() == 1
