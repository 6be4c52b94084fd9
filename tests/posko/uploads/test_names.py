"""Names of files are shown and offered for download, never more."""

import unicodedata

import pytest

from posko.uploads.names import NAME_MAX, clean_name, download_name


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("foto.jpg", "foto.jpg"),
        ("  foto\n kotak\tsuara.jpg ", "foto kotak suara.jpg"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\Users\\foto.jpg", "C:_Users_foto.jpg"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("a\x00b\x1b[31m.jpg", "ab[31m.jpg"),
        ("", "berkas"),
        ("...", "berkas"),
        ("\u200b", "berkas"),
        ("<script>.jpg", "<script>.jpg"),
    ],
)
def test_a_name_becomes_one_printable_line(given: str, cleaned: str) -> None:
    assert clean_name(given) == cleaned


def test_a_long_name_keeps_its_ending() -> None:
    name = clean_name("x" * 500 + ".pdf")
    assert len(name) == NAME_MAX
    assert name.endswith("x.pdf")
    assert len(clean_name("a." + "b" * 500)) <= NAME_MAX


def test_one_name_in_two_spellings_is_one() -> None:
    assert clean_name("e\u0301.jpg") == unicodedata.normalize("NFC", "é.jpg")


@pytest.mark.parametrize(
    ("name", "ending", "saved"),
    [
        ("foto.PNG", ".jpg", "foto.jpg"),
        ("foto.jpeg", ".jpg", "foto.jpg"),
        ("foto.exe", ".jpg", "foto.exe.jpg"),
        ("surat.pdf", ".pdf", "surat.pdf"),
        ("surat.pdf.exe", ".pdf", "surat.pdf.exe.pdf"),
        ("surat", ".pdf", "surat.pdf"),
    ],
)
def test_a_file_is_saved_under_the_ending_of_what_it_is(name: str, ending: str, saved: str) -> None:
    assert download_name(name, ending) == saved
