"""`/masalah/<number>/lampiran/<uuid>/`: a case's files, for those who may see them."""

import logging
from typing import Any
from uuid import UUID

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from incidents.models import Attachment, AttachmentKind, Incident
from incidents.permissions import sees_attachments
from incidents.views.loading import load
from roster.http import StaffRequest
from roster.models import Officer

logger = logging.getLogger(__name__)

# Whatever a file holds, no browser may run it.
SANDBOX = {
    "default-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "sandbox": "",
}
TYPES = {AttachmentKind.IMAGE: "image/jpeg", AttachmentKind.PDF: "application/pdf"}


@csp_override(SANDBOX)
@require_safe
def attachment(request: StaffRequest, number: str, uuid: UUID) -> HttpResponseBase:
    """Show a photo as it is stored, or give a PDF for download."""
    found = _load(request.user, number, uuid)
    return _serve(request, found, found.file, found.stored_sha256)


@csp_override(SANDBOX)
@require_safe
def thumbnail(request: StaffRequest, number: str, uuid: UUID) -> HttpResponseBase:
    """Show a photo's small picture."""
    found = _load(request.user, number, uuid)
    if not found.thumbnail:
        raise Http404
    return _serve(request, found, found.thumbnail, f"{found.stored_sha256}-small")


def attachments(officer: Officer, incident: Incident) -> dict[str, Any]:
    """Return the photos and PDFs that the page of ``incident`` shows to ``officer``."""
    if not sees_attachments(officer, incident):
        return {}
    files = list(incident.attachments.visible_to(officer).in_order())
    for file in files:
        file.incident = incident
    return {
        "photos": [file for file in files if file.kind == AttachmentKind.IMAGE],
        "documents": [file for file in files if file.kind == AttachmentKind.PDF],
    }


def _load(officer: Officer, number: str, uuid: UUID) -> Attachment:
    incident = load(officer, number)
    if not sees_attachments(officer, incident):
        raise Http404
    found = incident.attachments.visible_to(officer).filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


def _serve(
    request: StaffRequest, found: Attachment, file: FieldFile, version: str
) -> HttpResponseBase:
    etag = f'"{version}"'
    response = get_conditional_response(request, etag=etag) or _file(found, file)
    response["ETag"] = etag
    # Kept by this browser alone, and shown again only after the permission is checked again.
    response["Cache-Control"] = "private, no-cache"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _file(found: Attachment, file: FieldFile) -> HttpResponseBase:
    try:
        content = file.open("rb")
    except FileNotFoundError:
        logger.error("The file of attachment %s is missing in the storage", found.uuid)
        raise Http404 from None
    kind = AttachmentKind(found.kind)
    response = FileResponse(
        content,
        as_attachment=kind == AttachmentKind.PDF,
        filename=found.download_name,
        content_type=TYPES[kind],
    )
    # Says that it is as small as it gets, so that the gzip middleware lets it be.
    response["Content-Encoding"] = "identity"
    response["X-Content-Type-Options"] = "nosniff"
    return response
