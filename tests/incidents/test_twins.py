"""Likely twins: same place, near in time, similar words, and nothing hidden."""

from datetime import timedelta
from typing import Any

import pytest

from incidents import workflow
from incidents.states import Status
from incidents.twins import Account, account_of, twins_of
from posko import clock
from posko.models import Region
from roster.models import Officer, Role
from tests.factories.incidents import People, make_incident, make_people, refer
from tests.factories.roster import make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

MENTENG, GONDANGDIA, KECAMATAN, CITY = "31.71.06.1001", "31.71.06.1005", "31.71.06", "31.71"
SHORTAGE = "Surat suara kurang 20 lembar di TPS 12 Menteng, warga antre sejak pagi"
SAME = "TPS 12 kekurangan surat suara sekitar dua puluh lembar, antrean panjang sejak pagi"
ILL = "Petugas KPPS pingsan karena kelelahan, dibawa ke puskesmas"


def told(region: str = MENTENG, description: str = SHORTAGE, **fields: Any) -> Account:
    """Return what somebody types, about something that happened an hour ago."""
    at = fields.pop("occurred_at", clock.now() - timedelta(hours=1))
    return Account(Region.objects.get(code=region), description, at, **fields)


def numbers(account: Account, officer: Officer) -> list[str]:
    return [twin.incident.number for twin in twins_of(account, officer)]


def test_the_same_in_other_words_is_found_and_another_thing_is_not(people: People) -> None:
    same = make_incident(people, description=SAME)
    make_incident(people, description=ILL)
    assert numbers(told(), people[Role.PETUGAS]) == [same.number]


def test_each_twin_says_why(people: People) -> None:
    earlier = clock.now() - timedelta(hours=3)
    make_incident(people, description=SHORTAGE, tps_number=12, occurred_at=earlier)
    (twin,) = twins_of(told(tps_number=12), people[Role.PETUGAS])
    assert twin.why == "TPS sama, 2 jam sebelumnya, isi mirip 100 %"


def test_a_short_note_finds_a_long_account(people: People) -> None:
    long = make_incident(
        people,
        description="Warga RT 05 melapor belum menerima undangan memilih (C6) sampai hari ini. "
        "Ia sudah bertanya kepada ketua RT dan petugas KPPS, tetapi diminta menunggu sampai besok "
        "pagi karena nama yang bersangkutan masih dicari di daftar.",
    )
    assert numbers(told(description="Belum menerima undangan memilih"), people[Role.PETUGAS]) == [
        long.number
    ]


@pytest.mark.parametrize(
    ("region", "found"),
    [(MENTENG, True), (KECAMATAN, True), (CITY, True), (GONDANGDIA, False), ("31.71.01", False)],
)
def test_who_knew_only_the_wider_place_is_found_too(
    people: People, region: str, found: bool
) -> None:
    make_incident(people, description=SAME, region=region)
    assert bool(numbers(told(), people[Role.PETUGAS])) is found
    # And the other way round: the wide place finds the narrow one.
    make_incident(people, description=ILL)
    assert numbers(told(KECAMATAN, ILL), people[Role.PETUGAS])


@pytest.mark.parametrize(("days", "found"), [(2, True), (4, False)])
def test_what_happened_on_other_days_is_another_thing(
    people: People, days: int, found: bool
) -> None:
    make_incident(people, description=SAME, occurred_at=clock.now() - timedelta(days=days))
    assert bool(numbers(told(), people[Role.PETUGAS])) is found


def test_another_polling_place_is_another_problem_however_alike_the_words(people: People) -> None:
    make_incident(people, description=SHORTAGE, tps_number=13)
    unknown = make_incident(people, description=SHORTAGE)
    assert numbers(told(tps_number=12), people[Role.PETUGAS]) == [unknown.number]


def test_at_the_same_polling_place_quite_different_words_are_enough(people: People) -> None:
    words = "Air masuk bilik, pemungutan suara belum bisa dimulai"
    flood = "TPS kebanjiran, warga tidak bisa memilih, pemungutan tertunda"
    make_incident(people, description=words)
    there = make_incident(people, description=words, tps_number=12)
    assert numbers(told(description=flood, tps_number=12), people[Role.PETUGAS]) == [there.number]


def test_what_is_merged_is_found_through_the_case_that_stays(people: People) -> None:
    primary = make_incident(people, description=SAME)
    duplicate = make_incident(people, description=SAME)
    workflow.merge(duplicate, people[Role.KOORDINATOR], primary=primary)
    assert numbers(told(), people[Role.PETUGAS]) == [primary.number]


def test_what_was_over_long_ago_is_left_out(people: People) -> None:
    happened = clock.now() - timedelta(days=1)
    make_incident(people, Status.CLOSED, description=SAME, occurred_at=happened)
    still_open = make_incident(people, description=SAME, occurred_at=happened)
    account = told(occurred_at=happened)
    assert len(numbers(account, people[Role.PETUGAS])) == 2
    with clock.at(clock.now() + timedelta(days=8)):
        assert numbers(account, people[Role.PETUGAS]) == [still_open.number]


def test_the_best_five_come_first(people: People) -> None:
    best = make_incident(people, description=SHORTAGE, tps_number=12)
    for _ in range(6):
        make_incident(people, description=SAME)
    found = numbers(told(tps_number=12), people[Role.PETUGAS])
    assert len(found) == 5
    assert found[0] == best.number


def test_an_incident_is_not_its_own_twin(people: People) -> None:
    assert twins_of(account_of(make_incident(people)), people[Role.PETUGAS]) == []


def test_nobody_is_shown_what_they_may_not_know_of(people: People) -> None:
    referred = make_incident(people, Status.VERIFIED, description=SAME)
    refer(referred, people)
    make_incident(people, description=SAME)
    gambir = make_officer("petugas.gambir", Role.PETUGAS, "31.71.01")
    assert numbers(told(), people[Role.PENGHUBUNG]) == [referred.number]
    assert numbers(told(), make_people("31.73")[Role.KOORDINATOR]) == []
    assert numbers(told(), gambir) == []


@pytest.mark.parametrize(
    "words",
    [
        "",
        "suara",
        "!!! & | ' \\ <-> :* ()",
        "ini dan itu yang ada",
        "😀😀😀😀😀😀😀😀😀😀😀😀",
        "إختبار " * 9,
    ],
)
def test_words_that_say_nothing_find_nothing_and_break_nothing(people: People, words: str) -> None:
    make_incident(people, description=SAME)
    assert numbers(told(description=words), people[Role.PETUGAS]) == []


def test_operators_of_the_search_are_just_words(people: People) -> None:
    same = make_incident(people, description=SAME)
    odd = f"{SHORTAGE} & ! ' ) :* _x_ a'b \\"
    assert numbers(told(description=odd), people[Role.PETUGAS]) == [same.number]


def test_one_query_however_many_there_are(people: People, django_assert_num_queries: Any) -> None:
    for _ in range(4):
        make_incident(people, description=SAME)
    account, officer = (
        told(),
        Officer.objects.select_related("region").get(pk=people[Role.PETUGAS].pk),
    )
    with django_assert_num_queries(1):
        for twin in twins_of(account, officer):
            assert twin.incident.place and str(twin.incident.category)
