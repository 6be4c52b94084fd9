"""Who may edit posts and rosters: the policy behind Django's admin.

Scope is the second half: what a role may edit, it may edit inside its region only
(posko/admin_scope.py). What may be done with incidents stands in incidents/permissions.py.
"""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from roster.roles import Role

if TYPE_CHECKING:
    from roster.models.officer import Officer

VIEW = frozenset({"view"})
EDIT = frozenset({"view", "add", "change"})
ALL = frozenset({"view", "add", "change", "delete"})

KESBANGPOL: dict[str, Set[str]] = {
    "posko.operation": VIEW,
    "posko.region": VIEW,
    "posko.post": frozenset({"view", "change"}),
    "posko.weeklyhours": ALL,
    "posko.hoursexception": ALL,
    "posko.photo": ALL,
    "posko.activity": ALL,
    "posko.announcement": ALL,
    "roster.institution": EDIT,
    "roster.officer": EDIT,
    "roster.requirement": ALL,
    "roster.shift": ALL,
    "roster.workrule": ALL,
    "roster.absence": ALL,
    "roster.availability": ALL,
    "roster.importdraft": VIEW,
    "roster.swap": VIEW,
    "roster.duty": ALL,
    "roster.assignment": ALL,
    "roster.equipment": ALL,
    "roster.plan": frozenset({"view", "add"}),
}

ADMINISTRATOR: dict[str, Set[str]] = {
    **KESBANGPOL,
    "posko.operation": EDIT,
    "posko.post": ALL,
    "posko.commonhours": ALL,
    "posko.generalexception": ALL,
    "posko.stage": ALL,
    "posko.region": VIEW,
    "incidents.category": EDIT,
    "incidents.clockrule": EDIT,
    "incidents.webhook": EDIT,
    "incidents.webhookdelivery": frozenset({"view", "change"}),
    "incidents.gateway": EDIT,
}

GRANTS: dict[Role, dict[str, Set[str]]] = {
    Role.KESBANGPOL: KESBANGPOL,
    Role.ADMINISTRATOR: ADMINISTRATOR,
    Role.PENGAWAS: dict.fromkeys(ADMINISTRATOR, VIEW),
}

# Kesbangpol staff fill these roles; the others are given by an administrator, so that nobody
# can raise themselves or a friend.
GIVEN_BY_KESBANGPOL = frozenset({Role.PETUGAS, Role.PARTAI})


def grants(officer: Officer, permission: str) -> bool:
    """Tell whether the role grants ``permission``, in Django's form 'app.verb_model'."""
    app_label, _, codename = permission.partition(".")
    verb, _, model = codename.partition("_")
    return verb in _granted(officer).get(f"{app_label}.{model}", frozenset())


def grants_any(officer: Officer, app_label: str) -> bool:
    """Tell whether the role grants anything in the app."""
    return any(model.startswith(f"{app_label}.") for model in _granted(officer))


def may_enter_admin(officer: Officer) -> bool:
    """Tell whether the role has anything to do in the admin."""
    return bool(_granted(officer))


def may_give_role(officer: Officer, role: str) -> bool:
    """Tell whether ``officer`` may make somebody a ``role``, or edit somebody who is one."""
    if officer.role == Role.ADMINISTRATOR:
        return True
    return officer.role == Role.KESBANGPOL and role in GIVEN_BY_KESBANGPOL


def may_have_duties(officer: Officer) -> bool:
    """Tell whether people in this role are ever on a rota."""
    return officer.role not in {Role.PARTAI, Role.PENGHUBUNG, Role.PENGAWAS}


def may_know_of_absences(officer: Officer) -> bool:
    """Tell whether the rota says to ``officer`` who can't come: it is no guest's business."""
    return officer.role not in {Role.PARTAI, Role.PENGHUBUNG}


def may_rewrite_past(officer: Officer) -> bool:
    """Tell whether ``officer`` may change who was at a duty that is long over."""
    return officer.role == Role.ADMINISTRATOR


def may_set_passwords(officer: Officer) -> bool:
    """Tell whether ``officer`` may set other people's passwords."""
    return officer.role == Role.ADMINISTRATOR


def _granted(officer: Officer) -> dict[str, Set[str]]:
    return GRANTS.get(Role(officer.role), {})
