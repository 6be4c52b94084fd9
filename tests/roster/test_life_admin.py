"""Shifts, work rules and absences in the admin."""

from datetime import date, time
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from posko.models import Level
from roster.models import Absence, Requirement, Role, Shift, WorkRule
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def staff(role: Role = Role.KESBANGPOL, code: str = "31.71") -> Client:
    client = Client()
    client.force_login(make_officer(f"{role}.{code}", role, code))
    return client


def shift_form(**changed: Any) -> dict[str, Any]:
    sent = {"operation": make_operation().pk, "name": "Pagi", "opens": "08:00", "closes": "12:00"}
    return {**sent, **changed}


def level_shift() -> Shift:
    return Shift.objects.create(
        operation=make_operation(), level=Level.CITY, name="Pagi", opens=time(8), closes=time(12)
    )


def test_kesbangpol_states_the_shifts_of_its_posts_alone() -> None:
    client, own, theirs = staff(), make_post(), make_post("31.73")
    path = "/admin/roster/shift/add/"
    for wrong in ({}, {"level": "kota"}, {"post": theirs.pk}):
        assert client.post(path, shift_form(**wrong)).status_code == 200
    assert client.post(path, shift_form(post=own.pk)).status_code == 302
    assert [shift.post for shift in Shift.objects.all()] == [own]


def test_a_levels_shift_is_an_administrators_to_change() -> None:
    path = f"/admin/roster/shift/{level_shift().pk}/"
    client = staff()
    assert client.get(f"{path}change/").status_code == 200
    assert client.post(f"{path}change/", shift_form(level="kota")).status_code == 403
    assert client.post(f"{path}delete/", {"post": "yes"}).status_code == 403
    client = staff(Role.ADMINISTRATOR, "31")
    assert client.post(f"{path}change/", shift_form(level="kota")).status_code == 302


def test_a_shifts_post_belongs_to_its_operation() -> None:
    other = make_operation(slug="pilkada-2024", name="Pilkada 2024")
    sent = shift_form(post=make_post().pk, operation=other.pk)
    assert staff().post("/admin/roster/shift/add/", sent).status_code == 200


def test_kesbangpol_states_rules_for_its_people_alone() -> None:
    own, theirs = make_officer("budi"), make_officer("wati", code="31.73")
    sent = {"operation": make_operation().pk, "most_in_7_days": 3, "rest_hours": 12}
    client, path = staff(), "/admin/roster/workrule/add/"
    for wrong in ({}, {"institution_kind": "polres"}, {"officer": theirs.pk}):
        assert client.post(path, {**sent, **wrong}).status_code == 200
    assert client.post(path, {**sent, "officer": own.pk}).status_code == 302
    assert [rule.officer for rule in WorkRule.objects.all()] == [own]


class TestRequirements:
    """What doesn't go together is told at its field."""

    def wrong(self, **changed: Any) -> list[str]:
        sent = {
            "operation": make_operation().pk, "post": self.post, "days": "every",
            "institution_kind": "kodim", "people": 2, **changed,
        }  # fmt: skip
        response = self.client.post("/admin/roster/requirement/add/", sent)
        return list(response.context["adminform"].form.errors) if response.context else []

    @pytest.fixture(autouse=True)
    def at_a_post(self, regions: int) -> None:
        self.post, self.client = make_post().pk, staff()

    def test_dates(self) -> None:
        assert "on_date" in self.wrong(days="date")
        assert "on_date" in self.wrong(on_date="2024-02-14")
        assert self.wrong(days="date", on_date="2024-02-14") == []
        assert Requirement.objects.get().on_date == date(2024, 2, 14)

    def test_several_days_are_one_entry(self) -> None:
        first, last = "2024-02-20", "2024-02-25"
        assert self.wrong(until=last) == ["until"]
        assert "on_date" in self.wrong(days="date", until=last)
        assert self.wrong(days="date", on_date=last, until=first) == ["until"]
        assert self.wrong(days="date", on_date=first, until=last) == []
        assert self.wrong(days="date", on_date=first) == []
        assert str(Requirement.objects.get(until=last)).endswith(": 2 Kodim, 20-25 Feb 2024")
        assert str(Requirement.objects.get(until=None)).endswith(": 2 Kodim, 20 Feb 2024")

    def test_the_database_refuses_a_range_that_ends_too_early(self) -> None:
        self.wrong(days="date", on_date="2024-02-20", until="2024-02-25")
        with pytest.raises(IntegrityError), transaction.atomic():
            Requirement.objects.update(until=date(2024, 2, 19))

    def test_shifts_of_the_place(self) -> None:
        shift = level_shift()
        other = Shift.objects.create(
            operation=shift.operation, level="kabupaten", name="x", opens=time(1), closes=time(2)
        )
        assert self.wrong(shift=other.pk) == ["shift"]
        assert self.wrong(shift=shift.pk) == []


class TestAbsence:
    """What it leaves open is said at once."""

    def test_with_the_way_to_a_replacement(self) -> None:
        budi = make_officer("budi", institution=make_institution())
        place = assign(make_duty(make_post(), date(2024, 2, 15)), budi)
        sent = {
            "officer": budi.pk, "kind": "illness",
            "first_day": "2024-02-14", "last_day": "2024-02-16",
        }  # fmt: skip
        page = staff().post("/admin/roster/absence/add/", sent, follow=True).content.decode()
        assert f"/jadwal/pengganti/{place.pk}/" in page

    def test_on_the_officers_page_too(self) -> None:
        budi = make_officer("budi", institution=make_institution())
        place = assign(make_duty(make_post(), date(2024, 2, 15)), budi)
        sent = {
            "username": "budi", "full_name": "Budi", "role": "petugas", "region": "31.71",
            "institution": budi.institution_id, "is_active": "on", "may_lead": "on",
            "absences-TOTAL_FORMS": 1, "absences-INITIAL_FORMS": 0,
            "absences-0-kind": "leave", "absences-0-first_day": "2024-02-15",
            "absences-0-last_day": "2024-02-15",
            "availabilities-TOTAL_FORMS": 0, "availabilities-INITIAL_FORMS": 0,
        }  # fmt: skip
        client = staff()
        path = f"/admin/roster/officer/{budi.pk}/change/"
        page = client.post(path, sent, follow=True).content.decode()
        assert f"/jadwal/pengganti/{place.pk}/" in page
        assert Absence.objects.get().officer == budi

    def test_other_regions_people_cannot_be_chosen(self) -> None:
        wati = make_officer("wati", code="31.73")
        sent = {
            "officer": wati.pk, "kind": "leave",
            "first_day": "2024-02-14", "last_day": "2024-02-14",
        }  # fmt: skip
        assert staff().post("/admin/roster/absence/add/", sent).status_code == 200
        assert not Absence.objects.exists()


def test_an_officers_post_lies_in_their_region() -> None:
    post = make_post("31.73")
    sent = {
        "username": "x",
        "full_name": "X",
        "role": "petugas",
        "region": "31.01",
        "post": post.pk,
    }
    page = staff(Role.ADMINISTRATOR, "31").post(
        "/admin/roster/officer/add/", {**sent, "post": post.pk}
    )
    assert "post" in page.context["adminform"].form.errors
