"""Many posts from one file: every bad cell named, all stored or none, in a few queries."""

from datetime import time
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from posko.importing import PostsPlan, Rights, import_posts, plan_posts
from posko.models import CommonHours, Level, Post, Region, WeeklyHours
from posko.regions import load_regions
from posko.sheets.book import Unreadable
from posko.sheets.reading import read
from tests.factories.posko import make_operation, make_post
from tests.factories.sheets import workbook

pytestmark = pytest.mark.django_db

HEAD = "region,name,slug,address,latitude,longitude,published\n"
MENTENG = "31.71.06,Posko Menteng,menteng,Jl. Contoh 1,-6.19,106.83,ya\n"


@pytest.fixture(autouse=True)
def _jakarta() -> None:
    load_regions()
    operation = make_operation()
    CommonHours.objects.create(
        operation=operation, level=Level.DISTRICT, opens=time(8), closes=time(15)
    )


def look(text: str | bytes, rights: Rights | None = None) -> PostsPlan:
    content = text.encode() if isinstance(text, str) else text
    return plan_posts(read(content), make_operation(), rights or Rights())


def store(text: str | bytes) -> PostsPlan:
    content = text.encode() if isinstance(text, str) else text
    return import_posts(content, make_operation(), store=True)


def cells(text: str, rights: Rights | None = None) -> list[str]:
    return [told.where.address for told in look(text, rights).errors if told.where]


def words(text: str, rights: Rights | None = None) -> str:
    return " ".join(map(str, look(text, rights).errors))


def test_new_posts_are_stored_and_a_second_time_nothing_changes() -> None:
    store(HEAD + MENTENG)
    post = Post.objects.get()
    assert (post.name, post.region_id, post.published) == ("Posko Menteng", "31.71.06", True)
    again = look(HEAD + MENTENG)
    assert (again.new, again.changed, again.left) == ([], [], 1)


def test_titles_may_be_indonesian_in_any_order() -> None:
    store("Alamat;Slug;Nama;Wilayah;Toilet aksesibel\nJl. 1;menteng;Posko;31.71.06;tidak\n")
    assert Post.objects.get().accessible_toilet is False


def test_a_region_may_be_named_where_only_one_is_called_so() -> None:
    assert (
        look("region,name,slug,address\nKota Administrasi Jakarta Pusat,P,p,J\n").new[0].region_id
        == "31.71"
    )
    # A kecamatan and a kelurahan.
    assert cells("region,name,slug,address\nMenteng,P,p,J\n") == ["A2"]


def test_a_known_slug_changes_its_post_and_keeps_what_the_file_leaves_out() -> None:
    make_post("31.71.06", slug="menteng", venue="Aula")
    plan = store("region,name,slug,address\n31.71.06,Posko Baru,menteng,Jl. Baru 2\n")
    post = Post.objects.get()
    assert (post.name, post.venue, post.published) == ("Posko Baru", "Aula", True)
    [line] = plan.lines
    assert "Posko 31.71.06 → Posko Baru" in line.details
    assert "Jalan Contoh 1 → Jl. Baru 2" in line.details


def test_the_same_slug_in_another_operation_is_another_post() -> None:
    other = make_post("31.71.06", slug="menteng", operation=make_operation(slug="lain"))
    store(HEAD + MENTENG)
    assert Post.objects.count() == 2
    assert Post.objects.get(pk=other.pk).name == other.name


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ("31.99,Posko,a,Jl. 1,,,ya", "A3"),
        ("31.71.06,,a,Jl. 1,,,ya", "B3"),
        ("31.71.06,Posko,dua kata,Jl. 1,,,ya", "C3"),
        ("31.71.06,Posko,,Jl. 1,,,ya", "C3"),
        ("31.71.06,Posko,a,,,,ya", "D3"),
        ("31.71.06,Posko,a,Jl. 1,106.83,-6.19,ya", "E3"),
        ("31.71.06,Posko,a,Jl. 1,-6.19,7.1,ya", "E3"),
        ("31.71.06,Posko,a,Jl. 1,utara,106.8,ya", "E3"),
        ("31.71.06,Posko,a,Jl. 1,-6.19,,ya", "E3"),
        ("31.71.06,Posko,a,Jl. 1,nan,106.8,ya", "E3"),
        ("31.71.06,Posko,a,Jl. 1,1e999,106.8,ya", "E3"),
        ("31.71.06,Posko,a,Jl. 1,,,mungkin", "G3"),
        ("31.71.06,Posko,a," + "x" * 900 + ",,,ya", "D3"),
    ],
)
def test_each_bad_cell_is_named(row: str, cell: str) -> None:
    assert cell in cells(HEAD + MENTENG + row + "\n")


def test_a_position_outside_jakarta_is_named_with_its_bounds() -> None:
    said = words(HEAD + "31.71.06,Posko,a,Jl. 1,-7.25,112.75,ya\n")
    assert "DKI Jakarta" in said
    assert "106." in said


def test_a_position_in_jakarta_but_far_from_its_region_is_a_warning() -> None:
    plan = look(HEAD + "31.01,Posko,a,Jl. Sunter,-6.142,106.869,ya\n")
    assert not plan.errors
    assert "Kepulauan Seribu" in str(plan.warnings[0])


def test_the_box_follows_the_regions_that_are_stored() -> None:
    row = HEAD + "31.71.06,Posko,a,Jl. 1,-6.8,106.83,ya\n"
    assert cells(row) == ["E2"]
    Region.objects.filter(code="31.74").update(latitude=-6.9)
    assert cells(row) == []


def test_a_comma_may_part_decimals() -> None:
    plan = look("region;name;slug;address;latitude;longitude\n31.71;P;p;J;-6,19;106,83\n")
    assert plan.new[0].latitude == -6.19


@pytest.mark.parametrize("value", ["8.00", "08:00", "08.00", "08:00:00"])
def test_hours_of_every_day_are_stored(value: str) -> None:
    store(f"region,name,slug,address,opens,closes\n31.71,P,p,J,{value},19.00\n")
    assert set(WeeklyHours.objects.values_list("weekday", "closes")) == {
        (day, time(19)) for day in range(7)
    }


def test_hours_like_those_of_the_level_stay_the_levels() -> None:
    store("region,name,slug,address,opens,closes\n31.71.06,P,p,J,08.00,15.00\n")
    assert not WeeklyHours.objects.exists()


def test_hours_that_a_file_leaves_out_stay() -> None:
    post = make_post("31.71.06", slug="menteng")
    WeeklyHours.objects.create(post=post, weekday=2, opens=time(9), closes=time(10))
    store("region,name,slug,address,opens,closes\n31.71.06,Baru,menteng,J,,\n")
    assert WeeklyHours.objects.get().weekday == 2
    store("region,name,slug,address,opens,closes\n31.71.06,Baru,menteng,J,07.00,10.00\n")
    assert WeeklyHours.objects.count() == 7


@pytest.mark.parametrize(
    ("times", "cell"),
    [
        ("25.00,10.00", "E2"), ("08.00,", "F2"), (",10.00", "E2"), ("8,24.30", "E2"),
        ("٠٨.٠٠,9.00", "E2"),
    ],
)  # fmt: skip
def test_bad_hours_are_named(times: str, cell: str) -> None:
    assert cell in cells(f"region,name,slug,address,opens,closes\n31.71,P,p,J,{times}\n")


def test_a_level_without_hours_is_a_warning() -> None:
    plan = look("region,name,slug,address\n31.71.06.1003,P,p,J\n31.71.06.1002,Q,q,J\n")
    assert "2" in str(plan.warnings[0])
    assert "Kelurahan" in str(plan.warnings[0])


def test_a_slug_twice_in_the_file_is_told_with_its_first_row() -> None:
    plan = look(HEAD + MENTENG + MENTENG)
    assert [told.where.address for told in plan.errors if told.where] == ["C3"]
    assert "2" in str(plan.errors[0])


def test_with_an_error_nothing_is_stored() -> None:
    assert store(HEAD + MENTENG + "x,,,,,,\n").errors
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    "junk",
    [b"", b"%PDF-1.7\x00\x01", b"a;b\n1;2", b"\xff\xfe\x00" * 99, b"x" * 10_000_000, b"PK\x03\x04"],
)
def test_junk_is_refused_in_words(junk: bytes) -> None:
    with pytest.raises(Unreadable):
        look(junk)


def test_semicolons_a_mark_of_order_and_windows_letters_are_understood() -> None:
    assert len(look("\ufeff" + (HEAD + MENTENG).replace(",", ";")).new) == 1
    data = (HEAD + MENTENG).replace("Posko Menteng", "Posko Café").encode("cp1252")
    assert look(data).new[0].name == "Posko Café"


def test_a_workbook_is_read_with_its_own_numbers_and_times() -> None:
    head = ["region", "name", "slug", "address", "latitude", "longitude", "opens", "closes"]
    row = ["31.71", "Posko", "p", "Jl. 1", -6.18, 106.83, time(7), time(19)]
    store(workbook(Posko=[head, row]))
    assert Post.objects.get().longitude == 106.83
    assert WeeklyHours.objects.count() == 7


def test_outside_ones_region_rows_are_refused_by_name() -> None:
    make_post("31.73", slug="barat")
    mine = Rights("31.71")
    said = words(HEAD + "31.75,Posko,t,Jl. 1,,,ya\n", mine)
    assert "Jakarta Timur (31.75)" in said
    # Pulling another city's post over by its slug.
    said = words(HEAD + "31.71,Posko,barat,Jl. 1,,,ya\n", mine)
    assert "Posko Jakarta Barat" in said
    assert not words(HEAD + MENTENG, mine)


def test_who_may_not_add_posts_changes_those_that_are_there() -> None:
    make_post("31.71.06", slug="menteng")
    staff = Rights("31.71", may_add=False)
    assert not words(HEAD + MENTENG, staff)
    assert cells(HEAD + MENTENG.replace("menteng", "baru"), staff) == ["C2"]
    assert cells(HEAD + MENTENG.replace("31.71.06", "31.71.05"), staff) == ["A2"]


def test_317_posts_take_as_few_queries_as_two(django_assert_max_num_queries: Any) -> None:
    regions = list(Region.objects.exclude(level="provinsi"))
    CommonHours.objects.create(
        operation=make_operation(), level=Level.VILLAGE, opens=time(8), closes=time(14)
    )
    rows = [f"{r.code},Posko {r.name},p-{r.code.replace('.', '-')},Jl. 1,07.00,20.00\n"
            for r in regions]  # fmt: skip
    text = "region,name,slug,address,opens,closes\n" + "".join(rows)
    assert len(rows) == 317
    with django_assert_max_num_queries(16):
        store(text)
    assert Post.objects.count() == 317
    with django_assert_max_num_queries(16):
        store(text.replace("Jl. 1", "Jl. 2"))
    assert Post.objects.filter(address="Jl. 2").count() == 317


def test_history_knows_what_was_imported() -> None:
    store(HEAD + MENTENG)
    store(HEAD + MENTENG.replace("Jl. Contoh 1", "Jl. Lain"))
    labels = Post.objects.get().events.values_list("pgh_label", flat=True)  # type: ignore[attr-defined]
    assert sorted(labels) == ["insert", "update"]


def test_the_command_is_a_dry_run_unless_told(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "posts.csv"
    file.write_text(HEAD + MENTENG)
    call_command("import_posts", str(file), operation="pemilu-2024")
    assert not Post.objects.exists()
    assert "1 new, 0 changed" in capsys.readouterr().out
    call_command("import_posts", str(file), operation="pemilu-2024", store=True)
    assert Post.objects.count() == 1


def test_the_command_refuses_what_is_wrong(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "posts.csv"
    file.write_text(HEAD + "x,,,,,,\n")
    with pytest.raises(CommandError, match="Nothing was stored"):
        call_command("import_posts", str(file), operation="pemilu-2024", store=True)
    assert "A2" in capsys.readouterr().err
    with pytest.raises(CommandError, match="no operation"):
        call_command("import_posts", str(file), operation="tidak-ada")
    with pytest.raises(CommandError, match="can't be read"):
        call_command("import_posts", str(tmp_path / "nowhere.csv"), operation="pemilu-2024")
    file.write_bytes(b"x" * 10_000_000)
    with pytest.raises(CommandError, match="5 MB"):
        call_command("import_posts", str(file), operation="pemilu-2024")
