"""Two reports of one problem: merged on the phone, and taken apart again."""

import pytest

from tests.journeys.cases import received
from tests.journeys.conftest import Opens

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["phone"], indirect=True)]


def test_a_duplicate_is_merged_and_let_go(opens: Opens) -> None:
    first, second = received(), received()
    coordinator = opens("koordinator.jp")
    coordinator.goes_to(f"/masalah/{second.number}/")
    likely = coordinator.part("[aria-labelledby=h-twins]")
    assert first.number in likely.inner_text()
    likely.get_by_role("link", name="Gabung sebagai duplikat").click()
    coordinator.waits_for("Catatan (bila ada)")
    # The form came in above; whoever can't see it is taken there.
    assert coordinator.focused == "Gabung sebagai duplikat"
    coordinator.looks()
    coordinator.chooses(first.number)
    coordinator.presses("Gabung sebagai duplikat", within="form.form")
    coordinator.sees("Berhasil: Gabung sebagai duplikat.", "Digabung")

    coordinator.follows(first.number)
    coordinator.sees("Laporan yang digabung", second.number)
    coordinator.goes_to(f"/masalah/?q={second.number}")
    coordinator.sees(f"Digabung ke {first.number}")

    coordinator.goes_to(f"/masalah/{second.number}/")
    coordinator.takes("Batalkan penggabungan")
    assert coordinator.texts(".case-head .state") == ["Diterima"]
    coordinator.sees("menggabungkan laporan ini ke", "membatalkan penggabungan")
