"""Every page of the log: accessible, quiet, never too wide; small and large, light and dark."""

import uuid

import pytest

from incidents import workflow
from incidents.models import Incident, Message
from tests.conftest import Travel
from tests.factories.inbox import make_message
from tests.journeys.cases import eventful_case, who
from tests.journeys.conftest import Opens
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["phone"], indirect=True)]

STEPS = ["lengkapi", "lampirkan", "ingatkan", "tarik-rujukan", "balas-pelapor", "rujuk", "catatan"]


def looks_at(visitor: Visitor, path: str, status: int = 200) -> None:
    """Open ``path`` and look at it from all sides."""
    assert visitor.goes_to(path) == status, path
    visitor.looks_around()


def test_the_case_and_every_step(opens: Opens, at: Travel) -> None:
    case = eventful_case()
    twin = Incident.objects.get(description=case.description, status="received")
    at("2024-02-13 13:00")
    coordinator = opens("koordinator.jp")
    looks_at(coordinator, f"/masalah/{case.number}/")
    coordinator.sees("Terlambat", "Foto dan dokumen", "formulir B.1", "digabung")
    coordinator.part("details:not(.menu)").evaluate_all("all => all.forEach(e => e.open = true)")
    coordinator.looks_around()
    for step in STEPS:
        looks_at(coordinator, f"/masalah/{case.number}/{step}/")
        if coordinator.part("main form.form textarea").count():
            coordinator.part("main form.form button[type=submit]").click()
            coordinator.looks_around()
    looks_at(coordinator, f"/masalah/{twin.number}/")
    looks_at(coordinator, f"/masalah/{twin.number}/gabung/")
    merged = case.duplicates.get()
    looks_at(coordinator, f"/masalah/{merged.number}/")
    looks_at(coordinator, f"/masalah/{merged.number}/batal-gabung/")


def test_the_list_notices_and_looks(opens: Opens) -> None:
    case = eventful_case()
    coordinator = opens("koordinator.jp")
    looks_at(coordinator, "/masalah/?category=politik-uang&status=referred")
    looks_at(coordinator, "/masalah/?q=tidakada")
    looks_at(coordinator, "/masalah/pelapor-dibuka/")
    coordinator.sees(case.number, "Menanyakan tempat persisnya.")

    officer = opens("petugas.jp")
    looks_at(officer, "/masalah/pemberitahuan/")
    officer.sees("Seseorang menyebut saya")
    looks_at(officer, "/masalah/pemberitahuan/pengaturan/")
    officer.presses("Simpan")
    officer.looks_around()
    looks_at(officer, f"/masalah/{case.number}/tanda-terima/")
    looks_at(officer, "/masalah/pelapor-dibuka/", 403)
    looks_at(officer, "/masalah/JP-2024-999999/lampirkan/", 404)


def test_the_inbox_and_its_messages(opens: Opens) -> None:
    message = make_message(
        category=None, text="panjang" * 40 + " https://contoh.example/" + "x" * 200
    )
    officer = opens("petugas.jp")
    looks_at(officer, "/masalah/kotak-masuk/")
    looks_at(officer, "/masalah/kotak-masuk/?lihat=ditangani")
    looks_at(officer, f"/masalah/kotak-masuk/{message.pk}/")
    for action in ("terima", "gabung", "jawab", "buang"):
        looks_at(officer, f"/masalah/kotak-masuk/{message.pk}/{action}/")
        officer.part("main form.form button[type=submit]").last.click()
        officer.sees("Mohon periksa kembali isian Anda")
        officer.looks_around()
    # Somebody else is quicker.
    officer.fills("Mengapa dibuang?", "Iklan.")
    fresh = Message.objects.get(pk=message.pk)
    workflow.answer_message(fresh, who("koordinator.jp"), answer="Sudah dijawab.")
    officer.presses("Buang")
    officer.sees("sudah menangani pesan ini", "Iklan.")
    officer.looks_around()
    looks_at(officer, f"/masalah/kotak-masuk/{message.pk}/")
    looks_at(officer, "/masalah/kotak-masuk/999999/", 404)


def test_what_everybody_can_open(opens: Opens, at: Travel) -> None:
    message = make_message()
    workflow.answer_message(message, who("petugas.jp"), answer="Silakan bawa KTP-el ke TPS.")
    citizen = opens()
    looks_at(citizen, "/lapor/")
    citizen.fills("Kelurahan", "Antah Berantah")
    citizen.unfolds("Siapa Anda (jika berkenan)")
    citizen.fills("Telepon Anda", "rumah")
    citizen.presses("Kirim dan dapatkan kode")
    citizen.sees("Apa yang terjadi?: Bidang ini")
    citizen.looks_around()
    looks_at(citizen, "/lacak/")
    looks_at(citizen, f"/lacak/?kode={message.tracking_code}")
    citizen.presses("Lihat perkembangannya")
    citizen.sees("Sudah dijawab.", "Silakan bawa KTP-el ke TPS.")
    citizen.looks_around()
    citizen.fills("Kode pelacakan", uuid.uuid4().hex[:10])
    citizen.presses("Lihat perkembangannya")
    citizen.looks_around()
    citizen.fills("Kode pelacakan", "23456-789AB")
    for _again in range(31):
        citizen.part("main form button[type=submit]").click()
    citizen.sees("Mohon tunggu sebentar")
    citizen.looks_around()
    looks_at(citizen, "/lacak/tidak-ada/", 404)
