"""`manage.py load_regions`: store or refresh the regions that come with the code."""

from typing import Any

from django.core.management.base import BaseCommand

from posko.regions import load_regions


class Command(BaseCommand):
    """Stores or refreshes the regions that come with the code."""

    help = "Store or refresh the regions that come with the code."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load them and say how many there are."""
        self.stdout.write(f"{load_regions()} regions")
