"""Who is there when problems are counted."""

import pytest

from tests.conftest import Travel
from tests.factories.incidents import People, make_people
from tests.incidents.statistics.figures import FRIDAY


@pytest.fixture
def people(regions: int, at: Travel) -> People:
    """One person of each role in Jakarta Pusat; the clock stands on a Friday."""
    at(FRIDAY)
    return make_people()
