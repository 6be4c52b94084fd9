"""Somebody can't come: two answers for the posts of their duties, asked for from the absence."""

import pytest
from django.test import Client

from posko.models import Post
from roster.models import Absence, Plan, PlanState
from tests.factories.planning import (
    FIRST,
    make_turns,
    worked_out,
)
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty
from tests.roster.planning.pages import AGAIN, step, text, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def test_an_absence_leads_to_two_answers_for_its_posts_from_its_first_duty_on(
    staff: Client, post: Post
) -> None:
    siti = make_turns("wati")[0]
    other = make_post(name="Posko kedua", slug="kedua")
    assign(make_duty(post, FIRST), siti)
    assign(make_duty(other, FIRST.replace(day=15)), siti)
    assign(make_duty(make_post(name="Posko jauh", slug="jauh"), FIRST.replace(day=20)), siti)
    absence = Absence.objects.create(
        officer=siti,
        kind="illness",
        first_day=FIRST.replace(day=12),
        last_day=FIRST.replace(day=16),
    )
    asked = staff.get(f"{AGAIN}?absence={absence.pk}")
    shown = text(asked)
    assert "Wati berhalangan" in shown
    assert 'value="2024-02-14"' in shown
    assert 'value="2024-02-29"' in shown
    form = asked.context["form"]
    assert form["where"].initial == [f"post:{post.pk}", f"post:{other.pk}"]
    staff.post(f"{AGAIN}?absence={absence.pk}", typed(post, where=form["where"].initial))
    one, two = map(worked_out, Plan.objects.order_by("pk"))
    assert [one.goal, two.goal] == ["fewest_changes", "fairest"]
    address = f"/admin/roster/plan/pair/{one.pairing}/"
    both = text(staff.get(address))
    assert both.count("Terbitkan yang ini") == 2
    assert "Wati" in both
    staff.post(step(two, "publish"))
    one.refresh_from_db()
    assert one.state == PlanState.DISCARDED
    assert "Yang ini sudah diterbitkan." in text(staff.get(address))


def test_an_absence_without_duties_says_so(staff: Client) -> None:
    (wati,) = make_turns("wati")
    absence = Absence.objects.create(officer=wati, kind="leave", first_day=FIRST, last_day=FIRST)
    assert "Tidak ada tugas jaga yang terdampak." in text(
        staff.get(f"{AGAIN}?absence={absence.pk}")
    )
    assert staff.get(f"{AGAIN}?absence=x&post=%00&first_day=%00").status_code == 200


def test_another_regions_absence_is_not_shown(staff: Client) -> None:
    wati = make_turns("wati", code="31.73")[0]
    absence = Absence.objects.create(officer=wati, kind="illness", first_day=FIRST, last_day=FIRST)
    assert "Wati" not in text(staff.get(f"{AGAIN}?absence={absence.pk}"))
