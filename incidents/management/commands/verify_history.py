"""`manage.py verify_history`: prove that no incident's history was altered."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incidents.models import Incident
from incidents.verification import broken_chains


class Command(BaseCommand):
    """Recomputes the hash chain of every incident."""

    help = "Recompute the hash chain of every incident; fails when one doesn't hold."

    def handle(self, *args: Any, **options: Any) -> None:
        """Name every broken history, or say that all hold."""
        broken = list(broken_chains())
        for number, fault in broken:
            self.stderr.write(f"{number}: {fault}")
        if broken:
            raise CommandError(f"{len(broken)} histories were altered")
        self.stdout.write(f"{Incident.objects.count()} histories hold")
