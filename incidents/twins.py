"""Likely twins: reports that may tell of the same problem as another one.

Likely is what happened at the same place, near in time, told in similar words. Two sieves: words
in common (full text; its vectors are stored, so that thousands of reports take milliseconds) make
a short list, on which pieces of three letters (pg_trgm) are compared, that endings and typing
errors do not hide. Comparing the pieces at once, by an index or not, took seconds where one city
had 17,000 reports within the days that count.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    TrigramSimilarity,
    TrigramStrictWordSimilarity,
)
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Greatest, Left
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents.models import Incident
from incidents.models.incident_queries import IncidentQuerySet
from incidents.states import OPEN, Status
from posko import clock
from posko.models import Region
from posko.models.region import within
from roster.models import Officer

NEAR = timedelta(days=3)
# What is over tells nobody anything any more when it came in earlier than this.
FRESH = timedelta(days=7)
BEST = 5
SHORT_LIST = 60
# Fewer letters than this are like everything.
SHORTEST = 12
# The beginning says what it is about; letters, and different words.
COMPARED = 300
WORDS_MAX = 40
# How alike two texts are, from 0 to 1. At one TPS people use quite different words for one thing.
LIKE = 0.35
LIKE_AT_TPS = 0.15
TPS_BONUS = 0.25
REGION_BONUS = 0.1

WORD = re.compile(r"[^\W_]{3,}")
# Words of every report.
COMMON = {
    "ada",
    "akan",
    "dan",
    "dari",
    "dengan",
    "ini",
    "itu",
    "juga",
    "karena",
    "oleh",
    "pada",
    "saat",
    "untuk",
    "yang",
}


@dataclass(frozen=True, slots=True)
class Account:
    """What a report tells of what happened: stored, or still being typed."""

    region: Region
    description: str
    occurred_at: datetime
    tps_number: int | None = None
    pk: int | None = None

    @property
    def text(self) -> str:
        """What is compared."""
        return " ".join(self.description.split())[:COMPARED]

    @property
    def words(self) -> str:
        """Its telling words, any of which may occur, in PostgreSQL's notation ('' for none)."""
        words = dict.fromkeys(WORD.findall(self.text.lower()))
        return " | ".join([word for word in words if word not in COMMON][:WORDS_MAX])


@dataclass(frozen=True, slots=True)
class Twin:
    """A likely twin, and why it is one."""

    incident: Incident
    why: str


def account_of(incident: Incident) -> Account:
    """Return what ``incident`` tells."""
    return Account(
        region=incident.region,
        description=incident.description,
        occurred_at=incident.occurred_at,
        tps_number=incident.tps_number,
        pk=incident.pk,
    )


def twins_of(account: Account, officer: Officer, *, only_open: bool = False) -> list[Twin]:
    """Return the best few of what ``officer`` may know of, likeliest first, in one query.

    ``only_open`` leaves out what is closed or rejected, into which nothing can be merged.
    """
    if len(account.text) < SHORTEST or not account.words or not account.region.city_code:
        return []
    near = _near(account, officer)
    found = _likest(_short_list(near.open() if only_open else near, account), account)
    return [Twin(incident, _why(incident, account)) for incident in found[:BEST]]


def _near(account: Account, officer: Officer) -> IncidentQuerySet:
    """What happened at the same place at about the same time, and is not over for long."""
    span = (account.occurred_at - NEAR, account.occurred_at + NEAR)
    fresh = ~Q(status=Status.MERGED) & Q(received_at__gte=clock.now() - FRESH)
    found = (
        Incident.objects.visible_to(officer)
        .filter(city_id=account.region.city_code, occurred_at__range=span)
        .filter(Q(status__in=OPEN) | fresh, _same_place(account))
    )
    return found.exclude(pk=account.pk) if account.pk else found


def _same_place(account: Account) -> Q:
    """The same region, one inside it, or one around it, for who knew no better."""
    code = account.region.code
    place = within(code, "region_id") | Q(region_id__in={code[:5], code[:8]})
    if account.tps_number is None:
        return place
    # Another TPS is another problem, however alike the words.
    return place & (Q(tps_number=None) | Q(tps_number=account.tps_number))


def _short_list(near: IncidentQuerySet, account: Account) -> IncidentQuerySet:
    """Those of ``near`` with most words in common; all of the same TPS come first."""
    query = SearchQuery(account.words, search_type="raw", config="simple")
    # Divided by the length of the account, else the longest would be like all others.
    rank = SearchRank(F("search"), query, normalization=Value(1))
    listed = near.order_by(_bonus(account).desc(), rank.desc(), "-pk").values("pk")[:SHORT_LIST]
    return Incident.objects.filter(pk__in=listed)


def _likest(listed: IncidentQuerySet, account: Account) -> IncidentQuerySet:
    """Those of ``listed`` that are like enough, likeliest first.

    A short note finds a long account, too: how much of it occurs there counts as well.
    """
    beginning, text = Left("description", COMPARED), account.text
    likeness = Greatest(
        TrigramSimilarity(beginning, text), TrigramStrictWordSimilarity(text, beginning)
    )
    return (
        listed.for_list()
        .annotate(likeness=likeness, bonus=_bonus(account))
        .filter(Q(likeness__gte=LIKE) | Q(likeness__gte=LIKE_AT_TPS, bonus=TPS_BONUS))
        .order_by((F("likeness") + F("bonus")).desc(), "-pk")
    )


def _bonus(account: Account) -> Case:
    # No TPS has the number 0.
    same_tps = Q(region_id=account.region.code, tps_number=account.tps_number or 0)
    return Case(
        When(same_tps, then=Value(TPS_BONUS)),
        When(region_id=account.region.code, then=Value(REGION_BONUS)),
        default=Value(0.0),
    )


def _why(incident: Incident, account: Account) -> str:
    """Return the reasons: 'TPS sama, 2 jam sebelumnya, isi mirip 64 %'."""
    percent = round(100 * incident.likeness)  # type: ignore[attr-defined]
    return ", ".join(
        [
            _same(incident, account),
            _apart(incident.occurred_at - account.occurred_at),
            _("words %(percent)d %% alike") % {"percent": percent},
        ]
    )


def _same(incident: Incident, account: Account) -> str:
    if incident.region_id != account.region.code:
        return _("place written as %(place)s") % {"place": incident.region.name}
    if account.tps_number is not None and incident.tps_number == account.tps_number:
        return _("same TPS")
    return _("same place")


def _apart(between: timedelta) -> str:
    """Return how long before or after the account the twin happened."""
    hours = round(abs(between) / timedelta(hours=1))
    if hours == 0:
        return _("at the same time")
    days, before = round(hours / 24), between < timedelta(0)
    if hours < 48:
        words = (
            ngettext("%(count)d hour before", "%(count)d hours before", hours)
            if before
            else ngettext("%(count)d hour after", "%(count)d hours after", hours)
        )
        return words % {"count": hours}
    return (_("%(count)d days before") if before else _("%(count)d days after")) % {"count": days}
