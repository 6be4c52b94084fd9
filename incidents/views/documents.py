"""`/masalah/<number>/….pdf` and `qr.svg`: what is printed or shown for a reporter."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from incidents.documents.case_file import case_file
from incidents.documents.letter import letter
from incidents.documents.qr import tracking_page, tracking_path
from incidents.documents.slip import slip
from incidents.models import Incident
from incidents.permissions import sees_letters, sees_tracking_code
from incidents.views.loading import load
from posko.documents.qr import qr_svg
from roster.http import StaffRequest


@never_cache
@require_safe
def letter_pdf(request: StaffRequest, number: str, pk: int) -> HttpResponse:
    """Give one letter to those who may see it: a liaison their own institution's alone."""
    if not sees_letters(request.user):
        raise Http404
    incident = load(request.user, number)
    letters = incident.referrals.visible_to(request.user).in_order()
    chosen = get_object_or_404(letters.select_related("institution__region"), pk=pk)
    return _download(letter(chosen, incident, request.user), f"surat-{number}-{pk}.pdf")


@never_cache
@require_safe
def case_file_pdf(request: StaffRequest, number: str) -> HttpResponse:
    """Give all that the person may read of the case."""
    incident = load(request.user, number)
    return _download(case_file(incident, request.user), f"berkas-{number}.pdf")


@never_cache
@require_safe
def slip_pdf(request: StaffRequest, number: str) -> HttpResponse:
    """Give the reporter's slip to those who may hand it out."""
    incident = _coded(request, number)
    page = request.build_absolute_uri(tracking_page())
    code = request.build_absolute_uri(tracking_path(incident.tracking_code))
    return _download(slip(incident, page, code), f"tanda-terima-{number}.pdf")


@never_cache
@require_safe
def qr_image(request: StaffRequest, number: str) -> HttpResponse:
    """Give the QR code of the tracking code to the same people."""
    incident = _coded(request, number)
    url = request.build_absolute_uri(tracking_path(incident.tracking_code))
    return HttpResponse(qr_svg(url), content_type="image/svg+xml")


def _coded(request: StaffRequest, number: str) -> Incident:
    incident = load(request.user, number)
    if not sees_tracking_code(request.user, incident):
        raise PermissionDenied
    return incident


def _download(content: bytes, filename: str) -> HttpResponse:
    # A download, as no browser's viewer lives with our content security policy.
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
