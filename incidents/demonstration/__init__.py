"""The demonstration: 13 February 2024, 09.00 WIB, the day before the vote.

Posts and institutions are real, people and incidents are invented. Incidents are shaped like
those of shared/facts.md and made by the workflow's own functions, each at its time.
"""

from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from incidents.categories import load_categories
from incidents.deadlines.escalation import escalate
from incidents.deadlines.rules import load_clock_rules
from incidents.demonstration.handovers import hand_over
from incidents.demonstration.inbox import fill_inbox
from incidents.demonstration.story import tell
from incidents.models import Notice
from posko import clock
from posko.clock import JAKARTA
from posko.demonstration import load_posts
from posko.regions import load_regions
from roster.demonstration import load_institutions, load_people
from roster.demonstration_days import attend, load_equipment
from roster.demonstration_rota import load_rota
from roster.models import DutyNews

STARTS_AT = datetime(2024, 2, 13, 9, 0, tzinfo=JAKARTA)
# When the deadlines were looked at for the last time, and read.
LAST_LOOK = STARTS_AT - timedelta(hours=16)
INCIDENTS = 340


@transaction.atomic
def load_demonstration(password: str) -> None:
    """Store all of it; every run makes the same."""
    random = Random(20240214)  # noqa: S311 - the same every time, which is the point
    load_regions()
    load_categories()
    load_clock_rules()
    operation = load_posts()
    load_institutions()
    load_people(operation, password, random)
    load_rota(operation)
    tell(operation, STARTS_AT, INCIDENTS, random)
    with clock.at(LAST_LOOK):
        escalate(LAST_LOOK)
    fill_inbox(STARTS_AT)
    _read_old_news()
    load_equipment(operation)
    attend(STARTS_AT, random)
    hand_over(STARTS_AT, random)


def _read_old_news() -> None:
    """People have read what they were told until the last look at the deadlines."""
    Notice.objects.filter(created_at__lte=LAST_LOOK).read_now(STARTS_AT)
    # The rota was published weeks ago.
    DutyNews.objects.filter(created_at__lte=LAST_LOOK).read_now(STARTS_AT)
