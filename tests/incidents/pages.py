"""Browsers and pages, for the tests of the log's pages."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from incidents.views.public.limits import Limit
from roster.models import Role
from tests import visiting
from tests.factories.incidents import People
from tests.visiting import text as text

INBOX = "/masalah/kotak-masuk/"


def browser(people: People, role: Role = Role.PETUGAS) -> Client:
    """Return a browser in which the person with ``role`` is logged in."""
    return visiting.browser(people[role])


def limit(monkeypatch: pytest.MonkeyPatch, view: str, usual: Limit, **changes: Any) -> None:
    """Let the public page ``view`` ("track.TRACKING") throttle sooner than ``usual``."""
    monkeypatch.setattr(f"incidents.views.public.{view}", replace(usual, **changes))
