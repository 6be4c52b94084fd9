"""A citizen tells the post of a problem, from home, and reads what became of it."""

import pytest

from tests.conftest import Travel
from tests.journeys.cases import who
from tests.journeys.conftest import Opens
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["phone"], indirect=True)]

ACCOUNT = "Undangan memilih untuk Ibu Contoh belum juga diantar.\nRT kami sudah lapor ke kelurahan."
NOTE = "PPS mengantar undangan Anda sore ini. Bawa KTP-el ke TPS."


@pytest.mark.parametrize("scripts", [True, False])
def test_a_report_from_home_is_answered(opens: Opens, at: Travel, scripts: bool) -> None:
    citizen = opens(java_script_enabled=scripts)
    code = told_the_post(citizen, at)
    citizen.presses("Lihat perkembangannya")
    citizen.sees("Menunggu ditinjau oleh petugas.")

    at("2024-02-13 09:20")
    number = accepted(opens("petugas.jp", java_script_enabled=scripts))
    at("2024-02-13 09:40")
    coordinator = opens("koordinator.jp", java_script_enabled=scripts)
    referred(coordinator, number)
    at("2024-02-13 12:30")
    answered(opens("kpu.jp", java_script_enabled=scripts), number)
    at("2024-02-13 14:00")
    coordinator.goes_to(f"/masalah/{number}/")
    coordinator.takes("Tulis kepada pelapor", Catatan_untuk_pelapor=NOTE)
    coordinator.takes("Selesaikan", Hasil="Undangan diterima Ibu Contoh.")

    citizen.goes_to("/lacak/")
    citizen.fills("Kode pelacakan", f" {code.lower().replace('-', ' ')} ")
    citizen.presses("Lihat perkembangannya")
    citizen.sees(f"Laporan {number}", "Selesai.", NOTE, "Terakhir berubah 13 Feb 2024, 14.00 WIB")
    # The state and the notes, and nothing else.
    citizen.does_not_see(ACCOUNT[:20], "Ibu Contoh", "KPU", who("kpu.jp").full_name, code)


def told_the_post(citizen: Visitor, at: Travel) -> str:
    """Find the form on the start page, be corrected once, send it; return the code."""
    citizen.goes_to("/lapor/")
    at("2024-02-13 09:05")
    citizen.fills("Apa yang terjadi?", ACCOUNT)
    citizen.picks("Tentang apa?", "Hak pilih")
    citizen.fills("Kelurahan", "Mentengg")
    citizen.unfolds("Siapa Anda (jika berkenan)")
    citizen.fills("Nama Anda", "Warga Rekaan")
    citizen.fills("Telepon Anda", "0800-0000-0000")
    citizen.presses("Kirim dan dapatkan kode")
    citizen.sees("Kami tidak mengenal kelurahan ini.")
    assert citizen.part("#id_text").input_value().replace("\r", "") == ACCOUNT

    citizen.fills("Kelurahan", "Menteng")
    citizen.presses("Kirim dan dapatkan kode")
    citizen.sees("Laporan Anda sudah masuk")
    (code,) = citizen.texts(".receipt__number")
    return code


def accepted(officer: Visitor) -> str:
    """Find it in the inbox and accept it: nothing is typed again."""
    officer.part("main").get_by_role("link", name="Kotak masuk").click()
    officer.part(".list__link").filter(has_text="Ibu Contoh").click()
    officer.looks()
    officer.sees("nama dan kontak ada, tersegel")
    officer.does_not_see("Warga Rekaan")
    officer.follows("Terima sebagai masalah")
    assert officer.part("#id_description").input_value() == ACCOUNT
    officer.presses("Simpan dan beri nomor")
    officer.sees("Laporan tersimpan", "Hak pilih, Menteng")
    (number,) = officer.texts(".receipt__number")
    return number


def referred(coordinator: Visitor, number: str) -> None:
    """Verify it and send it to the KPU, which has until noon to confirm."""
    coordinator.goes_to(f"/masalah/{number}/")
    coordinator.takes("Verifikasi")
    coordinator.takes(
        "Rujuk ke instansi",
        Nomor_surat="078/KBP/II/2024",
        Minta_konfirmasi_penerimaan_paling_lambat="2024-02-13T12:00",
    )
    coordinator.sees("KPU Jakarta Pusat", "Menunggu konfirmasi sampai 13 Feb 2024, 12.00 WIB")


def answered(liaison: Visitor, number: str) -> None:
    """The KPU comes half an hour late, confirms and answers; who reported stays hidden from it."""
    liaison.goes_to(f"/masalah/{number}/")
    liaison.sees("Terlambat: konfirmasi diminta sampai 13 Feb 2024, 12.00 WIB")
    liaison.does_not_see("Warga Rekaan", "0800-0000-0000", "Tulis kepada pelapor")
    liaison.takes("Terima rujukan")
    liaison.takes("Jawab rujukan", Jawaban="PPS mengantar undangan sore ini.")
    liaison.sees("Dijawab")
