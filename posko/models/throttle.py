"""How often somebody did something lately, without saying who."""

from django.db import models


class Attempt(models.Model):
    """One count in one window of time. Written by posko/throttle.py alone."""

    # A keyed hash of what, who and when: no address is kept, and none can be followed.
    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
