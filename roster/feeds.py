"""A person's calendar feed: made, made anew, turned off, and found by its secret."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction

from posko import clock
from roster.models import CalendarFeed, Officer
from roster.overlap import lock_officers

# Calendars ask every few minutes; when one asked last needn't be known better than this.
NOTE_EVERY = timedelta(hours=1)


@transaction.atomic
def make_feed(officer: Officer) -> str:
    """Give ``officer`` a new secret and return it: it is never shown again. The old one dies."""
    lock_officers([officer.pk])
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        officer=officer,
        defaults={
            "token_hash": _hash(token), "created_at": clock.now(), "last_read_at": None,
        },
    )  # fmt: skip
    return token


def turn_off(officer: Officer) -> None:
    """Let the officer's secret open nothing any more."""
    CalendarFeed.objects.filter(officer=officer).delete()


def feed_of(token: str) -> CalendarFeed | None:
    """Return the feed that ``token`` opens, and note that it was read.

    Found by the hash of 256 random bits: how long the search takes tells nothing of the secret.
    """
    feeds = CalendarFeed.objects.filter(officer__is_active=True).select_related("officer")
    feed = feeds.filter(token_hash=_hash(token)).first()
    if feed is None:
        return None
    now = clock.now()
    if feed.last_read_at is None or feed.last_read_at < now - NOTE_EVERY:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_read_at=now)
    return feed


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
