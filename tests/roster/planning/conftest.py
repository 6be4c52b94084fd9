"""Plans are worked out by a planner that takes no time; what is tested is around it."""

import pytest
from django.test import Client

from posko.models import Post
from roster.planning import running
from tests.factories.planner import greedy
from tests.factories.planning import make_turns, need, planner_of
from tests.factories.posko import make_post
from tests.visiting import browser as logged_in


@pytest.fixture(autouse=True)
def quick_planner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "solve", greedy)


@pytest.fixture
def post(regions: int) -> Post:
    return make_post()


@pytest.fixture
def staff(post: Post) -> Client:
    need(post, leads=True)
    make_turns("budi siti")
    return logged_in(planner_of())
