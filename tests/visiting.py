"""Somebody at a browser without scripts: log in, look, read."""

from typing import Any

from django.test import Client

from roster.models import Officer


def browser(officer: Officer) -> Client:
    """Return a browser in which ``officer`` is logged in."""
    client = Client()
    client.force_login(officer)
    return client


def text(response: Any) -> str:
    """Return a page's source, runs of white space as one space."""
    return " ".join(response.content.decode().split())
