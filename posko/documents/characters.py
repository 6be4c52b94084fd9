"""Which characters the fonts of the documents have, and what becomes of the others.

PDF/UA refuses a document with a character that no font shows; a phone types them all the time.
"""

import re
import unicodedata
from typing import Any

from posko.documents.glyphs import RANGES

REPLACEMENT = "□"
# An unbroken run this long would leave the page; a break that isn't seen lets it wrap.
LONGEST_RUN = 40
_RUN = re.compile(rf"(?<!\S)(?![0-9a-f]{{64}}(?!\S))\S{{{LONGEST_RUN},}}")
_BREAK = "\u200b"
# What turns the direction of text around it could make a letter say what nobody wrote.
_DROPPED = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_PRINTED = frozenset(
    chr(code) for first, last in RANGES for code in range(first, last + 1)
) - frozenset("\u200b\u200c\u200d\u200e\u200f")


def printable(content: Any) -> Any:
    """Return ``content`` with every text in it made of characters that print."""
    return _mapped(content, _clean)


def without_marks(content: Any) -> Any:
    """Return ``content`` without marks on letters: a font may have both and yet not the two."""
    return _mapped(content, _bare)


def plain(content: Any) -> Any:
    """Return ``content`` with every text reduced to Latin letters, digits and common signs."""
    return _mapped(content, _ascii)


def _mapped(content: Any, change: Any) -> Any:
    if isinstance(content, dict):
        return {key: _mapped(value, change) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_mapped(value, change) for value in content]
    return change(content) if isinstance(content, str) else content


def _clean(text: str) -> str:
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    kept = _DROPPED.sub("", lines.replace("\t", " "))
    shown = "".join(c if c in _PRINTED or c == "\n" else REPLACEMENT for c in kept)
    return _RUN.sub(_broken, shown)


def _broken(run: re.Match[str]) -> str:
    word = run.group()
    parts = [word[i : i + LONGEST_RUN] for i in range(0, len(word), LONGEST_RUN)]
    return _BREAK.join(parts)


def _bare(text: str) -> str:
    return "".join(REPLACEMENT if unicodedata.category(c).startswith("M") else c for c in text)


def _ascii(text: str) -> str:
    return "".join(c if c == "\n" or " " <= c <= "~" or c == "·" else REPLACEMENT for c in text)
