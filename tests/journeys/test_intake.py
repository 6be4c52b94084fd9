"""Intake that asks for more as it learns more; its receipt is for the reporter."""

import pytest
from playwright.sync_api import FilePayload, expect

from tests.factories.files import photo
from tests.journeys.cases import BAGS, received
from tests.journeys.conftest import Opens

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["phone"], indirect=True)]

PHOTO = FilePayload(name="amplop.jpg", mimeType="image/jpeg", buffer=photo((800, 600)))


def test_the_form_asks_shows_twins_and_counts_what_is_missing(opens: Opens) -> None:
    alike = received()
    officer = opens("petugas.jp")
    officer.goes_to("/masalah/lapor/")
    officer.chooses("Kampanye")
    officer.waits_for("Tempat persisnya")
    officer.chooses("Politik uang")
    officer.waits_for("Bentuk")
    # The new fields came in around the choice that asked for them: the keyboard goes on from it.
    assert officer.focused.startswith("id_kind_")
    officer.picks("Bentuk", "uang")

    officer.fills("Apa yang terjadi?", BAGS[:60])
    officer.picks("Di mana?", "Menteng")
    officer.waits_for("Sudah pernah dilaporkan?")
    assert officer.part("#mirip a").get_attribute("href") == alike.get_absolute_url()
    officer.looks_around()
    assert officer.focused == "id_region"

    before = len(officer.texts("#kelengkapan li"))
    officer.part("summary").filter(has_text="Untuk laporan ke Bawaslu").click()
    officer.fills("Siapa terlapornya?", "Seseorang bertopi")
    officer.part("#id_reported_party").blur()
    expect(officer.part("#kelengkapan li")).to_have_count(before - 1)
    expect(officer.part("#said")).to_contain_text("Untuk laporan ke Bawaslu")

    officer.fills("Nomor TPS", "99999")
    officer.part("#id_uploads").set_input_files([PHOTO])
    officer.presses("Simpan dan beri nomor")
    officer.sees("Nomor TPS: Pastikan", "1 berkas tersimpan", "amplop.jpg")
    assert officer.part("#id_extra_bentuk").input_value() == "uang"
    officer.looks_around()
    officer.fills("Nomor TPS", "12")
    officer.presses("Simpan dan beri nomor")
    (number,) = officer.texts(".receipt__number")

    officer.sees("Kode pelacakan:")
    expect(officer.part(".receipt-code__qr")).to_have_js_property("complete", True)
    assert officer.part(".receipt-code__qr").evaluate("e => e.naturalWidth") > 0
    with officer.page.expect_download() as download:
        officer.part("main").get_by_role("link", name="Tanda terima untuk pelapor (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    officer.follows("Buka kasus")
    officer.sees("Politik uang", "Seseorang bertopi", number)
    assert officer.part(".photos img").count() == 1
