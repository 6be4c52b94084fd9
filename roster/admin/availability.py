"""Availabilities in the admin."""

from django import forms
from django.contrib import admin

from posko.admin_history import TrackedAdmin
from roster.admin.duty import ChoosesOfficer
from roster.admin.races import RaceTold
from roster.models import Availability


class AvailabilityForm(forms.ModelForm):  # type: ignore[type-arg]
    """What somebody says of a weekday or of a date."""

    class Meta:
        model = Availability
        fields = ["officer", "weekday", "day", "wish"]


@admin.register(Availability)
class AvailabilityAdmin(ChoosesOfficer, RaceTold, TrackedAdmin):
    """Wishes and impossible days of the people of one's region."""

    form = AvailabilityForm
    list_display = ["officer", "weekday", "day", "wish"]
    list_filter = ["wish", "weekday", "officer__institution__kind"]
    list_select_related = ["officer"]
    search_fields = ["officer__full_name"]
    autocomplete_fields = ["officer"]
