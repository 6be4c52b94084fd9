"""The rota: planned in the admin, read by those who are on duty."""

from datetime import date

import pytest

from incidents.demonstration import STARTS_AT
from roster.models import Assignment, Duty, InstitutionKind, Officer, Role
from tests.factories.roster import assign
from tests.journeys.conftest import Opens
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

GAP_DAY = date(2024, 2, 15)
PROSECUTORS = Officer.objects.filter(
    institution__kind=InstitutionKind.KEJARI, region_id="31.71", role=Role.PETUGAS
)


def test_kesbangpol_fills_a_gap_that_the_week_shows(opens: Opens) -> None:
    busy, free = PROSECUTORS.order_by("pk")[:2]
    assign(Duty.objects.get(post__slug="jakarta-barat", starts_at__date=GAP_DAY), busy)

    planner = opens("kesbangpol.jp")
    assert planner.goes_to("/admin/") == 200
    planner.follows("Tugas jaga", within="#content")
    planner.follows("Jadwal mingguan")
    planner.sees("Posko Bersama Jakarta Pusat", "Hari Pemilihan Umum")
    planner.does_not_see("Posko Bersama Jakarta Barat")
    gaps = planner.texts(".week__gap")
    assert gaps == ["Belum terisi: 1 Kejari"] * 2

    planner.part(
        ".week__duty",
    ).filter(has_text="Belum terisi").first.get_by_role("link").click()
    planner.looks()
    adds(planner, busy)
    planner.sees(f"{busy.full_name} memiliki tugas jaga lain, 15.02.2024 08.00-16.00.")
    planner.does_not_see("Jakarta Barat")

    adds(planner, free)
    planner.goes_to("/admin/roster/duty/week/")
    assert planner.texts(".week__gap") == gaps[1:]
    planner.sees(free.full_name)


def test_an_officer_reads_the_rota_and_the_own_duties(opens: Opens) -> None:
    officer = opens("petugas.jp")
    officer.goes_to("/jadwal/")
    officer.sees("Posko Bersama Jakarta Pusat", "Belum terisi: 1 Kejari")
    officer.sees("Hari Pemilihan Umum")
    officer.does_not_see("Posko Bersama Jakarta Barat")
    me = Officer.objects.get(username="petugas.jp")
    assert any(me.full_name in row for row in officer.texts(".rota__mine"))

    officer.follows("Jadwal saya", within="main")
    coming = Assignment.objects.of(me).filter(ends_at__gt=STARTS_AT)
    assert len(officer.texts("[aria-labelledby=h-coming] li")) == coming.count()
    officer.sees("Selasa, 13 Februari 2024", "08.00-16.00 WIB")


def adds(planner: Visitor, officer: Officer) -> None:
    """Choose ``officer`` in the duty's last row, where it says so if it can't be, and save."""
    row = planner.part("tr.dynamic-assignments").last
    row.locator(".select2-selection").first.click()
    planner.part(".select2-search__field").fill(officer.full_name)
    planner.part(
        ".select2-results__option",
    ).filter(has_text=officer.full_name).click()
    planner.part("input[name=_save]").click()
    planner.looks()
