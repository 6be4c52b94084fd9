"""Region scope in the admin: a person sees and edits what lies in their region, nothing else.

Permissions say what a role may do; this says where. Both hold for lists, single pages, choices
in forms and autocomplete, so that a forged id of another region is just an invalid choice.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models.fields.related import RelatedField
from django.http import HttpRequest

from posko.fields import ChoiceOf


def scope_of(request: HttpRequest) -> str:
    """Return the code of the region that the logged-in person serves."""
    return str(request.user.region_id)  # type: ignore[union-attr]


def narrowed(request: HttpRequest, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Return those of ``rows`` that lie in the person's region, where rows have a region."""
    if hasattr(rows, "in_scope"):
        return rows.in_scope(scope_of(request))  # type: ignore[no-any-return]
    return rows


class Scoped(admin.options.BaseModelAdmin):  # type: ignore[type-arg]
    """Keeps an admin or inline inside the region of the person."""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Rows of the person's region."""
        return narrowed(request, super().get_queryset(request))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Fields that name a bad choice instead of failing on it."""
        kwargs.setdefault("form_class", ChoiceOf)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_field_queryset(
        self, db: str | None, db_field: RelatedField[Any, Any], request: HttpRequest
    ) -> models.QuerySet[Any] | None:
        """Choices of the person's region, whichever widget offers them."""
        rows = super().get_field_queryset(db, db_field, request)
        if rows is None:
            rows = db_field.remote_field.model._default_manager.all()
        return narrowed(request, rows)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """Search without NUL bytes, which autocomplete would hand to PostgreSQL as they are."""
        term = search_term.replace("\x00", "")
        return super().get_search_results(request, queryset, term)  # type: ignore[misc,no-any-return]
