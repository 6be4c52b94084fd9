"""`manage.py import_posts FILE --operation pemilu-2024 [--store]`: many posts at once."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from posko.importing import PostsPlan, import_posts
from posko.models import Operation
from posko.sheets.book import Unreadable
from posko.sheets.limits import MAX_BYTES
from posko.sheets.reading import too_big


class Command(BaseCommand):
    """Says what a file would do; with ``--store`` does it."""

    help = "Check a CSV or XLSX file of posts; with --store, store them, all or none."

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
            plan = import_posts(_content(file), chosen, store=store)
        except Unreadable as error:
            raise CommandError(error.words) from error
        self._tell(plan)
        if plan.errors:
            raise CommandError("Nothing was stored.")
        if store:
            self.stdout.write(f"Stored {len(plan.new) + len(plan.changed)} posts.")

    def _tell(self, plan: PostsPlan) -> None:
        for told in (*plan.errors, *plan.warnings, *plan.notes):
            self.stderr.write(str(told))
        for line in plan.lines:
            self.stdout.write(f"{line.what}: {line.subject}: {line.details}")
        counts = f"{len(plan.new)} new, {len(plan.changed)} changed, {plan.left} as they are"
        self.stdout.write(f"{counts}, {len(plan.errors)} errors, {len(plan.warnings)} warnings.")


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise CommandError(too_big())
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} can't be read: {error.strerror}.") from error
