"""Every public page in both languages: accessible, quiet, never too wide; light, dark, zoomed."""

from datetime import datetime
from typing import Any

import pytest

from posko.models import Activity
from tests.journeys.conftest import Opens
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["phone"], indirect=True)]

PATHS = [
    "/", "/cari/?q=mentng", "/cari/?q=atlantis", "/peta/", "/posko/jakarta-pusat/", "/kegiatan/",
    "/kegiatan/?bulan=2024-02", "/operasi/", "/operasi/pemilu-2024/", "/data/", "/api/",
    "/sematkan/", "/luring/", "/lapor/", "/lacak/",
]  # fmt: skip


@pytest.fixture
def story(posts_alone: datetime) -> datetime:
    """Nobody logs in here."""
    return posts_alone


def looks_at(visitor: Visitor, path: str) -> None:
    assert visitor.goes_to(path) == 200, path
    visitor.looks_around()


@pytest.mark.parametrize("language", ["", "/en"])
def test_nothing_stands_in_the_way_of_anybody(opens: Opens, settings: Any, language: str) -> None:
    settings.TILES_URL = ""
    reader = opens()
    activity = Activity.objects.public().earliest("starts_at")
    for path in [*PATHS, activity.get_absolute_url()]:
        looks_at(reader, language + path)
