"""A form that came too late for its session: what was typed comes back, to be sent again."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from incidents.models import Incident
from roster.models import Role
from tests.factories.incidents import People, make_people
from tests.incidents.pages import text
from tests.incidents.test_intake_page import GOOD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

OURS = {"Origin": "http://testserver"}


@pytest.fixture
def people(regions: int, voting_eve: object) -> People:
    """One person of each role in Jakarta Pusat."""
    return make_people()


def secret_of(page: Any) -> str:
    """Return the form's secret, as its hidden field holds it."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def kept(page: Any) -> dict[str, str]:
    """Return what the page would send again."""
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text(page))
    return dict(pairs)


def test_a_report_survives_the_end_of_the_session(people: People) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people[Role.PETUGAS])
    form = client.get("/masalah/lapor/")
    typed = {"client_uuid": str(uuid.uuid4()), **GOOD}
    del client.cookies["sessionid"]

    sent = {**typed, "csrfmiddlewaretoken": secret_of(form)}
    page = client.post("/masalah/lapor/", sent, headers=OURS)
    assert page.status_code == 401
    assert "no-store" in page["Cache-Control"]
    assert GOOD["description"] in text(page)
    assert 'target="_blank"' in text(page)
    again = kept(page)
    assert {name: again[name] for name in typed} == typed

    # Logging in, in another tab, changes the secret: one more tap.
    client.force_login(people[Role.PETUGAS])
    client.cookies["csrftoken"] = "b" * 32
    page = client.post("/masalah/lapor/", again, headers=OURS)
    assert page.status_code == 403
    done = client.post("/masalah/lapor/", kept(page), headers=OURS)
    assert done.status_code == 302
    assert Incident.objects.get().description == GOOD["description"]


def test_what_comes_from_elsewhere_is_not_offered_again(people: People) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people[Role.PETUGAS])
    for headers in ({}, {"Origin": "https://jahat.example"}, {"Origin": "null"}):
        page = client.post("/masalah/lapor/", GOOD, headers=headers)
        assert page.status_code == 403
        assert GOOD["description"] not in text(page)


def test_secrets_and_hostile_words_come_back_neither_raw_nor_at_all() -> None:
    typed = {
        "description": "<script>alert(1)</script> dan masih panjang",
        "password": "rahasia-123",
    }
    page = Client().post("/masalah/lapor/", typed)
    assert page.status_code == 401
    assert "<script>alert" not in text(page)
    assert "rahasia-123" not in text(page)


def test_files_are_said_to_be_chosen_again() -> None:
    from tests.factories.files import photo, sent

    page = Client().post("/masalah/lapor/", {"uploads": sent("foto.jpg", photo())})
    assert "dipilih kembali" in text(page)


def test_a_mere_look_leads_to_the_login_and_the_login_keeps_nothing() -> None:
    assert Client().get("/masalah/lapor/").status_code == 302
    client = Client(enforce_csrf_checks=True)
    page = client.post("/masuk/", {"username": "petugas.jp", "password": "x"}, headers=OURS)
    assert page.status_code == 403
    assert "petugas.jp" not in text(page)


@pytest.mark.parametrize("name", ["password1", "password2", "usable_password", "kata_sandi"])
def test_no_field_that_may_hold_a_password_comes_back(name: str) -> None:
    page = Client().post("/admin/roster/officer/add/", {name: "rahasia-123", "username": "baru"})
    assert kept(page)["username"] == "baru"
    assert "rahasia-123" not in text(page)


def test_short_words_are_shown_before_a_forms_own_long_keys() -> None:
    typed = {"client_uuid": str(uuid.uuid4()), "description": "Bilik suara kurang dua."}
    page = text(Client().post("/masalah/lapor/", typed))
    assert '<blockquote class="note">Bilik suara kurang dua.</blockquote>' in page
    only_a_key = text(Client().post("/masalah/lapor/", {"client_uuid": str(uuid.uuid4())}))
    assert "<blockquote" not in only_a_key


def test_a_file_too_big_to_be_taken_has_to_be_chosen_again_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from posko.uploads import handler
    from tests.factories.files import photo, sent

    monkeypatch.setattr(handler, "MAX_FILE", 10)
    page = Client().post("/masalah/lapor/", {"uploads": sent("foto.jpg", photo())})
    assert "dipilih kembali" in text(page)


def test_more_than_a_form_may_carry_is_not_sent_back() -> None:
    page = Client().post("/masalah/lapor/", {"description": "x" * 1_000_001})
    assert page.status_code == 400
    assert len(page.content) < 10_000


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/masalah/lapor/rincian/"), ("GET", "/masalah/"), ("POST", "/masalah/lapor/mirip/")],
)
@pytest.mark.parametrize("checked", [True, False])
def test_htmx_puts_a_notice_into_the_page_and_no_login_into_the_form(
    people: People, method: str, path: str, checked: bool
) -> None:
    client = Client(enforce_csrf_checks=checked)
    page = client.generic(method, path, headers={"HX-Request": "true", **OURS})
    assert page.status_code == 200
    assert page["HX-Retarget"] == "#session"
    assert page["HX-Push-Url"] == "false"
    assert "no-store" in page["Cache-Control"]
    assert "<html" not in text(page)
    assert "<form" not in text(page)
    assert "Sesi Anda sudah berakhir" in text(page)
    officer = Client()
    officer.force_login(people[Role.PETUGAS])
    assert 'id="session"' in text(officer.get("/masalah/lapor/"))


def test_who_is_logged_out_already_is_not_asked_to_log_in_for_that() -> None:
    assert Client().post("/keluar/")["Location"] == "/"


@pytest.mark.parametrize(
    "origin",
    [
        "http://testserver.jahat.example",
        "http://testserver:81",
        "https://testserver",
        "http://testserver@jahat.example",
    ],
)
def test_what_only_looks_like_our_own_origin_is_elsewhere(people: People, origin: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people[Role.PETUGAS])
    page = client.post("/masalah/lapor/", GOOD, headers={"Origin": origin})
    assert GOOD["description"] not in text(page)
