"""Lets every invented incident live through the workflow, each step at its own time."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from incidents import workflow
from incidents.demonstration.cases import CASES, Case
from incidents.models import Category, Incident
from incidents.reporters import ReporterData
from incidents.states import Rejection, Status
from incidents.twins import account_of, twins_of
from posko import clock
from posko.models import Level, Operation, Region
from roster.models import Assignment, Institution, InstitutionKind, Officer, Role

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
    "verify again": 2,
    "verify again merge": 3,
}

NOTES = [
    "Sudah dihubungi lewat telepon, menunggu kabar.",
    "Petugas kelurahan sudah mengecek ke lokasi.",
    "Ketua RW membantu menyampaikan ke warga.",
]


@dataclass
class Cast:
    """Who acts in one city."""

    coordinator: Officer
    officers: list[Officer]
    villages: list[Region]


@dataclass
class Life:
    """One incident on its way."""

    incident: Incident
    case: Case
    cast: Cast
    random: Random


def tell(operation: Operation, until: datetime, count: int, random: Random) -> None:
    """Make ``count`` incidents between the operation's first day and ``until``."""
    casts = {code: _cast(code, random) for code in SHARES}
    categories = {c.code: c for c in Category.objects.select_related("parent")}
    cities = random.choices(list(SHARES), list(SHARES.values()), k=count)
    for moment, code in zip(_moments(operation, until, count, random), cities, strict=True):
        case = random.choice(CASES)
        with clock.at(moment):
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
    return workflow.report(report, by=_on_duty(cast, now, random))


def _on_duty(cast: Cast, at: datetime, random: Random) -> Officer:
    ids = Assignment.objects.filter(
        starts_at__lte=at, ends_at__gt=at, officer__in=cast.officers, officer__role=Role.PETUGAS
    ).values_list("officer_id", flat=True)
    there = set(ids)
    return random.choice([o for o in cast.officers if o.pk in there] or cast.officers)


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


def _verify(life: Life) -> Incident:
    return workflow.verify(life.incident, life.cast.coordinator)


def _assign(life: Life) -> Incident:
    to = life.random.choice(life.cast.officers)
    return workflow.assign(life.incident, life.cast.coordinator, to=to)


def _start(life: Life) -> Incident:
    return workflow.start(life.incident, life.incident.assignee or life.cast.coordinator)


def _comment(life: Life) -> Incident:
    by = life.incident.assignee or life.cast.coordinator
    return workflow.comment(life.incident, by, text=life.random.choice(NOTES))


def _refer(life: Life) -> Incident:
    asked = life.incident.referrals.values_list("institution_id", flat=True)
    serving = Institution.objects.serving(life.incident.city_id).referrable().exclude(pk__in=asked)
    fitting = serving.filter(kind=life.case.institution).first()
    institution = fitting or serving.filter(kind=InstitutionKind.BAWASLU).first() or serving[0]
    return workflow.refer(
        life.incident,
        life.cast.coordinator,
        institution=institution,
        letter_number=f"{life.incident.pk % 400 + 1:03d}/KBP/{_roman(clock.now())}/2024",
        message="Mohon ditindaklanjuti sesuai kewenangan.",
    )


def _roman(moment: datetime) -> str:
    return {1: "I", 2: "II"}[moment.month]


def _spokesman(life: Life, institution: Institution) -> Officer:
    liaison = (
        institution.officers.filter(role=Role.PENGHUBUNG).select_related("institution").first()
    )
    return liaison or life.cast.coordinator


def _acknowledge(life: Life) -> Incident:
    letter = life.incident.referrals.unacknowledged().in_order()[0]
    by = _spokesman(life, letter.institution)
    return workflow.acknowledge(life.incident, by, referral=letter)


def _answer(life: Life) -> Incident:
    letter = life.incident.referrals.unanswered().in_order()[0]
    text = life.case.answer or "Sudah ditindaklanjuti."
    by = _spokesman(life, letter.institution)
    return workflow.answer(life.incident, by, referral=letter, text=text)


def _resolve(life: Life) -> Incident:
    return workflow.resolve(life.incident, life.cast.coordinator, outcome=life.case.outcome)


def _close(life: Life) -> Incident:
    return workflow.close(life.incident, life.cast.coordinator)


def _reject(life: Life) -> Incident:
    reason = life.random.choice(list(Rejection))
    note = "Sudah diperiksa bersama petugas kelurahan."
    return workflow.reject(life.incident, life.cast.coordinator, reason=reason, note=note)


def _reopen(life: Life) -> Incident:
    reason = "Pelapor menyampaikan bahwa masalahnya terulang."
    return workflow.reopen(life.incident, life.cast.coordinator, reason=reason)


def _again(life: Life) -> Incident:
    """Somebody else brings the same problem."""
    first, now = life.incident, clock.now()
    workflow.report(
        workflow.Report(
            client_uuid=uuid.UUID(int=life.random.getrandbits(128), version=4),
            category=first.category,
            description=f"Warga lain melapor: {first.description}",
            region=first.region,
            tps_number=first.tps_number,
            occurred_at=first.occurred_at,
            known_at=now,
            urgency=life.case.urgency,
        ),
        by=_on_duty(life.cast, now, life.random),
    )
    return first


def _merge(life: Life) -> Incident:
    """The coordinator sees that it is the same; the case that came first goes on."""
    twins = twins_of(account_of(life.incident), life.cast.coordinator, only_open=True)
    new = [t.incident for t in twins if t.incident.state == Status.RECEIVED]
    for duplicate in [twin for twin in new if twin.pk > life.incident.pk][:1]:
        workflow.merge(duplicate, life.cast.coordinator, primary=life.incident)
    return life.incident


STEPS: dict[str, Callable[[Life], Incident]] = {
    "verify": _verify,
    "assign": _assign,
    "start": _start,
    "comment": _comment,
    "refer": _refer,
    "acknowledge": _acknowledge,
    "answer": _answer,
    "resolve": _resolve,
    "close": _close,
    "reject": _reject,
    "reopen": _reopen,
    "again": _again,
    "merge": _merge,
}
