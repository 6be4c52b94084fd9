"""What an officer says of an absence."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from posko import clock
from posko.texts import check_visible
from roster.absences import AHEAD, LATE, NOTE_MAX
from roster.models import AbsenceKind

LONGEST = 92


class AbsenceForm(forms.Form):
    """Why and when; the last day may be left out for a single day."""

    kind = forms.ChoiceField(
        label=_("Reason"), choices=AbsenceKind.choices, widget=forms.RadioSelect
    )
    first_day = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: one day only."),
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=NOTE_MAX, validators=[check_visible]
    )

    def clean_first_day(self) -> date:
        """Refuse what is long past, and what is too far away to be meant."""
        day: date = self.cleaned_data["first_day"]
        if day < clock.today() - LATE:
            raise ValidationError(gettext("That is too long ago: please ask Kesbangpol."))
        return _near(day)

    def clean_last_day(self) -> date | None:
        """Refuse what is too far away to be meant."""
        day: date | None = self.cleaned_data["last_day"]
        return _near(day) if day else None

    def clean(self) -> dict[str, Any]:
        """Fill in a single day, and check that the days follow each other."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and "last_day" in cleaned:
            cleaned["last_day"] = last or first
            if cleaned["last_day"] < first:
                self.add_error("last_day", gettext("The last day comes before the first."))
            elif (cleaned["last_day"] - first).days >= LONGEST:
                self.add_error("last_day", gettext("Please report three months at most at once."))
        return cleaned


def _near(day: date) -> date:
    if day > clock.today() + AHEAD:
        raise ValidationError(gettext("Please check the year."))
    return day
