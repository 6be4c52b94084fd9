"""What is sent and typed about attendance."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from posko import clock
from roster.attendance.correct import check_times
from roster.declined import Declined
from roster.models import Assignment, Attendance
from roster.models.attendance import REASON_MAX


class SendingForm(forms.Form):
    """A check-in or check-out as a page or a phone's outbox sends it; all fields may be absent."""

    client_uuid = forms.UUIDField(required=False)
    happened_at = forms.DateTimeField(required=False)
    # Only of a check-out: the person was asked.
    without_handover = forms.BooleanField(required=False)


class CorrectionForm(forms.Form):
    """Times as they were, and why they are corrected. Typed in the post's own time."""

    came_at = forms.DateTimeField(
        label=_("Came"), required=False, help_text=_("Empty: did not come.")
    )
    left_at = forms.DateTimeField(
        label=_("Left"), required=False, help_text=_("Empty: is still there, or did not come.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON_MAX,
        help_text=_("Such as: phone was dead, came at 07.50 according to the guest book."),
    )

    def __init__(self, assignment: Assignment, data: Any = None) -> None:
        attendance: Attendance | None = getattr(assignment, "attendance", None)
        known = {"came_at": attendance.came_at, "left_at": attendance.left_at} if attendance else {}
        super().__init__(data, initial=known)
        self.assignment = assignment
        for name in ("came_at", "left_at"):
            self.fields[name].widget = forms.DateTimeInput(
                attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
            )

    def clean(self) -> dict[str, Any]:
        """Check that the times are possible: words at the field."""
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                check_times(self.assignment, cleaned["came_at"], cleaned["left_at"])
            except Declined as declined:
                self.add_error(declined.field or None, ValidationError(str(declined.message)))
        return cleaned


class DayForm(forms.Form):
    """Which day and post of a list."""

    hari = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    posko = forms.ChoiceField(label=_("Post"), required=False)
    tampil = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, posts: list[tuple[str, str]], data: Any) -> None:
        asked = {"hari": f"{clock.today():%Y-%m-%d}", **{k: v for k, v in data.items() if v}}
        super().__init__(asked)
        field: Any = self.fields["posko"]
        field.choices = [("", _("All posts")), *posts]

    @property
    def day(self) -> date:
        """The day asked for; today where that is none, or beyond what calendars hold."""
        day: date = self.cleaned_data.get("hari") or clock.today()
        return day if 2000 <= day.year < 2100 else clock.today()
