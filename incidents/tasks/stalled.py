"""Jobs whose worker was killed are put back into the queue: every task may run twice."""

from typing import Any

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status

# Seconds without a heartbeat; a worker beats every 10.
SILENCE = 30


@app.periodic(cron="* * * * *")
@app.task(name="incidents.retry_stalled", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Give the jobs of workers that are gone to those that live."""
    manager: Any = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
        if job.id != context.job.id:
            await _retry(manager, job)


async def _retry(manager: Any, job: Job) -> None:
    try:
        await manager.retry_job(job)
    except ConnectorException:
        # Another waits under the same queueing lock: that one does the work.
        await manager.finish_job(job, status=Status.FAILED, delete_job=True)
