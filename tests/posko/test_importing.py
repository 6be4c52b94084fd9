"""Many posts from one file: every bad cell named, all stored or none."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from posko.importing import Import, read_posts, store_posts
from posko.models import Post
from posko.regions import load_regions
from tests.factories.posko import make_operation, make_post

pytestmark = pytest.mark.django_db

HEAD = "region,name,slug,address,latitude,longitude,published\n"
MENTENG = "31.71.06,Posko Menteng,menteng,Jl. Contoh 1,-6.19,106.83,ya\n"


@pytest.fixture(autouse=True)
def _jakarta() -> None:
    load_regions()
    make_operation()


def read(text: str) -> Import:
    return read_posts(text.encode(), make_operation())


def errors(text: str) -> list[tuple[int, str]]:
    return [(line, column) for line, column, _words in read(text).errors]


def test_new_posts_are_stored_and_a_second_time_nothing_changes() -> None:
    assert store_posts(read(HEAD + MENTENG)) == 1
    post = Post.objects.get()
    assert (post.name, post.region_id, post.published) == ("Posko Menteng", "31.71.06", True)
    again = read(HEAD + MENTENG)
    assert (again.new, again.changed, again.same) == ([], [], 1)


def test_a_known_slug_changes_its_post_and_keeps_what_the_file_leaves_out() -> None:
    make_post("31.71.06", slug="menteng", venue="Aula")
    found = read("region,name,slug,address\n31.71.06,Posko Baru,menteng,Jl. Baru 2\n")
    assert store_posts(found) == 1
    post = Post.objects.get()
    assert (post.name, post.venue, post.published) == ("Posko Baru", "Aula", True)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("31.99,Posko,a,Jl. 1,,,ya", "region"),
        ("31.71.06,,a,Jl. 1,,,ya", "name"),
        ("31.71.06,Posko,dua kata,Jl. 1,,,ya", "slug"),
        ("31.71.06,Posko,a,,,,ya", "address"),
        ("31.71.06,Posko,a,Jl. 1,106.83,-6.19,ya", "latitude"),
        ("31.71.06,Posko,a,Jl. 1,-6.19,7.1,ya", "latitude"),
        ("31.71.06,Posko,a,Jl. 1,utara,106.8,ya", "latitude"),
        ("31.71.06,Posko,a,Jl. 1,,,mungkin", "published"),
    ],
)
def test_each_bad_cell_is_named(row: str, column: str) -> None:
    assert (3, column) in errors(HEAD + MENTENG + row + "\n")


def test_a_slug_twice_in_the_file_is_told_at_both_lines() -> None:
    assert errors(HEAD + MENTENG + MENTENG) == [(2, "slug"), (3, "slug")]


def test_with_an_error_nothing_is_stored() -> None:
    with pytest.raises(ValueError, match="isn't stored"):
        store_posts(read(HEAD + MENTENG + "x,,,,,,\n"))
    assert not Post.objects.exists()


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7\x00\x01", b"a;b\n1;2", b"\xff\xfe\x00" * 99])
def test_junk_is_told(junk: bytes) -> None:
    assert read_posts(junk, make_operation()).errors


def test_semicolons_a_mark_of_order_and_windows_letters_are_understood() -> None:
    text = "\ufeff" + (HEAD + MENTENG).replace(",", ";")
    assert len(read(text).new) == 1
    data = (HEAD + MENTENG).replace("Posko Menteng", "Posko Café").encode("cp1252")
    assert read_posts(data, make_operation()).new[0].name == "Posko Café"


def test_the_command_is_a_dry_run_unless_told(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "posts.csv"
    file.write_text(HEAD + MENTENG)
    call_command("import_posts", str(file), operation="pemilu-2024")
    assert not Post.objects.exists()
    assert "1 new, 0 changed" in capsys.readouterr().out
    call_command("import_posts", str(file), operation="pemilu-2024", store=True)
    assert Post.objects.count() == 1


def test_the_command_refuses_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    file.write_text(HEAD + "x,,,,,,\n")
    with pytest.raises(CommandError, match="Nothing was stored"):
        call_command("import_posts", str(file), operation="pemilu-2024", store=True)
    with pytest.raises(CommandError, match="no operation"):
        call_command("import_posts", str(file), operation="tidak-ada")
    with pytest.raises(CommandError, match="can't be read"):
        call_command("import_posts", str(tmp_path / "nowhere.csv"), operation="pemilu-2024")
