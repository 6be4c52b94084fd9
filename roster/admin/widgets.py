"""Widgets of the roster's admin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect

from roster.models import Officer


class OfficerSelect(AutocompleteSelect):
    """Autocomplete that is told who is chosen: one query less for each row of a list."""

    known: Officer | None = None

    @classmethod
    def show_known(cls, field: forms.Field, officer: Officer) -> None:
        """Tell the widget of ``field`` (inside the admin's wrapper) who is chosen."""
        widget = getattr(field.widget, "widget", field.widget)
        if isinstance(widget, cls):
            widget.known = officer

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> list[Any]:
        """Return the one chosen, without asking the database for what is known."""
        if self.known is None or list(value) != [str(self.known.pk)]:
            # A forged value that is no key at all is the form's to refuse, not the database's.
            return super().optgroups(name, [pk for pk in value if pk.isdecimal()], attr)
        return [(None, [self.create_option(name, self.known.pk, str(self.known), True, 0)], 0)]
