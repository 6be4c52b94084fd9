"""`/masalah/saringan/`: searches under a name of one's own."""

from typing import Any

import pytest

from incidents.models import SavedFilter
from incidents.models.saved_filter import SAVED_MAX
from roster.models import Role
from tests.factories.incidents import People
from tests.incidents.pages import browser, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def keep(people: People, name: str, query: str, role: Role = Role.PETUGAS) -> Any:
    data = {"name": name, "query": query}
    return browser(people, role).post("/masalah/saringan/", data, follow=True)


def test_a_search_is_kept_and_found_again(people: People) -> None:
    page = text(keep(people, "Mendesak", "urgency=urgent&status=open&before=7&x=1"))
    assert "Pencarian disimpan sebagai “Mendesak”." in page
    assert SavedFilter.objects.get().query == "status=open&urgency=urgent"
    assert ">Mendesak</a>" in text(browser(people).get("/masalah/"))


def test_nobody_else_sees_or_removes_it(people: People) -> None:
    keep(people, "Mendesak", "urgency=urgent")
    other = browser(people, Role.KOORDINATOR)
    assert "Mendesak</a>" not in text(other.get("/masalah/"))
    other.post(f"/masalah/saringan/{SavedFilter.objects.get().pk}/hapus/")
    assert SavedFilter.objects.exists()


def test_the_same_name_again_replaces_it_and_letting_go_twice_is_no_error(people: People) -> None:
    keep(people, "A", "urgency=urgent")
    keep(people, "A", "status=open")
    saved = SavedFilter.objects.get()
    assert saved.query == "status=open"
    for _time in range(2):
        response = browser(people).post(f"/masalah/saringan/{saved.pk}/hapus/")
        assert response.status_code == 302
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("name", "query", "message"),
    [
        ("", "status=open", "beri nama"),
        (" \x00 ", "status=open", "beri nama"),
        ("A", "", "pilih dahulu"),
        ("A", "status=tidak-ada", "pilih dahulu"),
        ("A", "x" * 10_000, "pilih dahulu"),
    ],
)
def test_what_cannot_be_kept_is_told(people: People, name: str, query: str, message: str) -> None:
    assert message in text(keep(people, name, query))
    assert not SavedFilter.objects.exists()


def test_there_is_an_end_to_what_one_can_keep(people: People) -> None:
    for n in range(SAVED_MAX):
        keep(people, f"S{n}", "status=open")
    assert "hapus salah satu" in text(keep(people, "lebih", "status=open"))
    assert SavedFilter.objects.count() == SAVED_MAX
