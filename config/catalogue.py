"""Message catalogues without a system gettext: extracted and compiled with Babel.

``python -m config.catalogue update`` collects the English messages of code and templates into
the Indonesian catalogue; ``compile_catalogues`` makes what Django reads. The compiled file isn't
committed.
"""

import sys
from collections.abc import Generator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

BASE_DIR = Path(__file__).resolve().parent.parent
CATALOGUE = BASE_DIR / "config" / "locale" / "id" / "LC_MESSAGES" / "django.po"
SOURCES = ["config", "posko", "roster", "incidents", "templates"]
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def compile_catalogues() -> None:
    """Write the compiled catalogue beside its source when that is newer."""
    compiled = CATALOGUE.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= CATALOGUE.stat().st_mtime:
        return
    with compiled.open("wb") as file:
        write_mo(file, read_catalogue())


def read_catalogue() -> Catalog:
    """Return the Indonesian catalogue as it is on disk."""
    if not CATALOGUE.exists():
        return Catalog(locale="id", project="Posko Bersama", fuzzy=False)
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="id")


def extracted() -> Catalog:
    """Return every message that code and templates use, without translations."""
    template = Catalog(locale="id", project="Posko Bersama", fuzzy=False)
    methods: list[Any] = [
        ("**/migrations/**", "ignore"),
        ("**.py", "python"),
        ("**.html", extract_template),
        ("**.txt", extract_template),
    ]
    for source in SOURCES:
        found = extract_from_dir(BASE_DIR / source, methods, keywords=KEYWORDS)
        for filename, _line, message, comments, context in found:
            place = [(f"{source}/{filename}", 0)]
            template.add(message, locations=place, auto_comments=comments, context=context)
    return template


def extract_template(
    file: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Generator[Any]:
    """Yield the messages of a Django template, as Babel wants them."""
    from django.utils.translation.template import templatize

    # What isn't a message became filler whose indentation Python would stumble over.
    code = "\n".join(line.strip() for line in templatize(file.read().decode()).splitlines())
    yield from extract_python(BytesIO(code.encode()), KEYWORDS, comment_tags, options)


def update() -> None:
    """Bring the Indonesian catalogue up to date; messages that nobody uses any more go."""
    catalogue = read_catalogue()
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=96, sort_output=True, include_lineno=False)


def _settings_for_templatize() -> None:
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)


if __name__ == "__main__":
    _settings_for_templatize()
    if sys.argv[1:] == ["update"]:
        update()
    compile_catalogues()
