"""Clock rules in the admin: administrators edit, auditors read, mistakes are told in words."""

from typing import Any

import pytest
from django.test import Client

from incidents.models import Category, ClockRule
from roster.models import Role
from tests.factories.clocks import make_rule
from tests.factories.incidents import People
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

ADD = "/admin/incidents/clockrule/add/"


def form(**fields: Any) -> dict[str, Any]:
    facts = {
        "name": "Batas contoh", "name_en": "Example", "code": "contoh", "kind": "service",
        "start_event": "received", "stop_event": "resolved", "amount": "7",
        "unit": "working_days", "warn_before_hours": "24", "escalate_to": ["koordinator"],
        "active": "on",
    }  # fmt: skip
    return {**facts, **fields}


@pytest.fixture
def administrator(people: People) -> Client:
    return browser(people, Role.ADMINISTRATOR)


def test_an_administrator_adds_a_rule(administrator: Client) -> None:
    upper = Category.objects.get(code="kampanye")
    assert administrator.post(ADD, form(categories=[upper.pk])).status_code == 302
    rule = ClockRule.objects.get()
    assert (rule.code, rule.amount, rule.escalate_to) == ("contoh", 7, ["koordinator"])
    assert list(rule.categories.all()) == [upper]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"amount": "-7"}, "Lama tenggat paling sedikit 1 jam atau hari."),
        ({"amount": "0"}, "Lama tenggat paling sedikit 1 jam atau hari."),
        ({"amount": "1000"}, "Lama tenggat paling banyak 999 jam atau hari."),
        ({"amount": "99999999999"}, "Lama tenggat paling banyak 999 jam atau hari."),
        ({"warn_before_hours": "-1"}, "Isi 0 atau lebih"),
        ({"start_event": "resolved"}, "Tenggat ini akan berakhir pada saat dimulai."),
        ({"start_event": "referred", "pauses_while_referred": "on"}, "menunggu surat"),
        ({"stop_body": "bawaslu"}, "Tenggat ini tidak berakhir dengan surat."),
        ({"start_body": "bawaslu"}, "Tenggat ini tidak dihitung sejak surat."),
        ({"kind": "legal"}, "Sebutkan aturan yang menetapkan tenggat ini."),
        ({"escalate_to": ["partai"]}, "partai"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_stored(
    wrong: dict[str, Any], words: str, administrator: Client
) -> None:
    page = text(administrator.post(ADD, form(**wrong)))
    assert words in page
    assert page.count('class="errorlist"') == 1
    assert not ClockRule.objects.exists()


def test_the_list_tells_how_long_each_rule_is(administrator: Client) -> None:
    make_rule(amount=7, unit="working_days")
    assert "7 hari kerja" in text(administrator.get("/admin/incidents/clockrule/?o=3"))


def test_an_auditor_reads_and_does_not_write(people: People) -> None:
    rule = make_rule()
    auditor = browser(people, Role.PENGAWAS)
    path = f"/admin/incidents/clockrule/{rule.pk}/change/"
    assert "Aturan aturan" in text(auditor.get(path))
    assert auditor.post(path, form(amount="1")).status_code == 403
    assert auditor.get(ADD).status_code == 403


def test_the_history_of_a_rule_tells_what_was_changed(administrator: Client) -> None:
    administrator.post(ADD, form())
    rule = ClockRule.objects.get()
    path = f"/admin/incidents/clockrule/{rule.pk}"
    administrator.post(f"{path}/change/", form(amount="5", escalate_to=["koordinator", "pengawas"]))
    page = text(administrator.get(f"{path}/history/"))
    assert "Administrator" in page
    assert "Koordinator, Pengawas" in page


def test_the_code_of_a_rule_stays(administrator: Client) -> None:
    rule = make_rule()
    path = f"/admin/incidents/clockrule/{rule.pk}/change/"
    assert administrator.post(path, form(code="lain")).status_code == 302
    rule.refresh_from_db()
    assert (rule.code, rule.amount) == ("aturan", 7)


def test_a_retired_category_stays_with_its_rule(administrator: Client) -> None:
    category = Category.objects.get(code="kampanye")
    rule = make_rule()
    rule.categories.set([category])
    Category.objects.filter(pk=category.pk).update(active=False)
    path = f"/admin/incidents/clockrule/{rule.pk}/change/"
    administrator.post(path, form(categories=[category.pk]))
    assert list(rule.categories.all()) == [category]
