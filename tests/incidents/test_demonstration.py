"""The demonstration: real posts, invented people, a full rota, incidents in all states."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Count, F

from incidents.deadlines.escalation import escalate
from incidents.demonstration import STARTS_AT
from incidents.models import Event, Incident, Message, Notice, Referral
from incidents.notice_kinds import NoticeKind
from incidents.states import Status
from incidents.verification import broken_chains
from posko import clock
from posko.models import Post
from roster.demonstration import ACCOUNTS
from roster.models import Duty, DutyNews, InstitutionKind, Officer
from roster.onduty import duty_of

pytestmark = pytest.mark.django_db


def test_the_whole_demonstration(settings: Any) -> None:
    settings.DEMONSTRATION = True
    call_command("load_demonstration", password="kata-sandi-demo")

    published = Post.objects.public().values_list("slug", flat=True)
    assert set(published) == {
        "jakarta-pusat", "jakarta-barat", "jakarta-selatan", "jakarta-timur", "kepulauan-seribu",
    }  # fmt: skip
    assert Post.objects.filter(slug="jakarta-utara", published=False).exists()

    days = Duty.objects.dates("starts_at", "day")
    assert (days[0], len(days)) == (date(2024, 1, 9), 52)
    assert Duty.objects.count() == 5 * 52

    states = dict(Incident.objects.values_list("status").annotate(n=Count("pk")))
    assert set(states) == set(Status)
    assert sum(states.values()) >= 300
    assert Incident.objects.filter(duty=None).count() == 0
    assert not Event.objects.filter(at__gt=STARTS_AT).exists()
    assert list(broken_chains()) == []

    numbers = Referral.objects.values("incident__city", "letter_number")
    assert not numbers.annotate(bodies=Count("institution", distinct=True)).filter(bodies__gt=1)
    neutrality = Referral.objects.filter(incident__category__parent__code="netralitas")
    assert set(neutrality.values_list("institution__kind", flat=True)) == {InstitutionKind.BAWASLU}
    joined = Message.objects.get(text__startswith="Tetangga saya").incident
    assert joined
    assert joined.category.code == "undangan"
    assert joined.received_at < Message.objects.get(text__startswith="Tetangga saya").received_at

    # The first minute of the worker brings a handful of news, not those of five weeks.
    with clock.at(STARTS_AT):
        escalate(STARTS_AT)
    for username in ACCOUNTS:
        assert Notice.objects.filter(officer__username=username, read_at=None).count() <= 10
    assert DutyNews.objects.exists()
    assert not DutyNews.objects.unread().exists()
    told = Notice.objects.filter(kind=NoticeKind.OVERDUE, created_at__lt=STARTS_AT)
    assert told.dates("created_at", "day").count() > 20
    assert not told.filter(created_at__lt=F("incident__received_at")).exists()

    for username in ACCOUNTS:
        assert Officer.objects.get(username=username).check_password("kata-sandi-demo")
    assert duty_of(Officer.objects.get(username="petugas.jp"), STARTS_AT)

    call_command("load_demonstration", password="lain")
    assert Incident.objects.count() == sum(states.values())
