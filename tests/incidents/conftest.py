"""Fixtures of the log's tests."""

import pytest

from incidents.deadlines.rules import load_clock_rules
from incidents.models import Category
from tests.factories.incidents import People, make_people


@pytest.fixture
def people(regions: int, voting_eve: object) -> People:
    """One person of each role in Jakarta Pusat."""
    return make_people()


@pytest.fixture
def rules(regions: int) -> None:
    """The rules that come with the code, and the campaign as an alleged violation."""
    load_clock_rules()
    Category.objects.filter(code="kampanye").update(is_violation=True)
