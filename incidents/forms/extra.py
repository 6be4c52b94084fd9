"""The extra fields of a category as form fields, named ``extra_<name>``."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from incidents.extra_fields import ExtraField, Kind, read, stored
from incidents.models import Category

PREFIX = "extra_"
# More than any count of an election in one city.
NUMBER_MAX = 10_000_000


def extra_form_fields(category: Category) -> dict[str, forms.Field]:
    """Return the form fields that a report of ``category`` has besides the common ones."""
    return {PREFIX + field.name: _form_field(field) for field in category.extra_fields}


def extra_initial(category: Category, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept in an incident's ``extra`` as initial values of the form."""
    return {
        PREFIX + field.name: read(field, kept[field.name])
        for field in category.extra_fields
        if field.name in kept
    }


def extra_values(category: Category, cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was filled in, as it is kept in JSON; what was left empty isn't there."""
    values = {
        field.name: (field, cleaned.get(PREFIX + field.name)) for field in category.extra_fields
    }
    return {
        name: stored(field, value)
        for name, (field, value) in values.items()
        if value is not None and value != ""
    }


def _form_field(field: ExtraField) -> forms.Field:
    common: dict[str, Any] = {"label": field.label, "required": field.required}
    if field.kind == Kind.NUMBER:
        return forms.FloatField(
            min_value=0 if field.minimum is None else field.minimum,
            max_value=NUMBER_MAX if field.maximum is None else field.maximum,
            widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
            error_messages={"invalid": _("Write the number in digits, such as 12.")},
            **common,
        )
    if field.kind == Kind.DATE:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(widget=widget, **common)
    if field.kind == Kind.BOOLEAN:
        return _yes_or_no(common)
    choices = [("", _("not known")), *((choice, choice) for choice in field.choices)]
    return forms.ChoiceField(choices=choices, **common)


def _yes_or_no(common: dict[str, Any]) -> forms.Field:
    # Not a tick: left alone it means "not known", not "no".
    return forms.TypedChoiceField(
        choices=[("", _("not known")), ("True", _("yes")), ("False", _("no"))],
        coerce=lambda value: value == "True",
        empty_value=None,
        **common,
    )
