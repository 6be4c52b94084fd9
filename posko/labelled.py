"""Enumerations for the screen, without database: pure data may use them."""

from enum import StrEnum
from typing import Self

from django.utils.functional import Promise


class Labelled(StrEnum):
    """An enumeration whose members are declared as ``NAME = "value", _("words for it")``."""

    _value_: str
    label: Promise

    # One label, always; but type checkers read this as the way to look up a member by its value.
    def __new__(cls, value: str, *labels: Promise) -> Self:
        """Make a member that is ``value`` and is shown as its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        (member.label,) = labels
        return member
