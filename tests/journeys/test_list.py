"""The list at work: filtered as one chooses, kept, ticked, taken away."""

import csv

import pytest
from playwright.sync_api import expect

from tests.journeys.cases import received
from tests.journeys.conftest import Opens
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["phone"], indirect=True)]


def filtered(visitor: Visitor) -> None:
    """Search for money politics that nobody has verified; every choice filters at once."""
    visitor.goes_to("/masalah/")
    visitor.unfolds("Cari dan saring")
    visitor.picks("Kategori", "Politik uang")
    visitor.part("#filter-extra").get_by_label("Bentuk").wait_for()
    assert visitor.focused == "id_category"
    visitor.picks("Status", "Diterima")
    visitor.page.wait_for_url("**status=received**")


def test_the_filter_follows_every_choice_and_is_kept(opens: Opens) -> None:
    received(category="hak-pilih")
    numbers = [received().number for _again in range(2)]
    coordinator = opens("koordinator.jp")
    filtered(coordinator)
    expect(coordinator.part("#said")).to_have_text("2 masalah ditampilkan.")
    assert coordinator.texts(".list__link") == numbers[::-1]
    coordinator.sees("Cari dan saring (sedang dipakai)", "pencarian Anda")
    coordinator.looks_around()

    with coordinator.page.expect_download() as download:
        coordinator.part("main").get_by_role("link", name="CSV").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert [row[0] for row in csv.reader(lines)][1:] == numbers[::-1]

    coordinator.fills("Simpan pencarian ini sebagai", "Uang baru")
    coordinator.presses("Simpan")
    coordinator.sees("Pencarian disimpan sebagai “Uang baru”.")
    coordinator.goes_to("/masalah/")
    coordinator.follows("Uang baru")
    assert coordinator.texts(".list__link") == numbers[::-1]
    coordinator.unfolds("Cari dan saring (sedang dipakai)")
    coordinator.fills("Nomor atau kata kunci", "tidakadakatanya")
    expect(coordinator.part("#said")).to_have_text(
        "Tidak ada masalah yang sesuai dengan pencarian Anda."
    )
    assert coordinator.focused == "id_q"


def test_three_are_ticked_by_keyboard_and_verified_at_once(opens: Opens) -> None:
    numbers = [received().number for _again in range(3)][::-1]
    coordinator = opens("koordinator.jp")
    filtered(coordinator)
    coordinator.waits_for("Untuk yang dicentang:")
    keys = coordinator.page.keyboard
    coordinator.part("main").get_by_role("link", name="CSV").focus()
    keys.press("Tab")
    passed = []
    for _row in numbers:
        passed.append(coordinator.focused)
        assert coordinator.part(".tick:has(:focus-visible)").count() == 1
        keys.press("Space")
        keys.press("Tab")
        passed.append(coordinator.focused)
        keys.press("Tab")
    pairs = zip(passed[::2], passed[1::2], strict=True)
    assert [(tick.partition(":")[0], link) for tick, link in pairs] == [(n, n) for n in numbers]
    assert coordinator.page.evaluate("document.activeElement.textContent") == "Verifikasi"
    keys.press("Enter")
    coordinator.page.wait_for_url("**/sekaligus/")
    coordinator.sees("3 masalah dicentang")
    coordinator.looks_around()

    opens("koordinator.jp").goes_to("/masalah/")
    coordinator.fills("Catatan", "Dicek lewat telepon.")
    coordinator.presses("Verifikasi")
    coordinator.sees("Berhasil untuk 3 masalah.")
    assert coordinator.texts(".list__link") == numbers
    assert coordinator.texts(".list .state") == ["Diverifikasi"] * 3
    coordinator.looks_around()
    coordinator.follows(numbers[0])
    coordinator.sees("Dicek lewat telepon.")


def test_what_somebody_else_was_quicker_with_is_said_row_by_row(opens: Opens) -> None:
    first, second = received(), received()
    coordinator, colleague = opens("koordinator.jp"), opens("administrator")
    filtered(coordinator)
    coordinator.waits_for("Untuk yang dicentang:")
    coordinator.presses("Verifikasi")
    coordinator.sees("Mohon centang sekurang-kurangnya satu masalah")
    coordinator.page.go_back()
    filtered(coordinator)
    for tick in coordinator.part(".list__tick input").all():
        tick.check()
    colleague.goes_to(f"/masalah/{second.number}/")
    colleague.takes("Verifikasi")
    coordinator.presses("Verifikasi")
    coordinator.sees("belum dapat dilakukan")
    for tick in coordinator.part("[name=chosen]").all():
        tick.check()
    coordinator.presses("Verifikasi")
    coordinator.sees("Berhasil untuk 1 masalah.", "1 masalah tidak berubah.", "Tidak dilakukan:")
    assert coordinator.texts(".list__link") == [second.number, first.number]
    coordinator.looks_around()
