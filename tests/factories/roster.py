"""People, institutions and duties for tests."""

from datetime import date, datetime, time
from typing import Any

from posko.clock import JAKARTA
from posko.models import Post
from roster.models import Assignment, Duty, Institution, InstitutionKind, Officer, Role


def make_institution(
    kind: InstitutionKind = InstitutionKind.KPU, code: str = "31.71", **fields: Any
) -> Institution:
    """Store an institution seated in the region with ``code``."""
    name = fields.pop("name", f"{kind.label} {code}")
    return Institution.objects.get_or_create(
        name=name, defaults={"kind": kind, "region_id": code, **fields}
    )[0]


def make_officer(
    username: str, role: Role = Role.PETUGAS, code: str = "31.71", **fields: Any
) -> Officer:
    """Store an officer; a liaison gets an institution unless one is given."""
    if role == Role.PENGHUBUNG and "institution" not in fields:
        fields["institution"] = make_institution(InstitutionKind.KPU, code)
    fields.setdefault("full_name", username.replace(".", " ").title())
    return Officer.objects.create(username=username, role=role, region_id=code, **fields)


def make_duty(post: Post, day: date, start: str = "08:00", end: str = "16:00") -> Duty:
    """Store a duty at ``post`` on ``day``."""
    return Duty.objects.create(
        post=post,
        starts_at=datetime.combine(day, time.fromisoformat(start), JAKARTA),
        ends_at=datetime.combine(day, time.fromisoformat(end), JAKARTA),
    )


def assign(duty: Duty, officer: Officer, leads: bool = False) -> Assignment:
    """Put ``officer`` on ``duty``."""
    return Assignment.objects.create(duty=duty, officer=officer, leads=leads)
