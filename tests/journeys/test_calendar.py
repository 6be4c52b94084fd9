"""The month in the admin: changed by keyboard and by hand, and read on a phone."""

import re
from datetime import date

import pytest

from roster.models import Assignment, Duty, RotaChange
from tests.journeys.conftest import SIZES, Opens
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

GAP_DAY = date(2024, 2, 15)
MONTH = "/admin/roster/duty/calendar/?month=2024-02"


def at_the_gap() -> int:
    """How many people are at the duty that lacks somebody."""
    return Assignment.objects.filter(duty=duty_with_a_gap()).count()


def duty_with_a_gap() -> Duty:
    return Duty.objects.get(post__slug="jakarta-pusat", starts_at__date=GAP_DAY)


def goes_to_cell(planner: Visitor, name: str) -> None:
    planner.part(f"#c-{name}").focus()


@pytest.mark.parametrize("size", [SIZES["desk"]])
def test_the_rota_is_changed_by_keyboard_alone(opens: Opens, size: object) -> None:
    planner = opens("kesbangpol.jp")
    planner.goes_to(MONTH)
    assert planner.part(".cal").get_attribute("role") == "grid"
    assert planner.part(".cal__cell[tabindex='0']").count() == 1
    goes_to_cell(planner, "polres-2024-02-14")
    press = planner.page.keyboard.press
    for key, cell in (
        ("ArrowRight", "c-polres-2024-02-15"),
        ("ArrowDown", "c-kejari-2024-02-15"),
        ("End", "c-kejari-2024-02-29"),
        ("ArrowRight", "c-kejari-2024-02-29"),
        ("Home", "c-kejari-2024-02-01"),
        ("ArrowUp", "c-polres-2024-02-01"),
    ):
        press(key)
        assert planner.focused == cell, key
    assert planner.part(".cal__cell[tabindex='0']").count() == 1

    goes_to_cell(planner, "kejari-2024-02-15")
    before = at_the_gap()
    press("Enter")
    planner.waits_for("Tambah petugas")
    planner.looks()
    assert planner.focused == "h-cell"
    planner.sees("Kejari, Kamis, 15 Februari 2024")
    planner.part("#editor button[name=add]").first.focus()
    press("Enter")
    planner.waits_for("Tersimpan:")
    assert at_the_gap() == before + 1
    assert planner.focused.startswith("Tersimpan:")
    planner.looks()
    press("Escape")
    assert planner.focused == "c-kejari-2024-02-15"
    planner.rests()
    assert "kurang" not in planner.texts("#c-kejari-2024-02-15")[0]

    planner.presses("Batalkan perubahan terakhir")
    planner.sees("Dibatalkan:")
    assert at_the_gap() == before


@pytest.mark.parametrize("size", [SIZES["desk"]])
def test_a_second_editor_is_told_in_the_open_dialog(opens: Opens, size: object) -> None:
    one, other = opens("kesbangpol.jp"), opens("administrator")
    for planner in (one, other):
        planner.goes_to(f"{MONTH}&post={duty_with_a_gap().post_id}")
        planner.part("#c-kejari-2024-02-15").click()
        planner.waits_for("Tambah petugas")
    one.part("#editor button[name=add]").first.click()
    one.waits_for("Tersimpan:")
    other.part("#editor input[name=leads]").check()
    other.part("#editor button[name=add]").first.click()
    other.waits_for("Orang lain baru saja mengubah")
    assert other.part("#editor input[name=leads]").is_checked()
    assert RotaChange.objects.count() == 1
    other.complaints = [words for words in other.complaints if not words.startswith("409")]
    other.looks()


def test_the_month_and_the_day_are_read_at_every_size_and_in_the_dark(opens: Opens) -> None:
    planner = opens("kesbangpol.jp")
    planner.goes_to(MONTH)
    planner.sees("Hari Pemilihan Umum", "kurang 1", "Beban tugas")
    planner.looks_around()
    planner.goes_to(f"/admin/roster/duty/day/{duty_with_a_gap().post_id}/{GAP_DAY.isoformat()}/")
    planner.looks_around()


def test_without_scripts_the_day_is_changed_on_its_own_page(opens: Opens) -> None:
    planner = opens("kesbangpol.jp", java_script_enabled=False)
    planner.goes_to(MONTH)
    place = f"/day/{duty_with_a_gap().post_id}/{GAP_DAY.isoformat()}/"
    planner.part(f"a[href*='{place}']:visible").first.click()
    planner.sees("kurang 1")
    planner.part("button[name=add]:visible").first.click()
    planner.sees("Tersimpan:")
    assert re.search(r"#\d+-", planner.page.url)
