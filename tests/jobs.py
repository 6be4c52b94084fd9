"""The queue of background work, for tests: look into it, empty it, let a real worker do it."""

import asyncio
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from incidents.background import worker_connector


def queued(task: str = "") -> list[dict[str, Any]]:
    """Return the arguments of the jobs that wait, oldest first."""
    waiting: Any = ProcrastinateJob.objects.filter(status="todo").order_by("pk")
    if task:
        waiting = waiting.filter(task_name=_whole(task))
    return list(waiting.values_list("args", flat=True))


def _whole(task: str) -> str:
    """The log's own tasks go by their short names."""
    return task if "." in task else f"incidents.{task}"


def empty_queue() -> None:
    """Forget all jobs and workers: they outlive the tables of a test on real connections."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("DELETE FROM procrastinate_workers")


def make_due() -> None:
    """Let all that waits for its time be due now."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")


def do_the_work() -> None:
    """Let a real worker do all that is due, on its own connections, and end."""
    with app.replace_connector(worker_connector()) as working:
        asyncio.run(_work(working))


async def _work(working: Any) -> None:
    async with working.open_async():
        await working.run_worker_async(
            wait=False, listen_notify=False, install_signal_handlers=False
        )


def run_due(task: str) -> int:
    """Run the waiting jobs of ``task`` here and now, as a worker would; return how many."""
    waiting: Any = ProcrastinateJob.objects.filter(status="todo", task_name=_whole(task)).order_by(
        "pk"
    )
    jobs = list(waiting)
    for job in jobs:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.pk])
        app.tasks[job.task_name].func(**job.args)
    return len(jobs)
