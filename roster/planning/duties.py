"""The duties of a plan: those that are stored, and those that a post should have besides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from posko.clock import JAKARTA
from posko.holidays import is_day_off
from posko.models import Post
from roster.coverage import Slot
from roster.limits import Turn
from roster.models import Duty, Plan
from roster.slots import Shifts, duty_slots


@dataclass(frozen=True, slots=True)
class PlanDuty:
    """A duty of the plan. ``stored`` is its key in the rota, if it is there already."""

    key: str
    post: int
    turn: Turn
    slot: Slot
    stored: int | None = None


def duties_of(plan: Plan, posts: Iterable[Post], at: datetime) -> list[PlanDuty]:
    """Return the duties of ``posts`` (read ``with_hours``) that begin after ``at``, in order.

    A stored duty stands as it is. What a post should have besides, by its shifts or hours, is
    added where no stored duty lies in the way. What has begun is none of the plan's business.
    """
    stored = _stored(plan)
    shifts = Shifts(plan.operation)
    found = []
    for post in posts:
        mine = stored[post.pk]
        found += [*mine, *_missing(plan, post, shifts, mine)]
    later = [duty for duty in found if duty.turn.start > at and _in_days(duty, plan)]
    return sorted(later, key=lambda duty: (duty.turn.start, duty.post))


def _missing(plan: Plan, post: Post, shifts: Shifts, mine: list[PlanDuty]) -> Iterator[PlanDuty]:
    nearby = defaultdict(list)
    for duty in mine:
        nearby[duty.turn.day].append(duty.turn)
    for slot in duty_slots(post, shifts.of(post), plan.first_day, plan.last_day):
        duty = _duty(post.pk, slot.day, slot.starts_at, slot.ends_at, slot.shift)
        around = (slot.day + timedelta(days=n) for n in (-1, 0, 1))
        if not any(_overlap(duty.turn, turn) for day in around for turn in nearby[day]):
            yield duty


def _stored(plan: Plan) -> dict[int, list[PlanDuty]]:
    # A day more on both sides: some clocks are ahead of Jakarta's, and nights reach over.
    start = datetime.combine(plan.first_day - timedelta(days=1), time.min, JAKARTA)
    end = datetime.combine(plan.last_day + timedelta(days=2), time.min, JAKARTA)
    rows = Duty.objects.filter(post__plans=plan, starts_at__range=(start, end)).values_list(
        "pk", "post_id", "post__region__time_zone", "starts_at", "ends_at", "shift_id"
    )
    found = defaultdict(list)
    for pk, post, zone, starts_at, ends_at, shift in rows.order_by("starts_at"):
        day = starts_at.astimezone(ZoneInfo(zone)).date()
        found[post].append(_duty(post, day, starts_at, ends_at, shift, pk))
    return found


def _duty(
    post: int, day: date, start: datetime, end: datetime, shift: int | None, pk: int | None = None
) -> PlanDuty:
    # In UTC, so that a duty is the same whether it comes from the rota or from the hours.
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    slot = Slot(day, is_day_off(day), shift)
    return PlanDuty(key_of(post, start), post, Turn(day, start, end), slot, pk)


def key_of(post: int, start: datetime) -> str:
    """Return the name by which the planner knows the duty of ``post`` that begins at ``start``."""
    return f"{post}@{start.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}"


def _in_days(duty: PlanDuty, plan: Plan) -> bool:
    return plan.first_day <= duty.turn.day <= plan.last_day


def _overlap(one: Turn, other: Turn) -> bool:
    return one.start < other.end and other.start < one.end
