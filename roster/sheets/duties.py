"""The duties of posts as the grid names them: by day and by what stands in the column 'shift'.

A duty goes by its shift's name. The only duty of a day without a shift needs no name; where there
are several, each goes by the time it begins. What a post should have and hasn't yet is offered,
too: it is made once somebody is put there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from posko.clock import JAKARTA
from posko.models import Post
from roster.models import Duty
from roster.slots import DutySlot, Shifts, duty_slots

type Named = dict[str, Duty]

ONE_DAY = timedelta(days=1)


def days_between(first: date, last: date) -> list[date]:
    """Return all days from ``first`` to ``last``, both included."""
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]


def stored_duties(posts: Iterable[Post], first: date, last: date) -> dict[int, list[Duty]]:
    """Return the duties of ``posts`` that belong to these days, with people, by post."""
    known = {post.pk: post for post in posts}
    # A day more on both sides: the posts' clocks may differ from Jakarta's.
    start = datetime.combine(first - ONE_DAY, time.min, JAKARTA)
    end = datetime.combine(last + 2 * ONE_DAY, time.min, JAKARTA)
    rows = Duty.objects.filter(post__in=known, starts_at__gte=start, starts_at__lt=end)
    found: dict[int, list[Duty]] = defaultdict(list)
    for duty in rows.select_related("shift").order_by("starts_at").with_people():
        duty.post = known[duty.post_id]
        if first <= duty.day <= last:
            found[duty.post_id].append(duty)
    return found


def named_duties(
    post: Post, stored: Iterable[Duty], shifts: Shifts, first: date, last: date
) -> Mapping[date, Named]:
    """Return the duties of ``post`` (read ``with_hours``) by day and name, with those to be made.

    The latter have no key yet.
    """
    by_day: dict[date, list[Duty]] = defaultdict(list)
    for duty in stored:
        by_day[duty.day].append(duty)
    found = {day: _named(duties) for day, duties in by_day.items()}
    for slot in duty_slots(post, shifts.of(post), first, last):
        if first <= slot.day <= last:
            _offer(found.setdefault(slot.day, {}), by_day[slot.day], slot, post)
    return found


def _named(duties: list[Duty]) -> Named:
    times = Counter(duty.shift_id for duty in duties)
    return {_name(duty, times[duty.shift_id] == 1): duty for duty in duties}


def _name(duty: Duty, alone: bool) -> str:
    name = duty.shift.name if duty.shift else ""
    if alone:
        return name
    start = duty.starts_at.astimezone(duty.post.region.zone)
    return f"{name} {start:%H.%M}".strip()


def _offer(named: Named, stored: list[Duty], slot: DutySlot, post: Post) -> None:
    there = any(slot.starts_at == duty.starts_at or slot.shift == duty.shift_id for duty in stored)
    if not there:
        named[slot.name] = Duty(
            post=post, starts_at=slot.starts_at, ends_at=slot.ends_at, shift_id=slot.shift
        )
