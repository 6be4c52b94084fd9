"""From a plan to the rota: all of it in one transaction, or nothing.

The people are locked first, as everybody does who changes the rota; then the problem is read once
more. If it is not the one that was planned for, nothing is stored: a plan is fair and free of
conflicts only for what it was made from.
"""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from posko import clock
from roster.models import Assignment, Change, Duty, Plan, PlannedAssignment, PlanState
from roster.models.duty import AssignmentQuerySet
from roster.overlap import lock_officers
from roster.planning.duties import key_of
from roster.planning.letters import tell_of
from roster.planning.reading import Reading, read
from roster.planning.steps import Refused, give_up
from roster.planning.version import facts_version, rota_version

BATCH = 5000


def publish(plan: Plan) -> int:
    """Make ``plan`` the rota and tell those whose duties change; return how many changes.

    Raises Refused, with nothing changed, when it can't be published, or when the rota, the
    people or the needs are no longer what it was made from.
    """
    try:
        with transaction.atomic():
            return _publish(plan)
    except IntegrityError as error:
        # The net below the locks: a duty that appeared in the very same moment.
        raise Refused("rota", _rota_changed()) from error


def _publish(plan: Plan) -> int:
    twins = list(Plan.objects.with_its_twin(plan).select_for_update())
    mine = next(twin for twin in twins if twin.pk == plan.pk)
    _refuse_if_over(mine)
    changes = list(
        PlannedAssignment.objects.filter(planned_duty__plan=mine)
        .exclude(change=Change.SAME)
        .select_related("planned_duty__post__region", "officer")
        .order_by("planned_duty__starts_at", "planned_duty__post", "pk")
    )
    reading = _read_locked(mine, changes)
    _refuse_if_begun(changes)
    _apply(changes, _duties(reading))
    tell_of(changes)
    for twin in twins:
        if twin.pk != mine.pk:
            give_up(twin)
    mine.state = PlanState.PUBLISHED
    mine.save(update_fields=["state"])
    return len(changes)


def _refuse_if_over(plan: Plan) -> None:
    if plan.state == PlanState.PUBLISHED:
        raise Refused("published", _("This plan is published already."))
    if not plan.is_answered:
        words = _("This plan can't be published: it is %(state)s.")
        raise Refused("state", words % {"state": plan.get_state_display()})


def _read_locked(plan: Plan, changes: Iterable[PlannedAssignment]) -> Reading:
    """Lock people, then duties, and read the problem again; raise Refused if it changed."""
    people = plan.loads.values_list("officer", flat=True)
    lock_officers({*people, *(change.officer_id for change in changes)})
    stored = Duty.objects.filter(post__plans=plan, pk__in=plan.duties.values("duty"))
    list(stored.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    reading = read(plan, plan.read_at or clock.now())
    if rota_version(reading) != plan.rota_version:
        raise Refused("rota", _rota_changed())
    if facts_version(reading) != plan.facts_version:
        words = _(
            "People, absences, rules or needs have changed since this plan was made. "
            "Please plan again, so that the rota fits them."
        )
        raise Refused("facts", words)
    return reading


def _rota_changed() -> str:
    return _(
        "The rota has changed since this plan was made. "
        "Please plan again, so that nothing is overwritten."
    )


def _refuse_if_begun(changes: Iterable[PlannedAssignment]) -> None:
    now = clock.now()
    if any(change.planned_duty.starts_at <= now for change in changes):
        words = _(
            "Duties that this plan would change have begun meanwhile. "
            "Please plan again from now on."
        )
        raise Refused("begun", words)


def _duties(reading: Reading) -> dict[str, int]:
    """Return the stored duty of each of the plan's; those missing are stored now."""
    new = {
        key: Duty(
            post_id=duty.post,
            starts_at=duty.turn.start,
            ends_at=duty.turn.end,
            shift_id=duty.slot.shift,
        )
        for key, duty in reading.duties.items()
        if duty.stored is None
    }
    Duty.objects.bulk_create(new.values(), batch_size=BATCH)
    stored = {k: duty.stored for k, duty in reading.duties.items() if duty.stored is not None}
    return {**stored, **{key: duty.pk for key, duty in new.items()}}


def _apply(changes: list[PlannedAssignment], duties: dict[str, int]) -> None:
    """Change what differs, so that what stays keeps its key and its history.

    Who goes, and who leads no more, makes room first: the constraints hold at every moment.
    """
    by_kind: dict[str, list[PlannedAssignment]] = {kind: [] for kind in Change}
    for change in changes:
        by_kind[change.change].append(change)
    _there(by_kind[Change.GONE], duties).delete()
    _there(by_kind[Change.LEADS_NO_MORE], duties).update(leads=False)
    Assignment.objects.bulk_create(
        (
            Assignment(duty_id=_duty(new, duties), officer_id=new.officer_id, leads=new.leads)
            for new in by_kind[Change.NEW]
        ),
        batch_size=BATCH,
    )
    _there(by_kind[Change.LEADS], duties).update(leads=True)


def _there(changes: list[PlannedAssignment], duties: dict[str, int]) -> AssignmentQuerySet:
    pairs = {(_duty(change, duties), change.officer_id) for change in changes}
    found = Assignment.objects.filter(duty__in={duty for duty, _officer in pairs})
    mine = [pk for pk, *pair in found.values_list("pk", "duty", "officer") if tuple(pair) in pairs]
    return Assignment.objects.filter(pk__in=mine)


def _duty(change: PlannedAssignment, duties: dict[str, int]) -> int:
    planned = change.planned_duty
    return duties[key_of(planned.post_id, planned.starts_at)]
