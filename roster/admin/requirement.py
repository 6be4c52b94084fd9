"""Duty requirements in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from posko.admin_history import TrackedAdmin
from posko.admin_scope import Scoped, scope_of
from posko.models.region import within
from roster.admin.races import RaceTold
from roster.models import Requirement, Role


class RequirementForm(forms.ModelForm):  # type: ignore[type-arg]
    """A requirement whose post, if it names one, belongs to its operation."""

    class Meta:
        model = Requirement
        fields = [
            "operation",
            "level",
            "post",
            "days",
            "on_date",
            "shift",
            "institution_kind",
            "people",
            "leads",
        ]

    def clean(self) -> dict[str, Any] | None:
        """Check that operation and post go together: apart they would ask for nothing."""
        cleaned = super().clean()
        post, operation = self.cleaned_data.get("post"), self.cleaned_data.get("operation")
        if post and operation and post.operation_id != operation.pk:
            self.add_error("post", _("This post belongs to another operation."))
        return cleaned


@admin.register(Requirement)
class RequirementAdmin(Scoped, RaceTold, TrackedAdmin):
    """What duties need: for one's own posts, and (to read) for the level they belong to."""

    form = RequirementForm
    list_display = ["__str__", "operation", "level", "post", "days", "on_date", "shift", "people"]
    list_editable = ["people"]
    list_filter = ["operation", "level", "institution_kind", "days"]
    list_select_related = ["operation", "post", "shift__post"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Those of one's posts and those of levels."""
        mine = within(scope_of(request), "post__region_id")
        return admin.ModelAdmin.get_queryset(self, request).filter(mine | Q(post=None))

    def has_change_permission(self, request: HttpRequest, obj: Requirement | None = None) -> bool:
        """What holds for a whole level is an administrator's to change."""
        return super().has_change_permission(request, obj) and _is_mine(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Requirement | None = None) -> bool:
        """What holds for a whole level is an administrator's to delete."""
        return super().has_delete_permission(request, obj) and _is_mine(request, obj)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only administrators state what a level needs.

        For the others the field shows, disabled: left out, it would take the constraints that
        speak of it along, and a double entry would end in a server error.
        """
        field = super().formfield_for_choice_field(db_field, request, **kwargs)
        if db_field.name == "level" and field and not _is_administrator(request):
            field.disabled = True
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Everybody else names one of their posts."""
        if db_field.name == "post" and not _is_administrator(request):
            kwargs["required"] = True
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def _is_administrator(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "role", "") == Role.ADMINISTRATOR)


def _is_mine(request: HttpRequest, obj: Requirement | None) -> bool:
    return obj is None or obj.post_id is not None or _is_administrator(request)
