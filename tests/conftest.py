"""Fixtures that all tests share."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime

import pytest

from incidents.categories import load_categories
from posko import clock
from posko.regions import load_regions

type Travel = Callable[[str], AbstractContextManager[None]]


def moment(text: str) -> datetime:
    """Return '2024-02-13 09:00' as that moment in Jakarta."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.JAKARTA)


@pytest.fixture
def regions(db: None) -> None:
    """The 318 regions of Jakarta and the categories."""
    load_regions()
    load_categories()


@pytest.fixture
def at() -> Travel:
    """Travel in time: `with at("2024-02-13 09:00"): ...`."""
    return lambda text: clock.at(moment(text))


@pytest.fixture
def voting_eve() -> Iterator[datetime]:
    """The clock stands at 13 February 2024, 09.00."""
    now = moment("2024-02-13 09:00")
    with clock.at(now):
        yield now
