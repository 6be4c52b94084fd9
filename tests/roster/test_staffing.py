"""Who is at a duty changes in one place, by the rules."""

from datetime import date

import pytest

from roster.models import Absence, Assignment, Duty, Officer
from roster.staffing import Overtaken, Refused, assign, hand_to, take_off
from tests.factories.posko import make_post
from tests.factories.roster import assign as told
from tests.factories.roster import make_duty, make_institution, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

DAY = date(2024, 2, 13)


@pytest.fixture
def duty() -> Duty:
    return make_duty(make_post(), DAY)


@pytest.fixture
def budi() -> Officer:
    return make_officer("budi", institution=make_institution())


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [objection.code for objection in refused.value.objections]


def test_a_person_who_is_free_is_put_on_the_duty(duty: Duty, budi: Officer) -> None:
    assignment = assign(duty, budi, leads=True)
    assert (assignment.officer, assignment.leads) == (budi, True)


def test_a_new_lead_replaces_the_old_one(duty: Duty, budi: Officer) -> None:
    first = told(duty, make_officer("adi"), leads=True)
    assign(duty, budi, leads=True)
    first.refresh_from_db()
    assert not first.leads


def test_somebody_absent_is_refused_and_may_be_overruled(duty: Duty, budi: Officer) -> None:
    Absence.objects.create(officer=budi, kind="illness", first_day=DAY, last_day=DAY)
    with pytest.raises(Refused) as refused:
        assign(duty, budi)
    assert codes(refused) == ["absent"]
    assert "berhalangan" in str(refused.value)
    assert assign(duty, budi, overrule=True).officer == budi


def test_nobody_overrules_two_places_at_a_time(duty: Duty, budi: Officer) -> None:
    told(make_duty(make_post("31.73"), DAY, "09:00"), budi)
    with pytest.raises(Refused) as refused:
        assign(duty, budi, overrule=True)
    assert codes(refused) == ["elsewhere"]


def test_nobody_is_sent_to_a_post_that_they_do_not_serve(duty: Duty) -> None:
    stranger = make_officer("wati", code="31.73")
    with pytest.raises(Refused) as refused:
        assign(duty, stranger, overrule=True)
    assert codes(refused) == ["post"]


def test_a_person_of_one_post_serves_there_alone(duty: Duty, budi: Officer) -> None:
    budi.post = make_post(name="Posko lain", slug="lain")
    budi.save()
    with pytest.raises(Refused) as refused:
        assign(duty, budi)
    assert codes(refused) == ["post"]


def test_who_takes_over_takes_the_lead_along_if_they_may_lead(duty: Duty, budi: Officer) -> None:
    given = told(duty, make_officer("adi"), leads=True)
    given = hand_to(given, budi)
    assert given.leads
    new = make_officer("baru", may_lead=False)
    assert not hand_to(given, new).leads


def test_what_somebody_else_changed_in_between_is_not_overwritten(
    duty: Duty, budi: Officer
) -> None:
    seen = told(duty, make_officer("adi"))
    hand_to(Assignment.objects.get(pk=seen.pk), make_officer("wati"))
    with pytest.raises(Overtaken):
        hand_to(seen, budi)


def test_handing_over_twice_is_as_good_as_once(duty: Duty, budi: Officer) -> None:
    given = told(duty, make_officer("adi"))
    assert hand_to(given, budi) == hand_to(given, budi)


def test_taking_off_twice_is_as_good_as_once(duty: Duty, budi: Officer) -> None:
    given = told(duty, budi)
    take_off(given)
    take_off(given)
    assert not Assignment.objects.exists()
