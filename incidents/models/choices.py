"""Django's choices from the plain enumerations of incidents/states.py."""

from collections.abc import Iterable
from typing import Protocol

from django.utils.functional import Promise


class Labelled(Protocol):
    """An enumeration's member with a word for the screen."""

    @property
    def value(self) -> str: ...

    @property
    def label(self) -> Promise: ...


def choices(members: Iterable[Labelled]) -> list[tuple[str, Promise]]:
    """Return (value, label) pairs for a field."""
    return [(member.value, member.label) for member in members]
