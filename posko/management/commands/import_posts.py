"""`manage.py import_posts FILE.csv --operation pemilu-2024 [--store]`: many posts at once."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from posko.importing import read_posts, store_posts
from posko.models import Operation


class Command(BaseCommand):
    """Says what a file would do; with ``--store`` does it."""

    help = "Check a CSV file of posts; with --store, store them, all or none."

    def add_arguments(self, parser: Any) -> None:
        """Take the file, and the slug of the operation."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--operation", required=True, help="slug of the operation")
        parser.add_argument("--store", action="store_true", help="without it, a dry run")

    def handle(self, *args: Any, file: Path, operation: str, store: bool, **options: Any) -> None:
        """Read, tell, and store if that is asked for and nothing is wrong."""
        chosen = Operation.objects.filter(slug=operation).first()
        if chosen is None:
            raise CommandError(f"There is no operation {operation!r}.")
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} can't be read: {error.strerror}.") from error
        found = read_posts(data, chosen)
        for line, column, words in found.errors:
            self.stderr.write(f"line {line}, {column or 'file'}: {words}")
        counts = f"{len(found.new)} new, {len(found.changed)} changed, {found.same} as they are"
        self.stdout.write(f"{counts}, {len(found.errors)} errors.")
        if found.errors:
            raise CommandError("Nothing was stored.")
        if store:
            self.stdout.write(f"Stored {store_posts(found)} posts.")
