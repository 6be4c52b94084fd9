"""Documents as a reader gets them."""

import io
from typing import Any

from pypdf import PdfReader

from incidents import workflow
from incidents.models import Attachment, Incident
from incidents.states import Status
from roster.models import Officer
from tests.factories.files import make_upload
from tests.factories.incidents import People, make_incident

ACCUSED = "Tuan Terlapor"


EVIDENCE = "Foto di tangan Warga Contoh"


def read(response: Any) -> PdfReader:
    """Return the PDF that a page gave."""
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    return PdfReader(io.BytesIO(response.content))


def words(document: PdfReader) -> str:
    """Return the text of all pages with single blanks, breaks that aren't seen left out."""
    whole = " ".join(page.extract_text() for page in document.pages)
    return " ".join(whole.replace("\u200b", "").split())


def letter_path(incident: Incident) -> str:
    return f"/masalah/{incident.number}/rujukan/{incident.referrals.latest('pk').pk}/surat.pdf"


def case_file_path(incident: Incident) -> str:
    return f"/masalah/{incident.number}/berkas.pdf"


def paths(incident: Incident) -> list[str]:
    """Return the addresses of the letter and of the case file."""
    return [letter_path(incident), case_file_path(incident)]


def delicate(people: People, status: Status = Status.REFERRED) -> Incident:
    """Return an incident that tells whom it accuses and who has the evidence."""
    return make_incident(people, status, reported_party=ACCUSED, evidence=EVIDENCE)


def attach(incident: Incident, by: Officer, content: bytes, name: str = "foto.jpg") -> Attachment:
    """Let ``by`` add a file to ``incident`` and return it."""
    upload = make_upload(by, content, name)
    workflow.attach(incident, by, client_uuid=upload.client_uuid)
    return incident.attachments.latest("pk")
