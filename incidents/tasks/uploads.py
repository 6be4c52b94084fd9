"""Deletes files that no form came for."""

from procrastinate.contrib.django import app

from incidents.uploads.staging import sweep


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="incidents.sweep_uploads", name="incidents.sweep_uploads")
def sweep_uploads(timestamp: int) -> int:
    """Delete staged files older than a day, every hour; return how many."""
    return sweep()
