"""The rota as people read it: duties of some days with who is there and what is missing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from posko import clock
from posko.clock import JAKARTA
from posko.holidays import holiday_name, is_day_off
from posko.models import Operation, Post
from roster.away import Away
from roster.coverage import Gap, gaps
from roster.models import Assignment, Duty, InstitutionKind
from roster.needs import Needs, slot_of


@dataclass(frozen=True, slots=True)
class Staffing:
    """One duty with its people and gaps. ``away``: keys of those people who can't come.

    ``gaps_to_be`` are what is missing beside ``gaps`` because of them.
    """

    duty: Duty
    assignments: list[Assignment]
    gaps: list[Gap]
    away: frozenset[int] = frozenset()
    gaps_to_be: tuple[Gap, ...] = ()

    @property
    def gap_words(self) -> list[str]:
        """Each gap as '1 Kejari', those to be included."""
        return [*(words for _kind, words in self.named_gaps), *self.away_words]

    @property
    def away_words(self) -> list[str]:
        """Each gap that an absence makes, as '1 Kejari (can't come)'."""
        words = _("%(missing)d %(kind)s (can't come)")
        return [
            words % {"missing": g.missing, "kind": InstitutionKind(g.kind).label}
            for g in self.gaps_to_be
        ]

    @property
    def named_gaps(self) -> list[tuple[str, str]]:
        """Each gap as its kind of institution and '1 Kejari'."""
        return [(g.kind, f"{g.missing} {InstitutionKind(g.kind).label}") for g in self.gaps]


@dataclass(frozen=True, slots=True)
class RotaDay:
    """One date at one post."""

    day: date
    holiday: str
    day_off: bool
    duties: list[Staffing]


@dataclass(frozen=True, slots=True)
class PostRota:
    """Some days at one post."""

    post: Post
    days: list[RotaDay]


ONE_WEEK = timedelta(days=7)


def asked_week(text: str) -> tuple[date, date]:
    """Return the week of the date in ``text`` ('2024-02-13'), or this week if that is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = clock.today()
    # Beyond these, weeks before and after run out of dates.
    return week_of(day if 2000 <= day.year < 2100 else clock.today())


def week_of(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of the week of ``day``."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def rota(
    operation: Operation, scope: str, first: date, last: date, me: int | None = None
) -> list[PostRota]:
    """Return the rota of all posts of ``operation`` inside ``scope``, day by day.

    ``me`` is the key of the officer who reads it: they come first wherever they are on duty.
    """
    posts = Post.objects.of(operation).in_scope(scope).select_related("region", "operation")
    needs = Needs(operation)
    duties = _duties_by_post_and_day(operation, scope, first, last)
    away = _away(duties, first, last)
    return [
        PostRota(
            post, [_day(day, duties[post.pk, day], needs, away, me) for day in _days(first, last)]
        )
        for post in posts
    ]


def _away(duties: dict[tuple[int, date], list[Duty]], first: date, last: date) -> Away:
    found = (duty for of_day in duties.values() for duty in of_day)
    return Away((a.officer_id for duty in found for a in duty.assignments.all()), first, last)


def _day(day: date, duties: Iterable[Duty], needs: Needs, away: Away, me: int | None) -> RotaDay:
    staffed = [_staffing(duty, needs, away, me) for duty in duties]
    return RotaDay(day, holiday_name(day), is_day_off(day), staffed)


def _staffing(duty: Duty, needs: Needs, away: Away, me: int | None) -> Staffing:
    assignments = sorted(duty.assignments.all(), key=lambda a: a.officer_id != me)
    gone = away.at(duty, assignments)
    missing = _gaps(duty, needs, assignments)
    without = _gaps(duty, needs, (a for a in assignments if a.officer_id not in gone))
    known = {gap.kind: gap.missing for gap in missing}
    more = ((gap.kind, gap.missing - known.get(gap.kind, 0)) for gap in without)
    to_be = tuple(Gap(kind, count) for kind, count in more if count)
    return Staffing(duty, assignments, missing, gone, to_be)


def _gaps(duty: Duty, needs: Needs, assignments: Iterable[Assignment]) -> list[Gap]:
    kinds = [a.officer.institution.kind for a in assignments if a.officer.institution]
    return gaps(needs.of(duty.post), slot_of(duty), kinds)


def _duties_by_post_and_day(
    operation: Operation, scope: str, first: date, last: date
) -> dict[tuple[int, date], list[Duty]]:
    # A day more in front: where clocks are ahead of Jakarta's, Monday begins on its Sunday.
    start = datetime.combine(first - timedelta(days=1), time.min, JAKARTA)
    end = datetime.combine(last + timedelta(days=1), time.min, JAKARTA)
    found: dict[tuple[int, date], list[Duty]] = defaultdict(list)
    duties = Duty.objects.filter(post__operation=operation).in_scope(scope)
    for duty in duties.overlapping(start, end).with_people():
        found[duty.post_id, duty.day].append(duty)
    return found


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
