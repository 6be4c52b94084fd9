"""The demonstration: real posts, invented people, a full rota, incidents in all states."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Count

from incidents.demonstration import STARTS_AT
from incidents.models import Event, Incident
from incidents.states import Status
from incidents.verification import broken_chains
from posko.models import Post
from roster.demonstration import ACCOUNTS
from roster.models import Duty, Officer
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

    for username in ACCOUNTS:
        assert Officer.objects.get(username=username).check_password("kata-sandi-demo")
    assert duty_of(Officer.objects.get(username="petugas.jp"), STARTS_AT)

    call_command("load_demonstration", password="lain")
    assert Incident.objects.count() == sum(states.values())
