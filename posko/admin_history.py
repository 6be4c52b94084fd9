"""History in the admin: every change of a row, by whoever made it, as the database saw it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import models
from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True, slots=True)
class Change:
    """One recorded change of a row."""

    at: datetime
    by: str
    kind: str
    fields: list[tuple[str, str, str]]


class TrackedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin whose history page shows what pghistory's triggers recorded."""

    object_history_template = "admin/tracked_history.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the row's changes, oldest first. Access is checked by Django's own view."""
        context = {"changes": changes_of(self.model, object_id), **(extra_context or {})}
        return super().history_view(request, object_id, context)


def changes_of(model: type[models.Model], pk: str) -> list[Change]:
    """Return the recorded changes of one row, oldest first."""
    events = list(
        model._meta.get_field("events")  # type: ignore[union-attr]
        .related_model._default_manager.filter(pgh_obj_id=pk)
        .select_related("pgh_context")
        .order_by("pgh_id")
    )
    names = _names(events)
    return [
        Change(event.pgh_created_at, _by(event, names), event.pgh_label, _fields(model, old, event))
        for old, event in zip([None, *events], events, strict=False)
    ]


def _names(events: list[Any]) -> dict[str, str]:
    ids = {str(e.pgh_context.metadata.get("user")) for e in events if e.pgh_context}
    people = get_user_model()._default_manager.filter(pk__in=[pk for pk in ids if pk.isdecimal()])
    return {str(person.pk): person.get_full_name() for person in people}


def _by(event: Any, names: dict[str, str]) -> str:
    user = event.pgh_context.metadata.get("user") if event.pgh_context else None
    return names.get(str(user), "-")


def _fields(model: type[models.Model], old: Any, new: Any) -> list[tuple[str, str, str]]:
    """What differs between two events: (name, before, after)."""
    tracked = [f for f in model._meta.concrete_fields if hasattr(new, f.attname)]
    return [
        (str(f.verbose_name), _shown(old, f), _shown(new, f))
        for f in tracked
        if old is None or getattr(old, f.attname) != getattr(new, f.attname)
    ]


def _shown(event: Any, field: Any) -> str:
    if event is None:
        return ""
    return str(getattr(event, field.attname))
