"""Clocks in words, in the current language: what is left, and how it was counted."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents.deadlines.clocks import Skipped, Unit, Why, days_left
from incidents.deadlines.milestones import Milestone
from incidents.models import Clock
from incidents.models.clock import Stopped
from incidents.models.clock_terms import ClockTerms
from posko.holidays import holiday_name
from posko.templatetags.when import clock_time, long_date

HOUR = timedelta(hours=1)


def standing(clock: Clock, at: datetime) -> str:
    """Return how ``clock`` stands at ``at``: 'Sisa 2 hari kerja, sampai Jumat, ... 23.59 WIB'."""
    if clock.stopped_at:
        return _stopped(clock, clock.stopped_at)
    end = _moment(clock, clock.due_at)
    if clock.is_overdue(at):
        return _("Overdue since %(end)s") % {"end": end}
    if clock.paused_at:
        since = _moment(clock, clock.paused_at)
        left = _left(clock, clock.paused_at)
        return _("Paused since %(since)s, %(left)s") % {"since": since, "left": left}
    left = _left(clock, at)
    return _("%(left)s, until %(end)s") % {"left": left[:1].upper() + left[1:], "end": end}


def named(clock: Clock) -> str:
    """Return what ``clock`` is for: its rule, and the letter that it waits for."""
    if clock.referral is None:
        return str(clock.rule)
    return f"{clock.rule}: {clock.referral.institution.name}, {clock.referral.letter_number}"


def told(clock: Clock, at: datetime) -> str:
    """Return one sentence for a notice, which names the case itself: what for, how it stands."""
    return f"{clock.rule}: {standing(clock, at)}."


def length_of(terms: ClockTerms) -> str:
    """Return '7 hari kerja' for a clock or a rule."""
    return {
        Unit.HOURS: ngettext("%d hour", "%d hours", terms.amount),
        Unit.DAYS: ngettext("%d calendar day", "%d calendar days", terms.amount),
        Unit.WORKING_DAYS: ngettext("%d working day", "%d working days", terms.amount),
    }[Unit(terms.unit)] % terms.amount


def how_counted(clock: Clock) -> str:
    """Return '7 hari kerja: Sabtu, Minggu, Isra Mikraj Nabi Muhammad (8 Feb) tidak dihitung.'."""
    if clock.asked_by_letter:
        return _("As the letter asks.")
    length = length_of(clock)
    if days := _not_counted(clock):
        return _("%(length)s: %(days)s not counted.") % {"length": length, "days": ", ".join(days)}
    return f"{length}."


def counted_since(clock: Clock) -> str:
    """Return from when it was counted, and whether that day counts itself."""
    since = Milestone(clock.counted_from).since
    if clock.unit == Unit.HOURS:
        moment = _moment(clock, clock.started_at)
        return _("Counted %(since)s, %(moment)s.") % {"since": since, "moment": moment}
    words = {"since": since, "day": long_date(clock.started_at.astimezone(_zone(clock)))}
    if clock.first_day_counts:
        return _("Counted %(since)s, %(day)s, that day included.") % words
    return _("Counted %(since)s, %(day)s, that day not included.") % words


def paused_for(clock: Clock) -> str:
    """Return how long it stood still, or ''."""
    moments = [[datetime.fromisoformat(text) for text in pause] for pause in clock.pauses]
    hours = sum((until - since for since, until in moments), timedelta()) // HOUR
    if clock.unit != Unit.HOURS or not hours:
        return ""
    return ngettext("Paused for %d hour.", "Paused for %d hours.", hours) % hours


def skipped_days(clock: Clock) -> list[Skipped]:
    """Return the days that weren't counted, holidays named in the current language."""
    return list(_skipped(clock))


def _skipped(clock: Clock) -> Iterator[Skipped]:
    for row in clock.counted:
        day = date.fromisoformat(row["day"])
        name = row["name"] and (holiday_name(day) or row["name"])
        yield Skipped(day, Why(row["why"]), name)


def _not_counted(clock: Clock) -> list[str]:
    """Weekend days once, every holiday by name and date, paused days as a number."""
    days = skipped_days(clock)
    found = {day.why for day in days}
    words = {Why.SATURDAY: _("Saturday"), Why.SUNDAY: _("Sunday")}
    weekend = [word for why, word in words.items() if why in found]
    holidays = [
        f"{day.name} ({date_format(day.day, 'j M')})" for day in days if day.why == Why.HOLIDAY
    ]
    paused = sum(day.why == Why.PAUSED for day in days)
    pause = [ngettext("%d paused day", "%d paused days", paused) % paused] if paused else []
    return [*weekend, *holidays, *pause]


def _left(clock: Clock, at: datetime) -> str:
    at = max(at, clock.started_at)  # Voting day may be ahead.
    if clock.unit == Unit.HOURS:
        return _time_left(clock.due_at - at)
    days = days_left(at, clock.due_at, skipped_days(clock), _zone(clock))
    if days == 0:
        return _("the last day")
    if clock.unit == Unit.DAYS:
        return ngettext("%d day left", "%d days left", days) % days
    return ngettext("%d working day left", "%d working days left", days) % days


def _time_left(left: timedelta) -> str:
    if left >= HOUR:
        hours = left // HOUR
        return ngettext("%d hour left", "%d hours left", hours) % hours
    minutes = max(0, left // timedelta(minutes=1))
    return ngettext("%d minute left", "%d minutes left", minutes) % minutes


def _stopped(clock: Clock, at: datetime) -> str:
    words = {"moment": _moment(clock, at), "end": _moment(clock, clock.due_at)}
    if clock.stopped_because != Stopped.REACHED:
        return f"{clock.get_stopped_because_display()}, {words['moment']}"
    if clock.is_overdue(at):
        return _("Done late, %(moment)s; the end was %(end)s") % words
    return _("Done in time, %(moment)s") % words


def _moment(clock: Clock, moment: datetime) -> str:
    local = moment.astimezone(_zone(clock))
    return f"{long_date(local)} {clock_time(local)}"


def _zone(clock: Clock) -> ZoneInfo:
    return clock.incident.city.zone
