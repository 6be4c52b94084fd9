"""The rota as a grid: what goes out comes in unchanged, and every bad cell is named."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from django.test import Client

from posko.models import Level
from posko.sheets.limits import MEMORY
from roster.models import (
    Absence,
    Assignment,
    Duty,
    InstitutionKind,
    Requirement,
    Role,
    Shift,
)
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import assign, make_duty, make_institution, make_officer
from tests.factories.sheets import content_of, login, saved, send, shown, store, told, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

K = InstitutionKind
DAY, NEXT = date(2024, 2, 13), date(2024, 2, 14)
JP = "Posko_Jakarta_Pusat"


@pytest.fixture
def post() -> Any:
    return make_post()


@pytest.fixture
def staff() -> Client:
    return login(make_officer("staf", Role.KESBANGPOL))


@pytest.fixture
def budi(post: Any) -> Any:
    return make_officer("budi", full_name="Budi Santoso", institution=make_institution(K.POLRES))


@pytest.fixture
def ani(post: Any) -> Any:
    return make_officer("ani", full_name="Ani Lestari", institution=make_institution(K.POLRES))


def sheet(*rows: list[Any], days: list[Any] | None = None, post: str = "") -> list[list[Any]]:
    """A sheet of two days, with ``rows`` below the titles."""
    head = ["Instansi", "Sif", "No.", *(days or [DAY, NEXT])]
    return [["Posko", post or "Posko Jakarta Pusat"], head, [], [], *rows]


def grid(*rows: list[Any], **options: Any) -> bytes:
    return workbook(**{JP: sheet(*rows, **options)})


def export(client: Client, ending: str, query: str = "") -> bytes:
    return content_of(client.get(f"/admin/roster/importdraft/jadwal.{ending}{query}"))


def without_memory(content: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    del book[MEMORY]
    return saved(book)


def whole_rota() -> list[Any]:
    rows = Assignment.objects.order_by("duty_id", "officer_id")
    return list(rows.values_list("pk", "duty_id", "officer_id", "leads", "pinned"))


def full_rota(post: Any, budi: Any, ani: Any) -> None:
    """Two shifts at one post, two people of a kind, a lead, somebody without institution."""
    shifts = [
        Shift.objects.create(
            operation=post.operation, level=Level.CITY, name=name, opens=opens, closes=closes
        )
        for name, opens, closes in [("Pagi", "08:00", "14:00"), ("Sore", "14:00", "20:00")]
    ]
    for number, shift in enumerate(shifts):
        duty = make_duty(post, DAY, *(("08:00", "14:00"), ("14:00", "20:00"))[number])
        Duty.objects.filter(pk=duty.pk).update(shift=shift)
        assign(duty, (budi, ani)[number], leads=number == 0)
    assign(Duty.objects.latest("starts_at"), make_officer("tono", full_name="=Tono"))
    twin = make_officer("budi.dua", full_name="Budi Santoso", institution=budi.institution)
    assign(Duty.objects.earliest("starts_at"), twin)
    assign(make_duty(post, NEXT, "09:00", "15:00"), ani)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_goes_out_comes_in_and_changes_nothing(
    ending: str, post: Any, staff: Client, budi: Any, ani: Any
) -> None:
    full_rota(post, budi, ani)
    make_post("31.71", name="Posko lain: [kedua]", slug="kedua")
    plan = shown(staff, "jadwal", export(staff, ending), f"x.{ending}")
    assert (told(plan), plan.warnings, plan.lines, plan.left) == ([], [], [], 5)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_went_out_restores_a_lost_rota_once_it_has_no_memory(
    ending: str, post: Any, staff: Client, budi: Any, ani: Any
) -> None:
    full_rota(post, budi, ani)
    content = export(staff, ending)
    if ending == "xlsx":
        content = without_memory(content)
    before = [row[1:4] for row in whole_rota()]
    Assignment.objects.all().delete()
    plan = shown(staff, "jadwal", content, f"x.{ending}")
    assert plan.counts["made"] == 5
    store(staff, accepted=True)
    assert [row[1:4] for row in whole_rota()] == before


def test_a_name_puts_somebody_on_a_duty_that_is_made_too(staff: Client, budi: Any) -> None:
    plan = shown(staff, "jadwal", grid(["Polres", "", 1, "Budi Santoso (ketua)", ""]))
    assert [(line.what, line.subject) for line in plan.lines] == [
        ("made", "Budi Santoso: Posko Jakarta Pusat, Sel, 13 Feb")
    ]
    assert not Duty.objects.exists()
    page = store(staff).content.decode()
    assert "Tersimpan. Dibuat: 1" in page
    made = Assignment.objects.get()
    assert (made.officer, made.leads, made.duty.day) == (budi, True, DAY)


def test_an_emptied_cell_takes_off_and_other_kinds_and_days_stay(
    post: Any, staff: Client, budi: Any, ani: Any
) -> None:
    duty = make_duty(post, DAY)
    assign(duty, budi)
    other = assign(duty, make_officer("kodim", institution=make_institution(K.KODIM)))
    later = assign(make_duty(post, date(2024, 2, 15)), budi)
    plan = shown(staff, "jadwal", grid(["Polres", "", 1, "", "Ani Lestari"]))
    assert (plan.counts["removed"], plan.counts["made"]) == (1, 1)
    store(staff, accepted=True)
    assert set(Assignment.objects.filter(duty__post=post).values_list("pk", flat=True)) > {
        other.pk,
        later.pk,
    }
    assert not Assignment.objects.filter(duty=duty, officer=budi).exists()


def test_the_lead_moves_by_its_mark(post: Any, staff: Client, budi: Any, ani: Any) -> None:
    duty = make_duty(post, DAY)
    first, second = assign(duty, budi, leads=True), assign(duty, ani)
    rows = ["Polres", "", 1, "Budi Santoso"], ["Polres", "", 2, "ani (ketua)"]
    plan = shown(staff, "jadwal", grid(*rows))
    assert plan.counts == {"changed": 2}
    store(staff)
    assert list(Assignment.objects.filter(leads=True)) == [second]
    assert Assignment.objects.filter(pk=first.pk).exists()


def test_a_lead_of_a_kind_that_the_file_leaves_out_gives_way(
    post: Any, staff: Client, budi: Any
) -> None:
    duty = make_duty(post, DAY)
    kodim = make_officer("kodim", institution=make_institution(K.KODIM))
    assign(duty, kodim, leads=True)
    shown(staff, "jadwal", grid(["Polres", "", 1, "budi (ketua)"]))
    store(staff)
    assert Assignment.objects.get(leads=True).officer == budi


BAD = [
    ("Polres", "", "Budi S.", "D5: nama 'Budi S.' tidak dikenal; maksud Anda Budi Santoso?"),
    ("Polres", "", "Xaverius", "D5: nama 'Xaverius' tidak dikenal di wilayah Anda."),
    ("Polres", "", "wati", "D5: nama 'wati' tidak dikenal di wilayah Anda."),
    ("Kodim", "", "budi", "D5: Budi Santoso berasal dari: Polres."),
    ("Polisi", "", "budi", "A5: instansi 'Polisi' tidak dikenal; mohon tulis jenisnya,"),
    ("Polres", "Malam", "budi", "D5: Posko Jakarta Pusat tidak punya sif 'Malam' pada Sel, 13"),
    ("", "", "budi", "D5: baris ini tidak menyebut instansinya."),
    ("Polres", "", "=1+1", "D5: rumus tidak punya hasil di berkas; mohon tulis nilainya"),
    ("Polres", "", "#REF!", "D5: rumus menghasilkan kesalahan; mohon tulis nilainya langsung."),
]


@pytest.mark.parametrize(("kind", "shift", "name", "words"), BAD)
def test_each_bad_cell_is_named(
    kind: str, shift: str, name: str, words: str, staff: Client, budi: Any, ani: Any
) -> None:
    make_officer("wati", code="31.73", institution=make_institution(K.POLRES, "31.73"))
    plan = shown(staff, "jadwal", grid([kind, shift, 1, name]))
    begins = f"Lembar 'Posko Jakarta Pusat', sel {words}"
    assert [one for one in told(plan) if one.startswith(begins)]
    assert store(staff).status_code == 422
    assert not Duty.objects.exists()


def test_a_name_below_no_date_is_named(staff: Client, budi: Any) -> None:
    plan = shown(staff, "jadwal", grid(["Polres", "", 1, "budi", "", "budi"]))
    assert told(plan) == [
        "Lembar 'Posko Jakarta Pusat', sel F5: tidak ada tanggal di atas nama ini."
    ]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("31.02.2024", "'31.02.2024' bukan tanggal yang ada"),
        ("13/02/24", "'13/02/24' bukan tanggal yang ada"),
        ("besok", "'besok' bukan tanggal yang ada"),
        ("13 Februari 2025", "tanggal ini di luar masa Pemilu 2024."),
        (DAY, "tanggal ini ada dua kali."),
    ],
)
def test_a_bad_date_is_named(day: Any, words: str, staff: Client, budi: Any) -> None:
    plan = shown(staff, "jadwal", grid(["Polres", "", 1, "budi"], days=[DAY, day]))
    assert any("sel E2: " in one and words in one for one in told(plan))


@pytest.mark.parametrize(
    "day",
    [
        DAY,
        datetime(2024, 2, 13),  # noqa: DTZ001 - as Excel has it
        "13 Februari 2024",
        "Selasa, 13 Feb 2024",
        "13/02/2024",
        "2024-02-13",
        45335,
        "45335",
    ],
)
def test_dates_are_understood_in_many_forms(day: Any, staff: Client, budi: Any) -> None:
    plan = shown(staff, "jadwal", grid(["Polres", "", 1, "budi"], days=[day]))
    assert (told(plan), len(plan.lines)) == ([], 1)


def test_a_name_that_two_people_have_wants_a_username(staff: Client, budi: Any) -> None:
    make_officer("budi.dua", full_name="Budi Santoso", institution=budi.institution)
    plan = shown(staff, "jadwal", grid(["Polres", "", 1, "budi santoso", "budi.dua"]))
    assert told(plan) == [
        "Lembar 'Posko Jakarta Pusat', sel D5: 2 orang bernama 'budi santoso';"
        " mohon tulis nama penggunanya: budi, budi.dua."
    ]
    assert [line.subject for line in plan.lines] == [
        "Budi Santoso: Posko Jakarta Pusat, Rab, 14 Feb"
    ]


def test_the_same_row_and_the_same_person_twice_are_named(staff: Client, budi: Any) -> None:
    rows = ["Polres", "", 1, "budi"], ["Polres", "", 1, "budi"], ["Polres", "", 2, "Budi Santoso"]
    words = told(shown(staff, "jadwal", grid(*rows)))
    assert any(
        "sel A6: instansi, sif, dan nomor yang sama sudah ada di baris 5." in w for w in words
    )
    assert any("sel D7: Budi Santoso sudah tercatat pada tugas jaga ini." in w for w in words)


def test_nobody_is_at_two_posts_at_once_and_both_cells_say_so(staff: Client, budi: Any) -> None:
    make_post("31.71", name="Posko Menteng", slug="menteng")
    row = ["Polres", "", 1, "budi"]
    content = workbook(
        Posko_Jakarta_Pusat=sheet(row), Posko_Menteng=sheet(row, post="Posko Menteng")
    )
    words = told(shown(staff, "jadwal", content))
    assert words == [
        "Lembar 'Posko Jakarta Pusat', sel D5: Budi Santoso tidak bisa berada di dua tempat:"
        " lihat Lembar 'Posko Menteng', sel D5.",
        "Lembar 'Posko Menteng', sel D5: Budi Santoso tidak bisa berada di dua tempat:"
        " lihat Lembar 'Posko Jakarta Pusat', sel D5.",
    ]


def test_somebody_may_move_from_one_post_to_another(post: Any, staff: Client, budi: Any) -> None:
    assign(make_duty(post, DAY), budi)
    other = make_post("31.71", name="Posko Menteng", slug="menteng")
    content = workbook(
        Posko_Jakarta_Pusat=sheet(["Polres", "", 1, ""]),
        Posko_Menteng=sheet(["Polres", "", 1, "budi"], post="Posko Menteng"),
    )
    assert told(shown(staff, "jadwal", content)) == []
    store(staff, accepted=True)
    assert Assignment.objects.get().duty.post == other


def test_a_duty_elsewhere_that_the_file_does_not_show_stands_against_it(
    staff: Client, budi: Any
) -> None:
    assign(make_duty(make_post("31.71", name="Lain", slug="lain"), DAY), budi)
    plan = shown(staff, "jadwal", grid(["Polres", "", 1, "budi"]))
    assert "Budi Santoso" in told(plan)[0]
    assert not any(line.what == "removed" for line in plan.lines)


def test_an_absence_is_a_warning_that_has_to_be_accepted(staff: Client, budi: Any) -> None:
    Absence.objects.create(officer=budi, kind="illness", first_day=DAY, last_day=DAY)
    plan = shown(staff, "jadwal", grid(["Polres", "", 1, "budi"]))
    assert (told(plan), len(plan.warnings)) == ([], 1)
    assert store(staff).status_code == 422
    assert not Assignment.objects.exists()
    store(staff, accepted=True)
    assert Assignment.objects.exists()


def test_merged_names_are_told_and_merged_institutions_are_understood(
    staff: Client, budi: Any, ani: Any
) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Posko Jakarta Pusat"
    for row in sheet(["Polres", "", "", "budi", ""], ["", "", "", "", "ani"]):
        page.append(row)
    page.merge_cells("A5:A6")
    page.merge_cells("B1:E1")
    assert len(shown(staff, "jadwal", saved(book)).lines) == 2
    page.merge_cells("D5:D6")
    words = told(shown(staff, "jadwal", saved(book)))
    assert words[0] == ("Lembar 'Posko Jakarta Pusat', sel D5: sel D5:D6 digabung; mohon pisahkan.")


def test_a_sheet_of_another_region_is_refused_at_its_cell(staff: Client, budi: Any) -> None:
    make_post("31.73")
    row = ["Polres", "", 1, "budi"]
    content = workbook(Posko_Jakarta_Barat=sheet(row, post="Posko Jakarta Barat"))
    assert told(shown(staff, "jadwal", content)) == [
        "Lembar 'Posko Jakarta Barat', sel B1:"
        " posko 'Posko Jakarta Barat' tidak dikenal di wilayah Anda."
    ]


def test_a_sheet_says_one_post_by_its_name_and_its_cell(staff: Client, budi: Any) -> None:
    make_post("31.71", name="Posko Menteng", slug="menteng")
    content = grid(["Polres", "", 1, "budi"], post="Posko Menteng")
    assert "tetapi sel ini menyebut 'Posko Menteng'" in told(shown(staff, "jadwal", content))[0]


def test_a_post_may_be_known_by_the_name_of_its_sheet_alone(staff: Client, budi: Any) -> None:
    content = workbook(Posko_Jakarta_Pusat=sheet(["Polres", "", 1, "budi"])[1:])
    assert len(shown(staff, "jadwal", content).lines) == 1


def test_hidden_sheets_and_others_are_said_not_to_be_read(staff: Client, budi: Any) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Posko Jakarta Pusat"
    for row in sheet(["Polres", "", 1, "budi"]):
        book.active.append(row)
    for name in ("Catatan", "Rahasia"):
        book.create_sheet(name).append(["Instansi", "", "", DAY] if name == "Rahasia" else ["x"])
    book["Rahasia"].sheet_state = "hidden"
    plan = shown(staff, "jadwal", saved(book))
    assert [str(note) for note in plan.notes] == [
        "Lembar 'Catatan' tidak dibaca.", "Lembar tersembunyi 'Rahasia' tidak dibaca.",
    ]  # fmt: skip


def test_somebody_of_a_wider_region_stays_but_is_put_nowhere(
    post: Any, staff: Client, budi: Any
) -> None:
    wide = make_officer("luas", code="31", full_name="Luas", institution=budi.institution)
    assign(make_duty(post, DAY), wide)
    plan = shown(staff, "jadwal", export(staff, "xlsx"))
    assert (told(plan), plan.lines) == ([], [])
    plan = shown(staff, "jadwal", grid(["Polres", "", 1, "Luas", "Luas"]))
    assert [one.split(": ", 1)[0] for one in told(plan)] == ["Lembar 'Posko Jakarta Pusat', sel E5"]


def test_what_is_asked_but_empty_has_a_row(post: Any, staff: Client) -> None:
    Requirement.objects.create(
        operation=make_operation(), level=Level.CITY, institution_kind=K.KEJARI, people=2
    )
    text = export(staff, "csv", "?minggu=2024-02-13").decode("utf-8-sig")
    assert text.count('"Kejari";"";') == 2
    assert '"Posko";"Posko Jakarta Pusat"' in text


def test_a_file_that_is_no_rota_is_told_at_its_form(post: Any, staff: Client) -> None:
    response = send(staff, "jadwal", workbook(Data=[["Nama", "Alamat"], ["x", "y"]]))
    assert response.status_code == 422
    assert "harus ada baris" in response.content.decode()


def test_planning_costs_the_same_queries_for_more_days(
    post: Any, staff: Client, budi: Any, ani: Any, django_assert_max_num_queries: Any
) -> None:
    days = [date(2024, 1, 9 + n) for n in range(20)]
    row = ["Polres", "", 1, *(["budi", "ani"] * 10)]
    with django_assert_max_num_queries(60):
        shown(staff, "jadwal", grid(row, days=days))


@pytest.mark.parametrize(
    "row",
    [
        ["Polres", "", 1, "x" * 900],
        ["Polres", "", 1, "budi" + " x" * 400],
        ["y" * 900, "", 1, "budi"],
        ["Polres", "z" * 900, 1, "budi"],
    ],
)
def test_a_bad_cell_is_not_told_back_at_length(row: list[Any], staff: Client, budi: Any) -> None:
    words = told(shown(staff, "jadwal", grid(row)))
    assert len(words) == 1
    assert "…" in words[0]
    assert len(words[0]) < 250
