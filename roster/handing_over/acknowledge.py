"""The coming lead takes the handover: once, and then it is final."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from posko import clock
from roster.declined import Declined
from roster.handing_over.who import speaks_for
from roster.handing_over.windows import may_take_at
from roster.models import Handover, Officer


@transaction.atomic
def acknowledge(
    handover: Handover, by: Officer, *, remark: str = "", missing: Iterable[str] = ()
) -> Handover:
    """Store that ``by`` took it, with a remark; raises Declined.

    ``missing`` names the equipment that is not complete. Sent twice with the same words it counts
    once.
    """
    # Not with `acknowledged_by`: joined rows are as old as the query, from before the wait.
    rows = Handover.objects.select_related("to_duty__post__region")
    kept = rows.select_for_update(of=("self",), no_key=True).get(pk=handover.pk)
    if kept.to_duty is None:
        raise Declined(_("This handover closes the post's work: nobody has to take it."))
    if not speaks_for(by, kept.to_duty):
        raise Declined(_("Only the lead of the coming duty takes this handover."))
    lacking = _among_equipment(kept, missing)
    if kept.acknowledged_by_id:
        return _echo(kept, by, remark, lacking)
    _check_time(kept)
    kept.acknowledged_by, kept.acknowledged_at = by, clock.now()
    kept.remark, kept.missing = remark, lacking
    kept.save(update_fields=["acknowledged_by", "acknowledged_at", "remark", "missing"])
    return kept


def _among_equipment(kept: Handover, missing: Iterable[str]) -> list[str]:
    """Those of ``missing`` that were handed over, in the handover's order."""
    named = set(missing)
    return [item["name"] for item in kept.equipment if item["name"] in named]


def _echo(kept: Handover, by: Officer, remark: str, missing: list[str]) -> Handover:
    if (kept.acknowledged_by_id, kept.remark, kept.missing) == (by.pk, remark, missing):
        return kept
    name = kept.acknowledged_by.full_name if kept.acknowledged_by else ""
    raise Declined(
        _("%(name)s took this handover before. It can't be changed any more.") % {"name": name}
    )


def _check_time(kept: Handover) -> None:
    duty = kept.to_duty
    if duty and not may_take_at(duty.starts_at, duty.ends_at, clock.now()):
        raise Declined(
            _("It can be taken from an hour before the coming duty until a day after it.")
        )
