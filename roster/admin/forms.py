"""Forms that keep an officer from being in two places, with the reason beside the field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _

from roster.models import Assignment, Duty, Officer
from roster.overlap import check_free, lock_officers


class AssignmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """One officer at one duty. ``scope`` is set by the admin: the editor's region."""

    scope = ""

    class Meta:
        model = Assignment
        fields = ["duty", "officer", "leads"]

    def clean(self) -> dict[str, Any] | None:
        """Check that the officer is free while the duty lasts."""
        cleaned = super().clean()
        officer = self.cleaned_data.get("officer")
        duty = self.cleaned_data.get("duty") or getattr(self.instance, "duty", None)
        if officer and duty and duty.starts_at and duty.ends_at:
            self._check(officer, duty)
        return cleaned

    def _check(self, officer: Officer, duty: Duty) -> None:
        lock_officers([officer.pk])
        try:
            check_free(officer, duty.starts_at, duty.ends_at, besides=duty, scope=self.scope)
        except ValidationError as error:
            self.add_error("officer", error)
        twice = Assignment.objects.filter(duty_id=duty.pk, officer=officer)
        if duty.pk and twice.exclude(pk=self.instance.pk).exists():
            self.add_error("officer", _("%(name)s is on this duty already.") % {"name": officer})


class RowForm(AssignmentForm):
    """An assignment in the list, where the duty stands fixed."""

    class Meta:
        model = Assignment
        fields = ["officer", "leads"]


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
        start, end = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if self.instance.pk and start and end and start < end:
            people = [a.officer for a in self.instance.assignments.select_related("officer")]
            lock_officers([officer.pk for officer in people])
            for officer in people:
                check_free(officer, start, end, besides=self.instance, scope=self.scope)
        return cleaned
