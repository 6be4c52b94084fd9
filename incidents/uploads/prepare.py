"""From what somebody sent to what is stored. Long work: never inside a transaction."""

import hashlib
from dataclasses import dataclass

from incidents.models import AttachmentKind
from incidents.uploads.pdfs import check_pdf, is_pdf
from posko.uploads import errors
from posko.uploads.images import is_heic, is_image, redraw
from posko.uploads.limits import MAX_FILE


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file ready to be stored. ``sha256`` is of what was sent, whatever became of it."""

    kind: AttachmentKind
    name: str
    sha256: str
    content: bytes
    thumbnail: bytes = b""
    width: int | None = None
    height: int | None = None


def prepare(content: bytes, name: str) -> Prepared:
    """Return what is stored of ``content``, by what it is and not by its name; raises Unfit."""
    if not content:
        raise errors.empty(name)
    if len(content) > MAX_FILE:
        raise errors.too_big(name)
    if is_image(content):
        return _photo(content, name)
    if is_heic(content):
        raise errors.heic(name)
    if is_pdf(content):
        check_pdf(content, name)
        return Prepared(AttachmentKind.PDF, name, sha256(content), content)
    raise errors.unknown(name)


def sha256(content: bytes) -> str:
    """Return the SHA-256 of ``content`` in hex."""
    return hashlib.sha256(content).hexdigest()


def _photo(content: bytes, name: str) -> Prepared:
    picture = redraw(content, name)
    return Prepared(
        AttachmentKind.IMAGE,
        name,
        sha256(content),
        picture.content,
        picture.thumbnail,
        picture.width,
        picture.height,
    )
