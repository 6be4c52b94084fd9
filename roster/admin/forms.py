"""Forms that keep an officer from being in two places, with the reason beside the field.

Whoever checks first locks the officers, all of them at once and in order: a second editor then
waits and gets the same message instead of a refusal by the database, and neither waits forever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet, BaseModelFormSet
from django.utils.translation import gettext as _

from roster.admin.widgets import OfficerSelect
from roster.attendance.held import held_words, is_held
from roster.models import Assignment, Duty, Officer
from roster.overlap import check_free, lock_officers, overlap_words


class AssignmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """One officer at one duty. ``scope`` is set by the admin: the editor's region."""

    scope = ""

    class Meta:
        model = Assignment
        fields = ["duty", "officer", "leads"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk and "officer" in self.fields:
            OfficerSelect.show_known(self.fields["officer"], self.instance.officer)

    def clean(self) -> dict[str, Any] | None:
        """Check that the officer is free while the duty lasts."""
        cleaned = super().clean()
        officer = self.cleaned_data.get("officer")
        duty = self.cleaned_data.get("duty") or getattr(self.instance, "duty", None)
        if officer and duty and duty.starts_at and duty.ends_at and self.has_changed():
            self._check(officer, duty)
        return cleaned

    def _check(self, officer: Officer, duty: Duty) -> None:
        lock_officers([officer.pk])
        if {"officer", "duty"} & set(self.changed_data) and is_held(self.instance.pk or 0):
            before = Officer.objects.get(pk=self.initial["officer"])
            self.add_error("officer", held_words(before))
        try:
            check_free(officer, duty.starts_at, duty.ends_at, besides=duty, scope=self.scope)
        except ValidationError as error:
            self.add_error("officer", error)
        twice = Assignment.objects.filter(duty_id=duty.pk, officer=officer)
        if duty.pk and twice.exclude(pk=self.instance.pk).exists():
            self.add_error("officer", _("%(name)s is on this duty already.") % {"name": officer})


class RowForm(AssignmentForm):
    """An assignment among others. Who leads is checked over all rows, so that it can change."""

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "leads"}  # type: ignore[misc]


class AssignmentListFormSet(BaseModelFormSet):  # type: ignore[type-arg]
    """Assignments of any duties, changed together in the list."""

    def full_clean(self) -> None:
        """Lock everybody concerned before the first row is checked."""
        if self.is_bound:
            lock_officers(_officers_in(self.data))
        super().full_clean()

    def clean(self) -> None:
        """Check what single rows can't know: the rows changed at the same time."""
        super().clean()
        changed: list[Any] = [f for f in self.forms if f.is_valid() and f.has_changed()]
        for one, other in combinations(changed, 2):
            if _collide(one.instance, other.instance):
                words = overlap_words(other.instance.officer, one.instance.duty, other.scope)
                other.add_error("officer", words)
        self._check_leads(changed)

    def _check_leads(self, changed: list[Any]) -> None:
        leading = {f.instance.duty_id: f for f in changed if f.instance.leads}
        rows = [form.instance.pk for form in self.forms]
        taken = Assignment.objects.filter(duty_id__in=leading, leads=True).exclude(pk__in=rows)
        here = [f.instance.duty_id for f in self.forms if f.instance.leads]
        others = set(taken.values_list("duty_id", flat=True))
        for duty_id, form in leading.items():
            if duty_id in others or here.count(duty_id) > 1:
                form.add_error("leads", _("Only one person can lead a duty."))


class DutyAssignmentsFormSet(BaseInlineFormSet):  # type: ignore[type-arg]
    """The people of one duty: each once, one lead at most."""

    def clean(self) -> None:
        """Check what single rows can't know."""
        super().clean()
        kept = [f.cleaned_data for f in self.forms if f.is_valid() and not self._gone(f)]
        people = [row["officer"].pk for row in kept if row.get("officer")]
        if len(people) != len(set(people)):
            raise ValidationError(_("The same person is entered twice."))
        if sum(bool(row.get("leads")) for row in kept) > 1:
            raise ValidationError(_("Only one person can lead a duty."))

    def _gone(self, form: forms.ModelForm[Any]) -> bool:
        return form in self.deleted_forms


class DutyForm(forms.ModelForm):  # type: ignore[type-arg]
    """A duty whose times can change only while its people stay free."""

    scope = ""

    class Meta:
        model = Duty
        fields = ["post", "starts_at", "ends_at"]

    def clean(self) -> dict[str, Any] | None:
        """Check that nobody on the duty is elsewhere at its new times."""
        cleaned = super().clean()
        people = self._people()
        lock_officers([*(officer.pk for officer in people), *_officers_in(self.data)])
        start, end = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if start and end and start < end and {"starts_at", "ends_at"} & set(self.changed_data):
            for officer in people:
                self._check(officer, start, end)
        return cleaned

    def _people(self) -> list[Officer]:
        if not self.instance.pk:
            return []
        return [a.officer for a in self.instance.assignments.select_related("officer")]

    def _check(self, officer: Officer, start: Any, end: Any) -> None:
        try:
            check_free(officer, start, end, besides=self.instance, scope=self.scope)
        except ValidationError as error:
            self.add_error(None, error)


def _officers_in(data: Mapping[str, Any]) -> Iterable[int]:
    """The officers chosen in the rows of a form that was sent, whether they exist or not."""
    chosen = (value for name, value in data.items() if name.endswith("-officer"))
    return [int(value) for value in chosen if value.isdecimal() and len(value) < 10]


def _collide(one: Assignment, other: Assignment) -> bool:
    """Tell whether two assignments put one officer in two places. Touching times don't."""
    overlap = one.starts_at < other.ends_at and other.starts_at < one.ends_at
    return one.officer_id == other.officer_id and overlap
