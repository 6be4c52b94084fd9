"""Publishing makes a plan the rota: all of it, by what was planned for, and nothing else."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from posko.models import Post
from roster.models import Absence, Assignment, Duty, Officer, Plan, PlanState, Requirement
from roster.planning.publishing import publish
from roster.planning.steps import Refused, discard, order_replan
from roster.staffing import assign as put
from tests.conftest import Travel
from tests.factories.planning import (
    FIRST,
    make_plan,
    make_turns,
    need,
    on_duty,
    order,
    planned,
    planner_of,
    worked_out,
)
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty
from tests.jobs import empty_queue, queued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def refusal(plan: Plan) -> str:
    with pytest.raises(Refused) as refused:
        publish(plan)
    return refused.value.code


def mails() -> dict[int, str]:
    return {job["officer"]: job["text"] for job in queued("roster.mail")}


def with_mail(officer: Officer) -> Officer:
    officer.email = f"{officer.username}@example.org"
    officer.save()
    return officer


def test_an_empty_rota_is_filled(post: Post) -> None:
    need(post, leads=True)
    make_turns("budi siti")
    plan = make_plan(post)
    assert publish(plan) == 4
    plan.refresh_from_db()
    assert plan.state == PlanState.PUBLISHED
    assert [duty.day.day for duty in Duty.objects.all()] == [14, 15, 16, 17]
    assert on_duty() == {"budi": 2, "siti": 2}
    assert all(Assignment.objects.values_list("leads", flat=True))


def test_what_stays_keeps_its_key_and_its_history(post: Post) -> None:
    need(post)
    budi, _siti, wati = make_turns("budi siti wati")
    kept = assign(make_duty(post, FIRST), budi)
    gone = assign(make_duty(post, date(2024, 2, 15)), wati)
    Absence.objects.create(
        officer=wati, kind="illness", first_day=FIRST, last_day=date(2024, 2, 16)
    )
    plan = make_plan(post)
    assert planned(plan)[FIRST, "budi"] == "same"
    assert planned(plan)[date(2024, 2, 15), "wati"] == "gone"
    publish(plan)
    assert Assignment.objects.get(duty__starts_at=kept.starts_at).pk == kept.pk
    history: Any = Assignment._meta.get_field("events").related_model
    assert history.objects.filter(pgh_obj_id=kept.pk).count() == 1
    assert history.objects.filter(pgh_obj_id=gone.pk, pgh_label="delete").exists()


def test_each_person_gets_one_mail_with_all_that_changes(post: Post) -> None:
    need(post)
    budi, siti = map(with_mail, make_turns("budi siti"))
    assign(make_duty(post, FIRST), siti)
    Absence.objects.create(officer=siti, kind="leave", first_day=FIRST, last_day=FIRST)
    plan = make_plan(post)
    publish(plan)
    told = mails()
    assert set(told) == {budi.pk, siti.pk}
    assert "Rabu, 14 Februari 2024, 08.00-16.00 WIB, Posko Jakarta Pusat" in told[siti.pk]
    assert told[siti.pk].count("\n- ") == 1 + on_duty()["siti"]
    assert told[budi.pk].count("\n- ") == on_duty()["budi"]


def test_whom_nothing_changes_for_gets_no_mail(post: Post) -> None:
    need(post)
    _budi, _siti = map(with_mail, make_turns("budi siti"))
    publish(make_plan(post))
    empty_queue()
    Requirement.objects.update(people=2, days="date", on_date=FIRST)
    publish(make_plan(post, last=FIRST))
    assert len(mails()) == 1


def test_published_twice_it_changes_nothing_the_second_time(post: Post) -> None:
    need(post)
    make_turns("budi siti")
    plan = make_plan(post)
    publish(plan)
    before = list(Assignment.objects.values())
    assert refusal(plan) == "published"
    assert list(Assignment.objects.values()) == before


def test_a_discarded_plan_is_not_published(post: Post) -> None:
    need(post)
    plan = make_plan(post)
    discard(plan)
    discard(plan)
    assert refusal(plan) == "state"


def test_a_plan_that_has_no_answer_is_not_published(post: Post) -> None:
    need(post)
    plans = order_replan(order([post]), by=planner_of("31"))
    assert refusal(plans[0]) == "state"


def test_a_rota_that_changed_meanwhile_is_not_overwritten(post: Post) -> None:
    need(post)
    _budi, siti = make_turns("budi siti")
    duty = make_duty(post, FIRST)
    plan = make_plan(post)
    put(duty, siti)
    assert refusal(plan) == "rota"
    assert on_duty() == {"siti": 1}
    plan.refresh_from_db()
    assert plan.state == PlanState.DONE


def test_a_pin_set_meanwhile_counts_as_a_change(post: Post) -> None:
    need(post)
    budi, _siti = make_turns("budi siti")
    assign(make_duty(post, FIRST), budi)
    plan = make_plan(post)
    Assignment.objects.update(pinned=True)
    assert refusal(plan) == "rota"


def test_a_duty_that_somebody_got_elsewhere_meanwhile_counts_too(post: Post) -> None:
    need(post)
    budi, _siti = make_turns("budi siti")
    plan = make_plan(post)
    other = make_post(name="Posko kedua", slug="kedua")
    put(make_duty(other, FIRST), budi)
    assert refusal(plan) == "rota"


def test_a_duty_stored_meanwhile_counts_too(post: Post) -> None:
    need(post)
    make_turns("budi")
    plan = make_plan(post)
    make_duty(post, FIRST)
    assert refusal(plan) == "rota"


@pytest.mark.parametrize("change", ["left", "absent", "need", "new", "post"])
def test_people_and_needs_that_changed_meanwhile_refuse(post: Post, change: str) -> None:
    need(post)
    budi, _siti = make_turns("budi siti")
    plan = make_plan(post)
    if change == "left":
        Officer.objects.filter(pk=budi.pk).update(is_active=False)
    elif change == "absent":
        Absence.objects.create(officer=budi, kind="leave", first_day=FIRST, last_day=FIRST)
    elif change == "need":
        Requirement.objects.update(people=2)
    elif change == "new":
        make_turns("baru")
    else:
        Officer.objects.filter(pk=budi.pk).update(post=make_post(name="Lain", slug="lain"))
    code = refusal(plan)
    assert code == ("rota" if change in {"left", "new", "post"} else "facts") or code == "facts"
    assert not Assignment.objects.exists()


def test_another_regions_changes_do_not_matter(post: Post) -> None:
    need(post)
    make_turns("budi siti")
    plan = make_plan(post)
    west = make_post("31.73")
    (wati,) = make_turns("wati", code="31.73")
    put(make_duty(west, FIRST), wati)
    publish(plan)


def test_time_alone_changes_nothing_until_a_duty_of_the_plan_begins(post: Post, at: Travel) -> None:
    need(post)
    make_turns("budi siti")
    plan = make_plan(post)
    at("2024-02-14 08:00")
    assert refusal(plan) == "begun"
    at("2024-02-14 07:59")
    publish(plan)


def test_what_has_begun_is_never_touched(post: Post, at: Travel) -> None:
    need(post)
    budi, _siti = make_turns("budi siti")
    past = assign(make_duty(post, date(2024, 2, 12)), budi)
    running = assign(make_duty(post, date(2024, 2, 13)), budi)
    Absence.objects.create(
        officer=budi, kind="illness", first_day=date(2024, 2, 12), last_day=date(2024, 2, 20)
    )
    publish(make_plan(post, first=date(2024, 2, 12)))
    kept = Assignment.objects.filter(officer=budi)
    assert {row.pk for row in kept} == {past.pk, running.pk}
    assert on_duty()["siti"] == 4


def test_a_pinned_person_stays(post: Post) -> None:
    need(post)
    budi, _siti = make_turns("budi siti")
    row = assign(make_duty(post, FIRST), budi, leads=True)
    Assignment.objects.update(pinned=True)
    publish(make_plan(post))
    kept = Assignment.objects.get(pk=row.pk)
    assert (kept.officer, kept.leads, kept.pinned) == (budi, True, True)


def test_the_lead_changes_hands_under_the_constraint(post: Post) -> None:
    need(post, 2, leads=True)
    budi, siti = make_turns("budi siti")
    duty = make_duty(post, FIRST)
    assign(duty, siti, leads=True)
    assign(duty, budi)
    publish(make_plan(post, last=FIRST))
    assert [a.officer for a in Assignment.objects.filter(leads=True)] == [budi]


def test_a_lead_that_nobody_asks_for_stays(post: Post) -> None:
    need(post, 2)
    _budi, siti = make_turns("budi siti")
    duty = make_duty(post, FIRST)
    assign(duty, siti, leads=True)
    publish(make_plan(post, last=FIRST))
    assert [a.officer for a in Assignment.objects.filter(leads=True)] == [siti]
    assert on_duty() == {"budi": 1, "siti": 1}


def test_of_a_pair_one_is_published_and_the_other_discarded(post: Post) -> None:
    need(post)
    make_turns("budi siti")
    one, other = map(worked_out, order_replan(order([post]), by=planner_of()))
    publish(other)
    one.refresh_from_db()
    assert one.state == PlanState.DISCARDED
    assert one.duties.count() == 0
    assert refusal(one) == "state"
    with pytest.raises(Refused):
        discard(other)


def test_three_posts_cost_hardly_more_queries_than_one(post: Post) -> None:
    posts = [post, make_post("31.73"), make_post("31.74")]
    for each in posts:
        need(each)
        make_turns(f"petugas.{each.pk}", code=each.region_id)
    counts = []
    for some in (posts[:1], posts[1:]):
        plan = make_plan(*some, by=planner_of("31"))
        with CaptureQueriesContext(connection) as queries:
            publish(plan)
        counts.append(len(queries))
    assert counts[0] == counts[1]
