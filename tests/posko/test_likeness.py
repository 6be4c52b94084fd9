"""How alike what somebody typed and a name are."""

import pytest

from posko.likeness import LEAST, edits, fold, likeness
from posko.place_words import Wanted, read_words


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("menteng", "menteng", 0),
        ("meteng", "menteng", 1),
        ("mennteng", "menteng", 1),
        ("mentang", "menteng", 1),
        ("metneng", "menteng", 1),
        ("emtneng", "menteng", 2),
        ("", "abc", 3),
        ("gambir", "menteng", 4),
    ],
)
def test_slips_are_counted(one: str, other: str, count: int) -> None:
    assert edits(one, other, 3) == count
    assert edits(other, one, 3) == count


def test_spaces_accents_and_capitals_do_not_count() -> None:
    assert fold("Kébon  SIRIH!") == "kebonsirih"
    assert likeness("kebonsirih", "Kebon Sirih") == 1


def test_the_whole_name_is_likest_then_its_words_then_its_beginning() -> None:
    whole, word = likeness("menteng", "Menteng"), likeness("menteng", "Menteng Atas")
    assert 1 == whole > word > likeness("ment", "Menteng Atas") >= LEAST


@pytest.mark.parametrize("typed", ["", "😀", "atlantis", "x"])
def test_what_has_nothing_in_common_is_not_alike(typed: str) -> None:
    assert likeness(typed, "Menteng") < LEAST


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("kel. menteng", Wanted("menteng", "kelurahan")),
        ("Kec Gambir", Wanted("gambir", "kecamatan")),
        ("menteng jakarta pusat", Wanted("menteng", inside="31.71")),
        ("Menteng Jakpus", Wanted("menteng", inside="31.71")),
        ("jakpus", Wanted(code="31.71")),
        ("kep seribu", Wanted(code="31.01")),
        ("Kota Administrasi Jakarta Selatan", Wanted(code="31.74")),
        ("P. Panggang", Wanted("pulau panggang")),
        ("P. Pramuka", Wanted(code="31.01")),
        ("duri kep", Wanted("duri kep")),
        ("petojo sel", Wanted("petojo selatan")),
        ("31.71.06", Wanted(code="31.71.06")),
        ("3171061003", Wanted(code="31.71.06.1003")),
        ("103", Wanted("103")),
        ("kelurahan", Wanted("", "kelurahan")),
        ("", Wanted()),
    ],
)
def test_words_around_a_name_are_understood(typed: str, wanted: Wanted) -> None:
    assert read_words(typed) == wanted
