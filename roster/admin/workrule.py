"""Work rules in the admin: general ones are an administrator's, those of people Kesbangpol's."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from posko.admin_history import TrackedAdmin
from roster.admin.duty import ChoosesOfficer
from roster.admin.places import is_administrator
from roster.admin.races import RaceTold
from roster.models import WorkRule


class WorkRuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """A rule for everybody, for a kind of institution, or for one person."""

    class Meta:
        model = WorkRule
        fields = ["operation", "institution_kind", "officer", "most_in_7_days", "rest_hours"]


@admin.register(WorkRule)
class WorkRuleAdmin(ChoosesOfficer, RaceTold, TrackedAdmin):
    """Rules of one's own people, and (to read) those that hold for many."""

    form = WorkRuleForm
    list_display = [
        "__str__", "operation", "institution_kind", "officer", "most_in_7_days", "rest_hours",
    ]  # fmt: skip
    list_filter = ["operation", "institution_kind"]
    list_select_related = ["operation", "officer"]
    search_fields = ["officer__full_name"]
    autocomplete_fields = ["officer"]

    def has_change_permission(self, request: HttpRequest, obj: WorkRule | None = None) -> bool:
        """What holds for many is an administrator's to change."""
        return super().has_change_permission(request, obj) and _is_mine(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: WorkRule | None = None) -> bool:
        """What holds for many is an administrator's to delete."""
        return super().has_delete_permission(request, obj) and _is_mine(request, obj)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only administrators state what holds for a kind of institution.

        For the others the field shows, disabled: left out, it would take the constraint that
        speaks of it along.
        """
        field = super().formfield_for_choice_field(db_field, request, **kwargs)
        if db_field.name == "institution_kind" and field and not is_administrator(request):
            field.disabled = True
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Everybody else names one of their people."""
        if db_field.name == "officer" and not is_administrator(request):
            kwargs["required"] = True
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def _is_mine(request: HttpRequest, obj: WorkRule | None) -> bool:
    return obj is None or obj.officer_id is not None or is_administrator(request)
