"""What the completing of a case tells afterwards: names of fields, old and new values."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FIELD_LABELS: dict[str, Promise] = {
    "place_detail": gettext_lazy("exact place"),
    "reported_party": gettext_lazy("reported party"),
    "evidence": gettext_lazy("evidence"),
    "reporter_name": gettext_lazy("reporter's name"),
    "reporter_phone": gettext_lazy("reporter's phone"),
    "reporter_address": gettext_lazy("reporter's address"),
    "reporter_witnesses": gettext_lazy("witnesses"),
}


def fields_told(data: dict[str, Any]) -> str:
    """Return which fields were completed: 'evidence, reporter's address'."""
    return ", ".join(_name(field, data) for field in data["fields"])


def changes_told(data: dict[str, Any]) -> str:
    """Return old and new values, one field a line; what is secret has none."""
    # PostgreSQL keeps no order in an object, but it does in the list of fields.
    fields = [field for field in data["fields"] if field in data["changes"]]
    return "\n".join(
        f"{_name(field, data)}: {_from_to(*data['changes'][field])}" for field in fields
    )


def _name(field: str, data: dict[str, Any]) -> str:
    # Extra fields bring their titles: their category may change later.
    return str(FIELD_LABELS.get(field) or data["titles"].get(field, field))


def _from_to(old: str, new: str) -> str:
    return _("%(old)s, now %(new)s") % {"old": old, "new": new} if old else new
