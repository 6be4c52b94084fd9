"""Photos and PDFs of a case: added, shown, served, proven."""

import uuid
from io import BytesIO, StringIO
from typing import Any

import pgtrigger
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from PIL import Image

from incidents import workflow
from incidents.models import Attachment, Incident, Upload
from incidents.states import Action, Status
from roster.models import Role
from tests.factories.files import EXE, PDF, make_upload, photo, sent
from tests.factories.incidents import People, make_incident, make_people
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def send(client: Client, incident: Incident, *files: tuple[str, bytes], **fields: Any) -> Any:
    uploads = [sent(*file) for file in files]
    return client.post(
        f"/masalah/{incident.number}/lampirkan/",
        {"client_uuid": str(uuid.uuid4()), "uploads": uploads, **fields},
    )


def attached(people: People, incident: Incident, content: bytes, name: str) -> Attachment:
    """Attach a file to ``incident`` by the workflow and return it."""
    upload = make_upload(people[Role.PETUGAS], content, name)
    workflow.attach(incident, people[Role.PETUGAS], client_uuid=upload.client_uuid)
    return incident.attachments.get(name=name)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


# Adding


def test_files_are_added_with_an_event_that_names_them(people: People) -> None:
    incident, client = make_incident(people, Status.IN_PROGRESS), browser(people)
    response = send(client, incident, ("a.jpg", photo()), ("surat.pdf", PDF))
    assert response["Location"] == incident.get_absolute_url()
    event = incident.events.get(action=Action.ATTACH)
    assert event.data["names"] == "a.jpg, surat.pdf"
    stored = [(file.sha256, file.stored_sha256) for file in incident.attachments.all()]
    assert [(f["sha256"], f["stored_sha256"]) for f in event.data["files"]] == stored
    page = text(client.get(incident.get_absolute_url()))
    assert "menambahkan a.jpg, surat.pdf." in page


def test_a_bad_file_keeps_the_good_ones_waiting(people: People) -> None:
    incident, client, name = make_incident(people), browser(people), str(uuid.uuid4())
    response = send(client, incident, ("a.jpg", photo()), ("virus.jpg", EXE), client_uuid=name)
    assert response.status_code == 422
    assert "“virus.jpg” bukan foto" in text(response)
    assert "1 berkas tersimpan" in text(response)
    assert not Attachment.objects.exists()
    assert send(client, incident, client_uuid=name).status_code == 302
    assert incident.attachments.get().name == "a.jpg"


def test_nothing_chosen_is_told_at_the_field(people: People) -> None:
    response = send(browser(people), make_incident(people))
    assert response.status_code == 422
    assert "Silakan pilih setidaknya satu berkas." in text(response)


@pytest.mark.parametrize("same_form", [True, False])
def test_the_same_photo_later_counts_once_with_a_friendly_word(
    people: People, same_form: bool
) -> None:
    incident, client, name = make_incident(people), browser(people), str(uuid.uuid4())
    for again in (name, name if same_form else str(uuid.uuid4())):
        response = send(client, incident, ("a.jpg", photo()), client_uuid=again)
        assert response.status_code == 302
    assert "“a.jpg” sudah ada. Dihitung satu kali." in text(client.get(response["Location"]))
    assert incident.attachments.count() == 1
    assert incident.events.filter(action=Action.ATTACH).count() == 1
    assert not Upload.objects.exists()


def test_the_same_photo_belongs_to_two_cases(people: People) -> None:
    first, second = make_incident(people), make_incident(people)
    attached(people, first, photo(), "a.jpg")
    assert attached(people, second, photo(), "a.jpg").incident == second


def test_what_was_sent_with_another_form_is_not_taken_over(people: People) -> None:
    incident = make_incident(people)
    make_upload(people[Role.PETUGAS])
    workflow.attach(incident, people[Role.PETUGAS], client_uuid=uuid.uuid4())
    assert not Attachment.objects.exists()
    assert Upload.objects.count() == 1


def test_a_step_that_is_undone_leaves_no_attachment(people: People) -> None:
    incident, upload = make_incident(people), make_upload(people[Role.PETUGAS])
    with pytest.raises(RuntimeError), transaction.atomic():
        workflow.attach(incident, people[Role.PETUGAS], client_uuid=upload.client_uuid)
        raise RuntimeError
    assert not Attachment.objects.exists()
    assert Upload.objects.get() == upload
    assert default_storage.exists(str(upload.file.name))


@pytest.mark.parametrize("role", [Role.PARTAI, Role.PENGAWAS, Role.PENGHUBUNG])
def test_who_may_not_add_files_stores_none(people: People, role: Role) -> None:
    incident = make_incident(people)
    response = send(browser(people, role), incident, ("a.jpg", photo()))
    assert response.status_code == (404 if role == Role.PENGHUBUNG else 403)
    assert not Upload.objects.exists()


def test_a_liaison_adds_to_what_was_referred_to_them(people: People) -> None:
    incident = make_incident(people, Status.REFERRED)
    send(browser(people, Role.PENGHUBUNG), incident, ("jawaban.pdf", PDF))
    assert incident.attachments.get().uploaded_by == people[Role.PENGHUBUNG]


def test_a_photo_may_be_added_after_the_case_is_closed(people: People) -> None:
    incident = make_incident(people, Status.CLOSED)
    assert send(browser(people), incident, ("a.jpg", photo())).status_code == 302
    assert incident.attachments.count() == 1


def test_the_form_comes_as_a_fragment_too(people: People) -> None:
    incident = make_incident(people)
    path = f"/masalah/{incident.number}/lampirkan/"
    client = browser(people)
    assert path in text(client.get(incident.get_absolute_url()))
    fragment = text(client.get(path, headers={"HX-Request": "true"}))
    assert 'enctype="multipart/form-data"' in fragment
    assert "<html" not in fragment


# Showing


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


# Serving


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


# Proving


def verified(*options: str) -> str:
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_history", *options, stdout=out, stderr=err)
    except CommandError as error:
        return f"{err.getvalue()}{error}"
    return out.getvalue()


def test_verify_history_reads_the_files_when_asked(people: People) -> None:
    incident = make_incident(people)
    attached(people, incident, photo(), "a.jpg")
    assert verified() == "1 histories hold\n"
    assert verified("--files") == "1 histories hold\n1 files hold\n"


def test_an_altered_file_is_found(people: People) -> None:
    incident = make_incident(people)
    path = str(attached(people, incident, photo(), "a.jpg").file.name)
    default_storage.delete(path)
    assert f"{incident.number}: a.jpg: the file is missing" in verified("--files")
    default_storage.save(path, ContentFile(photo(color="red")))
    assert f"{incident.number}: a.jpg: the file was altered" in verified("--files")
    assert verified() == "1 histories hold\n"


def test_a_file_that_was_swapped_with_its_row_is_found(people: People) -> None:
    incident = make_incident(people)
    attached(people, incident, photo(), "a.jpg")
    table = "incidents_attachment"
    with connection.cursor() as cursor, pgtrigger.ignore("incidents.Attachment:kept_as_it_is"):
        cursor.execute(f"UPDATE {table} SET stored_sha256 = repeat('0', 64)")  # noqa: S608
        assert "a.jpg: its row was altered" in verified("--files")
        cursor.execute(f"UPDATE {table} SET uuid = gen_random_uuid()")  # noqa: S608
        assert "a.jpg: no event tells of it" in verified("--files")
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608
        assert "a.jpg: its row is missing" in verified("--files")


# The database


@pytest.mark.parametrize("forgery", ["delete", "update"])
def test_an_attachment_is_neither_changed_nor_deleted(people: People, forgery: str) -> None:
    image = attached(people, make_incident(people), photo(), "a.jpg")
    with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
        if forgery == "delete":
            image.delete()
        else:
            Attachment.objects.update(name="lain.jpg")


def test_the_database_takes_a_file_of_a_case_once(people: People) -> None:
    image = attached(people, make_incident(people), photo(), "a.jpg")
    image.pk, image.uuid = None, uuid.uuid4()
    with pytest.raises(IntegrityError, match="attachment_once"), transaction.atomic():
        image.save(force_insert=True)
