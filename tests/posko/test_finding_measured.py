"""How many of Jakarta's 318 regions are found, however they are typed; and how 83,000 would be."""

from collections.abc import Iterator
from random import Random

import pytest
from django.db import connection, transaction

from posko.finding import candidates, regions_named, share_less
from posko.likeness import fold
from posko.models import Region
from posko.place_words import read_words
from posko.regions import load_regions

pytestmark = pytest.mark.django_db

# Slips tried of each name, so that the suite stays quick. All of them: 100 % (docs/find.md).
TRIED = 3


@pytest.fixture
def names() -> list[str]:
    load_regions()
    return sorted(set(Region.objects.values_list("name", flat=True)))


def plain(name: str) -> str:
    """Return what two names for the same place share."""
    words = read_words(name)
    return words.code or fold(words.name)


def slips(name: str) -> Iterator[str]:
    """Yield ``name`` with each of its letters forgotten, doubled, swapped with the next, wrong."""
    for at, char in enumerate(name):
        before, after = name[:at], name[at + 1 :]
        yield f"{before}{after}"
        yield f"{before}{char}{char}{after}"
        yield f"{before}{chr((ord(char) - 90) % 26 + 97)}{after}"
        if after and after[0] != char:
            yield f"{before}{after[0]}{char}{after[1:]}"


def place(name: str, typed: str) -> int:
    """Return at which place among the answers to ``typed`` a region of ``name`` stands, or 99."""
    found = [plain(region.name) for region in regions_named(typed)]
    return found.index(plain(name)) if plain(name) in found else 99


def test_every_name_is_found_first_as_it_is_written_small_or_without_spaces(
    names: list[str],
) -> None:
    for name in names:
        for typed in (name, name.lower(), name.lower().replace(" ", "")):
            assert place(name, typed) == 0, typed


def test_namesakes_are_all_among_the_first(names: list[str]) -> None:
    regions = list(Region.objects.all())
    for name in names:
        same = {region.pk for region in regions if plain(region.name) == plain(name)}
        first = regions_named(name)[: len(same)]
        assert {region.pk for region in first} == same, name


def test_with_one_slip_nearly_every_name_is_among_the_first_three(names: list[str]) -> None:
    chance = Random(2024)  # noqa: S311 - which slips are tried is no secret
    places = [
        place(name, typed)
        for name in names
        for typed in chance.sample(list(slips(name.lower())), TRIED)
    ]
    assert sum(at < 3 for at in places) / len(places) >= 0.98
    assert sum(at == 0 for at in places) / len(places) >= 0.95


def test_the_index_answers_for_all_villages_of_the_country() -> None:
    load_regions()
    syllables = [
        "ba",
        "ci",
        "du",
        "ka",
        "lo",
        "me",
        "na",
        "pa",
        "ri",
        "sa",
        "ta",
        "wu",
        "ya",
        "ngo",
        "ber",
        "sung",
    ]
    chance = Random(1)  # noqa: S311
    invented = [
        Region(
            code=f"{32 + number // 10_000}.01.01.{number % 10_000:04d}",
            name="".join(chance.choices(syllables, k=4)).title(),
            level="kelurahan",
            latitude=-6,
            longitude=106,
        )
        for number in range(20_000)
    ]
    Region.objects.bulk_create(invented)
    with connection.cursor() as cursor:
        # What VACUUM does in its time: rows just written wait beside the index.
        cursor.execute("SELECT gin_clean_pending_list('region_name_trigrams')")
        cursor.execute("ANALYZE posko_region")
    with transaction.atomic():
        share_less()
        plan = candidates(read_words("kebon sirih")).explain()
    assert "Bitmap Index Scan on region_name_trigrams" in plan
    assert "Seq Scan on posko_region " not in plan
    assert regions_named("kebn sirih")[0].name == "Kebon Sirih"
