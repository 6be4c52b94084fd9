"""Photos and PDFs of a case: shown and served to those who may see them."""

import uuid
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from PIL import Image

from incidents.states import Status
from roster.models import Role
from tests.factories.files import PDF, attached, make_upload, photo
from tests.factories.incidents import People, make_incident, make_people
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_the_case_shows_its_photos_and_documents(people: People) -> None:
    incident = make_incident(people)
    image = attached(people, incident, photo((1200, 900)), 'kotak "suara".jpg')
    document = attached(people, incident, PDF, "surat.pdf")
    page = text(browser(people, Role.PENGAWAS).get(incident.get_absolute_url()))
    by = people[Role.PETUGAS].full_name
    assert f"/lampiran/{image.uuid}/kecil/" in page
    assert 'width="480" height="360" loading="lazy"' in page
    assert f"Foto 1: kotak &quot;suara&quot;.jpg, ditambahkan oleh {by}" in page
    assert f"/lampiran/{document.uuid}/" in page
    assert "style=" not in page


def test_more_photos_take_no_more_queries(people: People, django_assert_num_queries: Any) -> None:
    from django.test.utils import CaptureQueriesContext

    incident, client = make_incident(people), browser(people)
    attached(people, incident, photo(), "1.jpg")
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(incident.get_absolute_url())
    for n in range(5):
        attached(people, incident, photo(kind="PNG", color=(n, n, n)), f"{n + 2}.jpg")
    with django_assert_num_queries(len(one)):
        client.get(incident.get_absolute_url())


def test_a_party_representative_learns_nothing_of_the_files(people: People) -> None:
    incident = make_incident(people)
    image = attached(people, incident, photo(), "a.jpg")
    client = browser(people, Role.PARTAI)
    page = text(client.get(incident.get_absolute_url()))
    assert "lampiran/" not in page
    assert "a.jpg" not in page
    assert client.get(image.get_absolute_url()).status_code == 404
    assert client.get(image.thumbnail_url).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PARTAI}))
def test_everybody_else_who_sees_the_case_sees_its_files(people: People, role: Role) -> None:
    incident = make_incident(people, Status.REFERRED)
    image = attached(people, incident, photo((1000, 800)), "a.jpg")
    client = browser(people, role)
    full, small = client.get(image.get_absolute_url()), client.get(image.thumbnail_url)
    assert Image.open(BytesIO(body(full))).size == (1000, 800)
    assert Image.open(BytesIO(body(small))).size == (480, 384)


def test_another_regions_files_do_not_exist(people: People) -> None:
    image = attached(people, make_incident(people, Status.REFERRED), photo(), "a.jpg")
    strangers = make_people("31.01")
    for role in Role:
        client = browser(strangers, role)
        assert client.get(image.get_absolute_url()).status_code == 404
        assert client.get(image.thumbnail_url).status_code == 404


def test_a_liaison_sees_only_files_of_what_was_referred_to_them(people: People) -> None:
    image = attached(people, make_incident(people), photo(), "a.jpg")
    assert browser(people, Role.PENGHUBUNG).get(image.get_absolute_url()).status_code == 404


def test_a_stranger_is_sent_to_the_login(people: People) -> None:
    image = attached(people, make_incident(people), photo(), "a.jpg")
    assert Client().get(image.get_absolute_url())["Location"].startswith("/masuk/")


def test_a_file_is_found_under_its_own_case_alone(people: People) -> None:
    image = attached(people, make_incident(people), photo(), "a.jpg")
    other = make_incident(people)
    client = browser(people)
    assert client.get(f"/masalah/{other.number}/lampiran/{image.uuid}/").status_code == 404
    assert client.get(f"/masalah/{other.number}/lampiran/{uuid.uuid4()}/").status_code == 404
    assert client.get(f"/{image.file.name}").status_code == 404


def test_a_file_waiting_for_its_form_is_served_to_nobody(people: People) -> None:
    incident, upload = make_incident(people), make_upload(people[Role.PETUGAS])
    path = f"/masalah/{incident.number}/lampiran/{upload.uuid}/"
    assert browser(people).get(path).status_code == 404


@pytest.mark.parametrize("compressed", ["", "gzip"])
def test_a_pdf_is_downloaded_as_it_was_sent_and_can_run_nothing(
    people: People, compressed: str
) -> None:
    content = PDF.replace(b"%%EOF", b"%" * 1000 + b"\n%%EOF")
    document = attached(people, make_incident(people), content, "tagihan.exe")
    client = browser(people)
    response = client.get(document.get_absolute_url(), headers={"Accept-Encoding": compressed})
    assert body(response) == content
    assert response["Content-Length"] == str(len(content))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="tagihan.exe.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    policy = response["Content-Security-Policy"].split("; ")
    assert {"sandbox", "default-src 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert client.get(f"{document.get_absolute_url()}kecil/").status_code == 404


def test_a_photo_is_kept_by_ones_own_browser_and_asked_for_again(people: People) -> None:
    image = attached(people, make_incident(people), photo(), "foto warga.PNG")
    client = browser(people)
    response = client.get(image.get_absolute_url())
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"] == 'inline; filename="foto warga.jpg"'
    assert response["Cache-Control"] == "private, no-cache"
    again = {"If-None-Match": response["ETag"]}
    assert client.get(image.get_absolute_url(), headers=again).status_code == 304
    assert client.get(image.thumbnail_url, headers=again).status_code == 200
    # Who lost the permission gets no 304 either.
    stranger = browser(people, Role.PARTAI)
    assert stranger.get(image.get_absolute_url(), headers=again).status_code == 404


def test_a_name_cannot_break_the_headers(people: People) -> None:
    image = attached(people, make_incident(people), photo(), 'a"; x="é😀.jpg')
    response = browser(people).get(image.get_absolute_url())
    assert "\n" not in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("inline; filename*=utf-8''a%22%3B")


def test_a_lost_file_is_404_and_no_error(people: People) -> None:
    image = attached(people, make_incident(people), photo(), "a.jpg")
    default_storage.delete(str(image.file.name))
    assert browser(people).get(image.get_absolute_url()).status_code == 404
