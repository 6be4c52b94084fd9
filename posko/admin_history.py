"""History in the admin: every change of a row, by whoever made it, as the database saw it.

Rows that belong to another (the people of a duty, the hours of a post) are told with it, so that
a person who was taken off a duty is still found there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import yesno
from django.utils.formats import date_format

from posko.admin_lists import SoundLists
from posko.templatetags.when import date_time

type Parts = Mapping[type[models.Model], str]
type Difference = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One recorded change of a row; ``fields`` holds (name, before, after)."""

    at: datetime
    by: str
    kind: str
    subject: str
    fields: list[Difference]


class TrackedAdmin(SoundLists):
    """An admin whose history page shows what pghistory's triggers recorded."""

    object_history_template = "admin/tracked_history.html"
    # Models whose rows belong to this one's, with the name of the key that says so.
    tracked_parts: Parts = {}

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the row's changes, oldest first. Access is checked by Django's own view."""

        # Called by the template alone, so that a refused request reads nothing.
        def changes() -> list[Change]:
            return changes_of(self.model, object_id, self.tracked_parts)

        return super().history_view(
            request, object_id, {"changes": changes, **(extra_context or {})}
        )


def changes_of(model: type[models.Model], pk: str, parts: Parts | None = None) -> list[Change]:
    """Return the recorded changes of one row and of its parts, oldest first."""
    events = _events(model, {"pgh_obj_id": pk})
    for part, key in (parts or {}).items():
        events += _events(part, {f"{key}_id": pk})
    words = _Words(events)
    before: dict[tuple[type[models.Model], Any], Any] = {}
    changes = []
    for event in sorted(events, key=lambda e: (e.pgh_created_at, e.pgh_id)):
        row = event.pgh_tracked_model, event.pgh_obj_id
        subject = "" if row[0] is model else str(row[0]._meta.verbose_name)
        changes.append(words.change(before.get(row), event, subject))
        before[row] = event
    return changes


def _events(model: type[models.Model], which: dict[str, Any]) -> list[Any]:
    events: Any = model._meta.get_field("events").related_model
    return list(events._default_manager.filter(**which).select_related("pgh_context"))


class _Words:
    """Says what events hold in words. Names of rows are read once for all events."""

    def __init__(self, events: list[Any]) -> None:
        self._people = _named(get_user_model(), (_user_id(event) for event in events))
        self._rows = {target: _named(target, ids) for target, ids in _mentioned(events).items()}

    def change(self, old: Any, event: Any, subject: str) -> Change:
        by = self._people.get(_user_id(event), "-")
        fields = [found for f in _fields(event) if (found := self._difference(f, old, event))]
        return Change(event.pgh_created_at, by, event.pgh_label, subject, fields)

    def _difference(self, field: Any, old: Any, new: Any) -> Difference | None:
        if new.pgh_label == "delete":
            old, new = new, None
        before, after = self._shown(field, old), self._shown(field, new)
        return None if before == after else (str(field.verbose_name), before, after)

    def _shown(self, field: Any, event: Any) -> str:
        value = None if event is None else getattr(event, field.attname)
        if value is None or value == "":
            return ""
        if field.is_relation:
            return self._rows[field.related_model].get(str(value), str(value))
        if isinstance(value, list):
            words = dict(field.base_field.flatchoices or [])
            return ", ".join(str(words.get(item, item)) for item in value)
        return str(dict(field.flatchoices or []).get(value, _plain(value)))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(yesno(value))
    if isinstance(value, datetime):
        return date_time(value)
    if isinstance(value, date):
        return date_format(value)
    return f"{value:%H.%M}" if isinstance(value, time) else str(value)


def _fields(event: Any) -> list[Any]:
    tracked = event.pgh_tracked_model._meta.concrete_fields
    return [f for f in tracked if f.editable and not f.primary_key and hasattr(event, f.attname)]


def _mentioned(events: list[Any]) -> dict[type[models.Model], set[str]]:
    found: dict[type[models.Model], set[str]] = {}
    for event in events:
        for field in _fields(event):
            if field.is_relation:
                value = getattr(event, field.attname)
                found.setdefault(field.related_model, set()).add(str(value or ""))
    return found


def _named(model: type[models.Model], ids: Iterable[str]) -> dict[str, str]:
    keys = _keys(model) + [f"{key}__{far}" for key in _keys(model) for far in _keys(model, key)]
    rows = model._default_manager.all()
    found = (rows.select_related(*keys) if keys else rows).in_bulk([pk for pk in set(ids) if pk])
    return {str(pk): str(row) for pk, row in found.items()}


def _keys(model: Any, of: str = "") -> list[str]:
    """Keys that are never empty: what a row's name may draw on."""
    if of:
        model = model._meta.get_field(of).related_model
    return [f.name for f in model._meta.concrete_fields if f.is_relation and not f.null]


def _user_id(event: Any) -> str:
    return str((event.pgh_context and event.pgh_context.metadata.get("user")) or "")
