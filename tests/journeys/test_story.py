"""A problem's whole way: from the voter at the table to the closed case."""

import re

import pytest

from incidents.models import Incident
from roster.models import Officer
from tests.conftest import Travel
from tests.journeys.conftest import Opens
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser

ACCOUNT = "Surat pemberitahuan memilih belum diterima padahal namanya ada di DPT daring."
LETTER = "077/KBP/II/2024"


def test_a_problem_travels_from_intake_to_the_closed_case(opens: Opens, at: Travel) -> None:
    number = reported_at_the_post(opens("petugas.jp"))

    at("2024-02-13 09:20")
    coordinator = opens("koordinator.jp")
    referred_to_the_kpu(coordinator, number)

    at("2024-02-13 11:00")
    answered_by_the_kpu(opens("kpu.jp"), number)

    at("2024-02-13 14:00")
    closed_by_the_coordinator(coordinator, number)
    told_in_order(coordinator)

    read_by_the_party(opens("partai.jp"), number)
    assert opens("petugas.ks").goes_to(f"/masalah/{number}/") == 404


def reported_at_the_post(officer: Visitor) -> str:
    """Log the problem, read the number out, log out."""
    officer.goes_to("/masalah/lapor/")
    officer.chooses("Hak pilih")
    officer.fills("Apa yang terjadi?", ACCOUNT)
    officer.picks("Di mana?", "Menteng")
    officer.fills("Nomor TPS", "12")
    officer.unfolds("Siapa yang melapor (bila bersedia)")
    officer.fills("Nama pelapor", "Ibu Rekaan")
    officer.fills("Telepon pelapor", "0800-0000-0000")
    officer.presses("Simpan dan beri nomor")

    officer.sees("Laporan tersimpan", "TPS 012")
    (number,) = officer.texts(".receipt__number")
    assert re.fullmatch(r"JP-2024-\d{6}", number)

    officer.follows("Buka kasus")
    officer.sees("Tugas jaga Posko Bersama Jakarta Pusat, Selasa, 13 Februari 2024")
    officer.does_not_see("Ibu Rekaan")
    officer.logs_out()
    officer.goes_to(f"/masalah/{number}/")
    officer.sees("Nama pengguna")
    return number


def referred_to_the_kpu(coordinator: Visitor, number: str) -> None:
    """Verify, assign, start and refer it."""
    coordinator.follows(number)
    coordinator.takes("Verifikasi", Catatan="Sudah dicek di DPT daring.")
    coordinator.takes("Tugaskan", Tugaskan_kepada=str(who("petugas.jp")))
    coordinator.takes("Mulai tangani")
    coordinator.takes("Rujuk ke instansi", Instansi="KPU Jakarta Pusat", Nomor_surat=LETTER)
    coordinator.takes("Tambah catatan", Catatan="Ketua RW membantu.")
    coordinator.sees("Dirujuk", LETTER)


def answered_by_the_kpu(liaison: Visitor, number: str) -> None:
    """See what was referred to the KPU and nothing else, confirm the letter and answer it."""
    institution = who("kpu.jp").institution
    referred = Incident.objects.filter(referrals__institution=institution).distinct()
    assert sorted(liaison.texts(".list__link")) == sorted(i.number for i in referred)
    other = Incident.objects.filter(city_id="31.71").exclude(pk__in=referred)[0]
    assert liaison.goes_to(f"/masalah/{other.number}/") == 404

    liaison.goes_to(f"/masalah/{number}/")
    liaison.does_not_see("Ibu Rekaan", "Lihat pelapor", "Selesaikan")
    liaison.takes("Terima rujukan")
    liaison.takes("Jawab rujukan", Jawaban="PPS sudah mengantarkan surat.")


def closed_by_the_coordinator(coordinator: Visitor, number: str) -> None:
    """Write the outcome and close the case."""
    coordinator.goes_to(f"/masalah/{number}/")
    coordinator.sees("Ditangani", "PPS sudah mengantarkan surat.")
    coordinator.takes("Selesaikan", Hasil="Surat sudah diterima warga.")
    coordinator.takes("Tutup kasus")
    coordinator.sees("Ditutup", "Surat sudah diterima warga.")


def told_in_order(coordinator: Visitor) -> None:
    """The history tells all of it, oldest first."""
    officer, boss, liaison = who("petugas.jp"), who("koordinator.jp"), who("kpu.jp")
    sentences = [
        f"{officer.full_name} mencatat laporan.",
        f"{boss.full_name} memverifikasi masalah.",
        f"{boss.full_name} menugaskan kasus kepada {officer.full_name}.",
        f"{boss.full_name} mulai menangani kasus.",
        f"{boss.full_name} merujuk kasus ke KPU Jakarta Pusat, surat {LETTER}.",
        f"{boss.full_name} menulis catatan.",
        f"{liaison.full_name} menerima rujukan untuk KPU Jakarta Pusat, surat {LETTER}.",
        f"{liaison.full_name} menjawab surat {LETTER} atas nama KPU Jakarta Pusat.",
        f"{boss.full_name} menyelesaikan kasus.",
        f"{boss.full_name} menutup kasus.",
    ]
    entries = coordinator.texts(".history > li")
    assert len(entries) == len(sentences)
    for entry, sentence in zip(entries, sentences, strict=True):
        assert sentence in entry


def read_by_the_party(representative: Visitor, number: str) -> None:
    """A party follows the case, without notes and without the reporter."""
    representative.goes_to(f"/masalah/{number}/")
    representative.sees("Ditutup", "Surat sudah diterima warga.", "pembaca")
    representative.does_not_see("Ibu Rekaan", "0800-0000-0000", "Ketua RW membantu.")
    assert representative.texts("#tindakan a") == []


def who(username: str) -> Officer:
    """Return the account called ``username``."""
    officer: Officer = Officer.objects.get(username=username)
    return officer
