"""Mail: the first notice waits a little for others, then all go in one mail."""

import logging
import smtplib
from datetime import timedelta

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from incidents.digest import send_digest
from incidents.models import Notice
from posko import clock

log = logging.getLogger(__name__)

# Seconds. What is urgent still waits for the rest of the same minute's work.
DELAY, URGENT_DELAY = 120, 5
# Seconds before another try, when the mail server fails; after the last the sweep tries again.
BACKOFF = (60, 300, 900, 1800, 3600)
SWEEP_AFTER, SWEEP_UNTIL = timedelta(minutes=30), timedelta(days=2)


def schedule_digest(
    officer: int, *, urgent: bool = False, delay: int | None = None, attempt: int = 0
) -> bool:
    """Queue the officer's digest unless one waits already; tell whether it was queued.

    An urgent one has a place of its own in the queue, so that it doesn't wait for the slow one;
    whichever runs first takes all notices along.
    """
    seconds = delay if delay is not None else URGENT_DELAY if urgent else DELAY
    job = app.configure_task(
        "incidents.digest",
        # No lock: it would make the urgent one wait for the one that was queued before it. Rows
        # are locked while they are sent.
        queueing_lock=f"digest:{officer}:{'urgent' if urgent else 'normal'}",
        schedule_in={"seconds": seconds},
    )
    try:
        # A savepoint: the refusal must not break the transaction around.
        with transaction.atomic():
            job.defer(officer=officer, attempt=attempt)
    except AlreadyEnqueued:
        return False
    return True


@app.task(name="incidents.digest")
def digest(officer: int, attempt: int = 0) -> None:
    """Send the officer's digest. A failing mail server is tried again, later each time.

    Not by procrastinate's own retry: that would put the job back into the queue where another
    may wait under the same lock by now, and fail.
    """
    try:
        send_digest(officer)
    except (OSError, smtplib.SMTPException):
        if attempt >= len(BACKOFF):
            log.exception("The digest of officer %s could not be sent.", officer)
            return
        log.warning("The digest of officer %s will be tried again.", officer, exc_info=True)
        schedule_digest(officer, delay=BACKOFF[attempt], attempt=attempt + 1)


@app.periodic(cron="*/30 * * * *")
@app.task(name="incidents.sweep_digests", queueing_lock="sweep_digests")
def sweep_digests(timestamp: int) -> None:
    """Queue digests that should have gone long ago: whatever lost them, nobody misses a notice."""
    now = clock.now()
    late = Notice.objects.waiting_for_mail().filter(
        created_at__range=(now - SWEEP_UNTIL, now - SWEEP_AFTER), officer__is_active=True
    )
    for officer in late.order_by("officer").values_list("officer", flat=True).distinct():
        schedule_digest(officer, attempt=len(BACKOFF))
