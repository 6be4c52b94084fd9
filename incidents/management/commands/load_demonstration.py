"""`manage.py load_demonstration`: Pemilu 2024 with invented people, into an empty database."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from incidents.demonstration import load_demonstration
from posko.models import Operation


class Command(BaseCommand):
    """Loads the demonstration, unless there is data already."""

    help = "Load the demonstration into an empty database. Refused in production."

    def add_arguments(self, parser: Any) -> None:
        """Take the password of the demonstration's accounts."""
        parser.add_argument("--password", required=True)

    def handle(self, *args: Any, password: str, **options: Any) -> None:
        """Load it, or say that there is data."""
        if not settings.DEMONSTRATION:
            raise CommandError("The demonstration isn't for production.")
        if Operation.objects.exists():
            self.stdout.write("There is data already.")
            return
        load_demonstration(password)
