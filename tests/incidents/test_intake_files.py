"""`/masalah/lapor/`: photos and PDFs are never lost, and count once."""

import uuid
from importlib import import_module
from typing import Any

import pytest
from django.test import Client

from incidents.models import Attachment, Incident, Upload
from incidents.states import Action
from incidents.verification import broken_chains, broken_files
from roster.models import Role
from tests.factories.files import EXE, PDF, SVG, make_upload, photo, png_bomb, sent, telling_photo
from tests.factories.incidents import People
from tests.incidents.pages import browser, text
from tests.incidents.test_intake_page import GOOD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

MEGABYTE = 1024 * 1024


def intake(client: Client, name: str, *files: tuple[str, bytes], **changes: Any) -> Any:
    uploads = [sent(*file) for file in files]
    return client.post(
        "/masalah/lapor/", {"client_uuid": name, "uploads": uploads, **GOOD, **changes}
    )


@pytest.fixture
def name() -> str:
    """The name of a form."""
    return str(uuid.uuid4())


def names() -> list[str]:
    return list(Attachment.objects.order_by("pk").values_list("name", flat=True))


def test_photos_and_a_pdf_go_with_the_report(people: People, name: str) -> None:
    response = intake(
        browser(people), name, ("a.jpg", photo()), ("b.png", photo(kind="PNG")), ("c.pdf", PDF)
    )
    assert response.status_code == 302
    incident = Incident.objects.get()
    assert names() == ["a.jpg", "b.png", "c.pdf"]
    assert {file.uploaded_by for file in incident.attachments.all()} == {people[Role.PETUGAS]}
    assert not Upload.objects.exists()
    # The chain covers them, from the first event on.
    facts = incident.events.get().data["files"]
    assert [(f["name"], f["sha256"]) for f in facts] == [
        (file.name, file.sha256) for file in incident.attachments.all()
    ]
    assert list(broken_chains()) == list(broken_files()) == []


def test_the_form_works_without_scripts_and_says_what_it_takes(people: People) -> None:
    page = text(browser(people).get("/masalah/lapor/"))
    assert 'enctype="multipart/form-data"' in page
    assert 'type="file" name="uploads" accept="image/jpeg,image/png,image/webp,application' in page
    assert "multiple" in page
    assert "15 MB" in page


def test_an_error_in_another_field_keeps_the_files(people: People, name: str) -> None:
    client = browser(people)
    response = intake(client, name, ("a.jpg", photo()), ("c.pdf", PDF), description="")
    assert response.status_code == 422
    assert "2 berkas tersimpan" in text(response)
    assert "a.jpg" in text(response)
    # Sent again without choosing them again.
    assert intake(client, name).status_code == 302
    assert names() == ["a.jpg", "c.pdf"]


def test_choosing_the_details_of_a_category_keeps_the_files(people: People, name: str) -> None:
    client = browser(people)
    files = [("a.jpg", photo()), ("virus.jpg", EXE)]
    response = intake(client, name, *files, details="1")
    assert response.status_code == 200
    assert "1 berkas tersimpan" in text(response)
    assert "“virus.jpg” bukan foto" in text(response)
    intake(client, name)
    assert names() == ["a.jpg"]


@pytest.mark.parametrize(
    ("bad", "word"),
    [
        (("besar.jpg", bytes(25 * MEGABYTE)), "“besar.jpg” terlalu besar"),
        (("virus.jpg", EXE), "“virus.jpg” bukan foto"),
        (("skrip.svg", SVG), "“skrip.svg” bukan foto"),
        (("bom.png", png_bomb()), "“bom.png” memuat terlalu banyak piksel"),
        (("kosong.jpg", b""), "“kosong.jpg” kosong"),
        (("putus.jpg", photo((600, 400))[:900]), "“putus.jpg” rusak atau tidak lengkap"),
    ],
)
def test_a_bad_file_is_named_at_the_field_and_everything_else_is_kept(
    people: People, name: str, bad: tuple[str, bytes], word: str
) -> None:
    client, typed = browser(people), "Kotak suara <b>basah</b>"
    response = intake(client, name, ("a.jpg", photo()), bad, ("c.pdf", PDF), description=typed)
    assert response.status_code == 422
    (error,) = response.context["form"].errors["uploads"]
    assert error.startswith(word)
    assert list(response.context["form"].errors) == ["uploads"]
    page = text(response)
    assert error in page
    assert 'href="#id_uploads"' in page
    assert "Kotak suara &lt;b&gt;basah&lt;/b&gt;" in page
    assert "2 berkas tersimpan" in page
    assert not Incident.objects.exists()
    assert intake(client, name, description=typed).status_code == 302
    assert names() == ["a.jpg", "c.pdf"]


def test_the_eleventh_file_is_named_and_ten_are_kept(people: People, name: str) -> None:
    files = [(f"{n}.jpg", photo(kind="PNG", color=(n, 0, 0))) for n in range(1, 12)]
    response = intake(browser(people), name, *files)
    assert response.status_code == 422
    assert "“11.jpg” belum disimpan: paling banyak 10 berkas" in text(response)
    assert "10 berkas tersimpan" in text(response)


def test_ten_files_are_the_limit_of_a_form_not_of_a_sending(people: People, name: str) -> None:
    client = browser(people)
    files = [(f"{n}", photo(kind="PNG", color=(n, 0, 0))) for n in range(11)]
    intake(client, name, *files[:9], description="")
    response = intake(client, name, *files[9:])
    assert response.status_code == 422
    assert "“10” belum disimpan" in text(response)
    assert Upload.objects.count() == 10


def test_a_kept_file_can_be_taken_out(people: People, name: str) -> None:
    client = browser(people)
    response = intake(client, name, ("a.jpg", photo()), ("c.pdf", PDF), description="")
    unwanted = Upload.objects.get(name="a.jpg")
    assert f'name="drop" value="{unwanted.uuid}"' in text(response)
    drop = [str(unwanted.uuid), "bukan-uuid", str(uuid.uuid4())]
    assert intake(client, name, drop=drop).status_code == 302
    assert names() == ["c.pdf"]


def test_another_officers_files_are_neither_shown_nor_taken_nor_taken_out(
    people: People, name: str
) -> None:
    theirs = make_upload(people[Role.KOORDINATOR], name="milik.jpg", client_uuid=uuid.UUID(name))
    client = browser(people)
    response = intake(client, name, description="", drop=str(theirs.uuid))
    assert "milik.jpg" not in text(response)
    assert intake(client, name).status_code == 302
    assert not Attachment.objects.exists()
    assert Upload.objects.get() == theirs


def test_the_same_photo_twice_in_one_form_counts_once(people: People, name: str) -> None:
    response = intake(browser(people), name, ("a.jpg", photo()), ("salinan.jpg", photo()))
    assert names() == ["a.jpg"]
    page = text(browser_of(response).get(response["Location"]))
    assert "“salinan.jpg” sudah ada. Dihitung satu kali." in page


def browser_of(response: Any) -> Client:
    client: Client = response.client
    return client


def test_the_same_form_sent_twice_attaches_each_file_once(
    people: People, name: str, django_capture_on_commit_callbacks: Any
) -> None:
    client, files = browser(people), [("a.jpg", photo()), ("c.pdf", PDF)]
    with django_capture_on_commit_callbacks(execute=True):
        first, second = (intake(client, name, *files) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert names() == ["a.jpg", "c.pdf"]
    assert Incident.objects.get().version == 1
    assert not Upload.objects.exists()


def test_a_photo_that_came_with_the_second_sending_alone_is_not_lost(
    people: People, name: str
) -> None:
    client = browser(people)
    intake(client, name, ("a.jpg", photo()))
    intake(client, name, ("a.jpg", photo()), ("c.pdf", PDF))
    assert names() == ["a.jpg", "c.pdf"]
    event = Incident.objects.get().events.get(sequence=2)
    assert (event.action, event.data["names"]) == (Action.ATTACH, "c.pdf")


def test_a_changed_form_takes_its_photos_along_when_it_becomes_a_report_of_its_own(
    people: People, name: str
) -> None:
    client = browser(people)
    intake(client, name, ("a.jpg", photo()))
    response = intake(client, name, ("a.jpg", photo()), description="Masalah yang lain")
    assert response.status_code == 409
    assert "1 berkas tersimpan" in text(response)
    fresh = response.context["form"]["client_uuid"].value()
    assert intake(client, fresh, description="Masalah yang lain").status_code == 302
    assert names() == ["a.jpg", "a.jpg"]
    assert len({file.incident_id for file in Attachment.objects.all()}) == 2


def test_a_party_representative_may_send_what_they_saw(people: People, name: str) -> None:
    client = browser(people, Role.PARTAI)
    assert intake(client, name, ("a.jpg", photo())).status_code == 302
    assert names() == ["a.jpg"]


def test_who_may_not_report_stores_no_file(people: People, name: str) -> None:
    response = intake(browser(people, Role.PENGAWAS), name, ("a.jpg", photo()))
    assert response.status_code == 403
    assert not Upload.objects.exists()


def test_a_form_without_its_token_stores_no_file(people: People, name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people[Role.PETUGAS])
    assert intake(client, name, ("a.jpg", photo())).status_code == 403
    assert not Upload.objects.exists()


def test_a_damaged_form_is_an_error_in_words(people: People) -> None:
    response = intake(browser(people), "bukan-uuid", ("a.jpg", photo()))
    assert response.status_code == 422
    assert not Upload.objects.exists()


def test_a_rolled_back_report_leaves_no_attachment_and_its_file_waits(
    people: People, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(people)
    client.raise_request_exception = False
    with monkeypatch.context() as patch:

        def fail(*_: Any, **__: Any) -> None:
            raise RuntimeError("the power went")

        patch.setattr(import_module("incidents.workflow.report"), "append_event", fail)
        assert intake(client, name, ("a.jpg", photo())).status_code == 500
    assert not Attachment.objects.exists()
    assert not Incident.objects.exists()
    assert intake(client, name).status_code == 302
    assert names() == ["a.jpg"]


def test_where_a_photo_was_taken_is_nowhere_in_what_is_stored(people: People, name: str) -> None:
    intake(browser(people), name, ("a.jpg", telling_photo()))
    attachment = Attachment.objects.get()
    for file in (attachment.file, attachment.thumbnail):
        with file.open("rb") as stored:
            content = stored.read()
        assert b"GPS" not in content
        assert b"Exif" not in content
        assert b"Rahasia" not in content
