"""Telling people by mail what happens to their duties; the pages say it too."""

from collections.abc import Iterable

from django.conf import settings
from procrastinate.contrib.django import app

from roster.models import Officer


def tell(officers: Iterable[Officer], subject: str, text: str, path: str) -> None:
    """Queue a mail to each of ``officers``, in the transaction that causes it.

    ``text`` is a sentence or more; ``path`` is the page to go to. A transaction that is rolled
    back sends nothing. Who has no address is told by the pages alone.
    """
    letter = f"{text}\n\n{settings.SITE_URL}{path}"
    for officer in officers:
        if officer.email:
            # By name: tasks may take steps that end here.
            app.configure_task("roster.mail").defer(
                officer=officer.pk, subject=subject, text=letter
            )
