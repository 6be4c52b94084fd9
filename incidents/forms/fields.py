"""Form fields that the log's forms share."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.models.incident import TPS_MAX
from posko import clock

# A phone's clock may run a little ahead of the server's.
TOLERANCE = timedelta(minutes=5)
OLDEST = timedelta(days=366)
# A deadline beyond this is a slip of the year.
FARTHEST = timedelta(days=366)


def tps_field() -> forms.IntegerField:
    """Return a field for the number of a polling place, if there was one."""
    return forms.IntegerField(
        label=gettext_lazy("TPS number"),
        required=False,
        min_value=1,
        max_value=TPS_MAX,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("Only if it happened at a polling place."),
        error_messages={"invalid": gettext_lazy("Write the number in digits, such as 12.")},
    )


def past_moment(label: Any, **options: Any) -> forms.DateTimeField:
    """Return a field for a moment that has been, typed in local time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, validators=[check_past], **options)


def future_moment(label: Any, **options: Any) -> forms.DateTimeField:
    """Return a field for a deadline, typed in local time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, validators=[check_future], **options)


def changed(data: Mapping[str, Any], **values: str) -> QueryDict:
    """Return a form's ``data`` with other ``values``, for a form to be sent once more."""
    copy = QueryDict(mutable=True)
    for name, value in {**dict(data.items()), **values}.items():
        copy[name] = value
    return copy


def check_past(moment: datetime) -> None:
    """Refuse what is still to come, and what is too old to be meant."""
    now = clock.now()
    if moment > now + TOLERANCE:
        raise ValidationError(_("This time is still to come."), code="future")
    if moment < now - OLDEST:
        raise ValidationError(_("This time is more than a year ago."), code="too_old")


def check_future(moment: datetime) -> None:
    """Refuse a deadline that has passed, and one too far away to be meant."""
    now = clock.now()
    if moment <= now:
        raise ValidationError(_("This time has passed already."), code="past")
    if moment > now + FARTHEST:
        raise ValidationError(_("This time is more than a year away."), code="too_far")
