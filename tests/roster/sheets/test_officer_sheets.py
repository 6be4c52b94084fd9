"""Officers one a row: made, changed, left; each bad cell named; nobody raised, no other region."""

from typing import Any

import pytest
from django.test import Client

from roster.models import InstitutionKind, Officer, Role
from tests.factories.posko import make_post
from tests.factories.roster import make_institution, make_officer
from tests.factories.sheets import content_of, login, send, shown, store, told, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

HEAD = ["Nama pengguna", "Nama lengkap", "Surel", "Peran", "Instansi", "Wilayah", "Posko",
        "Dapat menjadi ketua", "Aktif"]  # fmt: skip


@pytest.fixture
def staff() -> Client:
    return login(make_officer("staf", Role.KESBANGPOL))


def rows(*some: list[Any]) -> bytes:
    return workbook(Petugas=[HEAD, *some])


def row(**cells: Any) -> list[Any]:
    given: dict[str, Any] = {
        "username": "sari.dewi", "name": "Sari Dewi", "email": "", "role": "Petugas",
        "institution": "", "region": "31.71", "post": "", "leads": "ya", "active": "ya",
    } | cells  # fmt: skip
    return list(given.values())


def export(client: Client, ending: str) -> bytes:
    return content_of(client.get(f"/admin/roster/importdraft/petugas.{ending}"))


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_goes_out_comes_in_and_changes_nothing(ending: str, staff: Client) -> None:
    polres = make_institution(InstitutionKind.POLRES)
    make_officer("a", institution=polres, post=make_post(), may_lead=False)
    make_officer("b", full_name="=HYPERLINK(1)", is_active=False)
    make_officer("c", Role.ADMINISTRATOR, "31.71.06", full_name="Zoë; @Ayu")
    make_officer("d", institution=make_institution(InstitutionKind.PARTY, "31.73"))
    plan = shown(staff, "petugas", export(staff, ending), f"x.{ending}")
    assert (told(plan), plan.lines, plan.left) == ([], [], 5)


def test_no_formula_goes_out(staff: Client) -> None:
    make_officer("b", full_name="=HYPERLINK(1)")
    assert '"\'=HYPERLINK(1)"' in export(staff, "csv").decode()


def test_the_file_has_ones_own_region_only(staff: Client) -> None:
    make_officer("lain", code="31.73")
    assert "lain" not in export(staff, "csv").decode()


def test_a_new_person_cannot_log_in_yet(staff: Client) -> None:
    post = make_post()
    plan = shown(staff, "petugas", rows(row(post="Posko Jakarta Pusat", leads="tidak")))
    assert plan.counts == {"made": 1}
    assert not Officer.objects.filter(username="sari.dewi").exists()
    store(staff)
    made = Officer.objects.get(username="sari.dewi")
    assert (made.post, made.may_lead, made.has_usable_password()) == (post, False, False)


def test_a_change_is_told_with_before_and_after_and_columns_left_out_stay(staff: Client) -> None:
    before = make_officer("sari", email="sari@contoh.id", may_lead=False)
    content = workbook(Petugas=[["Nama lengkap", "Nama pengguna"], ["Sari Dewi", "SARI"]])
    plan = shown(staff, "petugas", content)
    assert [line.details for line in plan.lines] == ["Nama lengkap: Sari → Sari Dewi"]
    store(staff)
    after = Officer.objects.get(pk=before.pk)
    assert (after.full_name, after.email, after.may_lead) == ("Sari Dewi", "sari@contoh.id", False)
    assert after.password == before.password


BAD: list[tuple[dict[str, Any], str]] = [
    ({"username": "sari dewi"}, "A2"),
    ({"username": "x" * 51}, "A2"),
    ({"username": ""}, "A2"),
    ({"username": "lain"}, "A2: nama pengguna ini milik orang di luar wilayah Anda."),
    ({"username": "staf"}, "A2: Anda tidak dapat mengubah diri sendiri."),
    ({"username": "atasan"}, "A2: orang ini tidak dapat Anda ubah."),
    ({"name": ""}, "B2"),
    ({"name": "x" * 101}, "B2"),
    ({"email": "bukan surel"}, "C2"),
    ({"role": "Raja"}, "D2: peran 'Raja' tidak dikenal."),
    ({"role": "administrator"}, "D2: peran ini tidak dapat Anda berikan."),
    ({"institution": "Polres Mana"}, "E2: instansi 'Polres Mana' tidak dikenal"),
    ({"region": "31.73"}, "F2: '31.73' bukan wilayah di dalam wilayah Anda"),
    ({"region": "31"}, "F2: '31' bukan wilayah"),
    ({"post": "Posko Jakarta Barat"}, "G2: posko 'Posko Jakarta Barat' tidak ada"),
    ({"leads": "mungkin"}, "H2: mohon tulis ya atau tidak."),
    ({"active": "=1/0"}, "I2: rumus tidak punya hasil"),
]


@pytest.mark.parametrize(("cells", "words"), BAD)
def test_each_bad_cell_is_named(cells: dict[str, Any], words: str, staff: Client) -> None:
    make_post("31.73")
    make_officer("lain", code="31.73")
    make_officer("atasan", Role.ADMINISTRATOR)
    plan = shown(staff, "petugas", rows(row(**cells)))
    assert [one for one in told(plan) if one.startswith(f"Lembar 'Petugas', sel {words}")]
    before = Officer.objects.count()
    assert store(staff).status_code == 422
    assert Officer.objects.count() == before


def test_a_username_twice_is_named_with_its_first_row(staff: Client) -> None:
    plan = shown(staff, "petugas", rows(row(), row(name="Lain")))
    assert told(plan) == ["Lembar 'Petugas', sel A3: nama pengguna ini sudah ada di baris 2."]


def test_titles_stand_in_any_order_below_other_words(staff: Client) -> None:
    content = workbook(
        Data=[["Daftar petugas 2024"], [], ["NAMA LENGKAP", "nama pengguna *"], ["Sari", "sari"]]
    )
    assert shown(staff, "petugas", content).counts == {"made": 1}


def test_a_file_without_the_titles_is_told(staff: Client) -> None:
    response = send(staff, "petugas", workbook(Data=[["Nama"], ["Sari"]]))
    assert response.status_code == 422
    assert "Nama pengguna, Nama lengkap" in response.content.decode()


def test_many_rows_cost_few_queries(staff: Client, django_assert_max_num_queries: Any) -> None:
    many = [row(username=f"p{n}", name=f"Petugas {n}") for n in range(300)]
    with django_assert_max_num_queries(40):
        assert shown(staff, "petugas", rows(*many)).counts == {"made": 300}
