"""`/lapor/`: strangers, robots, bad networks, a form that closes while somebody writes."""

import uuid
from typing import Any

import pytest
from django.test import Client

from incidents.models import Incident, Message
from incidents.reporters import unseal
from incidents.views.public.limits import REPORTING
from posko.models import Operation
from tests.conftest import Travel
from tests.factories.inbox import open_form
from tests.factories.incidents import People
from tests.incidents.pages import limit, text
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


@pytest.fixture
def written(people: People, at: Travel) -> dict[str, str]:
    """A form that was opened at nine and is sent a minute later."""
    open_form()
    page = Client().get("/lapor/")
    opened = page.context["form"]["opened"].value()
    at("2024-02-13 09:01")
    return {
        "client_uuid": str(uuid.uuid4()),
        "opened": opened,
        "text": "Jalan ke TPS tergenang.",
        "category": "lokasi-tps",
        "region": "Menteng, Menteng",
        "tps_number": "7",
    }


def send(form: dict[str, str], **changes: str) -> Any:
    return Client().post("/lapor/", {**form, **changes})


def test_a_report_waits_in_the_inbox_and_gives_a_code(written: dict[str, str]) -> None:
    response = send(written, name="Ibu Sari", phone="0800-1234-567")
    message = Message.objects.get()
    code = message.tracking_code
    assert f"{code[:5]}-{code[5:]}" in text(response)
    assert "Simpan kode ini" in text(response)
    assert "no-store" in response["Cache-Control"]
    assert (message.region_id, message.tps_number, message.state) == ("31.71.06.1001", 7, "waiting")
    assert not Incident.objects.exists()
    assert message.sealed is not None
    assert unseal(bytes(message.sealed)).name == "Ibu Sari"
    assert "Sari" not in str(Message.objects.values_list().get())


def test_a_line_of_words_is_enough(written: dict[str, str]) -> None:
    send(written, category="", region="", tps_number="")
    message = Message.objects.get()
    assert (message.category, message.region, message.sealed, message.latitude) == (None,) * 4


@pytest.mark.parametrize(
    "typed", ["menteng  MENTENG", "Menteng,Menteng", "Cideng", "cideng, gambir"]
)
def test_a_kelurahan_is_known_as_people_write_it(written: dict[str, str], typed: str) -> None:
    send(written, region=typed)
    assert Message.objects.get().region.name.lower() in typed.lower()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"text": ""}, "tidak boleh kosong"),
        ({"text": "  "}, "tidak boleh kosong"),
        ({"text": "x" * 5001}, "5000"),
        ({"text": "a\x00b"}, "null"),
        ({"category": "tidak-ada"}, "pilihan"),
        ({"category": "a\x00b"}, "pilihan"),
        ({"region": "Atlantis"}, "tidak mengenal kelurahan"),
        ({"region": "a\x00b"}, "null"),
        ({"tps_number": "0"}, "1"),
        ({"tps_number": "dua"}, "angka"),
        ({"phone": "telepon saya"}, "0812-3456-7890"),
        ({"client_uuid": "bukan-uuid"}, "rusak"),
        ({"latitude": "-6.2"}, "Lokasi tidak terbaca"),
        ({"latitude": "-6.2", "longitude": "181"}, "Lokasi tidak terbaca"),
        ({"latitude": "nan", "longitude": "106.8"}, "Lokasi tidak terbaca"),
        ({"opened": ""}, "lama terbuka"),
        ({"opened": "1707789600:palsu"}, "lama terbuka"),
    ],
)
def test_bad_input_is_named_and_what_was_typed_is_kept(
    written: dict[str, str], changes: dict[str, str], message: str
) -> None:
    response = send(written, name="Ibu Sari", **changes)
    assert response.status_code == 422
    errors = [e for found in response.context["form"].errors.values() for e in found]
    assert any(message in error for error in errors), errors
    assert 'value="Ibu Sari"' in text(response)
    assert not Message.objects.exists()


def test_a_broken_position_is_gone_from_the_page_that_comes_back(written: dict[str, str]) -> None:
    response = send(written, latitude="-6.2", longitude="181")
    assert response.context["form"]["latitude"].value() == ""


def test_a_position_is_stored_to_the_metre(written: dict[str, str]) -> None:
    send(written, latitude="-6.1735123456", longitude="106.8186987654")
    message = Message.objects.get()
    assert (message.latitude, message.longitude) == (-6.17351, 106.8187)


def test_a_filled_honeypot_looks_like_success_and_stores_nothing(written: dict[str, str]) -> None:
    trapped = send(written, judul="Murah!")
    assert not Message.objects.exists()
    good = send(written)
    assert trapped.status_code == good.status_code == 200
    codes = [response.context["spoken"] for response in (trapped, good)]
    pages = [
        text(page).replace(code, "").replace(code.replace("-", ""), "")
        for page, code in zip((trapped, good), codes, strict=True)
    ]
    assert without_tokens(pages[0]) == without_tokens(pages[1])


def without_tokens(page: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_the_trap_is_out_of_reach_for_people(people: People) -> None:
    open_form()
    page = text(Client().get("/lapor/"))
    trap = page[page.index('aria-hidden="true"') : page.index('name="judul"') + 120]
    assert 'tabindex="-1"' in trap
    assert 'autocomplete="off"' in trap


def test_who_sends_within_three_seconds_is_asked_to_send_again_and_can(
    people: People, at: Travel
) -> None:
    open_form()
    opened = Client().get("/lapor/").context["form"]["opened"].value()
    form = {"client_uuid": str(uuid.uuid4()), "opened": opened, "text": "Cepat."}
    at("2024-02-13 09:00:02")
    response = send(form)
    assert response.status_code == 422
    assert "Cepat." in text(response)
    at("2024-02-13 09:00:05")
    again = response.context["form"]["opened"].value()
    assert send(form, opened=again).status_code == 200
    assert Message.objects.count() == 1


def test_a_page_left_open_for_days_can_be_sent_again(written: dict[str, str], at: Travel) -> None:
    at("2024-02-15 09:00")
    response = send(written)
    assert response.status_code == 422
    fresh = response.context["form"]["opened"].value()
    at("2024-02-15 09:01")
    assert send(written, opened=fresh).status_code == 200


def test_the_same_form_sent_twice_gives_the_same_code(written: dict[str, str]) -> None:
    codes = {send(written).context["spoken"] for _ in range(3)}
    assert len(codes) == 1
    assert Message.objects.count() == 1


def test_a_changed_form_sent_again_keeps_the_words_and_can_become_a_report_of_its_own(
    written: dict[str, str],
) -> None:
    send(written)
    response = send(written, text="Masalah lain.")
    assert response.status_code == 409
    assert "Masalah lain." in text(response)
    fresh = response.context["form"]["client_uuid"].value()
    assert send(written, text="Masalah lain.", client_uuid=fresh).status_code == 200
    assert Message.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_thumb_that_taps_six_times_stores_one_message(written: dict[str, str]) -> None:
    answers = at_once(*[lambda: send(written)] * 6)
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.context["spoken"] for answer in answers}) == 1
    assert Message.objects.count() == 1


def test_a_form_closed_while_it_was_open_gives_the_words_back(written: dict[str, str]) -> None:
    Operation.objects.update(public_reports=False)
    for changes in ({}, {"region": "Atlantis"}):
        response = send(written, **changes)
        assert response.status_code == 409
        assert "Formulir ditutup" in text(response)
        assert "Jalan ke TPS tergenang." in text(response)
    assert not Message.objects.exists()


def test_who_sent_before_it_closed_still_gets_the_code(written: dict[str, str]) -> None:
    code = send(written).context["spoken"]
    Operation.objects.update(public_reports=False)
    assert send(written).context["spoken"] == code


def test_a_closed_form_is_404_and_the_home_page_does_not_lead_there(people: People) -> None:
    assert Client().get("/lapor/").status_code == 404
    assert 'href="/lapor/"' not in text(Client().get("/"))
    open_form()
    assert 'href="/lapor/"' in text(Client().get("/"))
    Operation.objects.update(published=False)
    assert Client().get("/lapor/").status_code == 404
    assert Client().post("/lapor/", {"text": "x"}).status_code == 409


def test_too_many_from_one_address_wait_and_lose_nothing(
    written: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, "report.REPORTING", REPORTING, each=2)
    for _ in range(2):
        assert send(written, client_uuid=str(uuid.uuid4())).status_code == 200
    response = send(written, client_uuid=str(uuid.uuid4()), text="Yang ketiga.")
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "Yang ketiga." in text(response)
    assert Message.objects.count() == 2


def test_mistakes_do_not_count_against_the_limit(
    written: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, "report.REPORTING", REPORTING, each=1)
    for _ in range(3):
        send(written, text="")
    assert send(written).status_code == 200


def test_ten_megabytes_of_junk_are_refused(written: dict[str, str]) -> None:
    assert send(written, text="x" * 10_000_000).status_code == 400
    assert not Message.objects.exists()


def test_a_stranger_cannot_post_from_another_site(written: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/lapor/", written).status_code == 403


def test_the_page_is_light(people: People) -> None:
    import gzip

    open_form()
    page = Client().get("/lapor/").content
    assert len(gzip.compress(page)) < 10_000
