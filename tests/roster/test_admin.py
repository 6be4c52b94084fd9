"""The admin keeps people inside their region and their role."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from posko.models import Level, Operation
from roster.models import Duty, InstitutionKind, Officer, Requirement, Role
from tests.factories.posko import make_post
from tests.factories.roster import (
    PASSWORD,
    assign,
    make_duty,
    make_institution,
    make_officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

DAY = date(2024, 2, 13)


def staff(role: Role = Role.KESBANGPOL, code: str = "31.71") -> Client:
    client = Client()
    client.force_login(make_officer(f"{role}.{code}".lower(), role, code))
    return client


def officer_form(**fields: Any) -> dict[str, Any]:
    facts = {
        "username": "baru.jp", "full_name": "Petugas Baru", "role": Role.PETUGAS,
        "region": "31.71", "is_active": "on",
    }  # fmt: skip
    return {**facts, **fields}


def test_lists_show_ones_own_region_only() -> None:
    here, there = make_duty(make_post("31.71"), DAY), make_duty(make_post("31.01"), DAY)
    client = staff()
    for path, mine, theirs in [
        ("/admin/roster/duty/", here.post.name, there.post.name),
        ("/admin/posko/post/", here.post.name, there.post.name),
    ]:
        text = client.get(path).content.decode()
        assert mine in text
        assert theirs not in text


def test_pages_of_another_region_do_not_open() -> None:
    there = make_duty(make_post("31.01"), DAY)
    officer = make_officer("orang.pulau", code="31.01")
    client = staff()
    for path in (
        f"/admin/roster/duty/{there.pk}/change/",
        f"/admin/posko/post/{there.post_id}/change/",
        f"/admin/roster/officer/{officer.pk}/change/",
        f"/admin/roster/duty/{there.pk}/history/",
        f"/admin/roster/duty/{there.pk}/delete/",
    ):
        assert client.get(path).status_code in {302, 404}, path


def test_a_forged_post_of_another_region_is_an_invalid_choice() -> None:
    there = make_post("31.01")
    response = staff().post(
        "/admin/roster/duty/add/",
        {
            "post": there.pk,
            "starts_at_0": "2024-02-20", "starts_at_1": "08:00",
            "ends_at_0": "2024-02-20", "ends_at_1": "16:00",
            "assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0,
        },
    )  # fmt: skip
    assert response.status_code == 200
    assert not Duty.objects.exists()


def test_autocomplete_offers_ones_own_region_only() -> None:
    make_officer("orang.pulau", code="31.01", full_name="Orang Pulau")
    make_officer("orang.kota", full_name="Orang Kota")
    query = "term=orang&app_label=roster&model_name=assignment&field_name=officer"
    results = staff().get(f"/admin/autocomplete/?{query}").json()["results"]
    assert [row["text"] for row in results] == ["Orang Kota"]


def test_kesbangpol_adds_a_post_officer_who_cannot_log_in_yet() -> None:
    response = staff().post("/admin/roster/officer/add/", officer_form())
    assert response.status_code == 302
    assert not Officer.objects.get(username="baru.jp").has_usable_password()


@pytest.mark.parametrize(
    "fields",
    [
        {"role": Role.ADMINISTRATOR},
        {"role": Role.KESBANGPOL},
        {"role": Role.KOORDINATOR},
        {"role": Role.PENGAWAS},
        {"region": "31.01"},
        {"region": "31"},
        {"username": "HURUF.BESAR"},
        {"full_name": ""},
    ],
)
def test_nobody_is_raised_or_moved_by_a_forged_form(fields: dict[str, Any]) -> None:
    response = staff().post("/admin/roster/officer/add/", officer_form(**fields))
    assert response.status_code == 200
    assert not Officer.objects.filter(full_name="Petugas Baru").exists()


def test_kesbangpol_can_change_neither_themselves_nor_those_above() -> None:
    client = staff()
    for username in ("kesbangpol.31.71", make_officer("k.jp", Role.KOORDINATOR).username):
        officer = Officer.objects.get(username=username)
        path = f"/admin/roster/officer/{officer.pk}/change/"
        assert client.post(path, officer_form(username=username)).status_code == 403
        officer.refresh_from_db()
        assert officer.full_name != "Petugas Baru"


def test_passwords_are_set_by_administrators_alone() -> None:
    officer = make_officer("budi.santoso")
    path = f"/admin/roster/officer/{officer.pk}/password/"
    form = {"password1": "sandi-baru-panjang", "password2": "sandi-baru-panjang"}
    form["usable_password"] = "true"
    assert staff().post(path, form).status_code == 403
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)
    assert staff(Role.ADMINISTRATOR, "31").post(path, form).status_code == 302
    officer.refresh_from_db()
    assert officer.check_password("sandi-baru-panjang")


def test_people_are_deactivated_in_bulk_but_only_those_one_may_edit() -> None:
    officer, above = make_officer("budi.santoso"), make_officer("k.jp", Role.KOORDINATOR)
    form = {"action": "deactivate", "_selected_action": [officer.pk, above.pk]}
    assert staff().post("/admin/roster/officer/", form).status_code == 302
    officer.refresh_from_db()
    above.refresh_from_db()
    assert (officer.is_active, above.is_active) == (False, True)


def test_an_auditor_reads_and_changes_nothing() -> None:
    duty = make_duty(make_post("31.71"), DAY)
    client = staff(Role.PENGAWAS, "31")
    assert client.get(f"/admin/roster/duty/{duty.pk}/change/").status_code == 200
    assert client.post(f"/admin/roster/duty/{duty.pk}/change/", {}).status_code == 403
    assert client.get("/admin/roster/duty/add/").status_code == 403
    assert client.post(f"/admin/roster/duty/{duty.pk}/delete/").status_code == 403


def test_what_a_level_needs_is_an_administrators_to_change() -> None:
    post = make_post("31.71")
    level = Requirement.objects.create(
        operation=Operation.objects.get(), level=Level.CITY, institution_kind="kejari", people=1
    )
    own = Requirement.objects.create(
        operation=Operation.objects.get(), post=post, institution_kind="polres", people=1
    )
    form: dict[str, Any] = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "1"}
    for place, row in enumerate(Requirement.objects.order_by("-pk")):
        form |= {f"form-{place}-id": row.pk, f"form-{place}-people": 7}
    path = "/admin/roster/requirement/?o=-1"
    staff().post(path, form)
    level.refresh_from_db()
    assert level.people == 1
    changed = staff(Role.ADMINISTRATOR, "31").get(f"/admin/roster/requirement/{level.pk}/change/")
    assert changed.status_code == 200
    assert staff(Role.KESBANGPOL, "31.73").get(
        f"/admin/roster/requirement/{own.pk}/change/"
    ).status_code in {302, 404}


def test_a_week_is_copied_as_far_as_people_are_free() -> None:
    post = make_post("31.71")
    duty = make_duty(post, DAY)
    free, busy = make_officer("bebas.jp"), make_officer("sibuk.jp")
    assign(duty, free, leads=True)
    assign(duty, busy)
    elsewhere = make_post("31.71.06", slug="menteng")
    assign(make_duty(elsewhere, date(2024, 2, 20)), busy)
    client, form = staff(), {"action": "copy_to_next_week", "_selected_action": [duty.pk]}
    for _ in range(2):
        assert client.post("/admin/roster/duty/", form).status_code == 302
    copy = Duty.objects.get(post=post, starts_at__date=date(2024, 2, 20))
    assert [(a.officer, a.leads) for a in copy.assignments.all()] == [(free, True)]


def test_the_week_shows_people_and_gaps_in_words() -> None:
    post = make_post("31.71")
    police = make_institution(InstitutionKind.POLRES)
    assign(make_duty(post, DAY), make_officer("budi.santoso", institution=police))
    for kind in ("polres", "kejari"):
        Requirement.objects.create(
            operation=Operation.objects.get(), level=Level.CITY, institution_kind=kind, people=1
        )
    text = " ".join(
        staff().get("/admin/roster/duty/week/?start=2024-02-13").content.decode().split()
    )
    assert "Budi Santoso" in text
    assert "Belum terisi: 1 Kejari" in text
    assert "1 Polres" not in text
    assert "Hari Pemilihan Umum" in text


@pytest.mark.parametrize("start", ["", "x", "2024-13-01", "%00", "0001-01-01", "9999-12-31"])
def test_an_odd_week_is_no_error(start: str) -> None:
    make_post("31.71")
    assert staff().get(f"/admin/roster/duty/week/?start={start}").status_code == 200
    assert staff(Role.PENGAWAS, "31").get(f"/jadwal/?minggu={start}").status_code == 200


def test_changes_are_tracked_with_who_made_them() -> None:
    post = make_post("31.71")
    client = staff()
    form = {
        "operation": post.operation_id, "region": post.region_id, "name": "Nama Baru",
        "slug": post.slug, "address": post.address, "latitude": "", "longitude": "",
        "weekly_hours-TOTAL_FORMS": 0, "weekly_hours-INITIAL_FORMS": 0,
        "hours_exceptions-TOTAL_FORMS": 0, "hours_exceptions-INITIAL_FORMS": 0,
        "photos-TOTAL_FORMS": 0, "photos-INITIAL_FORMS": 0,
    }  # fmt: skip
    assert client.post(f"/admin/posko/post/{post.pk}/change/", form).status_code == 302
    text = client.get(f"/admin/posko/post/{post.pk}/history/").content.decode()
    assert "Nama Baru" in text
    assert Officer.objects.get(username="kesbangpol.31.71").full_name in text
    assert apps.get_model("posko.PostEvent").objects.filter(pgh_obj=post).count() == 2


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("0001-01-01 00:00", "0001-01-01 08:00"),
        ("9999-12-31 08:00", "9999-12-31 16:00"),
        ("2024-02-20 08:00", "2024-02-22 16:00"),
        ("2024-02-20 16:00", "2024-02-20 08:00"),
    ],
)
def test_a_slip_of_the_date_is_a_message(start: str, end: str) -> None:
    form: dict[str, Any] = {
        "post": make_post("31.71").pk,
        "assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0,
    }  # fmt: skip
    for name, moment in (("starts_at", start), ("ends_at", end)):
        form[f"{name}_0"], form[f"{name}_1"] = moment.split()
    assert staff().post("/admin/roster/duty/add/", form).status_code == 200
    assert not Duty.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/admin/autocomplete/?app_label=roster&model_name=assignment&field_name=officer&term=%00",
        "/admin/posko/region/%00/change/",
        "/admin/roster/officer/?q=%00",
        "/admin/roster/duty/?post__id__exact=%00",
    ],
)
def test_nul_bytes_in_the_admin_are_no_error(path: str) -> None:
    assert staff(Role.ADMINISTRATOR, "31").get(path).status_code in {200, 302}


def test_a_nul_byte_in_a_forged_form_is_refused() -> None:
    form = officer_form(region="31.71\x00")
    assert staff().post("/admin/roster/officer/add/", form).status_code == 200
    assert not Officer.objects.filter(full_name="Petugas Baru").exists()
