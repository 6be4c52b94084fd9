"""Many assignments changed in one list: each row against the database and against the others."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from roster.models import Assignment, Role
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_officer

pytestmark = [pytest.mark.usefixtures("regions", "voting_eve")]

PATH = "/admin/roster/assignment/"


@pytest.fixture
def client(regions: int) -> Client:
    """A browser in which somebody of Kesbangpol is logged in."""
    client = Client()
    client.force_login(make_officer("kesbangpol.jp", Role.KESBANGPOL))
    return client


@pytest.fixture
def rows(regions: int) -> list[Assignment]:
    """Two posts, a duty each at the same time, one officer each who leads it."""
    city = make_duty(make_post("31.71"))
    menteng = make_duty(make_post("31.71.06", name="Posko Menteng"), start="12:00", end="20:00")
    return [
        assign(city, make_officer("andi.wijaya"), leads=True),
        assign(menteng, make_officer("siti.aminah"), leads=True),
    ]


def form(*rows: Assignment, **changes: Any) -> dict[str, Any]:
    """The list as it is sent, with ``officer0=…`` or ``leads1=…`` changed."""
    sent: dict[str, Any] = {
        "form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows), "_save": "1",
    }  # fmt: skip
    for place, row in enumerate(rows):
        sent[f"form-{place}-id"] = row.pk
        sent[f"form-{place}-officer"] = changes.get(f"officer{place}", row.officer).pk
        if changes.get(f"leads{place}", row.leads):
            sent[f"form-{place}-leads"] = "on"
    return sent


def people(rows: list[Assignment]) -> list[tuple[str, bool]]:
    """Who is on the rows now, and whether they lead."""
    found = Assignment.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    return [(a.officer.username, a.leads) for a in found]


# Without the test's own transaction, as in real life: locks want one, and the admin's list
# validates before it opens any.
@pytest.mark.django_db(transaction=True)
def test_a_row_of_the_list_can_be_saved(client: Client, rows: list[Assignment]) -> None:
    free = make_officer("bebas.jp")
    assert client.post(PATH, form(*rows, officer1=free)).status_code == 302
    assert people(rows) == [("andi.wijaya", True), ("bebas.jp", True)]


@pytest.mark.django_db
def test_two_rows_that_collide_with_each_other_are_a_message(
    client: Client, rows: list[Assignment]
) -> None:
    free = make_officer("bebas.jp")
    response = client.post(PATH, form(*rows, officer0=free, officer1=free))
    assert response.status_code == 200
    (error,) = response.context["cl"].formset.forms[1].errors["officer"]
    assert "Bebas Jp" in error
    assert "Posko Jakarta Pusat, 13.02.2024 08.00-16.00" in error
    assert people(rows) == [("andi.wijaya", True), ("siti.aminah", True)]


@pytest.mark.django_db
def test_a_second_lead_of_a_duty_is_a_message(client: Client, rows: list[Assignment]) -> None:
    second = assign(rows[0].duty, make_officer("bebas.jp"))
    for sent in (form(rows[0], second, leads1=True), form(second, leads0=True)):
        response = client.post(PATH, sent)
        assert response.status_code == 200
        errors = [f.errors for f in response.context["cl"].formset.forms if f.errors]
        assert ["leads" in error for error in errors] == [True]
    assert people([second]) == [("bebas.jp", False)]


@pytest.mark.django_db
def test_the_lead_can_pass_to_another_in_one_go(client: Client, rows: list[Assignment]) -> None:
    second = assign(rows[0].duty, make_officer("bebas.jp"))
    response = client.post(PATH, form(rows[0], second, leads0=False, leads1=True))
    assert response.status_code == 302
    assert people([rows[0], second]) == [("andi.wijaya", False), ("bebas.jp", True)]


@pytest.mark.django_db
def test_an_officer_of_another_region_is_an_invalid_choice(
    client: Client, rows: list[Assignment]
) -> None:
    response = client.post(PATH, form(*rows, officer0=make_officer("orang.pulau", code="31.01")))
    assert response.status_code == 200
    assert "officer" in response.context["cl"].formset.forms[0].errors
    assert people(rows)[0] == ("andi.wijaya", True)


@pytest.mark.django_db
def test_a_row_of_another_region_cannot_be_slipped_in(client: Client) -> None:
    theirs = assign(make_duty(make_post("31.01")), make_officer("orang.pulau", code="31.01"))
    client.post(PATH, form(theirs, officer0=make_officer("orang.kota")))
    assert people([theirs]) == [("orang.pulau", False)]


@pytest.mark.django_db
@pytest.mark.parametrize("officer", ["", "x", "99999999999999999999", "٣", "-1", "a\x00b"])
def test_an_officer_that_is_none_is_a_message(
    client: Client, rows: list[Assignment], officer: str
) -> None:
    sent = {**form(*rows), "form-0-officer": officer}
    response = client.post(PATH, sent)
    assert response.status_code == 200
    assert "officer" in response.context["cl"].formset.forms[0].errors


@pytest.mark.django_db
def test_what_somebody_quicker_took_is_told_even_where_no_form_saw_it(
    client: Client, rows: list[Assignment], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roster.admin.forms.check_free", lambda *args, **options: None)
    response = client.post(PATH, form(*rows, officer1=rows[0].officer), follow=True)
    assert response.redirect_chain
    assert len(response.context["messages"]) == 1
    assert people(rows) == [("andi.wijaya", True), ("siti.aminah", True)]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [PATH, "/admin/roster/duty/{duty}/change/", "/admin/roster/duty/"])
def test_pages_ask_the_database_no_more_for_more_people(
    client: Client, rows: list[Assignment], path: str
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path.format(duty=rows[0].duty_id)).status_code == 200
        return len(queries)

    assign(rows[0].duty, make_officer("kedua.jp"))
    client.get(path.format(duty=rows[0].duty_id))
    few = count()
    for number in range(4):
        assign(rows[0].duty, make_officer(f"lagi.{number}"))
        make_duty(rows[0].duty.post, date(2024, 2, 20 + number))
    assert count() == few
