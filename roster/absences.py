"""The writer of what officers say of themselves: when they are away, and that they are back."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from posko import clock
from roster.away import Vacancy, vacancies
from roster.models import Absence, Assignment, Officer
from roster.models.absence import AbsenceQuerySet
from roster.overlap import lock_officers
from roster.planners import planners_of
from roster.telling import tell

NOTE_MAX = 200

# Somebody who fell ill says so some days later; what is longer ago is for planners to enter.
LATE = timedelta(days=7)
AHEAD = timedelta(days=366)


class Overlapping(Exception):
    """Another absence lies in these days; its text says which."""


@transaction.atomic
def report(officer: Officer, kind: str, first: date, last: date, note: str = "") -> Absence:
    """Store that ``officer`` is away from ``first`` to ``last``, and tell who plans their duties.

    It joins an absence of the same kind that it overlaps; one of another kind raises Overlapping.
    Sent twice, it is stored and told once.
    """
    lock_officers([officer.pk])
    others = Absence.objects.filter(officer=officer).touching(first, last)
    _refuse_other_kinds(others, kind)
    covering = others.filter(first_day__lte=first, last_day__gte=last).first()
    if covering:
        return covering
    absence = _joined(officer, list(others), Absence(first_day=first, last_day=last))
    absence.kind, absence.note = kind, (note or absence.note)
    absence.save()
    _tell(absence)
    return absence


@transaction.atomic
def take_back(absence: Absence) -> bool:
    """Delete an absence that is to come, end one that runs; tell whether it was not over yet."""
    lock_officers([absence.officer_id])
    kept = Absence.objects.select_for_update().filter(pk=absence.pk).first()
    today = clock.today()
    if kept is None or kept.last_day < today:
        return kept is None
    if kept.first_day >= today:
        kept.delete()
    else:
        kept.last_day = today - timedelta(days=1)
        kept.save(update_fields=["last_day"])
    _tell_back(absence)
    return True


def gaps_of(absence: Absence) -> list[Vacancy]:
    """Return the coming duties of the person in the days of ``absence``."""
    theirs = vacancies(Assignment.objects.of(absence.officer))
    return [v for v in theirs if absence.first_day <= v.assignment.duty.day <= absence.last_day]


def span_words(absence: Absence) -> str:
    """Return '13 Feb 2024' or '13 Feb 2024 - 15 Feb 2024'."""
    days = dict.fromkeys([absence.first_day, absence.last_day])
    return " - ".join(date_format(day, "j M Y") for day in days)


def replan_url(absence: Absence) -> str:
    """Return the page that plans anew after ``absence``, '' as long as there is none."""
    try:
        return reverse("admin:roster_plan_replan", query={"absence": absence.pk})
    except NoReverseMatch:
        return ""


def _refuse_other_kinds(others: AbsenceQuerySet, kind: str) -> None:
    other = others.exclude(kind=kind).first()
    if other:
        facts = {"kind": other.get_kind_display(), "days": span_words(other)}
        raise Overlapping(_("You have reported already: %(kind)s, %(days)s.") % facts)


def _joined(officer: Officer, others: list[Absence], new: Absence) -> Absence:
    if not others:
        new.officer = officer
        return new
    kept, *rest = others
    kept.first_day = min(new.first_day, *(row.first_day for row in others))
    kept.last_day = max(new.last_day, *(row.last_day for row in others))
    for row in rest:
        row.delete()
    return kept


def _tell(absence: Absence) -> None:
    # Why somebody is away stands on the page, not in mails.
    gaps = gaps_of(absence)
    said = ngettext(
        "%(name)s is away on %(days)s. %(count)d duty needs a replacement.",
        "%(name)s is away on %(days)s. %(count)d duties need a replacement.",
        len(gaps),
    )
    _to_planners(absence, gaps, said % {**_facts(absence), "count": len(gaps)})


def _tell_back(absence: Absence) -> None:
    said = _("%(name)s takes back the absence on %(days)s.")
    _to_planners(absence, [], said % _facts(absence))


def _to_planners(absence: Absence, gaps: list[Vacancy], text: str) -> None:
    regions = [absence.officer.region_id, *(v.assignment.duty.post.region_id for v in gaps)]
    planners = planners_of(regions).exclude(pk=absence.officer_id)
    tell(planners, _("Absence of %(name)s") % _facts(absence), text, reverse("roster:away"))


def _facts(absence: Absence) -> dict[str, str]:
    return {"name": absence.officer.full_name, "days": span_words(absence)}
