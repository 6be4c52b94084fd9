"""Whether a plan still fits what it was made from; otherwise it can't be published any more."""

from django.utils.translation import gettext as _

from posko import clock
from roster.models import Change, Plan, PlannedAssignment
from roster.planning.reading import Reading, read
from roster.planning.steps import Refused
from roster.planning.version import facts_version, rota_version


def why_outdated(plan: Plan) -> str:
    """Return why ``plan``, an answered one, could not be published now; '' if nothing is known.

    Nothing is locked: publishing checks again.
    """
    try:
        refuse_if_changed(plan, read(plan, plan.read_at or clock.now()))
        moves = PlannedAssignment.objects.filter(planned_duty__plan=plan).exclude(
            change=Change.SAME
        )
        refuse_if_begun(moves.filter(planned_duty__starts_at__lte=clock.now()).exists())
    except Refused as refused:
        return str(refused)
    return ""


def refuse_if_changed(plan: Plan, reading: Reading) -> None:
    """Raise Refused unless ``reading`` is what ``plan`` was made from."""
    if rota_version(reading) != plan.rota_version:
        raise Refused("rota", rota_changed())
    if facts_version(reading) != plan.facts_version:
        words = _(
            "People, absences, rules or needs have changed since this plan was made. "
            "Please plan again, so that the rota fits them."
        )
        raise Refused("facts", words)


def refuse_if_begun(begun: bool) -> None:
    """Raise Refused when a duty that the plan would change has ``begun``."""
    if begun:
        words = _(
            "Duties that this plan would change have begun meanwhile. "
            "Please plan again from now on."
        )
        raise Refused("begun", words)


def rota_changed() -> str:
    """Say that the rota is another one by now."""
    return _(
        "The rota has changed since this plan was made. "
        "Please plan again, so that nothing is overwritten."
    )
