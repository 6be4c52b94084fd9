"""The duties of one day that should be there and aren't."""

from datetime import date

from django.db import transaction

from posko.models import Post
from roster.models import Duty
from roster.slots import DutySlot, Shifts, duty_slots


def missing_slots(post: Post, day: date) -> list[DutySlot]:
    """Return the duties that ``post`` (read ``with_hours``) lacks on ``day``.

    One that would run beside a duty of the post that is there already isn't missing: somebody
    planned that day otherwise.
    """
    slots = list(duty_slots(post, Shifts(post.operation).of(post), day, day))
    if not slots:
        return []
    first, last = min(s.starts_at for s in slots), max(s.ends_at for s in slots)
    there = list(Duty.objects.filter(post=post).overlapping(first, last))
    return [slot for slot in slots if not any(_beside(slot, duty) for duty in there)]


@transaction.atomic
def create_missing(post: Post, day: date) -> int:
    """Store the duties that ``post`` lacks on ``day``; returns how many. Twice is as once."""
    Post.objects.select_for_update(of=("self",), no_key=True).get(pk=post.pk)
    slots = missing_slots(post, day)
    for slot in slots:
        Duty.objects.create(
            post=post, starts_at=slot.starts_at, ends_at=slot.ends_at, shift_id=slot.shift
        )
    return len(slots)


def _beside(slot: DutySlot, duty: Duty) -> bool:
    return slot.starts_at < duty.ends_at and duty.starts_at < slot.ends_at
