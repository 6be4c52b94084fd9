"""Names of files as people gave them: shown and offered for download, never a path."""

import unicodedata
from pathlib import PurePosixPath

NAME_MAX = 100


def clean_name(given: str) -> str:
    """Return ``given`` as one printable line of at most NAME_MAX characters, its ending kept.

    Control characters go, and with them those that turn the direction of writing: with their
    help 'fotogpj.exe' reads as 'fotoexe.jpg'.
    """
    text = unicodedata.normalize("NFC", given).replace("/", "_").replace("\\", "_")
    # Every kind of blank becomes a plain one before what is invisible goes.
    visible = "".join(c for c in " ".join(text.split()) if unicodedata.category(c)[0] != "C")
    path = PurePosixPath(visible.strip(" .") or "berkas")
    ending = path.suffix if len(path.suffix) <= 10 else ""
    stem = path.name.removesuffix(ending)
    return stem[: NAME_MAX - len(ending)].rstrip() + ending


def download_name(name: str, ending: str) -> str:
    """Return ``name`` with the ``ending`` of what the file really is, such as '.pdf'."""
    path = PurePosixPath(name)
    known = {".jpg": {".jpg", ".jpeg", ".png", ".webp"}, ".pdf": {".pdf"}}[ending]
    return (path.stem if path.suffix.lower() in known else name) + ending
