"""The evening before: one mail a person with all duties of the next day, exactly once.

From 18.00 until midnight in the post's own time, so that whoever is put on a duty late in the
evening is told, too. What is noted as sent and the mail's place in the queue are one transaction.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from posko.models import Region
from posko.templatetags.when import long_date, times
from roster.models import Assignment, Officer, Reminder
from roster.models.duty import AssignmentQuerySet
from roster.telling import tell

EVENING = 18
BATCH = 50


def remind(now: datetime) -> int:
    """Remind of tomorrow wherever it is evening at ``now``; return how many people."""
    return sum(_remind_zone(zone, day, now) for zone, day in _evenings(now))


def _evenings(now: datetime) -> Iterator[tuple[str, date]]:
    """The time zones in which it is evening, each with its tomorrow."""
    for zone in sorted(set(Region.objects.order_by().values_list("time_zone", flat=True))):
        local = now.astimezone(ZoneInfo(zone))
        if local.hour >= EVENING:
            yield zone, local.date() + timedelta(days=1)


def _remind_zone(zone: str, day: date, now: datetime) -> int:
    done = 0
    while count := _remind_some(zone, day, now):
        done += count
    return done


@transaction.atomic
def _remind_some(zone: str, day: date, now: datetime) -> int:
    """One batch. Who is locked by another worker is left to it, so each gets one mail."""
    waiting = _waiting(zone, day)
    people = Officer.objects.active().exclude(email="").order_by("pk")
    locked = people.filter(pk__in=waiting.values("officer")).select_for_update(
        skip_locked=True, no_key=True
    )
    officers = {officer.pk: officer for officer in locked[:BATCH]}
    # Asked anew under the lock: another worker may have just been there.
    found = waiting.filter(officer__in=officers).select_related("duty__post__region")
    duties: dict[int, list[Assignment]] = {}
    for assignment in found.order_by("starts_at"):
        duties.setdefault(assignment.officer_id, []).append(assignment)
    for officer, assignments in duties.items():
        _send(officers[officer], assignments, day, now)
    return len(officers)


def _waiting(zone: str, day: date) -> AssignmentQuerySet:
    """Assignments of ``day`` in ``zone`` that nobody was reminded of."""
    start = datetime.combine(day, time.min, ZoneInfo(zone))
    told = Reminder.objects.filter(assignment=OuterRef("pk"), officer=OuterRef("officer"), day=day)
    return Assignment.objects.filter(
        ~Exists(told),
        starts_at__gte=start,
        starts_at__lt=datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(zone)),
        duty__post__region__time_zone=zone,
    )


def _send(officer: Officer, assignments: list[Assignment], day: date, now: datetime) -> None:
    Reminder.objects.bulk_create(
        Reminder(assignment=assignment, officer=officer, day=day, sent_at=now)
        for assignment in assignments
    )
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Tomorrow you are on duty: %(day)s") % {"day": long_date(day)}
        lines = "\n".join(_line(assignment) for assignment in assignments)
        text = _("Tomorrow, %(day)s, you are on duty:") % {"day": long_date(day)}
        # The page of one's duties says it all the time.
        tell([officer], subject, f"{text}\n\n{lines}", reverse("roster:mine"), news=False)


def _line(assignment: Assignment) -> str:
    post = assignment.duty.post
    zone = post.region.zone
    when = times(assignment.starts_at.astimezone(zone), assignment.ends_at.astimezone(zone))
    lead = f" ({_('you lead')})" if assignment.leads else ""
    return f"- {when}, {post.name}{lead}\n  {post.address}"
