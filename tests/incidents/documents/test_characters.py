"""What hostile and rare characters do to documents: nothing."""

import io
import unicodedata
from typing import Any

import pytest
from pypdf import PdfReader

from incidents import workflow
from incidents.states import Status
from posko.documents import printing
from posko.documents.characters import printable
from posko.documents.glyphs import RANGES
from posko.documents.printing import pdf
from roster.models import Role
from tests.factories.incidents import People, make_incident, refer
from tests.incidents.documents.papers import (
    letter_path,
    paths,
    read,
    words,
)
from tests.incidents.pages import browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]


HOSTILE = (
    '#read("/etc/passwd") *tebal* _miring_ $x$ @acuan <label> \\ `kode` // /* = Judul\n'
    '#include "x" #let a = 1 [a] {b} ~ -- ... \'a\' "b"\r\n'
    "😀 日本 \u202eterbalik\u202c \u0007\u0001 \ufffe e\u0301 \U0001f468\u200d\U0001f469"
)


def test_typed_words_stay_words(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED, description=HOSTILE)
    workflow.refer(
        incident, people[Role.KOORDINATOR],
        institution=people.kpu, letter_number='#read("/etc/passwd")', message="*Segera* $ # @",
    )  # fmt: skip
    workflow.comment(incident, people[Role.PETUGAS], text=HOSTILE)
    for path in paths(incident):
        told = words(read(browser(people, Role.KOORDINATOR).get(path)))
        assert '#read("/etc/passwd")' in told
        assert "root:" not in told
        for part in ["*tebal*", "_miring_", "$x$", "@acuan", "<label>", "`kode`", "= Judul"]:
            assert part in told
        assert "*Segera* $ # @" in told
        assert "é" in told
        assert "\u202e" not in told
        assert "diganti dengan □" in told


def test_five_thousand_characters_without_a_blank_stay_on_the_page(people: People) -> None:
    incident = make_incident(people, Status.VERIFIED, description="W" * 5000)
    refer(incident, people)
    document = read(browser(people, Role.KOORDINATOR).get(letter_path(incident)))
    assert words(document).replace(" ", "").count("W") >= 5000
    assert len(document.pages) > 1
    for page in document.pages:
        width = float(page.mediabox.width)
        rights: list[float] = []

        def seen(
            part: str, _cm: Any, matrix: Any, _font: Any, size: float, into: Any = rights
        ) -> None:
            if part.strip("\n"):
                into.append(matrix[4])

        page.extract_text(visitor_text=seen)
        assert all(0 <= x < width for x in rights)


def test_a_nul_and_what_no_font_has_are_no_error() -> None:
    content = {
        "head": "\x00", "facts": [("\x00", "\ud800")], "code": "\U0001f600", "address": "\uffff",
        "advice": "\u0ba8\u0bbf\u0e01\u0e33", "labels": {"code": "", "qr": "x", "read": ""},
    }  # fmt: skip
    from posko.documents.qr import qr_svg

    document = PdfReader(io.BytesIO(pdf("slip.typ", "\x00", content, {"qr": qr_svg("x")})))
    assert "□" in words(document)


def test_characters_that_only_fail_together_cost_themselves_not_the_letter(
    people: People, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    incident = make_incident(people, Status.VERIFIED, description="Baris 日本 satu")
    refer(incident, people)
    monkeypatch.setattr(printing, "printable", lambda content: content)
    monkeypatch.setattr("posko.documents.characters._PRINTED", frozenset(map(chr, range(65536))))
    told = words(read(browser(people, Role.KOORDINATOR).get(letter_path(incident))))
    assert "Baris □□ satu" in told
    assert "needs simpler characters" in caplog.text


@pytest.mark.parametrize("dress", ["regular", "bold"])
def test_the_fonts_have_every_character_of_the_table(dress: str) -> None:
    chars = [chr(code) for first, last in RANGES for code in range(first, last + 1)]
    # Marks need the right letter below them, which is the next test's matter.
    chars = [char for char in chars if not unicodedata.category(char).startswith("M")]
    whole = " ".join(printable(" ".join(chars)).split())
    facts = [("a", whole)] if dress == "regular" else []
    content: dict[str, Any] = {
        "head": "", "facts": facts, "account": "", "outcome": "", "letters": [], "history": [],
        "duplicates": [], "printed": "", "remarks": "", "mark": "",
        "files": [], "deadlines": [], "missing": [],
        "labels": dict.fromkeys(["account", "outcome", "letters", "history"], "x"),
    }  # fmt: skip
    if dress == "bold":
        content["duplicates"] = [{"title": whole, "facts": [], "history": []}]
    assert printing._compiled("case_file.typ", {"title": "x", "language": "id", **content}, {})


def test_a_mark_that_no_font_puts_on_its_letter_costs_the_mark_alone(people: People) -> None:
    stacked = "Ni\u0303n\u0330\u0489o \u0b95\u0f39\u064b 日本 a\u20dd"
    incident = make_incident(people, Status.REFERRED, description=f"{stacked} selesai é")
    told = words(read(browser(people, Role.KOORDINATOR).get(letter_path(incident))))
    assert "selesai é" in told
