"""One officer can't be in two places: in the database, and in words in the admin."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from roster.models import Assignment, Duty, Role
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_officer
from tests.together import at_once

pytestmark = [pytest.mark.usefixtures("regions", "voting_eve")]

DAY = date(2024, 2, 13)


def two_posts() -> tuple[Duty, Duty]:
    """Two duties at the same time in Jakarta Pusat."""
    first = make_post("31.71")
    second = make_post("31.71.06", slug="menteng", name="Posko Menteng")
    return make_duty(first, DAY), make_duty(second, DAY, "12:00", "20:00")


def editor(code: str = "31.71", username: str = "kesbangpol.jp") -> Client:
    client = Client()
    client.force_login(make_officer(username, Role.KESBANGPOL, code))
    return client


def inline(duty: Duty, *officers: Any) -> dict[str, Any]:
    """The form of a duty's page with new people on it."""
    form = {
        "post": duty.post_id,
        "starts_at_0": f"{duty.starts_at.astimezone(duty.post.region.zone):%Y-%m-%d}",
        "starts_at_1": f"{duty.starts_at.astimezone(duty.post.region.zone):%H:%M}",
        "ends_at_0": f"{duty.ends_at.astimezone(duty.post.region.zone):%Y-%m-%d}",
        "ends_at_1": f"{duty.ends_at.astimezone(duty.post.region.zone):%H:%M}",
        "assignments-TOTAL_FORMS": len(officers),
        "assignments-INITIAL_FORMS": 0,
    }
    for place, officer in enumerate(officers):
        form[f"assignments-{place}-officer"] = officer.pk
    return form


@pytest.mark.django_db
def test_the_database_refuses_a_second_place_at_the_same_time() -> None:
    one, other = two_posts()
    officer = make_officer("budi.santoso")
    assign(one, officer)
    with pytest.raises(IntegrityError, match="assignment_one_place_at_a_time"):
        assign(other, officer)


@pytest.mark.django_db
def test_one_duty_after_the_other_is_fine() -> None:
    post = make_post("31.71")
    officer = make_officer("budi.santoso")
    assign(make_duty(post, DAY, "08:00", "12:00"), officer)
    assign(make_duty(post, DAY, "12:00", "16:00"), officer)
    assert officer.assignments.count() == 2


@pytest.mark.django_db
def test_an_assignment_moves_along_with_its_duty() -> None:
    one, _other = two_posts()
    assignment = assign(one, make_officer("budi.santoso"))
    Duty.objects.filter(pk=one.pk).update(ends_at=one.ends_at.replace(hour=18))
    assignment.refresh_from_db()
    assert assignment.ends_at == one.ends_at.replace(hour=18)


@pytest.mark.django_db
def test_a_duty_cannot_be_moved_onto_another_one_of_its_people() -> None:
    post = make_post("31.71")
    officer = make_officer("budi.santoso")
    early = make_duty(post, DAY, "08:00", "12:00")
    assign(early, officer)
    assign(make_duty(post, DAY, "12:00", "16:00"), officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.filter(pk=early.pk).update(ends_at=early.ends_at.replace(hour=14))


@pytest.mark.django_db
def test_an_assignments_times_cannot_be_forged() -> None:
    one, _other = two_posts()
    assignment = assign(one, make_officer("budi.santoso"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=assignment.pk).update(ends_at=one.ends_at.replace(hour=23))


@pytest.mark.django_db
def test_the_admin_names_the_other_duty_beside_the_field() -> None:
    one, other = two_posts()
    officer = make_officer("budi.santoso")
    assign(one, officer)
    response = editor().post(f"/admin/roster/duty/{other.pk}/change/", inline(other, officer))
    assert response.status_code == 200
    text = response.content.decode()
    assert "Budi Santoso bertugas jaga di" in text
    assert "13.02.2024 08.00-16.00" in text
    assert not other.assignments.exists()


@pytest.mark.django_db
def test_a_duty_of_another_region_is_not_named() -> None:
    islands = make_duty(make_post("31.01", name="Posko Rahasia"), DAY)
    here = make_duty(make_post("31.71"), DAY)
    officer = make_officer("budi.santoso")
    assign(islands, officer)
    response = editor().post(f"/admin/roster/duty/{here.pk}/change/", inline(here, officer))
    text = response.content.decode()
    assert "memiliki tugas jaga lain, 13.02.2024" in text
    assert "Posko Rahasia" not in text


@pytest.mark.django_db
def test_the_same_person_twice_in_one_form_is_a_message() -> None:
    one, _other = two_posts()
    officer = make_officer("budi.santoso")
    path = f"/admin/roster/duty/{one.pk}/change/"
    response = editor().post(path, inline(one, officer, officer))
    assert response.status_code == 200
    assert not one.assignments.exists()


@pytest.mark.django_db
def test_moving_a_duty_onto_another_is_a_message() -> None:
    post = make_post("31.71")
    officer = make_officer("budi.santoso")
    early = make_duty(post, DAY, "08:00", "12:00")
    assign(early, officer)
    assign(make_duty(post, DAY, "12:00", "16:00"), officer)
    form = {**inline(early), "ends_at_1": "14:00"}
    response = editor().post(f"/admin/roster/duty/{early.pk}/change/", form)
    assert response.status_code == 200
    assert "Budi Santoso bertugas jaga di" in response.content.decode()


@pytest.mark.django_db
def test_bulk_edit_names_the_overlap_too() -> None:
    one, other = two_posts()
    officer, second = make_officer("budi.santoso"), make_officer("siti.aminah")
    assign(one, officer)
    row = assign(other, second)
    form = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-id": row.pk,
        "form-0-officer": officer.pk,
        "_save": "1",
    }
    path = f"/admin/roster/assignment/?duty__post__id__exact={other.post_id}"
    response = editor().post(path, form)
    assert response.status_code == 200
    assert "Budi Santoso bertugas jaga di" in response.content.decode()
    row.refresh_from_db()
    assert row.officer == second


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_once_one_wins_and_the_other_gets_the_message() -> None:
    one, other = two_posts()
    officer = make_officer("budi.santoso")
    clients = [editor(username="satu.jp"), editor(username="dua.jp")]

    def save(client: Client, duty: Duty) -> Any:
        return client.post(f"/admin/roster/duty/{duty.pk}/change/", inline(duty, officer))

    responses = at_once(partial(save, clients[0], one), partial(save, clients[1], other))
    assert sorted(response.status_code for response in responses) == [200, 302]
    assert Assignment.objects.filter(officer=officer).count() == 1
    (refused,) = [response for response in responses if response.status_code == 200]
    assert "Budi Santoso bertugas jaga di" in refused.content.decode()
