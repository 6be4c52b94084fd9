"""The planner is asked what the database says: needs, shifts, pins, what was before."""

from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from posko import clock
from posko.models import Post
from roster.models import Absence, Availability, Duty, Plan, Requirement, Shift, WorkRule
from roster.planner.problem import Carried, Given, Person, Place
from roster.planning.duties import key_of
from roster.planning.reading import Reading, read
from roster.planning.steps import order_plan
from tests.factories.planning import FIRST, LAST, make_turns, need, order, planner_of
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def asked(*posts: Post, first: date = FIRST, last: date = LAST) -> Reading:
    plan = order_plan(order(posts, first, last), by=planner_of(posts[0].region_id))
    return read(plan, clock.now())


def days(reading: Reading) -> list[date]:
    return [place.turn.day for place in reading.problem.places]


def place_on(reading: Reading, day: date, kind: str = "polres") -> Place:
    return next(p for p in reading.problem.places if (p.turn.day, p.kind) == (day, kind))


def person(reading: Reading, name: str) -> Person:
    return next(p for p in reading.problem.people if p.name == name)


def given(duty: Duty, officer: Any, leads: bool = False) -> Given:
    return Given(officer.pk, key_of(duty.post_id, duty.starts_at), leads)


def test_every_open_day_has_a_place_even_before_a_duty_is_stored(post: Post) -> None:
    need(post, 2, leads=True)
    reading = asked(post)
    assert days(reading) == [date(2024, 2, n) for n in (14, 15, 16, 17)]
    first = reading.problem.places[0]
    assert (first.people, first.leads, first.day_off, first.post) == (2, True, True, post.pk)
    assert first.turn.start.astimezone(post.region.zone).time() == time(8)
    assert [place.day_off for place in reading.problem.places] == [True, False, False, True]


def test_a_shift_asks_for_what_its_shift_needs(post: Post) -> None:
    shifts = [
        Shift.objects.create(operation=post.operation, post=post, name=name, opens=o, closes=c)
        for name, o, c in [("Pagi", time(8), time(16)), ("Malam", time(22), time(6))]
    ]
    need(post, 1)
    need(post, 3, shift=shifts[1])
    reading = asked(post, last=FIRST)
    assert [place.people for place in reading.problem.places] == [1, 3]
    night = reading.problem.places[1].turn
    assert (night.day, night.end.astimezone(post.region.zone).date()) == (FIRST, date(2024, 2, 15))


def test_a_narrower_need_replaces_the_general_one_and_zero_lifts_it(post: Post) -> None:
    need(post, 1)
    need(post, 0, days="date", on_date=date(2024, 2, 15))
    need(post, 4, days="off")
    reading = asked(post)
    assert [(p.turn.day.day, p.people) for p in reading.problem.places] == [
        (14, 4), (16, 1), (17, 4),
    ]  # fmt: skip


def test_a_stored_duty_stands_as_it_is_and_keeps_the_hours_from_making_another(post: Post) -> None:
    need(post)
    duty = make_duty(post, FIRST, "09:00", "19:00")
    reading = asked(post, last=FIRST)
    assert len(reading.problem.places) == 1
    assert reading.problem.places[0].turn.start == duty.starts_at
    assert next(iter(reading.duties.values())).stored == duty.pk


def test_what_has_begun_is_no_place_but_counts_and_binds(post: Post) -> None:
    need(post)
    (budi,) = make_turns("budi")
    yesterday = assign(make_duty(post, date(2024, 2, 12)), budi, leads=True)
    assign(make_duty(post, date(2024, 2, 13)), budi)
    assign(make_duty(post, date(2024, 2, 11)), budi)
    reading = asked(post, first=date(2024, 2, 12), last=date(2024, 2, 14))
    assert days(reading) == [date(2024, 2, 14)]
    known = person(reading, "Budi")
    assert known.carried == Carried(total=3, off=1, led=1)
    assert yesterday.starts_at in [turn.start for turn in known.fixed]


def test_duties_at_other_posts_are_fixed_and_count_those_of_another_operation_only_bind(
    post: Post,
) -> None:
    from tests.factories.posko import make_operation

    need(post)
    (budi,) = make_turns("budi")
    other = make_post(name="Posko kedua", slug="kedua")
    assign(make_duty(other, FIRST), budi)
    foreign = make_post(operation=make_operation(slug="lain", name="Lain"), slug="lain")
    assign(make_duty(foreign, date(2024, 2, 15)), budi)
    assign(make_duty(other, date(2024, 2, 20)), budi)
    known = person(asked(post), "Budi")
    assert [turn.day.day for turn in known.fixed] == [14, 15, 20]
    assert known.carried.total == 1


def test_the_rota_so_far_is_told_and_pins_are_pins(post: Post) -> None:
    need(post, 2)
    budi, siti = make_turns("budi siti")
    duty = make_duty(post, FIRST)
    assign(duty, budi)
    pinned = assign(duty, siti)
    pinned.pinned = True
    pinned.save()
    problem = asked(post).problem
    assert set(problem.told) == {given(duty, budi), given(duty, siti)}
    assert problem.pins == (given(duty, siti),)
    assert not person(asked_again(post), "Budi").fixed


def asked_again(post: Post) -> Reading:
    return read(Plan.objects.get(), clock.now())


def test_more_pins_than_needed_make_the_place_larger(post: Post) -> None:
    need(post, 1)
    duty = make_duty(post, FIRST)
    for officer in make_turns("budi siti"):
        row = assign(duty, officer)
        row.pinned = True
        row.save()
    assert place_on(asked(post), FIRST).people == 2


def test_a_guest_who_helps_out_fills_a_place_and_is_left_alone(post: Post) -> None:
    need(post, 2)
    make_turns("budi")
    duty = make_duty(post, FIRST)
    guest = make_officer("tamu", "koordinator", institution=make_institution())
    assign(duty, guest, leads=True)
    reading = asked(post)
    place = place_on(reading, FIRST)
    assert (place.people, place.leads) == (1, False)
    assert reading.told == frozenset()


def test_kinds_that_nobody_asks_for_are_left_alone(post: Post) -> None:
    need(post)
    (kpu,) = make_turns("kpu", kind="kpu")
    assign(make_duty(post, FIRST), kpu)
    reading = asked(post)
    assert reading.told == frozenset()
    assert [p.kind for p in reading.problem.people] == []


def test_who_is_inactive_loses_their_duties_even_if_pinned(post: Post) -> None:
    need(post)
    (budi,) = make_turns("budi")
    row = assign(make_duty(post, FIRST), budi)
    row.pinned = True
    row.save()
    budi.is_active = False
    budi.save()
    reading = asked(post)
    problem = reading.problem
    assert not [*problem.people, *problem.pins, *problem.told]
    assert {told.person for told in reading.told} == {budi.pk}


def test_people_bring_their_absences_rules_and_wishes(post: Post) -> None:
    need(post)
    (budi,) = make_turns("budi")
    Absence.objects.create(officer=budi, kind="leave", first_day=FIRST, last_day=FIRST)
    Availability.objects.create(officer=budi, weekday=4, wish="never")
    Availability.objects.create(officer=budi, weekday=5, wish="avoids")
    Availability.objects.create(officer=budi, day=LAST, wish="prefers")
    WorkRule.objects.create(
        operation=post.operation, institution_kind="polres", most_in_7_days=2, rest_hours=24
    )
    known = person(asked(post), "Budi")
    assert known.life.absences == ((FIRST, FIRST),)
    wishes = [set(days) for days in (known.life.never, known.avoids, known.prefers)]
    assert wishes == [{4}, {5}, {LAST}]
    assert known.life.limits.most_in_7_days == 2


def test_only_active_officers_of_the_kind_who_serve_there_are_asked(post: Post) -> None:
    need(post)
    make_turns("budi")
    institution = make_institution()
    here: dict[str, Any] = {"institution": institution}
    make_officer("provinsi", code="31", **here)
    make_officer("barat", code="31.73", **here)
    make_officer("kecamatan", code="31.71.06", **here)
    make_officer("keluar", is_active=False, **here)
    make_officer("ketua", "koordinator", **here)
    make_officer("lain", post=make_post(name="Lain", slug="lain"), **here)
    make_officer("tetap", code="31.73", post=post, **here)
    make_officer("jaksa", institution=make_institution("kejari"))
    names = {p.name for p in asked(post).problem.people}
    assert names == {"Budi", "Provinsi", "Tetap"}


def test_one_lead_at_most_the_pinned_one_first(post: Post) -> None:
    need(post, 1, "kesbangpol", leads=True)
    need(post, 1, "kodim", leads=True)
    (tentara,) = make_turns("tentara", kind="kodim")
    duty = make_duty(post, FIRST)
    row = assign(duty, tentara, leads=True)
    row.pinned = True
    row.save()
    leading = [(p.turn.day, p.kind) for p in asked(post, last=date(2024, 2, 15)).problem.places
               if p.leads]  # fmt: skip
    assert leading == [(FIRST, "kodim"), (date(2024, 2, 15), "kesbangpol")]


def test_three_posts_cost_as_many_queries_as_one(post: Post) -> None:
    posts = [post, make_post("31.73"), make_post("31.74")]
    for each in posts:
        need(each)
        (officer,) = make_turns(f"petugas.{each.pk}", code=each.region_id)
        assign(make_duty(each, FIRST), officer)
    by = planner_of()
    counts = []
    for some in (posts[:1], posts):
        plan = order_plan(order(some), by=by)
        Plan.objects.update(state="failed")
        with CaptureQueriesContext(connection) as queries:
            read(Plan.objects.select_related("operation").get(pk=plan.pk), clock.now())
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 18


def test_requirements_of_the_level_hold_for_all_its_posts(post: Post) -> None:
    Requirement.objects.create(
        operation=post.operation, level="kota", institution_kind="kodim", people=1
    )
    west = make_post("31.73")
    reading = asked(post, west, last=FIRST)
    assert {place.post for place in reading.problem.places} == {post.pk, west.pk}
