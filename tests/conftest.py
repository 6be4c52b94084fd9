"""What tests of every app use."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime

import pytest
from django.utils import translation

from incidents.categories import load_categories
from posko import clock
from posko.clock import JAKARTA
from posko.regions import load_regions

type Travel = Callable[[str], datetime]


def moment(text: str) -> datetime:
    """Return '2024-02-13 09:00' as that moment in Jakarta."""
    return datetime.fromisoformat(text).replace(tzinfo=JAKARTA)


@pytest.fixture(autouse=True)
def indonesian() -> None:
    """A page in English leaves its language to the thread; the next test begins without it."""
    translation.deactivate()


@pytest.fixture
def regions(db: None) -> int:
    """All regions of Jakarta and the categories are loaded; gives how many regions."""
    load_categories()
    return load_regions()


@pytest.fixture
def at() -> Iterator[Travel]:
    """Stop the product's clock: ``at("2024-02-13 09:00")``, in WIB, until the test ends."""
    with ExitStack() as journey:

        def travel(to: str) -> datetime:
            journey.enter_context(clock.at(moment(to)))
            return moment(to)

        yield travel


@pytest.fixture
def voting_eve(at: Travel) -> datetime:
    """The clock stands at 13 February 2024, 09.00 WIB."""
    return at("2024-02-13 09:00")
