"""Background work of the public pages; procrastinate finds it by the module's name."""

from procrastinate.contrib.django import app

from posko import photos
from posko.throttle import forget_attempts


@app.periodic(cron="17 * * * *")
@app.task(name="posko.forget_attempts")
def forget_old_attempts(timestamp: int) -> None:
    """Delete counts that throttle nobody any more, once an hour."""
    forget_attempts()


@app.periodic(cron="23 2 * * *")
@app.task(queueing_lock="posko.sweep_photos", name="posko.sweep_photos")
def sweep_photos(timestamp: int) -> int:
    """Delete the files of photos that are no more, every night; return how many."""
    return photos.sweep()
