"""What forms of the admin offer, and what they keep although they don't show it."""

from typing import Any

import pytest
from django.test import Client

from posko.models import Level, Region
from roster.models import Assignment, Duty, InstitutionKind, Officer, Requirement, Role
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


def staff(role: Role = Role.KESBANGPOL, code: str = "31.71") -> Client:
    """A browser in which somebody of the region is logged in."""
    client = Client()
    client.force_login(make_officer(f"{role}.{code}", role, code))
    return client


def offered(client: Client, path: str, field: str) -> set[str]:
    """What a form's field offers, as text."""
    form = client.get(path).context["adminform"].form
    return {str(row) for row in form.fields[field].queryset}


def people_form(duty: Duty, **more: Any) -> dict[str, Any]:
    """The page of a duty as it is sent, with nobody changed."""
    start, end = (t.astimezone(duty.post.region.zone) for t in (duty.starts_at, duty.ends_at))
    rows = list(duty.assignments.order_by("pk"))
    sent: dict[str, Any] = {
        "post": duty.post_id,
        "starts_at_0": f"{start:%Y-%m-%d}", "starts_at_1": f"{start:%H:%M}",
        "ends_at_0": f"{end:%Y-%m-%d}", "ends_at_1": f"{end:%H:%M}",
        "assignments-TOTAL_FORMS": len(rows), "assignments-INITIAL_FORMS": len(rows),
    }  # fmt: skip
    for place, row in enumerate(rows):
        sent[f"assignments-{place}-id"] = row.pk
        sent[f"assignments-{place}-officer"] = row.officer_id
    return {**sent, **more}


def test_a_region_can_be_searched_by_those_who_fill_in_forms() -> None:
    query = "app_label=roster&model_name=officer&field_name=region&term="
    found = staff().get(f"/admin/autocomplete/?{query}Jakarta").json()["results"]
    assert [row["id"] for row in found] == ["31.71"]
    assert staff(code="31.01").get(f"/admin/autocomplete/?{query}Menteng").json()["results"] == []


def test_institutions_that_serve_the_region_can_be_chosen_for_its_people() -> None:
    north = make_institution(InstitutionKind.KODIM, "31.72", name="Kodim 0502/JU")
    north.also_serves.add(Region.objects.get(code="31.01"))
    make_institution(InstitutionKind.POLRES, "31.73", name="Polres Barat")
    own = make_institution(InstitutionKind.POLRES, "31.01", name="Polres Pulau")
    found = offered(staff(code="31.01"), "/admin/roster/officer/add/", "institution")
    assert found == {north.name, own.name}


def test_somebody_keeps_an_institution_that_one_could_not_choose() -> None:
    party = make_institution(InstitutionKind.PARTY, "31", name="Partai Contoh")
    officer = make_officer("saksi.jp", Role.PARTAI, institution=party)
    sent = {
        "username": "saksi.jp", "full_name": "Nama Baru", "role": Role.PARTAI,
        "institution": party.pk, "region": "31.71", "is_active": "on",
        "absences-TOTAL_FORMS": 0, "absences-INITIAL_FORMS": 0,
        "availabilities-TOTAL_FORMS": 0, "availabilities-INITIAL_FORMS": 0,
    }  # fmt: skip
    client = staff()
    path = f"/admin/roster/officer/{officer.pk}/change/"
    assert client.post(path, sent).status_code == 302
    assert client.post("/admin/roster/officer/add/", {**sent, "username": "x"}).status_code == 200
    officer.refresh_from_db()
    assert (officer.full_name, officer.institution) == ("Nama Baru", party)


def test_saving_an_institution_keeps_the_cities_that_its_editor_cannot_see() -> None:
    north = make_institution(InstitutionKind.KODIM, "31.72", name="Kodim 0502/JU")
    north.also_serves.add(Region.objects.get(code="31.01"))
    sent = {"name": "Kodim 0502", "kind": "kodim", "region": "31.72", "active": "on"}
    path = f"/admin/roster/institution/{north.pk}/change/"
    assert staff(code="31.72").post(path, sent).status_code == 302
    assert [region.code for region in north.also_serves.all()] == ["31.01"]
    assert staff(Role.ADMINISTRATOR, "31").post(path, sent).status_code == 302
    assert not north.also_serves.exists()


def test_kesbangpol_asks_for_more_at_a_post_of_theirs() -> None:
    post, client = make_post("31.71"), staff()
    sent = {
        "operation": post.operation_id, "post": post.pk, "level": Level.CITY, "days": "every",
        "institution_kind": "kodim", "people": 2,
    }  # fmt: skip
    assert client.post("/admin/roster/requirement/add/", sent).status_code == 302
    assert [(r.level, r.people) for r in Requirement.objects.all()] == [("", 2)]


def test_asking_for_the_same_twice_is_a_message() -> None:
    post, client = make_post("31.71"), staff()
    sent = {
        "operation": post.operation_id, "post": post.pk, "days": "every",
        "institution_kind": "kodim", "people": 2,
    }  # fmt: skip
    client.post("/admin/roster/requirement/add/", sent)
    response = client.post("/admin/roster/requirement/add/", sent)
    assert response.status_code == 200
    assert Requirement.objects.count() == 1


@pytest.mark.parametrize("change", [{"post": ""}, {"operation": "other"}, {"post": "theirs"}])
def test_a_requirement_for_no_post_of_theirs_is_refused(change: dict[str, str]) -> None:
    post, theirs = make_post("31.71"), make_post("31.73")
    other = make_operation(slug="pilkada-2024", name="Pilkada 2024")
    known = {"other": other.pk, "theirs": theirs.pk}
    sent = {
        "operation": post.operation_id, "post": post.pk, "days": "every",
        "institution_kind": "kodim", "people": 2,
        **{name: known.get(value, value) for name, value in change.items()},
    }  # fmt: skip
    assert staff().post("/admin/roster/requirement/add/", sent).status_code == 200
    assert not Requirement.objects.exists()


def test_what_a_level_needs_is_neither_deleted_by_kesbangpol() -> None:
    level = Requirement.objects.create(
        operation=make_operation(), level=Level.CITY, institution_kind="kodim", people=1
    )
    client = staff()
    client.post(f"/admin/roster/requirement/{level.pk}/delete/", {"post": "yes"})
    client.post(
        "/admin/roster/requirement/",
        {"action": "delete_selected", "_selected_action": [level.pk], "post": "yes"},
    )
    assert Requirement.objects.filter(pk=level.pk).exists()


def test_a_new_duty_begins_with_the_posts_hours_of_the_day() -> None:
    post = make_post("31.71")
    page = staff().get(f"/admin/roster/duty/add/?post={post.pk}&day=2024-02-15")
    initial = page.context["adminform"].form.initial
    assert initial["post"] == post.pk
    assert [f"{initial[name]:%d %H.%M}" for name in ("starts_at", "ends_at")] == [
        "15 08.00", "15 16.00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query",
    ["", "post=x&day=y", "post=99999999999999999999", "starts_at=1", "post=1&day=0001-01-01"],
)
def test_a_new_duty_with_an_odd_address_is_just_empty(query: str) -> None:
    make_post("31.71")
    assert staff().get(f"/admin/roster/duty/add/?{query}").status_code == 200


def test_a_post_of_another_region_is_no_beginning_for_a_duty() -> None:
    theirs = make_post("31.01")
    page = staff().get(f"/admin/roster/duty/add/?post={theirs.pk}&day=2024-02-15")
    assert page.context["adminform"].form.initial == {}


def test_the_lead_passes_to_another_on_the_page_of_the_duty() -> None:
    duty = make_duty(make_post("31.71"))
    first = assign(duty, make_officer("andi.wijaya"), leads=True)
    second = assign(duty, make_officer("siti.aminah"))
    sent = people_form(duty, **{"assignments-1-leads": "on"})
    path = f"/admin/roster/duty/{duty.pk}/change/"
    assert staff().post(path, sent).status_code == 302
    assert [Assignment.objects.get(pk=a.pk).leads for a in (first, second)] == [False, True]


def test_two_leads_of_one_duty_are_a_message() -> None:
    duty = make_duty(make_post("31.71"))
    assign(duty, make_officer("andi.wijaya"))
    assign(duty, make_officer("siti.aminah"))
    leads = {"assignments-0-leads": "on", "assignments-1-leads": "on"}
    path = f"/admin/roster/duty/{duty.pk}/change/"
    assert staff().post(path, people_form(duty, **leads)).status_code == 200
    assert not duty.assignments.filter(leads=True).exists()


def test_history_tells_in_words_who_was_put_on_a_duty_and_taken_off() -> None:
    duty = make_duty(make_post("31.71"))
    assign(duty, make_officer("andi.wijaya"))
    client, path = staff(), f"/admin/roster/duty/{duty.pk}"
    client.post(f"{path}/change/", people_form(duty, **{"assignments-0-DELETE": "on"}))
    assert not duty.assignments.exists()
    changes = client.get(f"{path}/history/").context["changes"]()
    assert [change.kind for change in changes] == ["insert", "insert", "delete"]
    gone = changes[-1]
    assert gone.by == Officer.objects.get(role=Role.KESBANGPOL).full_name
    assert ("Andi Wijaya", "") in [(before, after) for _name, before, after in gone.fields]


def test_history_tells_places_and_choices_by_name() -> None:
    officer = make_officer("andi.wijaya")
    officer.region_id = "31.71.06"
    officer.role = Role.PARTAI
    officer.save()
    page = staff(Role.ADMINISTRATOR, "31").get(f"/admin/roster/officer/{officer.pk}/history/")
    differences = {(before, after) for _name, before, after in page.context["changes"]()[1].fields}
    assert (str(Region.objects.get(code="31.71")), "Menteng") in differences
    assert (str(Role.PETUGAS.label), str(Role.PARTAI.label)) in differences
    assert "31.71.06" not in {after for _before, after in differences}


@pytest.mark.parametrize("pk", ["x", "99999999999999999999", "_00", "0"])
def test_history_of_nothing_is_no_error(pk: str) -> None:
    for model in ("roster/duty", "roster/officer", "posko/post", "roster/requirement"):
        assert staff_once().get(f"/admin/{model}/{pk}/history/").status_code in {302, 404}


def staff_once() -> Client:
    """The same person as before, logged in again."""
    client = Client()
    found = Officer.objects.filter(role=Role.KESBANGPOL).first()
    client.force_login(found or make_officer("kesbangpol.jp", Role.KESBANGPOL))
    return client


def test_the_way_to_the_password_is_shown_to_administrators_alone() -> None:
    officer = make_officer("andi.wijaya")
    path = f"/admin/roster/officer/{officer.pk}"
    link = f"{path}/password/"
    assert link in staff(Role.ADMINISTRATOR, "31").get(f"{path}/change/").content.decode()
    assert link not in staff().get(f"{path}/change/").content.decode()


def test_the_index_and_the_list_of_duties_lead_to_the_week() -> None:
    client = staff()
    for path in ("/admin/", "/admin/roster/duty/"):
        assert "/admin/roster/duty/week/" in client.get(path).content.decode()
