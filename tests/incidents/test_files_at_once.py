"""The same photo from two hands at the same moment: on real connections."""

import uuid
from functools import partial
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from incidents import workflow
from incidents.models import Attachment, Incident, Upload
from incidents.uploads.staging import discard
from incidents.verification import broken_chains, broken_files
from posko.uploads import images
from roster.models import Role
from tests.factories.files import make_upload, photo, sent
from tests.factories.incidents import make_incident, make_people, make_report
from tests.incidents.pages import browser
from tests.incidents.test_intake_page import GOOD
from tests.together import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("regions", "voting_eve"),
]


def test_the_same_photo_from_two_people_at_once_is_attached_once() -> None:
    people = make_people()
    incident = make_incident(people)
    hands = [people[role] for role in (Role.PETUGAS, Role.KOORDINATOR, Role.KESBANGPOL)]
    uploads = [make_upload(by, photo()) for by in hands]
    at_once(
        *[
            lambda by=by, u=u: workflow.attach(incident, by, client_uuid=u.client_uuid)
            for by, u in zip(hands, uploads, strict=True)
        ]
    )
    attachment = Attachment.objects.get()
    assert incident.events.filter(action="attach").count() == 1
    # Nothing is left waiting, and the files of those who came second are deleted.
    assert not Upload.objects.exists()
    kept = [u.file.name for u in uploads if default_storage.exists(str(u.file.name))]
    assert kept == [attachment.file.name]
    assert list(broken_chains()) == list(broken_files()) == []


def test_a_report_with_photos_sent_twice_at_once_has_each_once() -> None:
    people, name = make_people(), str(uuid.uuid4())
    clients = [browser(people) for _ in range(4)]

    def send(client: Any) -> Any:
        files = [sent("a.jpg", photo()), sent("b.jpg", photo((90, 90)))]
        form = {"client_uuid": name, "uploads": files, **GOOD}
        return client.post("/masalah/lapor/", form)

    answers = at_once(*[lambda client=client: send(client) for client in clients])
    assert {answer.status_code for answer in answers} == {302}
    incident = Incident.objects.get()
    assert sorted(file.name for file in incident.attachments.all()) == ["a.jpg", "b.jpg"]
    assert not Upload.objects.exists()
    assert list(broken_chains()) == list(broken_files()) == []


def test_taking_over_and_sweeping_at_once_never_leaves_a_row_without_its_file() -> None:
    people = make_people()
    officer = people[Role.PETUGAS]
    for _ in range(5):
        report = make_report()
        make_upload(officer, client_uuid=report.client_uuid)
        at_once(
            partial(workflow.report, report, by=officer),
            lambda: discard(Upload.objects.all()),
        )
    assert list(broken_files()) == []
    assert all(default_storage.exists(str(a.file.name)) for a in Attachment.objects.all())


def test_drawing_a_photo_holds_no_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    people = make_people()
    incident, seen = make_incident(people), []
    original = images.redraw

    def redraw(content: bytes, name: str) -> images.Picture:
        seen.append(connection.in_atomic_block)
        return original(content, name)

    monkeypatch.setattr("incidents.uploads.prepare.redraw", redraw)
    for path in (f"/masalah/{incident.number}/lampirkan/", "/masalah/lapor/"):
        form = {"client_uuid": str(uuid.uuid4()), "uploads": [sent("a.jpg", photo())]}
        browser(people).post(path, {**GOOD, **form})
    assert seen == [False, False]
