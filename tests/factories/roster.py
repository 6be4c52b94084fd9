"""Institutions, officers, duties and assignments for tests."""

from datetime import date, datetime, time, timedelta
from typing import Any

from posko.models import Post, Region
from roster.models import Assignment, Duty, Institution, InstitutionKind, Officer, Role

PASSWORD = "kata-sandi-untuk-uji"


def make_institution(
    kind: str = InstitutionKind.POLRES, code: str = "31.71", **fields: Any
) -> Institution:
    """Store (or find again, by its name) the institution of a kind seated in a region."""
    region = Region.objects.get(code=code)
    name = fields.pop("name", f"{InstitutionKind(kind).label} {region.name}")
    institution, _ = Institution.objects.get_or_create(
        name=name, defaults={"kind": kind, "region": region, **fields}
    )
    return institution


def make_officer(
    username: str = "budi.santoso", role: str = Role.PETUGAS, code: str = "31.71", **fields: Any
) -> Officer:
    """Store an officer who can log in with ``PASSWORD``; the name comes from the username."""
    fields.setdefault("full_name", username.replace(".", " ").title())
    if role == Role.PENGHUBUNG:
        fields.setdefault("institution", make_institution(code=code))
    region = Region.objects.get(code=code)
    password = fields.pop("password", PASSWORD)
    officer: Officer = Officer.objects.create_user(
        username, password, role=role, region=region, **fields
    )
    return officer


def make_duty(
    post: Post, day: date = date(2024, 2, 13), start: str = "08:00", end: str = "16:00"
) -> Duty:
    """Store a duty of ``post`` in its local time; an end before the start is on the next day."""
    starts_at = _moment(post, day, start)
    ends_at = _moment(post, day, end)
    if ends_at <= starts_at:
        ends_at += timedelta(days=1)
    return Duty.objects.create(post=post, starts_at=starts_at, ends_at=ends_at)


def assign(duty: Duty, officer: Officer, leads: bool = False) -> Assignment:
    """Put ``officer`` on ``duty``. The assignment comes back with the times of its duty."""
    assignment = Assignment.objects.create(duty=duty, officer=officer, leads=leads)
    assignment.refresh_from_db()
    return assignment


def _moment(post: Post, day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), post.region.zone)
