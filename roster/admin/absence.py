"""Absences in the admin: whoever enters one hears at once which duties it leaves open."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
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

    # Why somebody is away is read by those who plan; whoever only looks sees that they are.
    REASONS = frozenset({"kind", "note"})

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """The columns that the person may read."""
        return self._open_to(request, self.list_display)

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """The filters that tell nothing the person may not read."""
        return self._open_to(request, self.list_filter)

    def get_fields(self, request: HttpRequest, obj: Absence | None = None) -> list[Any]:
        """The fields that the person may read."""
        return self._open_to(request, AbsenceForm.Meta.fields)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The history holds the reasons: for those who may change it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def _open_to(self, request: HttpRequest, names: Any) -> list[Any]:
        hidden = frozenset() if self.has_change_permission(request) else self.REASONS
        return [name for name in names if name not in hidden]

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
