"""What became of a stored file can be proven, and the database keeps its row."""

import uuid
from io import StringIO

import pgtrigger
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from incidents.models import Attachment
from tests.factories.files import attached, photo
from tests.factories.incidents import People, make_incident

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


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
