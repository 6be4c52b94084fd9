"""Who sees whether duties run as they should, and who may correct what was recorded of them.

Scope is the second half: each within their region (`in_scope`).
"""

from roster.models import Officer, Role

OVERSEERS = frozenset({Role.KOORDINATOR, Role.KESBANGPOL, Role.PENGAWAS, Role.ADMINISTRATOR})
CORRECTORS = frozenset({Role.KOORDINATOR, Role.ADMINISTRATOR})


def oversees(officer: Officer) -> bool:
    """Tell whether ``officer`` sees who came and what was handed over, of everybody."""
    return officer.is_active and officer.role in OVERSEERS


def corrects(officer: Officer) -> bool:
    """Tell whether ``officer`` may correct attendance, with a reason."""
    return officer.is_active and officer.role in CORRECTORS
