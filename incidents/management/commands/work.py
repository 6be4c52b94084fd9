"""`manage.py work`: do the background work until told to stop."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app

from incidents.background import worker_connector


class Command(BaseCommand):
    """The worker: mails, messages, and what happens by the clock."""

    help = "Runs the background work until SIGTERM or Ctrl-C; the jobs at hand are finished first."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work. A worker that was killed leaves its jobs to the next."""
        with app.replace_connector(worker_connector()) as working:
            asyncio.run(_work(working))


async def _work(working: Any) -> None:
    async with working.open_async():
        await working.run_worker_async()
