"""Fixtures of the log's tests."""

import pytest

from tests.factories.incidents import People, make_people


@pytest.fixture
def people(regions: int, voting_eve: object) -> People:
    """One person of each role in Jakarta Pusat."""
    return make_people()
