"""A colleague's name in a note reaches the colleague."""

import pytest

from tests.journeys.cases import received, who
from tests.journeys.conftest import Opens

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("size", ["phone"], indirect=True)]


def test_a_mention_is_counted_read_and_counted_no_more(opens: Opens) -> None:
    incident = received("Spanduk menutup papan pengumuman DPT.", "kampanye")
    officer, coordinator = opens("petugas.jp"), opens("koordinator.jp")
    unread = sum(int(words.split()[0]) for words in officer.texts(".news__count"))
    coordinator.goes_to(f"/masalah/{incident.number}/")
    coordinator.takes("Tambah catatan", Catatan="@petugas.jp, <b>mohon</b> foto lokasinya.")
    coordinator.sees(f"@{who('petugas.jp').full_name}, <b>mohon</b> foto lokasinya.")

    officer.goes_to("/masalah/")
    assert officer.texts(".news__count") == [f"{unread + 1} belum dibaca"]
    officer.part("a.news").click()
    officer.looks()
    newest = officer.part(".notices > li").first
    assert incident.number in newest.inner_text()
    assert "Seseorang menyebut saya" in newest.inner_text()
    newest.get_by_role("button", name="Buka kasus").click()
    officer.looks()
    officer.sees("foto lokasinya.", incident.number)
    assert sum(int(w.split()[0]) for w in officer.texts(".news__count")) == unread
