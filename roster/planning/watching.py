"""What the planner and the database tell each other while a plan is worked out."""

import time

from posko import clock
from roster.models import Plan, PlanState

# Seconds between two writes, and between two looks at whether somebody asked to stop.
PAUSE = 1.0


class Watch:
    """Progress, a sign of life and the wish to stop, all at most once a second.

    ``attempt`` is whose work it is: should the plan have been given to another by now, or given
    up, nothing is written and the work is told to stop.
    """

    def __init__(self, plan: Plan) -> None:
        self._mine = Plan.objects.filter(pk=plan.pk, attempt=plan.attempt, state=PlanState.RUNNING)
        self._written = float("-inf")
        self._asked = float("-inf")
        self._stopped = False

    def progress(self, done: int, total: int) -> None:
        """Write how far it is, unless that was done just now; the end is always written."""
        now = time.monotonic()
        if done >= total or now - self._written >= PAUSE:
            self._written = now
            self._mine.update(groups_done=done, groups_total=total, heartbeat_at=clock.now())

    def stopped(self) -> bool:
        """Tell whether somebody asked to stop, or the plan is no longer ours."""
        now = time.monotonic()
        if not self._stopped and now - self._asked >= PAUSE:
            self._asked = now
            self._mine.update(heartbeat_at=clock.now())
            self._stopped = not self._mine.filter(stop_requested=False).exists()
        return self._stopped
