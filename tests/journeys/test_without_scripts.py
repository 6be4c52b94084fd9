"""Everything works in a browser without JavaScript. (Axe is a script, so it can't look here.)"""

import pytest

from tests.journeys.conftest import Opens

pytestmark = pytest.mark.browser


def test_intake_verification_and_filter_need_no_scripts(opens: Opens) -> None:
    officer = opens("petugas.jp", java_script_enabled=False)
    officer.goes_to("/masalah/lapor/")
    officer.chooses("Logistik")
    officer.fills("Apa yang terjadi?", "Bilik suara kurang dua buah.")
    officer.picks("Di mana?", "Menteng")
    officer.presses("Simpan dan beri nomor")
    (number,) = officer.texts(".receipt__number")

    coordinator = opens("koordinator.jp", java_script_enabled=False)
    coordinator.goes_to(f"/masalah/{number}/")
    coordinator.takes("Verifikasi", Catatan="Benar.")
    assert coordinator.texts(".case-head .state") == ["Diverifikasi"]

    coordinator.goes_to("/masalah/")
    coordinator.unfolds("Cari dan saring")
    coordinator.fills("Nomor atau kata kunci", "bilik kurang dua")
    coordinator.picks("Status", "Diverifikasi")
    coordinator.presses("Tampilkan")
    assert coordinator.texts(".list__link") == [number]
