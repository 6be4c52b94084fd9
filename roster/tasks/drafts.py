"""Forgets files that were looked at and never stored: they may say why people are away."""

from procrastinate.contrib.django import app

from roster.sheets.drafts import sweep


@app.periodic(cron="23 * * * *")
@app.task(queueing_lock="roster.sweep_import_drafts", name="roster.sweep_import_drafts")
def sweep_import_drafts(timestamp: int) -> int:
    """Delete drafts older than two hours, every hour; return how many."""
    return sweep()
