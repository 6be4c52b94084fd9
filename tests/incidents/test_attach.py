"""Photos and PDFs are added to a case: once each, by those who may, and none is lost."""

import uuid
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client

from incidents import workflow
from incidents.models import Attachment, Incident, Upload
from incidents.states import Action, Status
from roster.models import Role
from tests.factories.files import EXE, PDF, attached, make_upload, photo, sent
from tests.factories.incidents import People, make_incident
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def send(client: Client, incident: Incident, *files: tuple[str, bytes], **fields: Any) -> Any:
    uploads = [sent(*file) for file in files]
    return client.post(
        f"/masalah/{incident.number}/lampirkan/",
        {"client_uuid": str(uuid.uuid4()), "uploads": uploads, **fields},
    )


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
