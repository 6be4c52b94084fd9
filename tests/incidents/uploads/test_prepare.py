"""What is taken, by its content, and what is made of it."""

import tracemalloc
from io import BytesIO

import pytest
from PIL import Image

from incidents.models import AttachmentKind
from incidents.uploads.prepare import Prepared, prepare
from posko.uploads.errors import Unfit
from posko.uploads.limits import MAX_FILE
from tests.factories.files import (
    EXE,
    HEIC,
    HTML,
    PDF,
    SVG,
    photo,
    png_bomb,
    telling_photo,
    telling_png,
)


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def is_dark(image: Image.Image, x: int, y: int) -> bool:
    return image.convert("L").crop((x, y, x + 1, y + 1)).tobytes() < b"\x40"


@pytest.mark.parametrize("content", [telling_photo(), telling_png()])
def test_nothing_but_the_pixels_is_stored(content: bytes) -> None:
    assert b"Rahasia" in content or b"PNG" in content
    prepared = prepare(content, "foto.jpg")
    for stored in (prepared.content, prepared.thumbnail):
        for trace in (b"Exif", b"GPS", b"Rahasia", b"ICC_PROFILE", b"xmp", b"http://ns.adobe.com"):
            assert trace not in stored
        assert not opened(stored).getexif()
        assert set(opened(stored).info) <= {
            "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"
        }  # fmt: skip


def test_a_photo_taken_on_its_side_is_set_upright() -> None:
    prepared = prepare(telling_photo(), "foto.jpg")
    assert (prepared.width, prepared.height) == (800, 1200)
    image = opened(prepared.content)
    assert image.size == (800, 1200)
    # What was left is on top now.
    assert is_dark(image, 400, 100)
    assert not is_dark(image, 400, 1100)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_is_stored_with_2560_pixels_and_a_thumbnail_of_480(kind: str) -> None:
    prepared = prepare(photo((4000, 3000), kind), "foto")
    assert (prepared.kind, prepared.width, prepared.height) == (AttachmentKind.IMAGE, 2560, 1920)
    assert opened(prepared.content).format == "JPEG"
    assert opened(prepared.thumbnail).size == (480, 360)


def test_a_small_photo_is_not_blown_up() -> None:
    prepared = prepare(photo((80, 60)), "foto.jpg")
    assert (prepared.width, prepared.height) == (80, 60)
    assert opened(prepared.thumbnail).size == (80, 60)


@pytest.mark.parametrize(
    ("mode", "color"), [("P", 3), ("L", 200), ("LA", (200, 0)), ("RGBA", (9, 9, 9, 0)), ("1", 1)]
)
def test_every_kind_of_png_is_read(mode: str, color: object) -> None:
    image = Image.new(mode, (300, 200), color)  # type: ignore[arg-type]
    target = BytesIO()
    image.save(target, "PNG")
    assert opened(prepare(target.getvalue(), "a.png").content).mode == "RGB"


def test_what_is_transparent_becomes_white() -> None:
    target = BytesIO()
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(target, "PNG")
    assert not is_dark(opened(prepare(target.getvalue(), "a.png").content), 50, 50)


def test_sixteen_bits_of_grey_are_not_washed_out() -> None:
    target = BytesIO()
    Image.new("I;16", (100, 100), 20 * 256).save(target, "PNG")
    assert is_dark(opened(prepare(target.getvalue(), "a.png").content), 50, 50)


def test_a_photo_in_print_colours_is_read() -> None:
    target = BytesIO()
    Image.new("CMYK", (100, 100), (0, 0, 0, 255)).save(target, "JPEG")
    assert is_dark(opened(prepare(target.getvalue(), "a.jpg").content), 50, 50)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_a_broken_exif_block_is_no_reason_to_refuse_a_photo() -> None:
    plain = photo()
    exif = b"\xff\xe1\x00\x16Exif\x00\x00MM\x00*\xff\xff\xff\xff" + bytes(6)
    assert prepare(plain[:2] + exif + plain[2:], "foto.jpg").width == 80


def test_a_page_hidden_behind_a_photo_is_gone() -> None:
    prepared = prepare(photo() + HTML + b"PK\x03\x04" + EXE, "foto.jpg")
    assert b"<script>" not in prepared.content
    assert b"MZ" not in prepared.content


def test_a_pdf_is_kept_byte_for_byte() -> None:
    assert prepare(PDF, "surat.pdf") == Prepared(
        AttachmentKind.PDF, "surat.pdf", prepare(PDF, "x").sha256, PDF
    )


def test_a_pdf_is_one_by_its_content_whatever_its_name() -> None:
    assert prepare(b"\xef\xbb\xbf\n" + PDF, "foto.jpg").kind == AttachmentKind.PDF


def truncated(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "kosong"),
        (SVG, "bukan foto"),
        (HTML, "bukan foto"),
        (EXE, "bukan foto"),
        (b"GIF89a" + bytes(50), "bukan foto"),
        (bytes(2000) + PDF, "bukan foto"),
        (HEIC, "HEIC"),
        (truncated(photo((600, 400))), "tidak lengkap"),
        (truncated(photo((600, 400), progressive=True)), "tidak lengkap"),
        (truncated(photo((600, 400), "PNG")), "tidak lengkap"),
        (truncated(photo((600, 400), "WEBP")), "tidak lengkap"),
        (truncated(PDF), "tidak lengkap"),
        (b"\xff\xd8\xff", "tidak lengkap"),
        (b"\x89PNG\r\n\x1a\n", "tidak lengkap"),
        (b"RIFF\x00\x00\x00\x00WEBP", "tidak lengkap"),
        (b"\xff\xd8\xff" + EXE, "tidak lengkap"),
        (png_bomb(), "piksel (30000 x 30000)"),
        (bytes(MAX_FILE + 1), "terlalu besar"),
    ],
)
def test_what_is_refused_is_named_with_its_own_words(content: bytes, word: str) -> None:
    with pytest.raises(Unfit) as refusal:
        prepare(content, "bukti 1.jpg")
    assert "“bukti 1.jpg”" in refusal.value.message
    assert word in refusal.value.message


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = png_bomb()
    assert len(bomb) < 100_000
    tracemalloc.start()
    with pytest.raises(Unfit):
        prepare(bomb, "bom.png")
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
