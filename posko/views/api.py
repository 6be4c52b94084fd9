"""`/api/`: the API, explained to people."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from posko.public import FRESH, public_page


@public_page
def api_page(request: HttpRequest) -> HttpResponse:
    """Show what can be asked, with examples to be tried."""
    context = {
        "site": settings.SITE_URL,
        "root": "/api/v1",
        "licence": settings.OPEN_DATA_LICENCE,
        "fresh": FRESH,
    }
    return render(request, "posko/api.html", context)
