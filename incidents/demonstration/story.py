"""Lets every invented incident live through the workflow, each step at its own time."""

import uuid
from datetime import datetime, timedelta
from random import Random

from incidents import workflow
from incidents.deadlines.escalation import escalate
from incidents.demonstration.cases import CASES, Case
from incidents.demonstration.steps import STEPS, Cast, Life
from incidents.models import Category, Incident
from incidents.reporters import ReporterData
from posko import clock
from posko.models import Level, Operation, Region
from roster.models import Officer, Role

# After how many reports it is told what ended or ends soon: about once a day.
OFTEN = 10

# How many incidents of a hundred each city has; the islands are few and far.
SHARES = {"31.71": 30, "31.75": 24, "31.73": 22, "31.74": 20, "31.01": 4}

# Ways through the table, and how often each is gone.
PATHS = {
    "": 7,
    "verify": 8,
    "verify assign start": 8,
    "verify assign start comment": 5,
    "verify refer": 8,
    "verify refer acknowledge": 8,
    "verify start refer acknowledge answer": 5,
    "verify start resolve": 6,
    "verify assign start comment resolve close": 16,
    "verify refer acknowledge answer resolve close": 20,
    "verify refer refer acknowledge answer": 3,
    "reject": 5,
    "verify reject": 3,
    "verify start resolve reopen": 3,
    "verify start resolve close reopen start": 2,
    "verify assign start attach write": 4,
    "verify attach refer remind": 3,
    "verify refer withdraw": 2,
    "verify entrust": 3,
    "verify again": 2,
    "verify again merge": 3,
}


def tell(operation: Operation, until: datetime, count: int, random: Random) -> None:
    """Make ``count`` incidents between the operation's first day and ``until``."""
    casts = {code: _cast(code, random) for code in SHARES}
    categories = {c.code: c for c in Category.objects.select_related("parent")}
    cities = random.choices(list(SHARES), list(SHARES.values()), k=count)
    moments = _moments(operation, until, count, random)
    for number, (moment, code) in enumerate(zip(moments, cities, strict=True)):
        case = random.choice(CASES)
        with clock.at(moment):
            if number % OFTEN == 0:
                escalate(moment)
            incident = _take(case, categories[case.category], casts[code], random)
        _live(Life(incident, case, casts[code], random), moment, until)


def _cast(code: str, random: Random) -> Cast:
    people = Officer.objects.active().select_related("region", "institution")
    coordinator = people.filter(role=Role.KOORDINATOR, region_id=code).first()
    if coordinator is None:
        coordinator = people.get(role=Role.ADMINISTRATOR)
    staff = people.filter(role=Role.PETUGAS, region_id=code).order_by("pk")
    villages = Region.objects.in_scope(code).filter(level=Level.VILLAGE)
    return Cast(coordinator, list(staff), list(villages))


def _moments(operation: Operation, until: datetime, count: int, random: Random) -> list[datetime]:
    """Moments within opening hours, the more the nearer the vote, in order."""
    days = (until.date() - operation.starts_on).days
    found: list[datetime] = []
    while len(found) < count:
        day = operation.starts_on + timedelta(days=round(days * random.random() ** 0.6))
        minutes = random.randrange(8 * 60, 16 * 60)
        moment = datetime(day.year, day.month, day.day, tzinfo=clock.JAKARTA)
        moment += timedelta(minutes=minutes, seconds=random.randrange(60))
        if moment < until - timedelta(minutes=3):
            found.append(moment)
    return sorted(found)


def _take(case: Case, category: Category, cast: Cast, random: Random) -> Incident:
    now = clock.now()
    happened = now - timedelta(minutes=random.randrange(5, 600))
    known = _reporter(random)
    village = random.choice(cast.villages)
    report = workflow.Report(
        client_uuid=uuid.UUID(int=random.getrandbits(128), version=4),
        category=category,
        description=case.description,
        region=village,
        tps_number=random.randrange(1, 9 if village.code.startswith("31.01") else 80)
        if case.at_tps
        else None,
        occurred_at=happened,
        known_at=min(now, happened + timedelta(minutes=random.randrange(0, 240))),
        urgency=case.urgency,
        reporter=known,
        extra=case.extra,
    )
    return workflow.report(report, by=cast.on_duty(now, random))


def _reporter(random: Random) -> ReporterData:
    if random.random() < 0.45:
        return ReporterData()
    # Numbers of this shape belong to nobody.
    return ReporterData(f"Warga Rekaan {random.randrange(1, 999)}", "0800-0000-0000", "")


def _live(life: Life, moment: datetime, until: datetime) -> None:
    path = life.random.choices(list(PATHS), list(PATHS.values()))[0]
    for name in path.split():
        moment = _next_moment(moment, life.random)
        if moment >= until:
            return
        with clock.at(moment):
            life.incident = STEPS[name](life)


def _next_moment(moment: datetime, random: Random) -> datetime:
    """Some time later, within opening hours."""
    later = moment + timedelta(minutes=random.randrange(4, 500))
    if later.hour >= 16:
        later = later.replace(hour=8, minute=random.randrange(60)) + timedelta(days=1)
    return later if later.hour >= 8 else later.replace(hour=8)
