"""Who hands over, who takes it, and who reads it."""

from roster.models import Duty, Officer, Role

# Notes may speak of a reporter: neither party representatives nor liaisons read them.
READERS = frozenset(
    {Role.PETUGAS, Role.KOORDINATOR, Role.KESBANGPOL, Role.PENGAWAS, Role.ADMINISTRATOR}
)


def speaks_for(officer: Officer, duty: Duty) -> bool:
    """Tell whether ``officer`` signs for ``duty``: its lead; without one, anybody on it."""
    if not officer.is_active or not reads(officer):
        return False
    people = list(duty.assignments.values_list("officer", "leads"))
    leads = [person for person, is_lead in people if is_lead]
    return officer.pk in (leads or [person for person, _is_lead in people])


def reads(officer: Officer) -> bool:
    """Tell whether ``officer`` may read handovers of their region."""
    return officer.is_active and officer.role in READERS


def next_duty(duty: Duty) -> Duty | None:
    """Return the duty that comes after ``duty`` at its post, today or on another day."""
    later = Duty.objects.filter(post=duty.post_id, starts_at__gt=duty.starts_at)
    return later.select_related("post__region").order_by("starts_at").first()
