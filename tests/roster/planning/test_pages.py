"""The pages of plans in the admin: order, watch, look, publish; and who may."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from posko.models import Post
from roster.models import Assignment, Plan, PlanShortage, PlanState
from roster.planner.shortages import Reason
from roster.planning.reasons import reason_words
from roster.planning.steps import order_plan, order_replan
from tests.conftest import Travel
from tests.factories.planning import (
    FIRST,
    make_plan,
    make_turns,
    need,
    on_duty,
    order,
    planner_of,
    worked_out,
)
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import make_officer
from tests.roster.planning.pages import ADD, AGAIN, page, step, text, typed
from tests.visiting import browser as logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def test_from_the_order_to_the_published_rota(staff: Client, post: Post) -> None:
    assert "Susun jadwal" in text(staff.get(ADD))
    response = staff.post(ADD, typed(post))
    plan = Plan.objects.get()
    assert response["Location"] == page(plan)
    assert (plan.created_by, plan.seconds, plan.goal) == (planner_of(), 60, "fairest")
    waiting = text(staff.get(page(plan)))
    assert 'http-equiv="refresh"' in waiting
    assert 'http-equiv="refresh"' not in text(staff.get(page(plan) + "?still"))
    worked_out(plan)
    found = text(staff.get(page(plan)))
    assert "Terbukti: tidak ada pembagian yang lebih adil." in found
    assert "Semua 4 tempat terisi." in found
    assert "Budi" in found
    assert not Assignment.objects.exists()
    told = text(staff.post(step(plan, "publish"), follow=True))
    assert "Sudah terbit. 4 perubahan" in told
    assert on_duty() == {"budi": 2, "siti": 2}
    assert "Terbitkan rencana ini" not in text(staff.get(page(plan)))


def test_what_cannot_be_filled_is_named_with_its_reason(staff: Client, post: Post) -> None:
    need(post, 3, kind="kejari")
    make_turns("jaksa1 jaksa2", kind="kejari")
    found = text(staff.get(page(make_plan(post))))
    assert "4 dari 16 tempat belum terisi." in found
    assert "Kejari: 2 orang tersedia, 3 dibutuhkan, 14 Feb" in found


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("nobody", "belum ada petugas dari instansi ini di sana"),
        ("too_few", "hanya 3 orang bertugas di sana, 1 dari 3 orang berhalangan"),
        ("absent", "Feb: 1 dari 3 orang berhalangan"),
        ("elsewhere", "bertugas di tempat lain"),
        ("limits", "batas tugas jaga dalam 7 hari"),
        ("unfinished", "waktu habis"),
    ],
)
def test_each_reason_of_a_gap_is_worded(staff: Client, post: Post, reason: str, words: str) -> None:
    plan = make_plan(post)
    PlanShortage.objects.create(
        plan=plan, post=post, kind="kejari", first_day=FIRST, last_day=FIRST,
        missing=2, wanted=4, available=2, pool=3, reason=reason,
    )  # fmt: skip
    shown = text(staff.get(page(plan)))
    assert "Kejari: 2 orang tersedia, 4 dibutuhkan, 14 Feb: " in shown
    assert words in shown


def test_the_planners_reasons_all_have_words() -> None:
    gap = PlanShortage(available=1, pool=2)
    for gap.reason in Reason:
        assert reason_words(gap)


def test_a_group_is_called_proven_once(staff: Client, post: Post) -> None:
    shown = text(staff.get(page(make_plan(post))))
    assert shown.count("Terbukti: tidak ada angka") == 1
    assert "(terbukti: tidak bisa" not in shown


def test_a_plan_that_no_longer_fits_is_refused_in_words_and_can_be_made_again(
    staff: Client, post: Post
) -> None:
    plan = make_plan(post)
    make_turns("baru")
    assert "Silakan susun lagi" in text(staff.post(step(plan, "publish"), follow=True))
    assert not Assignment.objects.exists()
    response = staff.post(step(plan, "again"))
    again = Plan.objects.latest("pk")
    assert response["Location"] == page(again)
    assert again.pk != plan.pk


def test_a_plan_that_no_longer_fits_offers_to_be_made_again_and_nothing_else(
    staff: Client, post: Post
) -> None:
    plan = make_plan(post)
    assert "sudah tidak sesuai" not in text(staff.get(page(plan)))
    assert step(plan, "publish") in text(staff.get(page(plan)))
    make_turns("baru")
    shown = text(staff.get(page(plan)))
    assert "Rencana ini sudah tidak sesuai" in shown
    assert shown.count(step(plan, "again")) == 1
    assert step(plan, "publish") not in shown
    auditor = logged_in(make_officer("pengawas", "pengawas", "31"))
    assert step(plan, "again") not in text(auditor.get(page(plan)))


def test_a_plan_whose_duties_have_begun_is_out_of_date(
    staff: Client, post: Post, at: Travel
) -> None:
    plan = make_plan(post)
    at("2024-02-14 12:00")
    shown = text(logged_in(planner_of()).get(page(plan)))
    assert "Rencana ini sudah tidak sesuai" in shown
    assert step(plan, "publish") not in shown


def test_of_two_answers_none_is_published_before_both_are_there(staff: Client, post: Post) -> None:
    one, two = order_replan(order([post]), by=planner_of())
    worked_out(one)
    pair = f"/admin/roster/plan/pair/{one.pairing}/"
    for address in (pair, page(one)):
        shown = text(staff.get(address))
        assert step(one, "publish") not in shown
        assert "setelah jawaban lainnya" in shown
    worked_out(two)
    shown = text(staff.get(pair))
    assert step(one, "publish") in shown
    assert step(two, "publish") in shown
    assert shown.count("jawaban lainnya akan dibuang") == 2
    assert "jawaban lainnya akan dibuang" in text(staff.get(page(one)))


def test_two_answers_that_no_longer_fit_offer_to_be_made_again(staff: Client, post: Post) -> None:
    one, two = map(worked_out, order_replan(order([post]), by=planner_of()))
    make_turns("baru")
    shown = text(staff.get(f"/admin/roster/plan/pair/{one.pairing}/"))
    assert "Rencana ini sudah tidak sesuai" in shown
    assert step(one, "publish") not in shown
    assert step(two, "publish") not in shown
    assert shown.count(step(one, "again")) == 1


def test_who_plans_twice_at_once_is_told_so(staff: Client, post: Post) -> None:
    staff.post(ADD, typed(post))
    response = staff.post(ADD, typed(post))
    assert response.status_code == 422
    assert "sedang disusun" in text(response)
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"first_day": "2024-02-12"},
        {"first_day": "2024-02-16", "last_day": "2024-02-15"},
        {"last_day": "2024-03-01"},
        {"last_day": "99999-01-01"},
        {"first_day": "14\x00"},
        {"first_day": ""},
        {"where": []},
        {"where": ["post:999999999999999999999"]},
        {"where": ["region:31"]},
        {"where": ["\x00"]},
        {"goal": "chaos"},
        {"seconds": "9999999"},
    ],
)
def test_bad_input_is_named_and_kept(staff: Client, post: Post, changes: dict[str, Any]) -> None:
    response = staff.post(ADD, typed(post, **changes))
    assert response.status_code == 422
    assert "errorlist" in text(response)
    assert 'value="2024-02-14"' in text(response) or "first_day" in changes
    assert not Plan.objects.exists()


def test_a_forged_operation_is_not_planned(staff: Client, post: Post) -> None:
    foreign = make_operation(slug="lain", name="Lain")
    make_post("31.73", operation=foreign)
    staff.post(ADD, typed(post, operation=foreign.pk))
    assert Plan.objects.get().operation == post.operation
    assert staff.get(f"{ADD}?operation=%00").status_code == 200


def test_a_region_is_all_its_posts(post: Post, staff: Client) -> None:
    make_post("31.71.06")
    shown = text(staff.get(ADD))
    assert "Jakarta Pusat: semua 2 posko" in shown
    staff.post(ADD, typed(post, where=["region:31.71"]))
    assert Plan.objects.get().posts.count() == 2


def test_another_region_knows_nothing_of_a_plan(staff: Client, post: Post) -> None:
    plan = make_plan(post)
    one, _other = order_replan(order([post]), by=planner_of())
    stranger = logged_in(planner_of("31.73"))
    assert stranger.get(page(plan)).status_code == 404
    assert stranger.get(f"/admin/roster/plan/pair/{one.pairing}/").status_code == 404
    assert stranger.get(f"/admin/roster/plan/{plan.pk}/history/").status_code in {302, 404}
    for name in ("publish", "discard", "stop", "again"):
        assert stranger.post(step(plan, name)).status_code == 404
    assert str(plan) not in text(stranger.get("/admin/roster/plan/"))
    assert stranger.post(ADD, typed(post)).status_code in {200, 422}
    plan.refresh_from_db()
    assert plan.state == PlanState.DONE


def test_the_auditor_reads_and_does_nothing(staff: Client, post: Post) -> None:
    plan = make_plan(post)
    auditor = logged_in(make_officer("pengawas", "pengawas", "31"))
    shown = text(auditor.get(page(plan)))
    assert "Terbukti" in shown
    assert "Terbitkan rencana ini" not in shown
    assert auditor.get(ADD).status_code == 403
    assert auditor.get(AGAIN).status_code == 403
    assert auditor.post(step(plan, "publish")).status_code == 403


def test_a_coordinator_is_not_in_the_admin(staff: Client, post: Post) -> None:
    plan = make_plan(post)
    coordinator = logged_in(make_officer("koordinator", "koordinator"))
    assert coordinator.get(page(plan)).status_code == 403
    assert coordinator.post(step(plan, "publish")).status_code == 403


@pytest.mark.parametrize("pk", ["abc", "99999999999999999999", "0"])
def test_a_guessed_plan_is_404(staff: Client, pk: str) -> None:
    assert staff.get(f"/admin/roster/plan/{pk}/change/").status_code == 404


def test_a_step_wants_a_post_and_a_name_that_exists(staff: Client, post: Post) -> None:
    plan = make_plan(post)
    assert staff.get(step(plan, "publish")).status_code == 405
    assert staff.post(step(plan, "delete")).status_code == 404


def test_stop_and_discard(staff: Client, post: Post) -> None:
    plan = order_plan(order([post]), by=planner_of())
    assert "Penyusunan segera berhenti" in text(staff.post(step(plan, "stop"), follow=True))
    assert worked_out(plan).state == PlanState.STOPPED
    assert "dibuang" in text(staff.post(step(plan, "discard"), follow=True))


def test_a_plan_of_many_posts_shows_the_people_of_one(staff: Client, post: Post) -> None:
    posts = [make_post("31.71", name=f"Posko {n}", slug=f"posko-{n}") for n in range(4)]
    for n, kind in enumerate(["kodim", "kejari", "bawaslu", "satpol_pp"]):
        need(posts[n], kind=kind)
        make_turns(f"orang.{n}", kind=kind)
    plan = make_plan(*posts)
    first = text(staff.get(page(plan)))
    assert "Orang 0" in first
    assert "Orang 3" not in first
    assert "Orang 3" in text(staff.get(f"{page(plan)}?post={posts[3].pk}"))


def test_a_plan_of_three_posts_costs_as_many_queries_as_one(post: Post) -> None:
    posts = [post, make_post("31.73"), make_post("31.74")]
    for each in posts:
        need(each)
        make_turns(f"petugas.{each.pk}", code=each.region_id)
    client = logged_in(planner_of("31"))
    counts = []
    for some in (posts[:1], posts):
        plan = make_plan(*some, by=planner_of("31"))
        client.get(page(plan))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page(plan)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 27
