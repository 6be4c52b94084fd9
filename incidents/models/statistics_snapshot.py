"""The figures that the public reads of an operation, worked out once a day."""

from django.db import models

from posko.models import Operation


class StatisticsSnapshot(models.Model):
    """What is published of one operation. Suppressed already: exact small counts aren't kept.

    Its row is the lock of whoever works the figures out. See incidents/statistics/publishing.py,
    which alone writes it.
    """

    operation = models.OneToOneField(Operation, models.CASCADE, related_name="statistics")
    # The last day that was looked at. The figures may be older: see `publishing`.
    day = models.DateField(null=True)
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.operation_id} {self.day}"
