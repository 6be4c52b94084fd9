"""Extra fields of a category: a JSON schema of four simple kinds. Pure data.

``{"properties": {name: {"type": …, "title": …}}, "required": [name]}`` where a property is

* ``{"type": "number"}``, with ``minimum`` and ``maximum`` if wanted,
* ``{"type": "string", "enum": ["a", "b"]}``: a choice,
* ``{"type": "boolean"}``: yes or no,
* ``{"type": "string", "format": "date"}``.

``title`` is Indonesian, ``title_en`` English.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

NAME = re.compile(r"^[a-z][a-z0-9_]{0,39}$")
FIELDS_MAX = 12


class Kind(StrEnum):
    """What a field holds."""

    NUMBER = "number"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class ExtraField:
    """One extra field of a report."""

    name: str
    kind: Kind
    title: str
    title_en: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None

    @property
    def label(self) -> str:
        """Its title in the current language."""
        return (self.title_en or self.title) if get_language() == "en" else self.title

    def shown(self, value: Any) -> str:
        """Return ``value`` as people read it."""
        if self.kind == Kind.BOOLEAN:
            return _("yes") if value else _("no")
        if self.kind == Kind.NUMBER:
            return f"{value:g}"
        return str(value)


def fields_of(schema: dict[str, Any]) -> list[ExtraField]:
    """Return the fields that ``schema``, a checked one, describes."""
    required = set(schema.get("required", ()))
    return [
        _field(name, about, name in required)
        for name, about in schema.get("properties", {}).items()
    ]


def check_schema(schema: Any) -> None:
    """Raise ValidationError, with the place of the fault, unless ``schema`` is one of ours."""
    if not isinstance(schema, dict) or set(schema) - {"type", "properties", "required"}:
        raise ValidationError(_("Write an object with “properties” and, if wanted, “required”."))
    properties, required = schema.get("properties", {}), schema.get("required", [])
    if not isinstance(properties, dict) or len(properties) > FIELDS_MAX:
        raise ValidationError(
            _("“properties” is an object with at most %(max)d fields.") % {"max": FIELDS_MAX}
        )
    if not isinstance(required, list) or any(name not in properties for name in required):
        raise ValidationError(_("“required” lists names of “properties”."))
    for name, about in properties.items():
        if fault := _fault(name, about):
            raise ValidationError(f"{name}: {fault}")


def stored(field: ExtraField, value: Any) -> Any:
    """Return ``value`` as it is kept in JSON."""
    return value.isoformat() if isinstance(value, date) else value


def read(field: ExtraField, value: Any) -> Any:
    """Return a kept ``value`` as Python's own."""
    return parse_date(value) if field.kind == Kind.DATE else value


def _field(name: str, about: dict[str, Any], required: bool) -> ExtraField:
    return ExtraField(
        name=name,
        kind=_kind(about),
        title=about["title"],
        title_en=about.get("title_en", ""),
        required=required,
        choices=tuple(about.get("enum", ())),
        minimum=about.get("minimum"),
        maximum=about.get("maximum"),
    )


def _kind(about: dict[str, Any]) -> Kind:
    if about["type"] == "string":
        return Kind.CHOICE if "enum" in about else Kind.DATE
    return Kind(about["type"])


def _fault(name: str, about: Any) -> str:
    """Return what is wrong with one property, or ''."""
    if not NAME.match(name):
        return _("Use small letters, digits and _ for the name.")
    if not isinstance(about, dict) or not isinstance(about.get("title"), str):
        return _("Give it a “title”.")
    if about.get("type") == "string":
        return _fault_of_string(about)
    if about.get("type") not in {"number", "boolean"}:
        return _("“type” is number, boolean or string.")
    limits = [about[key] for key in ("minimum", "maximum") if key in about]
    if any(isinstance(limit, bool) or not isinstance(limit, int | float) for limit in limits):
        return _("“minimum” and “maximum” are numbers.")
    return _("“minimum” is above “maximum”.") if limits != sorted(limits) else ""


def _fault_of_string(about: dict[str, Any]) -> str:
    choices = about.get("enum")
    if choices is None:
        return "" if about.get("format") == "date" else _("A string needs “enum” or “format”.")
    good = isinstance(choices, list) and all(isinstance(c, str) and c for c in choices)
    return "" if good and choices else _("“enum” lists at least one word.")
