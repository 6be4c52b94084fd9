"""Content in, PDF out: tagged (PDF/UA-1), with title and language, from templates/typst/.

What people typed goes in as JSON and stays text: it is never part of a template, so neither
markup nor ``#read`` in it means anything. Fonts are those inside typst: every machine prints alike.
"""

import json
import logging
from collections.abc import Mapping
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from posko import clock
from posko.documents.characters import REPLACEMENT, plain, printable, without_marks

logger = logging.getLogger(__name__)

TEMPLATES = settings.BASE_DIR / "templates" / "typst"
FONTS = typst.Fonts(include_system_fonts=False)


def pdf(
    template: str, title: str, content: Mapping[str, Any], pictures: Mapping[str, str] | None = None
) -> bytes:
    """Return the PDF of ``template`` with ``content`` (text, lists, objects) in this language.

    ``pictures`` are SVGs of ours. A character that no font has is replaced, and the print says so.
    """
    safe = printable({"title": title, "language": get_language(), **content})
    # Some characters print alone and yet not together: rather poorer words than no letter.
    for simpler in (without_marks, plain):
        try:
            return _compiled(template, safe, pictures or {})
        except typst.TypstError as error:
            logger.warning("%s needs simpler characters: %s", template, error.message)
            safe = simpler(safe)
    return _compiled(template, safe, pictures or {})


def _compiled(template: str, content: dict[str, Any], pictures: Mapping[str, str]) -> bytes:
    replaced = REPLACEMENT in json.dumps(content, ensure_ascii=False)
    labels = {
        **content["labels"],
        "page": _("Page"),
        "replaced": _("Characters that can't be printed are replaced by □."),
    }
    data = json.dumps({**content, "labels": labels, "replaced": replaced})
    # By path: each source given as bytes would use up one of typst's 65,536 file numbers.
    result = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        sys_inputs={"data": data, **pictures},
        font_paths=FONTS,
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(clock.now().timestamp()),
    )
    if not isinstance(result, bytes):
        raise TypeError(f"{template} gave no PDF")
    return result
