"""`manage.py load_categories`: store the categories that come with the code."""

from typing import Any

from django.core.management.base import BaseCommand

from incidents.categories import load_categories


class Command(BaseCommand):
    """Stores the categories that come with the code, leaving edited ones alone."""

    help = "Store the categories that come with the code, leaving edited ones alone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load them."""
        load_categories()
