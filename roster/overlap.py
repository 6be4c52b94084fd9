"""Where an officer already is: said in words before the database would refuse it."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roster.models import Assignment, Duty, Officer


def lock_officers(ids: Iterable[int]) -> None:
    """Make other editors of these people's duties wait until our transaction ends.

    Ids in order, so that two editors of the same people never wait for each other.
    """
    list(Officer.objects.select_for_update(no_key=True).filter(pk__in=set(ids)).order_by("pk"))


def lock_duty(duty: Duty, officers: Iterable[int]) -> Duty:
    """Lock these people (by key), then the duty, and return it fresh, with all that rules need.

    Always in this order, so that nobody waits forever.
    """
    lock_officers(officers)
    rows = Duty.objects.select_related("post__region", "post__operation", "shift")
    return rows.select_for_update(of=("self",)).get(pk=duty.pk)


def check_free(
    officer: Officer, start: datetime, end: datetime, *, besides: Duty | None, scope: str
) -> None:
    """Raise a ValidationError that names the duty which ``officer`` has from ``start`` to ``end``.

    A duty outside the editor's ``scope`` is not named, only its times are.
    """
    others = Assignment.objects.of(officer).overlapping(start, end)
    if besides is not None and besides.pk:
        others = others.exclude(duty=besides)
    found = others.select_related("duty__post__region").first()
    if found:
        raise ValidationError(overlap_words(officer, found.duty, scope), code="overlap")


def overlap_words(officer: Officer, duty: Duty, scope: str) -> str:
    """Say that ``officer`` has ``duty`` already, in words for an editor of ``scope``."""
    zone = duty.post.region.zone
    facts = {
        "name": officer.full_name,
        "post": duty.post.name,
        "start": f"{duty.starts_at.astimezone(zone):%d.%m.%Y %H.%M}",
        "end": f"{duty.ends_at.astimezone(zone):%H.%M}",
    }
    if Duty.objects.in_scope(scope).filter(pk=duty.pk).exists():
        return _("%(name)s is on duty at %(post)s, %(start)s-%(end)s.") % facts
    return _("%(name)s has another duty, %(start)s-%(end)s.") % facts
