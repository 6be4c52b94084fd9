"""Two people at one case, and forms that come back."""

import pytest

from incidents import workflow
from roster.models import Officer
from tests.factories.incidents import make_report
from tests.journeys.conftest import Opens

pytestmark = pytest.mark.browser

WORDS = "Sudah saya cek sendiri di lokasi, warganya ada."


def test_who_comes_too_late_is_told_what_happened_and_keeps_the_words(opens: Opens) -> None:
    number = received()
    late, quick = opens("koordinator.jp"), opens("administrator")
    late.goes_to(f"/masalah/{number}/")
    late.opens_step("Verifikasi")
    late.fills("Catatan", WORDS)

    quick.goes_to(f"/masalah/{number}/")
    quick.opens_step("Tolak")
    quick.chooses("Laporan palsu")
    quick.fills("Penjelasan", "Pelapor menarik laporannya.")
    quick.presses("Tolak", within="form.form")
    quick.sees("Berhasil: Tolak.")

    late.presses("Verifikasi", within="form.form")
    late.sees("Masalah ini sudah ditindaklanjuti sejak Anda membuka halaman ini.")
    late.sees("Sejak Anda membuka halaman ini:", "Laporan palsu", "Pelapor menarik laporannya.")
    assert late.part("textarea[name=text]").input_value() == WORDS

    late.presses("Simpan sebagai catatan")
    late.sees("Berhasil: Tambah catatan.", WORDS, "Ditolak")


def test_an_empty_report_says_what_is_missing_and_keeps_what_was_typed(opens: Opens) -> None:
    officer = opens("petugas.jp")
    officer.goes_to("/masalah/lapor/")
    officer.presses("Simpan dan beri nomor")
    officer.sees("Mohon periksa kembali isian Anda")
    for field in ("category", "description", "region"):
        assert officer.part(f"#id_{field}_error").is_visible()

    officer.fills("Nomor TPS", "99999")
    officer.fills("Apa yang terjadi?", WORDS)
    officer.unfolds("Siapa yang melapor (bila bersedia)")
    officer.fills("Telepon pelapor", "tidak tahu")
    officer.presses("Simpan dan beri nomor")
    assert officer.part("#id_description").input_value() == WORDS
    assert officer.part("#id_tps_number").input_value() == "99999"
    # What is wrong in a folded part is not hidden in it.
    officer.sees("Mohon tulis nomor dengan angka")
    assert officer.part("#id_reporter_phone").input_value() == "tidak tahu"

    officer.part(".error-summary a[href='#id_region']").click()
    assert officer.page.evaluate("document.activeElement.id") == "id_region"


def received() -> str:
    """Take down a problem that nobody has looked at yet and return its number."""
    officer = Officer.objects.get(username="petugas.jp")
    return workflow.report(make_report(), by=officer).number
