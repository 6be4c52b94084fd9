"""From what somebody typed to the posts that serve them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from posko.finding import distance, nearest, places, posts_named, tidy
from posko.models import Level, Operation
from posko.regions import load_regions
from tests.factories.posko import make_operation, make_post


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("  Menteng \n", "Menteng"),
        ("%_\\`'", "_"),
        ("😀", ""),
        ("Kebon\x00 Sirih", "Kebon Sirih"),
        ("x" * 10_000, "x" * 80),
        ("Kuningan (Barat)", "Kuningan Barat"),
    ],
)
def test_what_is_typed_is_tidied(typed: str, searched: str) -> None:
    assert tidy(typed) == searched


def test_a_degree_of_latitude_is_111_kilometres_and_no_way_is_none() -> None:
    assert distance((-6.0, 106.8), (-7.0, 106.8)) == pytest.approx(111.2, abs=0.1)
    assert distance((-6.2, 106.8), (-6.2, 106.8)) == 0


@pytest.mark.django_db
class TestPlaces:
    """With the 318 regions of Jakarta."""

    @pytest.fixture(autouse=True)
    def _jakarta(self) -> None:
        load_regions()
        make_operation()

    def found(self, text: str) -> list[tuple[str, list[str]]]:
        """What comes back: names of places, slugs of posts."""
        operation = Operation.objects.get()
        return [(f.region.name, [p.slug for p in f.posts]) for f in places(text, operation)]

    def test_a_kelurahan_leads_to_its_citys_post(self) -> None:
        make_post("31.71")
        make_post("31.73")
        assert self.found("Kebon Sirih")[0] == ("Kebon Sirih", ["jakarta-pusat"])

    def test_a_kelurahan_with_a_post_of_its_own_leads_there(self) -> None:
        make_post("31.71")
        make_post("31.71.06", slug="menteng")
        make_post("31.71.06.1003", slug="menteng-kelurahan")
        assert self.found("31.71.06.1003")[0][1] == ["menteng-kelurahan"]
        assert "menteng" in self.found("31.71.06.1001")[0][1]

    @pytest.mark.parametrize("typo", ["mentang", "MENTENG", "meteng", "menteg"])
    def test_typos_are_forgiven(self, typo: str) -> None:
        make_post("31.71")
        assert "Menteng" in [name for name, _posts in self.found(typo)]

    def test_the_larger_place_of_a_name_comes_first(self) -> None:
        make_post("31.71")
        levels = [f.region.level for f in places("Menteng", Operation.objects.get())]
        assert levels[:2] == [Level.DISTRICT, Level.VILLAGE]

    def test_a_draft_serves_nobody(self) -> None:
        make_post("31.72", published=False)
        assert self.found("Sunter Agung")[0] == ("Sunter Agung", [])

    @pytest.mark.parametrize(
        "junk", ["", "x", "😀", "%_\\`", "漢字漢字", "'; DROP", "\x00", "z" * 9999]
    )
    def test_junk_finds_nothing_and_breaks_nothing(self, junk: str) -> None:
        make_post("31.71")
        assert self.found(junk) == []
        assert posts_named(junk, Operation.objects.get()) == []

    def test_a_post_is_found_by_its_name_and_its_address(self) -> None:
        make_post("31.71", address="Kantor Wali Kota, Jl. Tanah Abang I No. 1, 10160")
        make_post("31.73")
        operation = Operation.objects.get()
        assert posts_named("posko jakarta pusat", operation)[0].slug == "jakarta-pusat"
        assert [p.slug for p in posts_named("tanah abang", operation)] == ["jakarta-pusat"]
        assert [p.slug for p in posts_named("1016", operation)] == ["jakarta-pusat"]

    def test_posts_are_ordered_by_how_far_they_are(self) -> None:
        far = make_post("31.75", latitude=-6.21, longitude=106.94)
        near = make_post("31.71", latitude=-6.18, longitude=106.82)
        lost = make_post("31.73", latitude=None, longitude=None)
        order = nearest([far, near, lost], -6.19, 106.83)
        assert [each.post for each in order] == [near, far]
        assert order[0].kilometres == pytest.approx(1.57, abs=0.05)

    def test_queries_are_the_same_for_one_post_and_for_many(self) -> None:
        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                self.found("Menteng")
            return len(queries)

        make_post("31.71")
        one = count()
        for number in range(1001, 1006):
            make_post(f"31.71.06.{number}", slug=f"k{number}")
        assert count() == one
