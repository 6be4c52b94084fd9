"""Fields for words, as the rota's forms share them."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def short_text(
    label: Any, max_length: int, *, required: bool = True, **options: Any
) -> forms.CharField:
    """Return a field for a sentence or two."""
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=label,
        max_length=max_length,
        required=required,
        widget=widget,
        validators=[check_visible],
        **options,
    )


def check_visible(text: str) -> None:
    """Refuse what looks like nothing: signs that only steer how text runs."""
    if not any(unicodedata.category(char)[0] not in "CZ" for char in text):
        raise ValidationError(_("Please write something that can be read."))
