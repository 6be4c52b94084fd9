"""What is typed freely in a row, with the model's own limits."""

from typing import Any

from django import forms

from posko.importing.columns import TYPED
from posko.models import Post
from posko.sheets.table import Row


class TypedForm(forms.ModelForm):  # type: ignore[type-arg]
    """The free texts and numbers of a post. Asks the database nothing."""

    class Meta:
        model = Post
        fields = list(TYPED)

    def validate_unique(self) -> None:
        """All slugs are known already."""

    def validate_constraints(self) -> None:
        """Each would be a query a row; the position is checked by the reader."""


def typed(post: Post, row: Row) -> dict[str, Any]:
    """Return what the form is given: the cells of ``row``, and what it leaves out as it is."""
    values: dict[str, Any] = {name: getattr(post, name) for name in TYPED}
    for name in TYPED:
        if name in row:
            values[name] = row.text(name)
    for name in ("latitude", "longitude"):
        # As Indonesia writes numbers.
        values[name] = "" if values[name] is None else str(values[name]).replace(",", ".")
    if "note" in row:
        # The one field in which lines matter.
        values["note"] = str(row.value("note") or "").replace("\r\n", "\n").strip()
    return values
