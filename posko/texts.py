"""Fields for words, as the forms of all apps share them."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def long_text(
    label: Any, max_length: int, *, required: bool = True, rows: int = 4, **options: Any
) -> forms.CharField:
    """Return a field for some lines of text; ``rows`` are shown before it scrolls."""
    return forms.CharField(
        label=label,
        max_length=max_length,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[check_visible],
        **options,
    )


def check_visible(text: str) -> None:
    """Refuse what looks like nothing: signs that only steer how text runs."""
    if not any(unicodedata.category(char)[0] not in "CZ" for char in text):
        raise ValidationError(_("Please write something that can be read."))
