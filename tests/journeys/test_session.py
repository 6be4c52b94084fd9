"""The session ends while somebody types; what they typed gets there all the same, once."""

import pytest

from incidents.models import Incident
from tests.factories.roster import PASSWORD
from tests.journeys.conftest import Opens
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["phone"], indirect=True)]

WORDS = 'Kotak suara tidak disegel.\nSaksi sudah diberi tahu; "segel" menyusul & dicatat.'
ALL, SESSION = None, "sessionid"


@pytest.mark.parametrize("gone", [SESSION, ALL])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_report_typed_before_the_session_ended_is_sent_after_a_login(
    opens: Opens, gone: str | None, scripts: bool
) -> None:
    officer = opens("petugas.jp", java_script_enabled=scripts)
    officer.goes_to("/masalah/lapor/")
    officer.chooses("Logistik")
    officer.fills("Apa yang terjadi?", WORDS)
    officer.picks("Di mana?", "Menteng")
    officer.fills("Nomor TPS", "12")
    officer.rests()
    officer.page.context.clear_cookies(name=gone) if gone else officer.page.context.clear_cookies()
    before = Incident.objects.count()

    officer.presses("Simpan dan beri nomor")
    officer.sees("Isian Anda masih ada", "Sesi Anda sudah berakhir")
    officer.sees(*WORDS.splitlines())
    if scripts:
        officer.looks_around()
    logs_in_beside(officer, scripts)
    officer.presses("Kirim lagi")
    officer.sees("Isian Anda masih ada", "Mohon kirim sekali lagi")
    officer.presses("Kirim lagi")

    (number,) = officer.texts(".receipt__number")
    assert Incident.objects.count() == before + 1
    stored = Incident.objects.get(number=number)
    assert stored.description.splitlines() == WORDS.splitlines()
    assert (stored.region.name, stored.tps_number) == ("Menteng", 12)


def logs_in_beside(officer: Visitor, scripts: bool) -> None:
    """Log in in the tab that the page's link opens."""
    with officer.page.context.expect_page() as opened:
        officer.part("main").get_by_role("link", name="Masuk").click()
    tab = Visitor(opened.value, officer.address, scripts)
    tab.looks()
    tab.fills("Nama pengguna", "petugas.jp")
    tab.part("#id_password").fill(PASSWORD)
    tab.presses("Masuk")
    tab.sees("Semua masalah yang dapat Anda lihat")
    tab.rests()
    tab.page.close()
