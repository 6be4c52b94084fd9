"""`manage.py draw_workflow`: write docs/workflow.md from the table of transitions."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from incidents.drawing import workflow_page


class Command(BaseCommand):
    """Draws docs/workflow.md."""

    help = "Write docs/workflow.md from the table of transitions and the policy."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page and say where it is."""
        page = settings.BASE_DIR / "docs" / "workflow.md"
        page.write_text(workflow_page(), encoding="utf-8")
        self.stdout.write(f"Drawn: {page}")
