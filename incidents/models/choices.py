"""Django's choices from the plain enumerations of incidents/states.py and others."""

from collections.abc import Iterable

from django.utils.functional import Promise

from posko.labelled import Labelled


def choices(members: Iterable[Labelled]) -> list[tuple[str, Promise]]:
    """Return (value, label) pairs for a field."""
    return [(member.value, member.label) for member in members]
