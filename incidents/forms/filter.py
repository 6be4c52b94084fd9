"""The filters of the list. Bad values are named and left out, never an error page."""

import re
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from incidents.deadlines.queries import ClockState, incidents_with_clock
from incidents.forms.extra import PREFIX, extra_form_fields, extra_values
from incidents.forms.report import category_of, grouped
from incidents.models import Category, Referral
from incidents.models.choices import choices
from incidents.models.incident_queries import IncidentQuerySet
from incidents.states import OPEN as STILL_OPEN
from incidents.states import Status, Urgency
from posko import clock
from posko.fields import ChoiceOf
from posko.labelled import Labelled
from posko.models import Level, Region
from posko.models.region import within
from roster.models import Duty, Institution, Officer, Role
from roster.onduty import duty_of

OPEN = "open"
NUMBER = re.compile(r"^([A-Za-z0-9]{2,10})-(\d{4})-(\d{1,6})$")
LETTER = re.compile(r"^\w{1,10}/[\w/.-]*$")
WORDS_MAX = 8
EMPTY = (None, "", False)


class Shift(Labelled):
    """Whose duty took the report."""

    MINE = "mine", _("My duty that is on now")
    RUNNING = "running", _("All duties that are on now")


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
    institution = ChoiceOf(
        Institution.objects.none(),
        label=_("Institution (referred or assigned to)"),
        required=False,
        empty_label=_("All"),
    )
    clock = forms.ChoiceField(
        label=_("Deadline"), required=False, choices=[("", _("All")), *choices(ClockState)]
    )
    shift = forms.ChoiceField(
        label=_("Taken by"), required=False, choices=[("", _("All")), *choices(Shift)]
    )
    mine = forms.BooleanField(label=_("Assigned to me"), required=False)
    before = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    def __init__(self, officer: Officer, data: Any) -> None:
        super().__init__(data)
        self.officer = officer
        self._offer()
        self._offer_extra()

    def apply(self, incidents: IncidentQuerySet) -> IncidentQuerySet:
        """Return ``incidents`` narrowed to what was asked for."""
        self.is_valid()
        for condition in self._conditions():
            incidents = incidents.filter(condition)
        return incidents.older_than(self.cleaned_data.get("before"))

    @property
    def is_used(self) -> bool:
        """Whether anything but the page is asked for."""
        return any(self._asked(name) for name in self.fields if name != "before")

    @property
    def query(self) -> str:
        """What is asked for, as the query string that asks for it again; '' when nothing is."""
        asked = {name: self.data.get(name, "") for name in self.fields if name != "before"}
        return urlencode({name: value for name, value in asked.items() if self._asked(name)})

    @property
    def extra(self) -> list[forms.BoundField]:
        """The extra fields of the category that is asked for."""
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    def _asked(self, name: str) -> bool:
        return self.cleaned_data.get(name) not in EMPTY

    def _offer(self) -> None:
        regions = Region.objects.in_scope(self.officer.region_id).exclude(level=Level.PROVINCE)
        self._choose("region", regions, grouped(list(regions))[1:])
        categories = Category.objects.order_by("order", "code").select_related("parent")
        self._choose("category", categories, in_two_levels(list(categories)))
        fields: dict[str, Any] = self.fields
        institutions = Institution.objects.in_scope(self.officer.region_id)
        if self.officer.role == Role.PENGHUBUNG:
            # Whom else a case was referred to is not for a liaison to find out.
            institutions = institutions.filter(pk=self.officer.institution_id or 0)
        fields["institution"].queryset = institutions

    def _choose(self, name: str, queryset: Any, groups: list[Any]) -> None:
        field: Any = self.fields[name]
        field.queryset = queryset
        field.choices = [("", _("All")), *groups]

    def _offer_extra(self) -> None:
        category = category_of(Category.objects.all(), self.data.get("category"))
        self.asked_category = category
        for name, field in (extra_form_fields(category) if category else {}).items():
            field.required = False
            if isinstance(field, forms.FloatField):
                field.label = _("%(label)s, at least") % {"label": field.label}
            self.fields[name] = field

    def _conditions(self) -> list[Q | Exists]:
        asked = self.cleaned_data
        status = asked.get("status")
        conditions: list[Q | Exists] = [
            searched(asked.get("q", ""), self.officer),
            Q(urgency=asked["urgency"]) if asked.get("urgency") else Q(),
            of_kind(asked["category"]) if asked.get("category") else Q(),
            within(asked["region"].code, "region_id") if asked.get("region") else Q(),
            concerns(asked["institution"]) if asked.get("institution") else Q(),
            taken_by(asked["shift"], self.officer) if asked.get("shift") else Q(),
            Q(assignee=self.officer) if asked.get("mine") else Q(),
            *self._clock_conditions(),
            *self._extra_conditions(),
        ]
        if status == OPEN:
            return [*conditions, Q(status__in=STILL_OPEN)]
        return [*conditions, Q(status=status) if status else Q()]

    def _clock_conditions(self) -> list[Exists]:
        state = self.cleaned_data.get("clock")
        if not state:
            return []
        return [incidents_with_clock(ClockState(state), clock.now(), self.officer)]

    def _extra_conditions(self) -> list[Q]:
        category = self.asked_category
        if category is None:
            return []
        return [
            Q(**{f"extra__{name}__gte": value})
            if isinstance(value, float)
            else Q(extra__contains={name: value})
            for name, value in extra_values(category, self.cleaned_data).items()
        ]


def in_two_levels(categories: list[Category]) -> list[Any]:
    """Return choices in groups: each upper category whole, then what it breaks into."""
    groups: list[Any] = []
    for top in (c for c in categories if c.parent_id is None):
        kinds = [(c.code, str(c)) for c in categories if c.parent_id == top.pk]
        whole = (top.code, _("%(category)s (all of it)") % {"category": top})
        groups.append((str(top), [whole, *kinds]) if kinds else (top.code, str(top)))
    return groups


def of_kind(category: Category) -> Q:
    """Return the condition for a category; an upper one covers what it breaks into."""
    return Q(category__in=[category.pk, *category.children.values_list("pk", flat=True)])


def concerns(institution: Institution) -> Q:
    """Return the condition for what was referred or assigned to ``institution``."""
    letters = institution.referrals.filter(incident=OuterRef("pk"), withdrawn_at=None)
    return Q(Exists(letters)) | Q(institution=institution)


def taken_by(shift: str, officer: Officer) -> Q:
    """Return the condition for what the duties that are on now took in."""
    if shift == Shift.MINE:
        own = duty_of(officer, clock.now())
        return Q(duty=own) if own else Q(pk__in=[])
    running = Duty.objects.running(clock.now()).filter(within(officer.region_id, "post__region_id"))
    return Q(duty__in=list(running.values_list("pk", flat=True)))


def lettered(number: str, officer: Officer) -> Q:
    """Return the condition for a letter whose number begins so, of those ``officer`` may see."""
    letters = Referral.objects.visible_to(officer).filter(letter_number__startswith=number)
    return Q(Exists(letters.filter(incident=OuterRef("pk"))))


def searched(text: str, officer: Officer) -> Q:
    """Return the condition for a number, or for words of which each may be a beginning."""
    if number := NUMBER.match(text.strip()):
        prefix, year, count = number.groups()
        return Q(number=f"{prefix.upper()}-{year}-{int(count):06d}")
    if LETTER.match(text.strip()):
        return lettered(text.strip(), officer)
    words = re.findall(r"\w+", text)[:WORDS_MAX]
    if not words:
        # Signs alone are nothing that a problem could have in it.
        return Q(pk__in=[]) if text.strip() else Q()
    prefixes = " & ".join(f"{word}:*" for word in words)
    return Q(search=SearchQuery(prefixes, search_type="raw", config="simple"))
