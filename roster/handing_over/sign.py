"""The leaving lead signs: once, and what is signed stays."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from posko import clock
from posko.templatetags.when import date_time
from roster.declined import Declined
from roster.handing_over.leaving import came_at
from roster.handing_over.seal import Content, seal
from roster.handing_over.who import next_duty, speaks_for
from roster.handing_over.windows import may_sign_at, sign_opens
from roster.models import Duty, Handover, Officer


@dataclass(frozen=True, slots=True)
class Checked:
    """A piece of equipment as it was found."""

    name: str
    count: int
    complete: bool
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """A handover; ``is_new`` unless the same one had been signed before."""

    handover: Handover
    is_new: bool


@transaction.atomic
def sign(
    duty: Duty, by: Officer, *, notes: str, equipment: Sequence[Checked], besides: Content = ()
) -> Signed:
    """Sign ``duty`` over to the next one at its post; without one, it closes the post's work.

    ``besides`` is what the hash covers, too. Sent twice with the same content it counts once.
    Raises Declined.
    """
    rows = Duty.objects.select_related("post__region")
    duty = rows.select_for_update(of=("self",), no_key=True).get(pk=duty.pk)
    if not speaks_for(by, duty):
        raise Declined(_("Only the lead of this duty hands it over."))
    checked = [asdict(item) for item in equipment]
    found = Handover.objects.filter(duty=duty).select_related("signed_by").first()
    if found:
        return _echo(found, by, notes, checked)
    _check_time(duty, by)
    handover = Handover(
        duty=duty,
        to_duty=next_duty(duty),
        notes=notes,
        equipment=checked,
        signed_by=by,
        signed_at=clock.now(),
    )
    handover.content_hash = seal(handover, besides)
    handover.save(force_insert=True)
    return Signed(handover, is_new=True)


def _echo(found: Handover, by: Officer, notes: str, checked: list[dict[str, object]]) -> Signed:
    if (found.signed_by_id, found.notes, found.equipment) == (by.pk, notes, checked):
        return Signed(found, is_new=False)
    raise Declined(
        _("%(name)s signed this handover before. What is signed can't be changed.")
        % {"name": found.signed_by.full_name}
    )


def _check_time(duty: Duty, by: Officer) -> None:
    now = clock.now()
    if may_sign_at(duty.ends_at, now, came_at(by, duty)):
        return
    if now < duty.ends_at:
        opens = sign_opens(duty.ends_at).astimezone(duty.post.region.zone)
        raise Declined(
            _("It is too early: you can sign from %(time)s.") % {"time": date_time(opens)}
        )
    raise Declined(_("This duty is over for too long. Please tell the coordinator."))
