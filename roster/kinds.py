"""Kinds of institution as rows of the rota; people without an institution have a row, too."""

from django.utils.translation import gettext as _

from roster.models import InstitutionKind, Officer

NONE = "none"
ORDER = [*InstitutionKind.values, NONE]


def kind_of(officer: Officer) -> str:
    """Return the kind of the institution of ``officer``, or NONE."""
    return officer.institution.kind if officer.institution else NONE


def kind_label(kind: str) -> str:
    """Return how ``kind`` is called."""
    return _("Without institution") if kind == NONE else str(InstitutionKind(kind).label)
