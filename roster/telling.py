"""Telling people what happens to their duties: on the page of news, and by mail."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.text import Truncator
from procrastinate.contrib.django import app

from posko import clock
from roster.models import DutyNews, Officer
from roster.models.news import TEXT_MAX


def tell(
    officers: Iterable[Officer], subject: str, text: str, path: str, *, news: bool = True
) -> None:
    """Tell each of ``officers``, in the transaction that causes it.

    ``text`` is a sentence or more; ``path`` is the page to go to. Who has an address gets a mail,
    too; with ``news`` off, that mail alone. A transaction that is rolled back tells nobody.
    Leave out whoever took the step: they know.
    """
    tell_each([(officer, text) for officer in officers], subject, path, news=news)


def tell_each(
    words: Iterable[tuple[Officer, str]], subject: str, path: str, *, news: bool = True
) -> None:
    """Tell each person their own text, as tell() does; the news of all is stored at once."""
    told = list(words)
    if news:
        DutyNews.objects.bulk_create(
            DutyNews(officer=person, text=_short(text), path=path, created_at=clock.now())
            for person, text in told
        )
    for person, text in told:
        if person.email:
            letter = f"{text}\n\n{settings.SITE_URL}{path}"
            # By name: tasks may take steps that end here.
            app.configure_task("roster.mail").defer(officer=person.pk, subject=subject, text=letter)


def _short(text: str) -> str:
    return Truncator(text).chars(TEXT_MAX)
