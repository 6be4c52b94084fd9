"""Rows that hold for all posts of a level, or for one post: the first are an administrator's."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from posko.admin_scope import Scoped, scope_of
from posko.models.region import within
from roster.models import Role


class OfPlaceForm(forms.ModelForm):  # type: ignore[type-arg]
    """A row whose post, if it names one, belongs to its operation."""

    def clean(self) -> dict[str, Any] | None:
        """Check that operation and post go together: apart they would mean nothing."""
        cleaned = super().clean()
        post, operation = self.cleaned_data.get("post"), self.cleaned_data.get("operation")
        if post and operation and post.operation_id != operation.pk:
            self.add_error("post", _("This post belongs to another operation."))
        return cleaned


class OfPlace(Scoped, admin.ModelAdmin):  # type: ignore[type-arg]
    """One's own posts to edit, and (to read) the levels that they belong to."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Those of one's posts and those of levels."""
        mine = within(scope_of(request), "post__region_id")
        return admin.ModelAdmin.get_queryset(self, request).filter(mine | Q(post=None))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What holds for a whole level is an administrator's to change."""
        return super().has_change_permission(request, obj) and _is_mine(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What holds for a whole level is an administrator's to delete."""
        return super().has_delete_permission(request, obj) and _is_mine(request, obj)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only administrators state what holds for a level.

        For the others the field shows, disabled: left out, it would take the constraints that
        speak of it along, and a double entry would end in a server error.
        """
        field = super().formfield_for_choice_field(db_field, request, **kwargs)
        if db_field.name == "level" and field and not is_administrator(request):
            field.disabled = True
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Everybody else names one of their posts."""
        if db_field.name == "post" and not is_administrator(request):
            kwargs["required"] = True
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        """Shifts of one's posts, and those of levels."""
        rows: Any = super().get_field_queryset(db, db_field, request)
        if db_field.name != "shift":
            return rows
        here = within(scope_of(request), "post__region_id")
        return rows.filter(here | Q(post=None)).select_related("post")


def is_administrator(request: HttpRequest) -> bool:
    """Tell whether an administrator asks."""
    return bool(getattr(request.user, "role", "") == Role.ADMINISTRATOR)


def _is_mine(request: HttpRequest, obj: Any) -> bool:
    return obj is None or obj.post_id is not None or is_administrator(request)
