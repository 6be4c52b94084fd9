"""The life of a rota: planned and published, swapped, replaced, attended and handed over."""

from datetime import date

import pytest

from roster.models import Absence, Assignment, Attendance, Handover, Officer, Plan, Swap
from roster.models.requirement import Requirement
from tests.conftest import Travel, moment
from tests.factories.roster import PASSWORD
from tests.jobs import empty_queue, run_due
from tests.journeys.conftest import Opens
from tests.journeys.test_everywhere import looks_at

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["phone"], indirect=True)]

PLANS = "/admin/roster/plan/"


def with_password(officer: Officer) -> str:
    """Let ``officer`` log in, as few of the demonstration can; return their username."""
    officer.set_password(PASSWORD)
    officer.save(update_fields=["password"])
    return officer.username


def test_kesbangpol_plans_and_plans_again_when_somebody_falls_ill(opens: Opens) -> None:
    post = Officer.objects.get(username="petugas.jp").region.posts.get()
    Requirement.objects.create(
        operation=post.operation, post=post, days="date", on_date=date(2024, 2, 20),
        institution_kind="polres", people=3,
    )  # fmt: skip
    that_day = Assignment.objects.filter(duty__post=post, duty__starts_at__date="2024-02-20")
    police = that_day.filter(officer__institution__kind="polres")
    before = police.count()

    empty_queue()
    planner = opens("kesbangpol.jp")
    planner.goes_to(PLANS)
    planner.follows("Susun jadwal", within="#content")
    planner.fills("Hari pertama", "2024-02-20")
    planner.fills("Hari terakhir", "2024-02-22")
    planner.presses("Susun rencana")
    plan = Plan.objects.latest("pk")
    assert run_due("roster.plan") == 1
    planner.goes_to(f"{PLANS}{plan.pk}/change/")
    planner.sees("Terbukti")
    assert police.count() == before < 3, "nothing is touched before somebody publishes"
    planner.presses("Terbitkan rencana ini")
    assert police.count() == 3

    busy = that_day.get(officer__institution__kind="kodim")
    absence = Absence.objects.create(
        officer=busy.officer, kind="illness",
        first_day=date(2024, 2, 19), last_day=date(2024, 2, 22),
    )  # fmt: skip
    planner.goes_to(f"{PLANS}again/?absence={absence.pk}")
    planner.presses("Susun dua jawaban")
    assert run_due("roster.plan") == 2
    planner.goes_to(planner.page.url.removeprefix(planner.address))
    planner.sees("Paling sedikit perubahan", "Paling adil")
    planner.page.get_by_role("button", name="Terbitkan yang ini").first.click()
    planner.looks()
    assert not Assignment.objects.filter(duty=busy.duty, officer=busy.officer).exists()


def test_two_officers_swap_and_the_coordinator_finds_who_steps_in(opens: Opens) -> None:
    officer = opens("petugas.jp")
    officer.goes_to("/jadwal/saya/")
    officer.page.locator("main a", has_text="Tukar jaga").first.click()
    officer.looks_around()
    officer.page.locator("main a.button", has_text="Pilih").first.click()
    officer.page.get_by_role("radio").first.check()
    officer.presses("Kirim permintaan")
    swap = Swap.objects.get()
    given = swap.assignment
    assert given is not None

    colleague = opens(with_password(swap.colleague))
    looks_at(colleague, "/jadwal/saya/")
    looks_at(colleague, f"/jadwal/tukar/{swap.pk}/")
    colleague.presses("Terima")

    coordinator = opens("koordinator.jp")
    looks_at(coordinator, f"/jadwal/tukar/{swap.pk}/")
    coordinator.presses("Setujui")
    coordinator.looks_around()
    given.refresh_from_db()
    assert given.officer == swap.colleague

    mine = Assignment.objects.get(officer__username="petugas.jp", starts_at__date="2024-02-13")
    looks_at(officer, "/jadwal/berhalangan/lapor/")
    looks_at(coordinator, f"/jadwal/pengganti/{mine.pk}/")
    coordinator.page.get_by_role("button", name="Tugaskan").first.click()
    coordinator.looks()
    assert not Assignment.objects.filter(duty=mine.duty_id, officer=mine.officer_id).exists()


def test_a_lead_who_leaves_early_hands_over_first_and_the_next_one_takes_it(
    opens: Opens, at: Travel
) -> None:
    mine = Assignment.objects.get(officer__username="petugas.jp", starts_at__date="2024-02-13")
    page = f"/jadwal/serah-terima/{mine.duty_id}/"
    lead = opens("petugas.jp")
    looks_at(lead, "/jadwal/saya/")
    lead.presses("Saya sudah di posko")
    at("2024-02-13 09:18")
    lead.unfolds("Pulang lebih awal")
    lead.presses("Selesai bertugas")
    lead.sees("Pulang tanpa serah terima")
    lead.looks_around()
    assert Attendance.objects.get(assignment=mine).left_at is None

    lead.follows("Tanda tangani serah terima dulu")
    lead.sees("Mohon tanda tangani hanya jika Anda pulang")
    for tick in lead.page.locator("main form").get_by_role("checkbox").all():
        tick.check()
    lead.presses("Tanda tangani dan serahkan")
    lead.sees("Serah terima ditandatangani.")
    lead.looks_around()
    lead.goes_to("/jadwal/saya/")
    lead.unfolds("Pulang lebih awal")
    lead.presses("Selesai bertugas")
    lead.sees("Selesai 09.18")
    assert Attendance.objects.get(assignment=mine).left_at == moment("2024-02-13 09:18")

    coordinator = opens("koordinator.jp")
    for path in ("tukar/", "berhalangan/", "kehadiran/", "serah-terima/"):
        looks_at(coordinator, f"/jadwal/{path}")

    handover = Handover.objects.select_related("to_duty").get(duty=mine.duty_id)
    assert handover.to_duty is not None
    coming = opens(with_password(handover.to_duty.assignments.get(leads=True).officer))
    at("2024-02-14 07:30")
    looks_at(coming, page)
    coming.page.locator("main form").get_by_role("checkbox").first.check()
    coming.presses("Terima")
    coming.looks_around()
    coming.sees("Serah terima diterima.")
    handover.refresh_from_db()
    assert handover.acknowledged_at == moment("2024-02-14 07:30")
