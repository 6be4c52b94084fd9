"""Rules of clocks: loaded, edited, outlived; and corrections of what they count from."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError

from incidents import workflow
from incidents.deadlines.clocks import Unit
from incidents.deadlines.milestones import Milestone as M
from incidents.deadlines.rules import load_clock_rules
from incidents.deadlines.words import how_counted
from incidents.models import Category, Clock, ClockRule, Incident
from incidents.models.clock import Stopped
from incidents.states import Action, Status, Urgency
from incidents.workflow.step import step
from posko import clock
from posko.models import Region
from roster.models import Role
from tests.conftest import Travel, moment
from tests.factories.clocks import clock_of, make_rule, running
from tests.factories.incidents import People, make_incident, make_report, refer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def amend(incident: Incident, people: People, **values: Any) -> Incident:
    """Correct what was reported."""
    with step(incident, Action.AMEND, people[Role.KOORDINATOR], seen=None) as draft:
        for name, value in values.items():
            setattr(draft.incident, name, value)
        draft.data.update(fields=list(values), titles={})
    return draft.incident


def test_editing_a_rule_leaves_running_clocks_as_they_started(people: People, at: Travel) -> None:
    rule = make_rule(amount=24, pauses_while_referred=True, legal_basis="Lama")
    incident = make_incident(people, Status.VERIFIED)
    ClockRule.objects.filter(pk=rule.pk).update(
        amount=1, unit=Unit.DAYS, stop_event=M.STARTED, urgency=Urgency.EMERGENCY, active=False,
        legal_basis="Baru", pauses_while_referred=False,
    )  # fmt: skip
    letter = refer(incident, people)
    at("2024-02-13 11:00")
    workflow.answer(incident, people[Role.PENGHUBUNG], referral=letter, text="Sudah.")
    amend(incident, people, place_detail="Gang 3")
    found = clock_of(incident)
    assert found.due_at == moment("2024-02-14 11:00")
    assert (found.stopped_at, found.amount, found.legal_basis) == (None, 24, "Lama")
    assert running(make_incident(people)) == []


def test_the_database_itself_keeps_the_terms_of_a_clock(people: People) -> None:
    make_rule()
    incident = make_incident(people)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Clock.objects.filter(incident=incident).update(amount=99)


@pytest.mark.parametrize("amount", [0, -7])
def test_the_database_refuses_a_rule_of_nothing_or_less(amount: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_rule(amount=amount)


def test_a_rule_for_an_upper_category_covers_what_it_breaks_into(people: People) -> None:
    upper = Category.objects.get(code="kampanye")
    Category.objects.create(code="bagian", name="Bagian", name_en="Part", parent=upper)
    make_rule("atas").categories.set([upper])
    make_rule("lain").categories.set([Category.objects.get(code="keamanan")])
    make_rule("semua")
    incident = make_incident(people, category="bagian")
    assert running(incident) == ["atas", "semua"]


def test_a_category_retired_while_the_form_was_open_still_has_its_deadlines(
    rules: None, people: People
) -> None:
    report = make_report(category="kampanye")
    Category.objects.filter(code="kampanye").update(active=False)
    incident = workflow.report(report, by=people[Role.PETUGAS])
    assert running(incident) == ["laporan-bawaslu", "verifikasi-biasa"]


def test_a_corrected_moment_moves_the_end(rules: None, people: People) -> None:
    incident = make_incident(people, category="kampanye")
    known = moment("2024-02-05 10:00")
    amend(incident, people, occurred_at=known, known_at=known)
    found = clock_of(incident, "laporan-bawaslu")
    assert found.started_at == known
    assert found.due_at.astimezone(clock.JAKARTA).day == 19


def test_a_corrected_urgency_and_category_change_what_applies(rules: None, people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    assert running(incident) == ["penyelesaian-biasa"]
    campaign = Category.objects.get(code="kampanye")
    incident = amend(incident, people, urgency=Urgency.URGENT, category=campaign)
    assert running(incident) == ["laporan-bawaslu", "penyelesaian-mendesak"]
    assert clock_of(incident, "penyelesaian-biasa").stopped_because == Stopped.NO_LONGER
    amend(incident, people, category=Category.objects.get(code="lainnya"))
    assert running(incident) == ["penyelesaian-mendesak"]


def test_completing_other_data_starts_nothing_by_a_newer_rule(people: People) -> None:
    incident = make_incident(people)
    make_rule("baru")
    amend(incident, people, place_detail="Gang 3")
    assert running(incident) == []


def test_days_end_at_midnight_of_the_incidents_own_city(people: People) -> None:
    Region.objects.filter(code="31.71").update(time_zone="Asia/Jayapura")
    make_rule(amount=1, unit=Unit.DAYS)
    found = clock_of(make_incident(people))
    assert found.due_at.isoformat() == "2024-02-14T14:59:59.999999+00:00"


def test_voting_day_can_start_a_clock(people: People) -> None:
    make_rule(start_event=M.VOTING_DAY, amount=10, unit=Unit.DAYS)
    found = clock_of(make_incident(people))
    assert found.started_at == moment("2024-02-14 00:00")
    assert found.due_at.astimezone(clock.JAKARTA).day == 24


def test_loading_the_rules_again_keeps_what_an_administrator_changed(rules: None) -> None:
    ClockRule.objects.filter(code="laporan-bawaslu").update(amount=5, active=False)
    count = ClockRule.objects.count()
    load_clock_rules()
    assert ClockRule.objects.count() == count
    kept = ClockRule.objects.get(code="laporan-bawaslu")
    assert (kept.amount, kept.active) == (5, False)


def test_the_rules_of_the_code_pass_the_forms_own_checks(rules: None) -> None:
    for rule in ClockRule.objects.all():
        rule.full_clean()
        assert rule.active or "Tidak aktif" in rule.note


@pytest.mark.usefixtures("rules")
def test_a_letter_that_asks_by_a_time_of_its_own_is_waited_for_until_then(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED)
    asked = clock.now() + timedelta(hours=3)
    workflow.refer(
        incident, people[Role.KOORDINATOR], institution=people.kpu, letter_number="1/2024",
        acknowledge_by=asked,
    )  # fmt: skip
    waiting = incident.clocks.get(stop_event="acknowledged")
    assert waiting.due_at == asked
    assert how_counted(waiting) == "Sesuai permintaan dalam surat."
