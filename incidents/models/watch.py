"""Who wants to be told of everything that happens in a case."""

from django.db import models

from incidents.models.incident import Incident
from roster.models import Officer


class Watch(models.Model):
    """One person watches one incident."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="watches")
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="watches")

    class Meta:
        constraints = [models.UniqueConstraint(name="watch_once", fields=["incident", "officer"])]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.incident_id}"
