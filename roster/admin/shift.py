"""Shifts in the admin."""

from django.contrib import admin

from posko.admin_history import TrackedAdmin
from roster.admin.places import OfPlace, OfPlaceForm
from roster.admin.races import RaceTold
from roster.models import Shift


class ShiftForm(OfPlaceForm):
    """A shift of a level or of one post."""

    class Meta:
        model = Shift
        fields = ["operation", "level", "post", "name", "opens", "closes"]


@admin.register(Shift)
class ShiftAdmin(OfPlace, RaceTold, TrackedAdmin):
    """Shifts of one's own posts, and (to read) those of the levels they belong to."""

    form = ShiftForm
    list_display = ["name", "operation", "level", "post", "opens", "closes"]
    list_filter = ["operation", "level"]
    list_select_related = ["operation", "post"]
