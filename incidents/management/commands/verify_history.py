"""`manage.py verify_history`: prove that no incident's history was altered."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from incidents.models import Attachment, Incident
from incidents.verification import broken_chains, broken_files


class Command(BaseCommand):
    """Recomputes the hash chain of every incident, and the hash of every file if asked."""

    help = "Recompute the hash chain of every incident; fails when one doesn't hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer to read the files as well, which takes long."""
        parser.add_argument(
            "--files", action="store_true", help="read every photo and PDF in the storage, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Name every broken history and file, or say that all hold."""
        broken = list(broken_chains())
        altered = list(broken_files()) if options["files"] else []
        for number, fault in [*broken, *altered]:
            self.stderr.write(f"{number}: {fault}")
        if broken:
            raise CommandError(f"{len(broken)} histories were altered")
        if altered:
            raise CommandError(f"{len(altered)} files are missing or were altered")
        self.stdout.write(f"{Incident.objects.count()} histories hold")
        if options["files"]:
            self.stdout.write(f"{Attachment.objects.count()} files hold")
