"""Form fields that the apps share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models


class ChoiceOf(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of rows that survives NUL bytes, which PostgreSQL would refuse with an error."""

    def to_python(self, value: Any) -> models.Model | None:
        """Return the chosen row."""
        if isinstance(value, str) and "\x00" in value:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Return what to show; widgets that look the row up would stumble as well."""
        return super().prepare_value(None if isinstance(value, str) and "\x00" in value else value)
