"""The poster for the door: one page, true, and cheap to ask for."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time
from typing import Any

import pytest
import segno
import typst
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from posko.documents import shelf
from posko.models import HoursException, Post, WeeklyHours
from tests.conftest import Travel
from tests.factories.posko import make_post
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

PATH = "/posko/jakarta-pusat/poster.pdf"
ADDRESS = "https://posko.example.go.id/posko/jakarta-pusat/"


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    """The site has an address of its own, and no poster is kept from another test."""
    settings.SITE_URL = "https://posko.example.go.id"
    for post in Post.objects.all():
        shelf._clear(f"posters/{post.pk}")


def document(client: Client, path: str = PATH) -> PdfReader:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


def words(client: Client, path: str = PATH) -> str:
    (page,) = document(client, path).pages
    return " ".join(page.extract_text().replace("\u200b", "").split())


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """Count what typst sets, and keep what it was told."""
    orders: list[dict[str, Any]] = []
    compiled = typst.compile

    def counting(*args: Any, **kwargs: Any) -> Any:
        orders.append({"args": args, **kwargs})
        return compiled(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(typst, "compile", counting)
        yield orders


def test_it_says_what_it_is_where_when_and_what_for(client: Client) -> None:
    post = make_post(venue="Gedung Blok A", phone="021 555 0100")
    for day in range(7):
        WeeklyHours.objects.create(post=post, weekday=day, opens=time(8), closes=time(16))
    told = words(client)
    for fact in (
        "POSKO BERSAMA", post.name, "Gedung Blok A", "Jalan Contoh 1", "021 555 0100",
        "Setiap hari", "08.00-16.00 WIB", "9 Januari - 29 Februari 2024", "Every day",
        "Melaporkan masalah", "Report a problem",
    ):  # fmt: skip
        assert fact in told, fact
    # Where it is broken, the reader of PDFs sees a blank.
    assert ADDRESS in told.replace(" ", "")


def test_it_is_one_tagged_page_of_a4_with_title_and_language(client: Client) -> None:
    make_post()
    paper = document(client)
    (page,) = paper.pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    catalog: Any = paper.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "id"
    assert paper.metadata is not None
    assert paper.metadata.title == "Poster: Posko Jakarta Pusat"


def test_it_is_the_same_paper_in_both_languages(client: Client) -> None:
    make_post()
    assert client.get(f"/en{PATH}").content == client.get(PATH).content


def test_days_with_the_same_hours_stand_together(client: Client) -> None:
    post = make_post()
    for day in range(5):
        WeeklyHours.objects.create(post=post, weekday=day, opens=time(8), closes=time(16))
    WeeklyHours.objects.create(post=post, weekday=5, opens=time(20), closes=time(4))
    told = words(client)
    assert "Senin s.d. Jumat 08.00-16.00 WIB" in told
    assert "Sabtu 20.00-04.00 WIB (keesokan harinya)" in told
    assert "Minggu Tutup" in told


def test_days_that_differ_are_named(client: Client) -> None:
    post = make_post()
    HoursException.objects.create(post=post, day=date(2024, 2, 20), reason="Pindahan")
    HoursException.objects.create(
        post=post, day=date(2024, 2, 14), opens=time(0), closes=time(0), reason="Pemungutan"
    )
    told = words(client)
    assert "14 Februari 24 jam" in told
    assert "20 Februari Tutup" in told


def test_a_post_without_hours_says_so(client: Client) -> None:
    post = make_post()
    post.operation.common_hours.all().delete()
    assert "Jam buka belum diumumkan" in words(client)


@pytest.mark.parametrize("name", ["P" * 100, "Posko " + "Sangat " * 13, "Posko \U0001f600 日本"])
def test_long_and_odd_names_still_fit_one_page(client: Client, name: str) -> None:
    post = make_post(name=name[:100], address="Jalan " * 33, venue="Gedung " * 28)
    for day in range(0, 7, 2):
        WeeklyHours.objects.create(post=post, weekday=day, opens=time(8), closes=time(16))
    for day in range(1, 9):
        HoursException.objects.create(post=post, day=date(2024, 2, day), reason="Libur")
    assert "posko.example.go.id" in words(client)


def test_a_phone_reads_the_pages_address_off_the_code(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_post()
    with counted(monkeypatch) as orders:
        client.get(PATH)
    order = {**orders[-1], "format": "png", "ppi": 144.0}
    del order["pdf_standards"], order["timestamp"]
    picture = Image.open(io.BytesIO(typst.compile(*order.pop("args"), **order))).convert("L")
    expected = [[bool(cell) for cell in row] for row in segno.make(ADDRESS, error="m").matrix]
    assert modules(picture, len(expected)) == expected


def modules(picture: Image.Image, count: int) -> list[list[bool]]:
    """Read the code at the foot of the page, left: what is dark in each of its fields."""
    width, height = picture.size
    corner = picture.crop((0, height - round(8 / 29.7 * height), round(7.7 / 21 * width), height))
    left, top, right, bottom = corner.point(lambda value: 255 if value < 128 else 0).getbbox() or (
        0, 0, 0, 0,
    )  # fmt: skip
    across, down = (right - left) / count, (bottom - top) / count
    return [
        [
            int(corner.getpixel((left + (x + 0.5) * across, top + (y + 0.5) * down))) < 128  # type: ignore[arg-type]
            for x in range(count)
        ]
        for y in range(count)
    ]


@pytest.mark.parametrize("slug", ["konsep", "tidak-ada", "a%20b", "%00", "a" * 300])
def test_drafts_and_what_is_not_there_have_no_poster(client: Client, slug: str) -> None:
    make_post("31.72", slug="konsep", published=False)
    assert client.get(f"/posko/{slug}/poster.pdf").status_code == 404


def test_a_poster_that_was_kept_vanishes_with_its_post(client: Client) -> None:
    make_post()
    assert client.get(PATH).status_code == 200
    Post.objects.update(published=False)
    assert client.get(PATH).status_code == 404


def test_it_is_set_once_however_often_and_whenever_it_is_asked_for(
    client: Client, monkeypatch: pytest.MonkeyPatch, at: Travel
) -> None:
    make_post()
    with counted(monkeypatch) as orders:
        first = client.get(PATH)
        at("2024-02-20 23:00")
        assert client.get(PATH).content == first.content
        assert client.get(PATH, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    assert len(orders) == 1


def test_a_changed_post_has_another_poster_at_once_and_the_old_one_goes(client: Client) -> None:
    post = make_post()
    before = client.get(PATH)["ETag"]
    WeeklyHours.objects.create(post=post, weekday=1, opens=time(9), closes=time(10))
    answer = client.get(PATH)
    assert answer["ETag"] != before
    assert "09.00-10.00" in words(client)
    assert len(default_storage.listdir(f"posters/{post.pk}")[1]) == 1


def test_half_a_file_is_not_given_away(client: Client) -> None:
    post = make_post()
    client.get(PATH)
    folder = f"posters/{post.pk}"
    (name,) = default_storage.listdir(folder)[1]
    with default_storage.open(f"{folder}/{name}", "wb") as file:
        file.write(b"%PDF-1.7 half")
    assert client.get(PATH).content.rstrip().endswith(b"%%EOF")
    assert len(default_storage.listdir(folder)[1]) == 1


def test_who_comes_while_others_are_set_is_asked_to_come_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_post()
    monkeypatch.setattr(shelf, "PATIENCE", 0.01)
    with shelf._desk:
        answer = client.get(PATH)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert client.get(PATH).status_code == 200


def test_a_full_disk_keeps_nobody_from_the_poster(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any) -> str:
        raise OSError(28, "No space left on device")

    make_post()
    monkeypatch.setattr(default_storage, "save", full)
    assert client.get(PATH).status_code == 200


def test_many_at_once_have_one_paper_set() -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"%PDF-1.7 paper %%EOF"

    def ask() -> bytes:
        return shelf.kept("posters/together", "a", make)

    shelf._clear("posters/together")
    assert set(at_once(*[ask] * 8)) == {b"%PDF-1.7 paper %%EOF"}
    assert len(made) == 1
