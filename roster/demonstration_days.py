"""The last days before the demonstration begins: who came, who didn't, and what the posts have.

People, times and equipment are invented; what is stored goes through the product's own writers.
"""

from datetime import datetime, timedelta
from random import Random

from django.db.models import Q

from posko import clock
from posko.models import Operation
from roster.attendance import check_in, check_out, correct
from roster.handing_over import Checked
from roster.models import Assignment, Duty, Equipment, Officer, Role

DAYS = 3
# Examples: no source says what a post has.
EQUIPMENT = {
    "Laptop (contoh)": 2,
    "Printer (contoh)": 1,
    "Radio HT (contoh)": 4,
    "Buku tamu (contoh)": 1,
    "Kotak P3K (contoh)": 1,
}
# On the demonstration's own morning these wait: the account that shows it, and a few others.
LEFT_OUT = ("petugas.jp",)
LATE_BY = 25


def load_equipment(operation: Operation) -> None:
    """Give every published post its list of equipment."""
    Equipment.objects.bulk_create(
        Equipment(post=post, name=name, count=count)
        for post in operation.posts.filter(published=True)
        for name, count in EQUIPMENT.items()
    )


def checked(duty: Duty, random: Random) -> list[Checked]:
    """Return the equipment as a leaving lead might find it: now and then something is missing."""
    lacking = random.randrange(12)
    return [
        Checked(e.name, e.count, n != lacking, "" if n != lacking else "Satu sedang diperbaiki.")
        for n, e in enumerate(Equipment.objects.filter(post=duty.post_id).order_by("name"))
    ]


def attend(until: datetime, random: Random) -> None:
    """Let the people of the last days come and leave, and those of this morning come."""
    recent = Assignment.objects.filter(
        starts_at__gt=until - timedelta(days=DAYS + 1), starts_at__lt=until
    )
    for assignment in recent.select_related("duty__post__region", "officer").order_by("pk"):
        if assignment.ends_at <= until:
            _attend_past(assignment, random)
        elif assignment.officer.username not in LEFT_OUT and random.random() < 0.85:
            _come(assignment, min(until, _minutes_before(assignment, random)))
    _correct_one(until)


def _attend_past(assignment: Assignment, random: Random) -> None:
    if random.random() < 0.04:
        return
    _come(assignment, _minutes_before(assignment, random))
    left = assignment.ends_at + timedelta(minutes=random.randrange(0, 40))
    with clock.at(left):
        check_out(assignment, assignment.officer)


def _minutes_before(assignment: Assignment, random: Random) -> datetime:
    return assignment.starts_at - timedelta(minutes=random.randrange(-LATE_BY, 40))


def _come(assignment: Assignment, at: datetime) -> None:
    with clock.at(at):
        check_in(assignment, assignment.officer)


def _correct_one(until: datetime) -> None:
    """One who forgot to check in was there all the same, says the coordinator."""
    coordinator = Officer.objects.filter(role=Role.KOORDINATOR).order_by("pk").first()
    missed = Assignment.objects.filter(
        Q(attendance=None), ends_at__lt=until, starts_at__gt=until - timedelta(days=DAYS + 1)
    ).select_related("duty__post__region")
    if coordinator is None:
        return
    found = missed.in_scope(coordinator.region_id).order_by("pk").first()
    if found:
        with clock.at(until - timedelta(minutes=50)):
            correct(
                found,
                coordinator,
                came_at=found.starts_at,
                left_at=found.ends_at,
                reason="Lupa absen; hadir menurut buku tamu.",
            )
