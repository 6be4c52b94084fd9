"""Who can step in: the fittest first, with reasons for the others."""

from datetime import date
from typing import Any

import pytest

from roster.models import Assignment, Availability, Duty, Officer, Requirement
from roster.replacements import candidates
from roster.replacing import fill, replace
from roster.staffing import Overtaken, Refused
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer
from tests.jobs import queued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def feb(day: int) -> date:
    return date(2024, 2, day)


def officer(name: str, **fields: Any) -> Officer:
    fields.setdefault("institution", make_institution())
    return make_officer(name, email=f"{name}@contoh.id", **fields)


@pytest.fixture
def duty() -> Duty:
    return make_duty(make_post(), feb(15))


def names(duty: Duty) -> list[str]:
    return [c.officer.username for c in candidates(duty, "polres")]


def served(duty: Duty, person: Officer, *days: int) -> None:
    for day in days:
        found = Duty.objects.filter(post=duty.post, starts_at__day=day).first()
        assign(found or make_duty(duty.post, feb(day)), person)


def test_only_people_of_the_kind_who_serve_the_post(duty: Duty) -> None:
    officer("budi")
    officer("semua", code="31", institution=make_institution())
    officer("kodim", institution=make_institution("kodim"))
    officer("barat", code="31.73")
    officer("keluar", is_active=False)
    officer("lain", post=make_post("31.71.06", slug="menteng"))
    make_officer("koordinator", "koordinator", institution=make_institution())
    assert names(duty) == ["budi", "semua"]


def test_who_has_the_fewest_duties_comes_first(duty: Duty) -> None:
    served(duty, officer("a"), 1, 2)
    served(duty, officer("b"), 1)
    officer("c")
    assert names(duty) == ["c", "b", "a"]


def test_on_a_day_off_duties_on_days_off_count_before_rest() -> None:
    saturday = make_duty(make_post(), feb(24))
    served(saturday, officer("a"), 3)
    served(saturday, officer("b"), 20)
    assert names(saturday) == ["b", "a"]
    monday = make_duty(saturday.post, feb(26))
    assert names(monday) == ["a", "b"]


def test_wishes_come_before_rest(duty: Duty) -> None:
    for name, wish in (("a", "avoids"), ("b", ""), ("c", "prefers")):
        person = officer(name)
        if wish:
            Availability.objects.create(officer=person, day=feb(15), wish=wish)
    assert names(duty) == ["c", "b", "a"]


def test_who_has_rested_longest_comes_first(duty: Duty) -> None:
    served(duty, officer("a"), 8)
    served(duty, officer("b"), 5)
    assert names(duty) == ["b", "a"]


def test_whom_a_rule_speaks_against_comes_after_and_who_cannot_is_left_out(duty: Duty) -> None:
    served(duty, officer("sibuk"), 9, 10, 11, 12, 13, 14)
    served(duty, officer("bebas"), 1, 2, 3, 4, 5, 6, 7)
    assign(make_duty(make_post("31.71.06", slug="menteng"), feb(15), "12:00"), officer("dua"))
    found = candidates(duty, "polres")
    assert [(c.officer.username, [o.code for o in c.objections]) for c in found] == [
        ("bebas", []), ("sibuk", ["too_many"]),
    ]  # fmt: skip
    assert "7 hari" in found[1].objections[0].words


def test_queries_do_not_grow(duty: Duty, django_assert_num_queries: Any) -> None:
    served(duty, officer("a"), 1)
    duty = Duty.objects.select_related("post__region", "post__operation").get(pk=duty.pk)
    for n in range(2):
        with django_assert_num_queries(7):
            candidates(duty, "polres")
        for m in range(5):
            served(duty, officer(f"o{n}{m}"), 1 + m)


class TestReplacing:
    """One step, and both are told."""

    def test_both_are_told(self, duty: Duty) -> None:
        old, new = officer("adi"), officer("budi")
        place = assign(duty, old, leads=True)
        assert replace(place, new).leads
        assert [job["officer"] for job in queued("roster.mail")] == [old.pk, new.pk]

    def test_a_second_tap_tells_nobody(self, duty: Duty) -> None:
        place, new = assign(duty, officer("adi")), officer("budi")
        replace(place, new)
        replace(Assignment.objects.get(pk=place.pk), new)
        replace(place, new)
        assert len(queued("roster.mail")) == 2

    def test_who_was_quicker_is_not_pushed_out(self, duty: Duty) -> None:
        place = assign(duty, officer("adi"))
        replace(Assignment.objects.get(pk=place.pk), officer("budi"))
        with pytest.raises(Overtaken):
            replace(place, officer("sari"))

    def test_a_rule_is_overruled_only_when_said(self, duty: Duty) -> None:
        tired = officer("sibuk")
        served(duty, tired, 9, 10, 11, 12, 13, 14)
        place = assign(duty, officer("adi"))
        with pytest.raises(Refused):
            replace(place, tired)
        assert replace(place, tired, overrule=True).officer == tired


class TestFilling:
    """A place that nobody has."""

    @pytest.fixture(autouse=True)
    def needs(self, regions: int, duty: Duty) -> None:
        Requirement.objects.create(
            operation=duty.post.operation, level="kota", institution_kind="polres", people=1
        )

    def test_somebody_takes_it(self, duty: Duty) -> None:
        person = officer("budi")
        assert fill(duty, "polres", person) == fill(duty, "polres", person)
        assert [job["officer"] for job in queued("roster.mail")] == [person.pk]

    def test_a_place_that_is_taken_is_none(self, duty: Duty) -> None:
        fill(duty, "polres", officer("budi"))
        with pytest.raises(Overtaken):
            fill(duty, "polres", officer("sari"))
