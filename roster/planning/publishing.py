"""From a plan to the rota: all of it in one transaction, or nothing.

The people are locked first, as everybody does who changes the rota; then the problem is read once
more. If it is not the one that was planned for, nothing is stored: a plan is fair and free of
conflicts only for what it was made from.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import batched

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from posko import clock
from roster.models import Assignment, Change, Duty, Plan, PlanState
from roster.models.duty import AssignmentQuerySet
from roster.overlap import lock_officers
from roster.planning.duties import key_of
from roster.planning.fitting import refuse_if_begun, refuse_if_changed, rota_changed
from roster.planning.letters import tell_of
from roster.planning.moves import Move, moves_of
from roster.planning.reading import Reading, read
from roster.planning.steps import Refused, give_up

log = logging.getLogger(__name__)

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
        log.warning("The plan %s could not be published.", plan.pk, exc_info=True)
        raise Refused("rota", rota_changed()) from error


def _publish(plan: Plan) -> int:
    twins = list(Plan.objects.with_its_twin(plan).select_for_update())
    mine = next(twin for twin in twins if twin.pk == plan.pk)
    _refuse_if_over(mine)
    moves = moves_of(mine)
    reading = _read_locked(mine, moves)
    now = clock.now()
    refuse_if_begun(any(move.start <= now for move in moves))
    with _checked_at_once():
        _apply(moves, _duties(reading))
    tell_of(moves)
    for twin in twins:
        if twin.pk != mine.pk:
            give_up(twin)
    mine.state = PlanState.PUBLISHED
    mine.save(update_fields=["state"])
    return len(moves)


def _refuse_if_over(plan: Plan) -> None:
    if plan.state == PlanState.PUBLISHED:
        raise Refused("published", _("This plan is published already."))
    if not plan.is_answered:
        words = _("This plan can't be published: it is %(state)s.")
        raise Refused("state", words % {"state": plan.get_state_display()})


def _read_locked(plan: Plan, moves: Iterable[Move]) -> Reading:
    """Lock people, then duties, and read the problem again; raise Refused if it changed."""
    people = plan.loads.values_list("officer", flat=True)
    lock_officers({*people, *(move.officer for move in moves)})
    stored = Duty.objects.filter(post__plans=plan, pk__in=plan.duties.values("duty"))
    list(stored.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    reading = read(plan, plan.read_at or clock.now())
    refuse_if_changed(plan, reading)
    return reading


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


def _apply(moves: list[Move], duties: dict[str, int]) -> None:
    """Change what differs, so that what stays keeps its key and its history.

    Who goes, and who leads no more, makes room first: the constraints hold at every moment.
    """
    by_kind: dict[str, list[Move]] = {kind: [] for kind in Change}
    for move in moves:
        by_kind[move.change].append(move)
    for there in _there(by_kind[Change.GONE], duties):
        there.delete()
    for there in _there(by_kind[Change.LEADS_NO_MORE], duties):
        there.update(leads=False)
    for some in batched(by_kind[Change.NEW], BATCH):
        Assignment.objects.bulk_create(
            Assignment(duty_id=_duty(new, duties), officer_id=new.officer, leads=new.leads)
            for new in some
        )
    for there in _there(by_kind[Change.LEADS], duties):
        there.update(leads=True)


@contextmanager
def _checked_at_once() -> Iterator[None]:
    """Let keys be checked with each statement: minutes less for hundreds of posts.

    Every row of history opens a subtransaction, and each of them would walk through all checks
    that wait for the end of the transaction. Afterwards they wait again, as everywhere.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        # Triggers would look up duties by the plan that was best when there were few of them.
        cursor.execute("SET LOCAL plan_cache_mode = force_custom_plan")
        yield
        cursor.execute("SET LOCAL plan_cache_mode = auto")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _there(moves: list[Move], duties: dict[str, int]) -> Iterator[AssignmentQuerySet]:
    """Yield the stored assignments that ``moves`` speak of, some at a time."""
    for some in batched(moves, BATCH):
        pairs = {(_duty(move, duties), move.officer) for move in some}
        found = Assignment.objects.filter(duty__in={duty for duty, _officer in pairs})
        rows = found.values_list("pk", "duty_id", "officer_id")
        mine = [pk for pk, duty, officer in rows if (duty, officer) in pairs]
        yield Assignment.objects.filter(pk__in=mine)


def _duty(move: Move, duties: dict[str, int]) -> int:
    return duties[key_of(move.post, move.start)]
