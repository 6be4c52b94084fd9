"""`/masalah/lapor/`: bad input, replays, what was typed."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from incidents.models import Incident
from roster.models import Role
from tests.factories.incidents import People, make_people
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

GOOD = {
    "category": "hak-pilih",
    "description": "Surat pemberitahuan belum diterima.",
    "region": "31.71.06.1001",
    "tps_number": "12",
    "urgency": "normal",
    "occurred_at": "2024-02-13T07:30",
    "known_at": "2024-02-13T08:30",
    "reporter_name": "",
    "reporter_phone": "",
    "reporter_address": "",
}


def intake(client: Client, **changes: str) -> Any:
    return client.post("/masalah/lapor/", {"client_uuid": str(uuid.uuid4()), **GOOD, **changes})


def test_a_report_leads_to_its_receipt(people: People) -> None:
    response = intake(browser(people))
    incident = Incident.objects.get()
    assert response["Location"] == f"/masalah/{incident.number}/tanda-terima/"
    assert incident.tps_number == 12
    assert incident.number in text(browser(people).get(response["Location"]))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"category": ""}, "tidak boleh kosong"),
        ({"category": "tidak-ada"}, "pilih salah satu kategori"),
        ({"category": "hak\x00pilih"}, "pilih salah satu kategori"),
        ({"description": ""}, "tidak boleh kosong"),
        ({"description": "   "}, "tidak boleh kosong"),
        ({"description": "x" * 5001}, "5000"),
        ({"description": "a\x00b"}, "null"),
        ({"region": ""}, "tidak boleh kosong"),
        ({"region": "99.99"}, "di luar wilayah Anda"),
        ({"region": "31.01.01.1001"}, "di luar wilayah Anda"),
        ({"region": "31"}, "di luar wilayah Anda"),
        ({"region": "31.71\x00"}, "di luar wilayah Anda"),
        ({"region": "31.71.06"}, "kelurahan"),
        ({"tps_number": "0"}, "1"),
        ({"tps_number": "-3"}, "1"),
        ({"tps_number": "1000"}, "999"),
        ({"tps_number": "dua"}, "angka"),
        ({"tps_number": "9" * 5000}, "angka"),
        ({"urgency": "sangat"}, "sangat"),
        ({"occurred_at": "2024-02-14T07:00", "known_at": "2024-02-14T07:00"}, "belum terjadi"),
        ({"occurred_at": "0001-01-01T00:00"}, "setahun"),
        ({"occurred_at": "kemarin"}, "tanggal"),
        ({"occurred_at": "2024-02-13T08:45"}, "lebih awal"),
        ({"reporter_name": "x" * 101}, "100"),
        ({"reporter_phone": "telepon saya"}, "0812-3456-7890"),
        ({"client_uuid": "bukan-uuid"}, "rusak"),
    ],
)
def test_bad_input_is_named_and_nothing_is_stored(
    people: People, changes: dict[str, str], message: str
) -> None:
    response = intake(browser(people), **changes)
    assert response.status_code == 422
    errors = [e for name in changes for e in response.context["form"].errors.get(name, [])]
    errors += response.context["form"].errors.get("known_at", [])
    assert any(message in error for error in errors), errors
    assert all(escape(error) in response.content.decode() for error in errors)
    assert not Incident.objects.exists()


@pytest.mark.parametrize("changes", [{"category": ""}, {"tps_number": "0"}, {"region": "x"}])
def test_what_was_typed_is_kept(people: People, changes: dict[str, str]) -> None:
    typed = "Undangan <b>hilang</b> & 'rusak' 😀"
    response = intake(browser(people), description=typed, reporter_name="Ibu Sari", **changes)
    assert "Undangan &lt;b&gt;hilang&lt;/b&gt; &amp; &#x27;rusak&#x27; 😀" in text(response)
    assert 'value="Ibu Sari"' in text(response)


def test_pasted_html_and_emoji_are_just_text(people: People) -> None:
    intake(browser(people), description="<script>alert(1)</script> 😀 إختبار")
    incident = Incident.objects.get()
    page = text(browser(people).get(incident.get_absolute_url()))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 😀 إختبار" in page


def test_the_islands_have_88_polling_places() -> None:
    islands = make_people("31.01")
    response = intake(browser(islands), region="31.01.01.1001", tps_number="89")
    assert response.status_code == 422
    assert "88 TPS" in text(response)


def test_ten_megabytes_of_junk_are_refused(people: People) -> None:
    response = intake(browser(people), description="x" * 10_000_000)
    assert response.status_code == 400
    assert not Incident.objects.exists()


def test_the_same_form_sent_twice_gives_the_same_receipt(people: People) -> None:
    client, name = browser(people), str(uuid.uuid4())
    first = intake(client, client_uuid=name)
    second = intake(client, client_uuid=name)
    assert first["Location"] == second["Location"]
    assert Incident.objects.count() == 1


def test_a_changed_form_sent_again_keeps_the_words_and_can_become_a_report_of_its_own(
    people: People,
) -> None:
    client, name = browser(people), str(uuid.uuid4())
    intake(client, client_uuid=name)
    response = intake(client, client_uuid=name, description="Masalah yang lain")
    assert response.status_code == 409
    assert "Masalah yang lain" in text(response)
    assert Incident.objects.get().number in text(response)
    fresh = response.context["form"]["client_uuid"].value()
    assert fresh != name
    intake(client, client_uuid=fresh, description="Masalah yang lain")
    assert Incident.objects.count() == 2


def test_a_form_without_its_token_is_refused_in_words(people: People) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people[Role.PETUGAS])
    response = intake(client)
    assert response.status_code == 403
    assert not Incident.objects.exists()
