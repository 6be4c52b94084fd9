"""Where files wait: nothing is left behind, nobody takes another's."""

import uuid
from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.storage import default_storage

from incidents.models import Attachment, Upload
from incidents.tasks.uploads import sweep_uploads
from incidents.uploads import staging
from incidents.uploads.prepare import prepare
from incidents.uploads.staging import discard, sweep
from incidents.workflow import attach
from roster.models import Role
from tests.factories.files import PDF, make_upload, photo
from tests.factories.incidents import People, make_incident

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]


def paths(upload: Upload) -> list[str]:
    return [str(upload.file.name), str(upload.thumbnail.name)]


def test_the_path_tells_nothing_of_the_name(people: People) -> None:
    upload = make_upload(people[Role.PETUGAS], photo(), "Ibu Sari.jpg")
    assert "Sari" not in "".join(paths(upload))
    assert str(upload.client_uuid) not in "".join(paths(upload))
    assert upload.uuid.hex not in "".join(paths(upload))
    assert all(default_storage.exists(path) for path in paths(upload))


def test_what_no_form_came_for_is_gone_after_a_day(
    people: People, at: Callable[[str], datetime]
) -> None:
    old = make_upload(people[Role.PETUGAS])
    at("2024-02-14 08:00")
    young = make_upload(people[Role.PETUGAS], PDF, "surat.pdf")
    at("2024-02-14 09:01")
    assert sweep_uploads(timestamp=0) == 1
    assert list(Upload.objects.all()) == [young]
    assert not any(default_storage.exists(path) for path in paths(old))
    assert default_storage.exists(str(young.file.name))


def test_a_file_whose_writing_was_cut_off_is_never_taken_and_gone_after_a_day(
    people: People, at: Callable[[str], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullDisk:
        def save(self, path: str, content: object) -> None:
            raise OSError("no space left on device")

    officer, form = people[Role.PETUGAS], uuid.uuid4()
    with monkeypatch.context() as patch, pytest.raises(OSError, match="no space"):
        patch.setattr(staging, "default_storage", FullDisk())
        make_upload(officer, photo(), client_uuid=form)
    assert Upload.objects.count() == 1
    assert not Upload.objects.of(officer, form).exists()
    at("2024-02-14 09:01")
    assert sweep() == 1
    assert not Upload.objects.exists()


def test_what_a_case_took_over_is_not_swept(people: People, at: Callable[[str], datetime]) -> None:
    incident, officer = make_incident(people), people[Role.PETUGAS]
    upload = make_upload(officer)
    attach(incident, officer, client_uuid=upload.client_uuid)
    at("2024-02-20 09:00")
    assert sweep() == 0
    assert discard(Upload.objects.all()) == 0
    assert default_storage.exists(str(Attachment.objects.get().file.name))


def test_another_officers_file_is_not_taken(people: People) -> None:
    incident = make_incident(people)
    upload = make_upload(people[Role.KOORDINATOR])
    attach(incident, people[Role.PETUGAS], client_uuid=upload.client_uuid)
    assert not Attachment.objects.exists()
    assert Upload.objects.get() == upload
    assert incident.events.count() == 1


def test_what_is_stored_is_what_was_prepared(people: People) -> None:
    prepared = prepare(photo((1000, 500)), "foto.jpg")
    upload = staging.stage(people[Role.PETUGAS], uuid.uuid4(), prepared)
    with default_storage.open(paths(upload)[0]) as stored:
        assert stored.read() == prepared.content
    assert (upload.size, upload.width, upload.height) == (len(prepared.content), 1000, 500)
