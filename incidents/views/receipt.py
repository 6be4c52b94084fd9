"""`/masalah/<number>/tanda-terima/`: the number to read out on the phone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incidents.views.loading import load
from roster.http import StaffRequest


@require_safe
def receipt(request: StaffRequest, number: str) -> HttpResponse:
    """Show the number large, and what comes next."""
    return render(request, "incidents/receipt.html", {"incident": load(request.user, number)})
