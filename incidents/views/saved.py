"""`/masalah/saringan/`: keep a search under a name, or let one go."""

from urllib.parse import parse_qs

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from incidents.forms.filter import FilterForm
from incidents.models import Incident, SavedFilter
from incidents.models.saved_filter import SAVED_MAX
from roster.http import StaffRequest

NAME_MAX = 40


@require_POST
def save_filter(request: StaffRequest) -> HttpResponse:
    """Keep the search in ``query`` under ``name``; the same name again replaces what it held."""
    query = _cleaned(request, request.POST.get("query", ""))
    name = request.POST.get("name", "").replace("\x00", "").strip()[:NAME_MAX]
    if fault := _fault(request, name, query):
        messages.error(request, fault)
    else:
        _store(request, name, query)
        messages.success(request, _("The search is kept as “%(name)s”.") % {"name": name})
    return redirect(f"{reverse('incidents:list')}?{query}")


@require_POST
def delete_filter(request: StaffRequest, pk: int) -> HttpResponse:
    """Let one of one's own searches go; gone is gone, however often it is asked."""
    SavedFilter.objects.of(request.user).filter(pk=pk).delete()
    return redirect("incidents:list")


def _cleaned(request: StaffRequest, query: str) -> str:
    """Return what of ``query`` the list understands."""
    form = FilterForm(request.user, QueryDict(query[:2000]))
    form.apply(Incident.objects.none())
    return form.query


def _fault(request: StaffRequest, name: str, query: str) -> str:
    if not name:
        return _("Give the search a name.")
    if not parse_qs(query):
        return _("Choose what to search for first.")
    others = SavedFilter.objects.of(request.user).exclude(name=name)
    if others.count() >= SAVED_MAX:
        return _("You have %(max)d searches already. Let one go first.") % {"max": SAVED_MAX}
    return ""


def _store(request: StaffRequest, name: str, query: str) -> None:
    with transaction.atomic():
        SavedFilter.objects.update_or_create(
            officer=request.user, name=name, defaults={"query": query}
        )
