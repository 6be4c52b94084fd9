"""`manage.py load_categories`: store the categories and clock rules that come with the code."""

from typing import Any

from django.core.management.base import BaseCommand

from incidents.categories import load_categories
from incidents.deadlines.rules import load_clock_rules


class Command(BaseCommand):
    """Stores the categories and clock rules that come with the code, leaving edited ones alone."""

    help = "Store the categories and clock rules of the code, leaving edited ones alone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load them."""
        load_categories()
        load_clock_rules()
