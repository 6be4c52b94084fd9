"""Duty requirements in the admin."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext as _

from posko.admin_history import TrackedAdmin
from roster.admin.places import OfPlace, OfPlaceForm
from roster.admin.races import RaceTold
from roster.models import DayKind, Requirement, Shift
from roster.slots import Shifts


class RequirementForm(OfPlaceForm):
    """A requirement whose parts go together: apart they would ask for nothing."""

    class Meta:
        model = Requirement
        fields = [
            "operation",
            "level",
            "post",
            "days",
            "on_date",
            "until",
            "shift",
            "institution_kind",
            "people",
            "leads",
        ]

    def clean(self) -> dict[str, Any] | None:
        """Check the date against the days, and that the shift is one of the place's."""
        cleaned = super().clean()
        self._check_date()
        self._check_until()
        shift = self.cleaned_data.get("shift")
        if shift and not self._has(shift):
            self.add_error("shift", _("There is no such shift at this level or post."))
        return cleaned

    def _check_date(self) -> None:
        days, on_date = self.cleaned_data.get("days"), self.cleaned_data.get("on_date")
        if "on_date" in self.errors or "days" in self.errors:
            return
        if days == DayKind.DATE and not on_date:
            self.add_error("on_date", _("Which date is it?"))
        if on_date and days != DayKind.DATE:
            said = _("A date goes with “%(days)s” only.") % {"days": DayKind.DATE.label}
            self.add_error("on_date", said)

    def _check_until(self) -> None:
        """A range that begins nowhere or ends too early; the rest is told at the date."""
        on_date, until = self.cleaned_data.get("on_date"), self.cleaned_data.get("until")
        if until is None or "on_date" in self.errors or "days" in self.errors:
            return
        if self.cleaned_data.get("days") != DayKind.DATE:
            said = _("A date goes with “%(days)s” only.") % {"days": DayKind.DATE.label}
            self.add_error("until", said)
        elif on_date and until < on_date:
            self.add_error("until", _("The last date comes before the first."))

    def _has(self, shift: Shift) -> bool:
        post, operation = self.cleaned_data.get("post"), self.cleaned_data.get("operation")
        level = self.cleaned_data.get("level") or ""
        if operation is None or (post is None and not level):
            return True
        if post:
            return shift in Shifts(operation).of(post)
        return shift.operation_id == operation.pk and shift.level == level


@admin.register(Requirement)
class RequirementAdmin(OfPlace, RaceTold, TrackedAdmin):
    """What duties need: for one's own posts, and (to read) for the level they belong to."""

    form = RequirementForm
    list_display = [
        "__str__",
        "operation",
        "level",
        "post",
        "days",
        "on_date",
        "until",
        "shift",
        "people",
    ]
    list_editable = ["people"]
    list_filter = ["operation", "level", "institution_kind", "days"]
    list_select_related = ["operation", "post", "shift__post"]
