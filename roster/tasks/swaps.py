"""Requests to swap end in time, even if nobody looks at them."""

from procrastinate.contrib.django import app

from roster.swapping import end_overtaken


@app.periodic(cron="*/5 * * * *")
@app.task(name="roster.end_swaps", queueing_lock="roster.end_swaps")
def end_swaps(timestamp: int) -> None:
    """End requests whose duty has begun or whose rota has changed, at the product's own time."""
    end_overtaken()
