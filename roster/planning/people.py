"""The people of a plan: who serves at its posts, what binds them, and what they did so far."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q

from posko.clock import JAKARTA
from posko.holidays import is_day_off
from posko.models import Post
from posko.models.region import around
from roster.checking import AROUND, SERVING_ROLES, People
from roster.limits import Turn
from roster.models import Assignment, Officer, Plan, Wish
from roster.planner.problem import Carried, Person


@dataclass(slots=True)
class Lived:
    """Duties of one person that the plan does not touch."""

    fixed: list[Turn] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def serving(posts: Collection[Post], kinds: Collection[str]) -> dict[int, frozenset[int]]:
    """Return, by officer's key, the ``posts`` at which each active officer of ``kinds`` serves."""
    reach = defaultdict(set)
    for post in posts:
        for code in around(post.region_id):
            reach[code].add(post.pk)
    ids = [post.pk for post in posts]
    rows = Officer.objects.active().filter(
        Q(post__in=ids) | Q(post=None, region__in=reach),
        role__in=SERVING_ROLES,
        institution__kind__in=kinds,
    )
    found = {}
    for pk, post_id, region in rows.order_by("pk").values_list("pk", "post_id", "region_id"):
        found[pk] = frozenset(reach[region] if post_id is None else {post_id})
    return found


def persons(
    plan: Plan, where: dict[int, frozenset[int]], planned: Collection[tuple[int, int]]
) -> list[Person]:
    """Return the officers of ``where`` as the planner knows them, in a fixed number of queries.

    ``planned`` are (officer, duty) of the rota that the plan decides anew; all their other
    duties are fixed, and count for their load if they belong to the same operation.
    """
    officers = Officer.objects.filter(pk__in=where).select_related("institution").order_by("pk")
    people = People(plan.operation, officers, plan.first_day, plan.last_day)
    lived = _lived(plan, where, planned)
    return [_person(o, people, where[o.pk], lived[o.pk]) for o in people.officers.values()]


def _person(officer: Officer, people: People, posts: frozenset[int], lived: Lived) -> Person:
    counts = lived.counts
    return Person(
        key=officer.pk,
        name=officer.full_name,
        kind=officer.institution.kind if officer.institution else "",
        posts=posts,
        life=people.life(officer),
        may_lead=officer.may_lead,
        avoids=people.days(officer, Wish.AVOIDS),
        prefers=people.days(officer, Wish.PREFERS),
        carried=Carried(counts["total"], counts["off"], counts["led"]),
        fixed=tuple(lived.fixed),
    )


def _lived(
    plan: Plan, officers: Iterable[int], planned: Collection[tuple[int, int]]
) -> dict[int, Lived]:
    first = min(plan.operation.starts_on, plan.first_day) - AROUND
    rows = Assignment.objects.filter(
        officer__in=list(officers),
        starts_at__gte=datetime.combine(first, time.min, JAKARTA),
        starts_at__lt=datetime.combine(plan.last_day + AROUND, time.max, JAKARTA),
    ).values_list(
        "officer_id",
        "duty_id",
        "duty__post__operation_id",
        "duty__post__region__time_zone",
        "starts_at",
        "ends_at",
        "leads",
    )
    found: dict[int, Lived] = defaultdict(Lived)
    for officer, duty, operation, zone, start, end, leads in rows.order_by("starts_at", "pk"):
        if (officer, duty) not in planned:
            turn = Turn(start.astimezone(ZoneInfo(zone)).date(), *_in_utc(start, end))
            _count(found[officer], turn, leads, plan, same=operation == plan.operation_id)
    return found


def _count(lived: Lived, turn: Turn, leads: bool, plan: Plan, *, same: bool) -> None:
    if plan.first_day - AROUND <= turn.day <= plan.last_day + AROUND:
        lived.fixed.append(turn)
    if same and turn.day <= plan.last_day:
        lived.counts.update(total=1, off=_one_if_off(turn.day), led=int(leads))


def _one_if_off(day: date) -> int:
    return int(is_day_off(day))


def _in_utc(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    return start.astimezone(UTC), end.astimezone(UTC)
