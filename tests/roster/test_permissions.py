"""The policy of the admin as a table: who may do what, and who may raise whom."""

import pytest

from roster.models import Officer, Role
from roster.permissions import (
    grants,
    grants_any,
    may_enter_admin,
    may_give_role,
    may_set_passwords,
)

VERBS = ("view", "add", "change", "delete")
# model: verbs of Kesbangpol staff, verbs of an administrator
TABLE = {
    "posko.operation": ("view", "view add change"),
    "posko.post": ("view change", "view add change delete"),
    "roster.institution": ("view add change", "view add change"),
    "roster.officer": ("view add change", "view add change"),
    "roster.requirement": ("view add change delete", "view add change delete"),
    "roster.duty": ("view add change delete", "view add change delete"),
    "roster.assignment": ("view add change delete", "view add change delete"),
}


def verbs(role: Role, model: str) -> str:
    """What a role may do with a model."""
    app, _, name = model.partition(".")
    return " ".join(v for v in VERBS if grants(Officer(role=role), f"{app}.{v}_{name}"))


@pytest.mark.parametrize("model", TABLE)
def test_kesbangpol_and_administrators_do_what_the_table_says(model: str) -> None:
    assert (verbs(Role.KESBANGPOL, model), verbs(Role.ADMINISTRATOR, model)) == TABLE[model]


@pytest.mark.parametrize("model", TABLE)
def test_auditors_read_everything_and_write_nothing(model: str) -> None:
    assert verbs(Role.PENGAWAS, model) == "view"


@pytest.mark.parametrize("role", [Role.PETUGAS, Role.KOORDINATOR, Role.PENGHUBUNG, Role.PARTAI])
def test_the_others_have_nothing_to_do_in_the_admin(role: Role) -> None:
    assert not may_enter_admin(Officer(role=role))
    assert not grants_any(Officer(role=role), "roster")
    assert [verbs(role, model) for model in TABLE] == [""] * len(TABLE)


@pytest.mark.parametrize("role", Role)
def test_kesbangpol_gives_only_the_roles_without_power(role: Role) -> None:
    giver = Officer(role=Role.KESBANGPOL)
    assert may_give_role(giver, role) is (role in {Role.PETUGAS, Role.PARTAI})


@pytest.mark.parametrize("role", Role)
def test_administrators_give_every_role_and_all_others_none(role: Role) -> None:
    assert may_give_role(Officer(role=Role.ADMINISTRATOR), role)
    others = set(Role) - {Role.ADMINISTRATOR, Role.KESBANGPOL}
    assert not any(may_give_role(Officer(role=giver), role) for giver in others)


def test_only_administrators_set_passwords() -> None:
    assert {role for role in Role if may_set_passwords(Officer(role=role))} == {Role.ADMINISTRATOR}


def test_a_deactivated_administrator_has_no_permission_left() -> None:
    gone = Officer(role=Role.ADMINISTRATOR, is_active=False)
    assert not gone.is_staff
    assert not gone.has_perm("roster.view_duty")
    assert not gone.has_module_perms("roster")


def test_an_unknown_permission_is_not_granted() -> None:
    assert not grants(Officer(role=Role.ADMINISTRATOR), "nonsense")
    assert not grants(Officer(role=Role.ADMINISTRATOR), "auth.add_user")
