"""Absences in the admin: whoever enters one hears at once which duties it leaves open."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from posko.admin_history import TrackedAdmin
from roster.absences import gaps_of, replan_url
from roster.admin.duty import ChoosesOfficer
from roster.admin.races import RaceTold
from roster.models import Absence

# More than that would hide the message; all of them are on the page of absences.
SHOWN = 10


class AbsenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """An absence of somebody."""

    class Meta:
        model = Absence
        fields = ["officer", "kind", "first_day", "last_day", "note"]


@admin.register(Absence)
class AbsenceAdmin(ChoosesOfficer, RaceTold, TrackedAdmin):
    """Absences of the people of one's region."""

    form = AbsenceForm
    list_display = ["officer", "kind", "first_day", "last_day", "note"]
    list_filter = ["kind", "officer__institution__kind"]
    list_select_related = ["officer"]
    date_hierarchy = "first_day"
    search_fields = ["officer__full_name"]
    autocomplete_fields = ["officer"]

    def save_model(self, request: HttpRequest, obj: Absence, form: Any, change: bool) -> None:
        """Store it, and say which duties become gaps."""
        super().save_model(request, obj, form, change)
        tell_gaps(request, obj)


def tell_gaps(request: HttpRequest, absence: Absence) -> None:
    """Say which duties ``absence`` leaves open, with the ways to replacements and to a re-plan."""
    gaps = gaps_of(absence)
    if not gaps:
        return
    said = _("%(name)s has duties in these days: they become gaps.")
    links = format_html_join(
        "; ",
        '<a href="{}">{}</a>',
        ((reverse("roster:replace", args=[v.assignment.pk]), str(v.assignment.duty))
         for v in gaps[:SHOWN]),
    )  # fmt: skip
    parts = [format_html("{} {}", said % {"name": absence.officer.full_name}, links)]
    if len(gaps) > SHOWN:
        parts.append(_link(reverse("roster:away"), _("All of them")))
    if url := replan_url(absence):
        parts.append(_link(url, _("Plan anew")))
    messages.warning(request, format_html_join(" ", "{}", ((part,) for part in parts)))


def _link(url: str, words: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, words)
