"""What tests of every app use."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime

import pytest

from posko import clock
from posko.clock import JAKARTA
from posko.regions import load_regions

type Travel = Callable[[str], datetime]


@pytest.fixture
def regions(db: None) -> int:
    """All regions of Jakarta are loaded; gives how many."""
    return load_regions()


@pytest.fixture
def at() -> Iterator[Travel]:
    """Stop the product's clock: ``at("2024-02-13 09:00")``, in WIB, until the test ends."""
    with ExitStack() as journey:

        def travel(to: str) -> datetime:
            moment = datetime.fromisoformat(to).replace(tzinfo=JAKARTA)
            journey.enter_context(clock.at(moment))
            return moment

        yield travel
