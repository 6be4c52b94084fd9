"""PDFs: kept byte for byte, since a signature covers them, and only ever downloaded."""

from posko.uploads import errors

# Where readers look for the two marks.
HEAD, TAIL = 1024, 8192


def is_pdf(content: bytes) -> bool:
    """Tell whether ``content`` begins like a PDF; readers allow some bytes before the mark."""
    return b"%PDF-" in content[:HEAD]


def check_pdf(content: bytes, name: str) -> None:
    """Raise Unfit when the end of the PDF is missing."""
    if b"%%EOF" not in content[-TAIL:]:
        raise errors.damaged(name)
