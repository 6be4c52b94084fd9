"""Duty requirements in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from posko.admin_history import TrackedAdmin
from posko.admin_scope import Scoped, scope_of
from posko.models.region import within
from roster.models import Requirement, Role


@admin.register(Requirement)
class RequirementAdmin(Scoped, TrackedAdmin):
    """What duties need: for one's own posts, and (to read) for the level they belong to."""

    list_display = ["__str__", "operation", "level", "post", "days", "institution_kind", "people"]
    list_editable = ["people"]
    list_filter = ["operation", "level", "institution_kind", "days"]
    list_select_related = ["operation", "post"]

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

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Edit in the list what one may edit on its page; the rest shows, but takes nothing."""

        class RowForm(forms.ModelForm):  # type: ignore[type-arg]
            def __init__(self, *args: Any, **options: Any) -> None:
                super().__init__(*args, **options)
                self.fields["people"].disabled = not _is_mine(request, self.instance)

        return super().get_changelist_form(request, form=RowForm, **kwargs)

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only administrators state what a level needs."""
        return [] if _is_administrator(request) else ["level"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Everybody else names one of their posts."""
        if db_field.name == "post" and not _is_administrator(request):
            kwargs["required"] = True
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def _is_administrator(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "role", "") == Role.ADMINISTRATOR)


def _is_mine(request: HttpRequest, obj: Requirement | None) -> bool:
    return obj is None or obj.post_id is not None or _is_administrator(request)
