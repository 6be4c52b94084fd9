"""The calendar in the admin: what it shows, to whom, and how one cell is changed."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from posko.models import Post
from roster.changing import rows_of, version
from roster.models import Absence, Assignment, Duty, Officer, Requirement, Role, RotaChange
from tests.factories.posko import make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

DAY = date(2024, 2, 15)
CALENDAR = "/admin/roster/duty/calendar/"
HTMX = {"HX-Request": "true"}


def staff(role: Role = Role.KESBANGPOL, code: str = "31.71", name: str = "") -> Client:
    client = Client()
    client.force_login(make_officer(name or f"{role}.{code}".lower(), role, code))
    return client


@pytest.fixture
def post() -> Post:
    post = make_post()
    Requirement.objects.create(
        operation=post.operation, post=post, institution_kind="polres", people=2
    )
    return post


@pytest.fixture
def duty(post: Post) -> Duty:
    return make_duty(post, DAY)


@pytest.fixture
def budi() -> Officer:
    return make_officer("budi", institution=make_institution())


def text_of(response: Any) -> str:
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(words.split())


def cell_of(text: str, kind: str, day: str) -> str:
    found = re.search(rf'id="c-{kind}-{day}".*?</a>', text, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[0].partition(">")[2]).split())


def page(duty: Duty) -> str:
    return f"/admin/roster/duty/day/{duty.post_id}/{duty.day.isoformat()}/"


def form(duty: Duty, kind: str = "polres", **fields: Any) -> dict[str, Any]:
    return {"duty": duty.pk, "kind": kind, "version": version(rows_of(duty), kind), **fields}


def there(duty: Duty) -> list[str]:
    return list(duty.assignments.order_by("pk").values_list("officer__username", flat=True))


def test_a_cell_tells_who_is_there_who_leads_and_what_is_missing(duty: Duty, budi: Officer) -> None:
    assignment = assign(duty, budi, leads=True)
    Assignment.objects.filter(pk=assignment.pk).update(pinned=True)
    text = staff().get(f"{CALENDAR}?month=2024-02").content.decode()
    told = cell_of(text, "polres", "2024-02-15")
    assert told == "Polres, Kam, 15 Feb: Budi (ketua) (dikunci) kurang 1"
    assert "Tidak ada tugas jaga" in cell_of(text, "polres", "2024-02-16")


def test_days_off_are_named_and_today_is_marked(duty: Duty) -> None:
    text = staff().get(f"{CALENDAR}?month=2024-02").content.decode()
    assert "Hari Pemilihan Umum" in text
    assert "Akhir pekan" in text
    assert len(re.findall(r'aria-current="date"', text)) == 1


def test_several_shifts_of_a_day_stand_in_one_cell(duty: Duty, budi: Officer) -> None:
    assign(make_duty(duty.post, DAY, "16:00", "23:00"), budi)
    text = staff().get(f"{CALENDAR}?month=2024-02").content.decode()
    told = cell_of(text, "polres", "2024-02-15")
    assert "08.00 kurang 2" in told
    assert "16.00 Budi kurang 1" in told


def test_an_absence_over_a_duty_is_seen_without_its_reason(duty: Duty, budi: Officer) -> None:
    assign(duty, budi)
    Absence.objects.create(
        officer=budi, kind="illness", first_day=DAY, last_day=DAY, note="Rahasia"
    )
    response = staff().get(f"{CALENDAR}?month=2024-02")
    text = response.content.decode()
    assert "Budi berhalangan" in cell_of(text, "polres", "2024-02-15")
    assert "1 orang berhalangan" in text_of(response)
    assert "Rahasia" not in text
    assert "Sakit" not in text


@pytest.mark.parametrize(
    "month",
    ["", "2024-13", "99999-01", "0001-01", "2024-02-01", "abc", "\x00", "²024-01", "9999-12"],
)
def test_what_is_no_month_is_this_month(duty: Duty, month: str) -> None:
    response = staff().get(CALENDAR, {"month": month, "post": str(duty.post_id)})
    assert response.status_code == 200
    assert "Februari 2024" in text_of(response)


def test_the_first_and_last_months_open(duty: Duty) -> None:
    client = staff()
    for month in ("2000-01", "2099-12"):
        assert client.get(CALENDAR, {"month": month}).status_code == 200
    for day in ("2000-01-01", "2099-12-31"):
        path = f"/admin/roster/duty/day/{duty.post_id}/{day}/"
        assert client.get(path).status_code == 200


def test_posts_of_other_regions_and_days_that_are_none_are_not_found(duty: Duty) -> None:
    elsewhere = make_duty(make_post("31.01"), DAY)
    client = staff()
    for post in (str(elsewhere.post_id), "0", "9" * 30, "abc", "\x00", "-1"):
        assert client.get(CALENDAR, {"post": post}).status_code == 404, post
    assert client.get(page(elsewhere)).status_code == 404
    assert client.post(page(elsewhere), form(elsewhere, add=1)).status_code == 404
    undo = f"/admin/roster/duty/undo/{elsewhere.post_id}/"
    assert client.post(undo, {"change": 1}).status_code == 404
    for day in ("2024-02-30", "0001-01-01", "9999-12-31", "besok"):
        path = f"/admin/roster/duty/day/{duty.post_id}/{day}/"
        assert client.get(path).status_code == 404, day
    assert client.get(f"/admin/roster/duty/day/{10**30}/2024-02-15/").status_code == 404


def test_a_duty_of_another_region_cannot_be_named_in_the_form(duty: Duty, budi: Officer) -> None:
    elsewhere = make_duty(make_post("31.01"), DAY)
    sent = {**form(elsewhere), "add": budi.pk}
    assert staff().post(page(duty), sent).status_code == 422
    assert there(elsewhere) == []


@pytest.mark.parametrize("role", [Role.KOORDINATOR, Role.PETUGAS, Role.PARTAI])
def test_who_is_not_in_the_admin_sees_none_of_it(duty: Duty, role: Role) -> None:
    client = staff(role)
    for path in (CALENDAR, page(duty)):
        assert client.get(path).status_code == 403


def test_an_auditor_looks_and_changes_nothing(duty: Duty, budi: Officer) -> None:
    client = staff(Role.PENGAWAS, "31")
    text = text_of(client.get(page(duty)))
    assert "Polres" in text
    assert "Pasang" not in text
    assert client.post(page(duty), form(duty, add=budi.pk)).status_code == 403
    assert client.post(page(duty), {"create": 1}).status_code == 403
    undo = f"/admin/roster/duty/undo/{duty.post_id}/"
    assert client.post(undo, {"change": 1}).status_code == 403
    assert there(duty) == []


def test_without_scripts_a_cell_leads_to_the_day_where_it_is_changed(
    duty: Duty, budi: Officer
) -> None:
    client = staff()
    calendar = client.get(f"{CALENDAR}?month=2024-02").content.decode()
    assert f'href="{page(duty)}?kind=polres#{duty.pk}-polres"' in calendar
    day = client.get(page(duty)).content.decode()
    assert f'id="{duty.pk}-polres"' in day
    response = client.post(page(duty), form(duty, add=budi.pk, leads="on"), follow=True)
    assert response.redirect_chain == [(f"{page(duty)}#{duty.pk}-polres", 302)]
    assert "Tersimpan: Budi dipasang." in text_of(response)
    assert duty.assignments.get().leads
    assert RotaChange.objects.get().by.role == Role.KESBANGPOL


def test_the_dialog_gets_its_cell_alone_and_the_calendar_a_hint(duty: Duty, budi: Officer) -> None:
    client = staff()
    shown = client.get(f"{page(duty)}?kind=polres", headers=HTMX)
    assert "<html" not in shown.content.decode()
    assert "HX-Request" in shown["Vary"]
    done = client.post(page(duty), form(duty, add=budi.pk), headers=HTMX)
    assert (done.status_code, done["HX-Trigger"]) == (200, "rota-changed")
    assert "Tersimpan: Budi dipasang." in text_of(done)


def test_a_cell_that_is_none_is_told_in_words(duty: Duty) -> None:
    client = staff()
    for kind in ("tidak-ada", "\x00", ""):
        path = f"{page(duty)}"
        response = client.get(path, {"kind": kind}, headers=HTMX)
        assert response.status_code == 200
        sent = {"duty": "9" * 40, "kind": kind, "version": "\x00", "add": "²"}
        for headers in (HTMX, {}):
            response = client.post(path, sent, headers=headers)
            assert response.status_code == 422
            assert "Pilihan itu tidak tersedia" in text_of(response)


def test_two_editors_of_one_cell_the_second_sees_the_new_state_and_keeps_what_was_typed(
    duty: Duty, budi: Officer
) -> None:
    sent = form(duty, add=budi.pk, leads="on")
    assign(duty, make_officer("citra", institution=make_institution()))
    for headers in ({}, HTMX):
        response = staff(name=f"k{len(headers)}").post(page(duty), sent, headers=headers)
        text = response.content.decode()
        assert response.status_code == 409
        assert "HX-Trigger" not in response
        assert "Orang lain baru saja mengubah" in text_of(response)
        assert "Citra" in text
        assert "pilihan Anda" in text
        assert 'name="leads" checked' in text
        assert form(duty)["version"] in text
    assert there(duty) == ["citra"]


def test_who_is_elsewhere_is_refused_in_words_even_by_overruling(duty: Duty, budi: Officer) -> None:
    assign(make_duty(make_post("31.73"), DAY), budi)
    client = staff()
    assert "Budi sudah bertugas di tempat lain" in text_of(client.get(page(duty)))
    for button in ("add", "anyway"):
        response = client.post(page(duty), form(duty, **{button: str(budi.pk)}))
        assert response.status_code == 422
    assert there(duty) == []


def test_somebody_absent_comes_last_and_is_put_there_by_overruling_alone(
    duty: Duty, budi: Officer
) -> None:
    make_officer("citra", institution=make_institution())
    Absence.objects.create(officer=budi, kind="leave", first_day=DAY, last_day=DAY)
    client = staff()
    text = text_of(client.get(page(duty)))
    assert text.index("Citra") < text.index("Budi berhalangan")
    assert client.post(page(duty), form(duty, add=budi.pk)).status_code == 422
    assert client.post(page(duty), form(duty, anyway=budi.pk)).status_code == 302
    assert there(duty) == ["budi"]


def test_whoever_had_fewest_duties_is_offered_first(duty: Duty, budi: Officer) -> None:
    make_officer("citra", institution=make_institution())
    assign(make_duty(duty.post, date(2024, 2, 1)), budi)
    text = text_of(staff().get(page(duty)))
    assert text.index("Citra 0 tugas jaga") < text.index("Budi 1 tugas jaga")


def test_nobody_of_another_kind_or_post_is_put_into_a_cell(duty: Duty) -> None:
    client = staff()
    for stranger in (
        make_officer("kodim", institution=make_institution("kodim")),
        make_officer("barat", code="31.73", institution=make_institution()),
        make_officer("koor", Role.KOORDINATOR, institution=make_institution()),
    ):
        response = client.post(page(duty), form(duty, anyway=stranger.pk))
        assert response.status_code == 422
    assert there(duty) == []


@pytest.mark.parametrize("act", ["off", "lead", "unlead", "pin", "unpin"])
def test_nobody_of_another_kind_is_changed_through_a_cell(
    duty: Duty, budi: Officer, act: str
) -> None:
    soldier = make_officer("tentara", institution=make_institution("kodim"))
    assign(duty, budi)
    assign(duty, soldier)
    before = rows_of(duty)
    response = staff().post(page(duty), form(duty) | {act: soldier.pk})
    assert response.status_code == 422
    assert rows_of(duty) == before
    assert not RotaChange.objects.exists()


def test_off_lead_and_pin_by_button(duty: Duty, budi: Officer) -> None:
    assign(duty, budi)
    client = staff()
    for button, expected in (
        ("lead", (True, False)),
        ("pin", (True, True)),
        ("unlead", (False, True)),
        ("unpin", (False, False)),
    ):
        client.post(page(duty), form(duty, **{button: str(budi.pk)}))
        assert duty.assignments.values_list("leads", "pinned").get() == expected
    client.post(page(duty), form(duty, off=budi.pk))
    assert there(duty) == []


def test_the_last_change_is_taken_back_by_a_button_of_whoever_made_it(
    duty: Duty, budi: Officer
) -> None:
    client = staff()
    client.post(page(duty), form(duty, add=budi.pk))
    calendar = f"{CALENDAR}?post={duty.post_id}&month=2024-02"
    assert "Batalkan perubahan terakhir" in text_of(client.get(calendar))
    assert "Batalkan perubahan" not in text_of(staff(name="lain").get(calendar))
    undo = f"/admin/roster/duty/undo/{duty.post_id}/"
    sent = {"change": RotaChange.objects.get().pk, "back": "month"}
    told = client.post(undo, sent, follow=True)
    assert told.redirect_chain[0][0] == calendar
    assert "Dibatalkan: Budi dipasang." in text_of(told)
    assert there(duty) == []
    assert "tidak ada yang dibatalkan" in text_of(client.post(undo, sent, follow=True))
    assert client.get(undo).status_code == 405


def test_missing_duties_of_a_day_are_created_by_a_button(post: Post) -> None:
    client = staff()
    path = f"/admin/roster/duty/day/{post.pk}/{DAY.isoformat()}/"
    assert "08.00-16.00 WIB" in text_of(client.get(path))
    for _ in range(2):
        assert client.post(path, {"create": "1"}).status_code == 302
    assert Duty.objects.get().post == post


def test_loads_name_who_has_more_than_a_fair_share(duty: Duty, budi: Officer) -> None:
    idle = make_officer("citra", institution=make_institution())
    for day in (1, 3, 5):
        assign(make_duty(duty.post, date(2024, 2, day)), budi)
    Absence.objects.create(
        officer=idle, kind="leave", first_day=date(2024, 1, 30), last_day=date(2024, 2, 2)
    )
    text = text_of(staff().get(f"{CALENDAR}?month=2024-02")).partition("Beban tugas")[2]
    assert re.search(r"rata-rata 1,5 Budi di atas rata-rata 3 1 3 1 0", text)
    assert re.search(r"Citra di bawah rata-rata 0 0 0 0 2", text)


def asked_of(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_neither_people_nor_days_nor_posts_add_a_query(duty: Duty, budi: Officer) -> None:
    assign(duty, budi)
    make_officer("luang", institution=make_institution("polres"))
    client = staff()
    paths = [
        f"{CALENDAR}?month=2024-02&post={duty.post_id}",
        page(duty),
        f"{page(duty)}?kind=polres",
    ]
    few = [asked_of(client, path) for path in paths]
    for number in range(12):
        kind = "kodim" if number % 2 else "polres"
        officer = make_officer(f"orang.{number}", institution=make_institution(kind))
        assign(make_duty(duty.post, date(2024, 2, 16 + number)), officer)
        make_officer(f"luang.{number}", institution=make_institution(kind))
        make_post(name=f"Posko {number}", slug=f"p-{number}")
    assign(make_duty(duty.post, DAY, "16:00", "20:00"), Officer.objects.get(username="luang.1"))
    assert [asked_of(client, path) for path in paths] == few
    assert max(few) < 30
