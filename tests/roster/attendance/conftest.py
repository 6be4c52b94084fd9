"""A duty that somebody has today."""

from datetime import date

import pytest

from roster.models import Assignment
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer


@pytest.fixture
def mine() -> Assignment:
    """Budi's duty, 08.00-16.00; it is 09.00."""
    budi = make_officer("budi.santoso", institution=make_institution())
    return assign(make_duty(make_post(), date(2024, 2, 13)), budi)
