"""Whatever somebody sends is read, or refused in words before it costs anything."""

import io
import random
import time
import zipfile
from collections.abc import Callable

import pytest

from posko.sheets.book import Sheet, Unreadable
from posko.sheets.limits import MAX_BYTES, MAX_ROWS
from posko.sheets.reading import read
from tests.factories.sheets import workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def first(content: bytes) -> Sheet:
    return read(content).sheets[0]


def refused(content: bytes) -> str:
    with pytest.raises(Unreadable) as unreadable:
        read(content)
    return unreadable.value.words


def rebuilt(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same workbook with its parts changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def with_sheet(xml: str) -> bytes:
    """A workbook whose only sheet is ``xml``."""
    page = f'<worksheet xmlns="{MAIN}">{xml}</worksheet>'.encode()
    return rebuilt(workbook(Data=[["x"]]), lambda name, old: page if "worksheets/" in name else old)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_with_any_separator_and_encoding(separator: str, encoding: str) -> None:
    text = f'Nama{separator}Catatan\r\nZoë{separator}"a;b,c"\r\n'
    assert first(text.encode(encoding)).rows == [["Nama", "Catatan"], ["Zoë", "a;b,c"]]


def test_excels_own_line_names_the_separator() -> None:
    assert first(b"sep=,\r\na,b;c\r\n").rows == [["a", "b;c"]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (b" \r\n ", "kosong"),
        (b";;;\r\n;;", "kosong"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, ".xls lama"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04" + b"x" * 100, "rusak"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "bukan buku kerja"),
        (b"a;b\r\n\x00;c", "bukan buku kerja"),
        (b"a" * (MAX_BYTES + 1), "terlalu besar"),
        (b"a;b\r\n" * (MAX_ROWS + 1), "terlalu banyak"),
        (b";".join([b"a"] * 300), "terlalu banyak"),
        (b'a;b\r\n"' + b"x" * 200_000, "tidak dapat dibaca"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content: bytes, words: str) -> None:
    assert words in refused(content)


def test_ten_megabytes_of_junk_are_refused_at_once() -> None:
    start = time.perf_counter()
    refused(random.Random(1).randbytes(10 * 1024 * 1024))  # noqa: S311
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("seed", range(30))
def test_a_workbook_with_broken_bytes_is_read_or_refused(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    content = bytearray(workbook(Data=[["a", 1], ["b", 2]]))
    for _n in range(20):
        content[rng.randrange(4, len(content))] = rng.randrange(256)
    try:
        read(bytes(content))
    except Unreadable as unreadable:
        assert unreadable.words


@pytest.mark.parametrize("part", ["styles", "workbook.xml", "sheet1.xml"])
def test_a_part_that_is_no_xml_is_refused(part: str) -> None:
    content = workbook(Data=[["a", 1]])
    assert "rusak" in refused(rebuilt(content, lambda name, old: b"<x" if part in name else old))


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 80_000_000)
    assert len(bomb.getvalue()) < 100_000
    assert "lebih besar daripada ukurannya" in refused(bomb.getvalue())


def test_entities_that_grow_are_refused() -> None:
    entities = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    laughs = f'<!DOCTYPE x [<!ENTITY a "haha">{entities}]><worksheet xmlns="{MAIN}">&m;</worksheet>'
    content = rebuilt(
        workbook(Data=[["x"]]),
        lambda name, old: laughs.encode() if "worksheets/" in name else old,
    )
    assert "rusak" in refused(content)


@pytest.mark.parametrize("place", ["A1048576", "XFD1", "A5001", "GS1"])
def test_a_cell_far_away_is_refused_and_an_empty_one_is_nothing(place: str) -> None:
    row = "".join(c for c in place if c.isdigit())
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="{}"><c r="{}">{}</c></row>'
    data = f"<sheetData>{cells.format(row, place, '<v>1</v>')}</sheetData>"
    assert "terlalu banyak" in refused(with_sheet(data))
    data = f"<sheetData>{cells.format(row, place, '')}</sheetData>"
    assert first(with_sheet(data)).text(1, 1) == "1"


@pytest.mark.parametrize(
    "data",
    ["<row/>" * 1_600_000, "<x/>" * 1_600_000, '<row r="1">' + "<c/>" * 1_600_000 + "</row>"],
)
def test_millions_of_empty_cells_are_refused_soon(data: str) -> None:
    start = time.perf_counter()
    assert "terlalu banyak" in refused(with_sheet(f"<sheetData>{data}</sheetData>"))
    assert time.perf_counter() - start < 10


def test_millions_of_texts_are_refused_soon() -> None:
    content = io.BytesIO(workbook(Data=[["a"]]))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"<sst>" + b"<si/>" * 2_000_000 + b"</sst>")
    assert "terlalu banyak" in refused(content.getvalue())


def test_a_false_size_of_a_sheet_does_not_matter() -> None:
    cell = '<row r="1"><c r="A1"><v>7</v></c></row>'
    data = f'<dimension ref="A1:XFD1048576"/><sheetData>{cell}</sheetData>'
    start = time.perf_counter()
    assert first(with_sheet(data)).rows == [[7]]
    assert time.perf_counter() - start < 2


def test_formulas_give_their_value_and_those_without_one_are_known() -> None:
    data = (
        '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c>'
        '<c r="B1"><f>A1</f></c></row></sheetData>'
    )
    sheet = first(with_sheet(data))
    assert (sheet.value(1, 1), sheet.flaw(1, 1)) == (2, "")
    assert "rumus tidak punya hasil" in sheet.flaw(1, 2)


def test_apostrophes_that_defused_a_formula_are_taken_away() -> None:
    assert first(b"'=1+1;'nama;\"a;'-b\"").rows == [["=1+1", "'nama", "a;-b"]]
    assert first(workbook(Data=[["'=1+1", "'nama"]])).rows == [["=1+1", "'nama"]]
