"""The demonstration's rota: needs and lives of invented people, planned and published.

It comes from the planner, like any rota. Since then somebody fell ill here and there: that is
where the gaps are from.
"""

from datetime import date, datetime, time, timedelta
from itertools import product
from random import Random

from posko import clock
from posko.clock import JAKARTA
from posko.models import Level, Operation, Post
from roster.demonstration import NEEDS, SHOWN_ON
from roster.models import (
    Absence,
    AbsenceKind,
    Assignment,
    Availability,
    Duty,
    InstitutionKind,
    Officer,
    Requirement,
    Role,
    Wish,
    WorkRule,
)
from roster.models.officer import OfficerQuerySet
from roster.planning.publishing import publish
from roster.planning.running import run_plan
from roster.planning.steps import Order, store_plan

K = InstitutionKind

# Who is on duty on the day that is shown, whatever the planner thinks.
SHOWN = ("petugas.jp", "petugas.ks")
# Ill since the rota was published: region, kind of institution, days that stay empty.
ILL = [
    ("31.71", K.KEJARI, (SHOWN_ON + timedelta(days=2), SHOWN_ON + timedelta(days=4))),
    ("31.73", K.KODIM, (SHOWN_ON, SHOWN_ON + timedelta(days=3))),
    ("31.01", K.KEJARI, (SHOWN_ON + timedelta(days=1),)),
]
# The planner needs a second or two; on a busy machine the demonstration doesn't wait for proofs.
SECONDS = 20


def load_rota(operation: Operation) -> None:
    """Store needs, rules, absences and wishes; plan every published post, and publish the plan."""
    posts = list(operation.posts.filter(published=True).with_hours())
    _load_needs(operation)
    _load_lives(operation, Random(20240109))  # noqa: S311 - the same every time
    with clock.at(datetime.combine(operation.starts_on - timedelta(days=7), time(9), JAKARTA)):
        _pin(posts)
        _plan(operation, posts)
    _fall_ill()


def _load_needs(operation: Operation) -> None:
    Requirement.objects.bulk_create(
        Requirement(
            operation=operation,
            level=level,
            institution_kind=kind,
            people=people,
            leads=kind == K.KESBANGPOL,
        )
        for level, (kind, people) in product((Level.CITY, Level.REGENCY), NEEDS.items())
    )
    WorkRule.objects.create(operation=operation, most_in_7_days=5, rest_hours=11)


def _load_lives(operation: Operation, random: Random) -> None:
    """Every sixth is away for some days, every fifth has a wish."""
    days = (operation.ends_on - operation.starts_on).days
    kinds = [AbsenceKind.LEAVE, AbsenceKind.TRAINING, AbsenceKind.ILLNESS]
    people = list(_turns().exclude(username__in=SHOWN))
    for officer in random.sample(people, len(people) // 6):
        first = operation.starts_on + timedelta(days=random.randrange(days - 4))
        last = first + timedelta(days=random.randrange(1, 4))
        if last < SHOWN_ON or first > SHOWN_ON + timedelta(days=6):
            Absence.objects.create(
                officer=officer, kind=random.choice(kinds), first_day=first, last_day=last
            )
    for officer in random.sample(people, len(people) // 5):
        wish = random.choice([Wish.AVOIDS, Wish.PREFERS])
        Availability.objects.create(officer=officer, weekday=random.randrange(7), wish=wish)


def _turns() -> OfficerQuerySet:
    found: OfficerQuerySet = Officer.objects.filter(role=Role.PETUGAS)
    return found.order_by("pk")


def _pin(posts: list[Post]) -> None:
    by_region = {post.region_id: post for post in posts}
    for officer in _turns().filter(username__in=SHOWN):
        _pinned(by_region[officer.region_id], SHOWN_ON, officer, leads=True)
    for region, kind, days in ILL:
        for day in days:
            _pinned(by_region[region], day, _ill(region, kind))


def _pinned(post: Post, day: date, officer: Officer, *, leads: bool = False) -> None:
    hours = post.schedule.on(day).hours
    if hours:
        start, end = hours.on(day, post.region.zone)
        duty, _new = Duty.objects.get_or_create(post=post, starts_at=start, ends_at=end)
        Assignment.objects.create(duty=duty, officer=officer, leads=leads, pinned=True)


def _ill(region: str, kind: str) -> Officer:
    """The last one of the kind: the journeys of the tests fill the gap with the first ones."""
    return _turns().filter(region=region, institution__kind=kind).order_by("-pk")[0]


def _plan(operation: Operation, posts: list[Post]) -> None:
    order = Order(operation, posts, operation.starts_on, operation.ends_on, SECONDS)
    plan = store_plan(order, by=Officer.objects.get(username="administrator"))
    run_plan(plan.pk)
    plan.refresh_from_db()
    publish(plan)


def _fall_ill() -> None:
    for region, kind, days in ILL:
        officer = _ill(region, kind)
        Absence.objects.create(
            officer=officer, kind=AbsenceKind.ILLNESS, first_day=days[0], last_day=days[-1]
        )
        Assignment.objects.of(officer).between(days[0], days[-1]).delete()
