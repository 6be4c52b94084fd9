"""The form of the rota: one sheet a post, one column a day, a person's name in each cell.

        A               B       C     D             E
1       Posko           Posko Jakarta Pusat
2       Instansi        Sif     No.   10.02.2024    11.02.2024
3                                     Sabtu         Minggu
4                                     Imlek
5       Kesbangpol              1     Budi (ketua)  Ani
"""

import re

from django.utils.translation import gettext_lazy as _

from posko.sheets.words import folded, spellings
from roster.models import InstitutionKind

POST, KIND, SHIFT, NUMBER = _("Post"), _("Institution"), _("Shift"), _("No.")
LEADS = _("lead")
NO_INSTITUTION = _("Without institution")
# Columns before the first day, and rows of titles.
KIND_COLUMN, SHIFT_COLUMN, NUMBER_COLUMN, FIRST_DAY = 1, 2, 3, 4

_MARK = re.compile(r"\s*\(([^()]*)\)\s*$")
# What no name of a sheet may hold, and how long it may be.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
NAME_LENGTH = 31


def kind_label(kind: str) -> str:
    """Return what the first column says of a kind of institution; '' is none at all."""
    return str(InstitutionKind(kind).label if kind else NO_INSTITUTION)


def kinds_by_label() -> dict[str, str]:
    """Return the kinds by all their spellings."""
    found = {
        spelling: kind.value
        for kind in InstitutionKind
        for spelling in {folded(kind.value), *spellings(kind.label)}
    }
    return {**dict.fromkeys(spellings(NO_INSTITUTION), ""), **found}


def kind_order(kind: str) -> int:
    """Return where a kind stands among the rows."""
    return list(InstitutionKind).index(InstitutionKind(kind)) if kind else len(InstitutionKind)


def marked(name: str, leads: bool) -> str:
    """Return a name as a cell holds it."""
    return f"{name} ({LEADS})" if leads else name


def unmarked(text: str) -> tuple[str, bool]:
    """Return the name in a cell, and whether that person leads."""
    found = _MARK.search(text)
    if found and folded(found[1]) in spellings(LEADS):
        return text[: found.start()], True
    return text, False


def sheet_name(name: str) -> str:
    """Return ``name`` as a sheet can be called."""
    return _FORBIDDEN.sub(" ", name)[:NAME_LENGTH].strip() or "Posko"
