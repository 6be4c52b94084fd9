"""The filters of the list. Bad values are named and left out, never an error page."""

import re
from typing import Any

from django import forms
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.forms.report import grouped
from incidents.models import Category
from incidents.models.choices import choices
from incidents.models.incident import IncidentQuerySet
from incidents.states import OPEN as STILL_OPEN
from incidents.states import Status, Urgency
from posko.fields import ChoiceOf
from posko.models import Level, Region
from posko.models.region import within
from roster.models import Officer

OPEN = "open"
NUMBER = re.compile(r"^([A-Za-z0-9]{2,10})-(\d{4})-(\d{1,6})$")
WORDS_MAX = 8


class FilterForm(forms.Form):
    """What of the log to show."""

    q = forms.CharField(label=_("Number or words"), required=False, max_length=200)
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("All")), (OPEN, _("Still open")), *choices(Status)],
    )
    urgency = forms.ChoiceField(
        label=_("Urgency"), required=False, choices=[("", _("All")), *choices(Urgency)]
    )
    category = ChoiceOf(
        Category.objects.all(),
        to_field_name="code",
        label=_("Category"),
        required=False,
        empty_label=_("All"),
    )
    region = ChoiceOf(Region.objects.none(), label=_("Place"), required=False, empty_label=_("All"))
    mine = forms.BooleanField(label=_("Assigned to me"), required=False)
    before = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    def __init__(self, officer: Officer, data: Any) -> None:
        super().__init__(data)
        self.officer = officer
        regions = Region.objects.in_scope(officer.region_id).exclude(level=Level.PROVINCE)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            *grouped(list(regions))[1:],
        ]

    def apply(self, incidents: IncidentQuerySet) -> IncidentQuerySet:
        """Return ``incidents`` narrowed to what was asked for."""
        self.is_valid()
        for condition in self._conditions():
            incidents = incidents.filter(condition)
        return incidents.older_than(self.cleaned_data.get("before"))

    @property
    def is_used(self) -> bool:
        """Whether anything but the page is asked for."""
        return any(self.cleaned_data.get(name) for name in self.fields if name != "before")

    def _conditions(self) -> list[Q]:
        asked = self.cleaned_data
        status = asked.get("status")
        conditions = [
            searched(asked.get("q", "")),
            Q(urgency=asked["urgency"]) if asked.get("urgency") else Q(),
            Q(category=asked["category"]) if asked.get("category") else Q(),
            within(asked["region"].code, "region_id") if asked.get("region") else Q(),
            Q(assignee=self.officer) if asked.get("mine") else Q(),
        ]
        if status == OPEN:
            return [*conditions, Q(status__in=STILL_OPEN)]
        return [*conditions, Q(status=status) if status else Q()]


def searched(text: str) -> Q:
    """Return the condition for a number, or for words of which each may be a beginning."""
    if number := NUMBER.match(text.strip()):
        prefix, year, count = number.groups()
        return Q(number=f"{prefix.upper()}-{year}-{int(count):06d}")
    words = re.findall(r"\w+", text)[:WORDS_MAX]
    if not words:
        return Q()
    prefixes = " & ".join(f"{word}:*" for word in words)
    return Q(search=SearchQuery(prefixes, search_type="raw", config="simple"))
