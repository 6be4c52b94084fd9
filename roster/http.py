"""Requests as the views of staff get them: somebody is logged in."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from roster.models import Officer


class StaffRequest(HttpRequest):
    """A request behind LoginRequiredMiddleware."""

    user: Officer
    htmx: HtmxDetails
