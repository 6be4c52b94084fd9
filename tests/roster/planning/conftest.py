"""Plans are worked out by a planner that takes no time; what is tested is around it."""

import pytest

from posko.models import Post
from roster.planning import running
from tests.factories.planner import greedy
from tests.factories.posko import make_post


@pytest.fixture(autouse=True)
def quick_planner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "solve", greedy)


@pytest.fixture
def post(regions: int) -> Post:
    return make_post()
