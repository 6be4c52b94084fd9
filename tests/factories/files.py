"""Photos, documents and worse, made in code."""

import struct
import uuid
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from incidents import workflow
from incidents.models import Attachment, Incident, Upload
from incidents.uploads.prepare import prepare
from incidents.uploads.staging import stage
from roster.models import Officer, Role
from tests.factories.incidents import People

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112
PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\nstartxref\n9\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"This program cannot be run in DOS mode." * 20
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)


def photo(size: tuple[int, int] = (80, 60), kind: str = "JPEG", **options: Any) -> bytes:
    """Return a photo whose left half is black and whose right half is white, or in ``color``."""
    color = options.pop("color", "white")
    image = Image.new(options.pop("mode", "RGB"), size, color)
    image.paste("black", (0, 0, size[0] // 2, size[1]))
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def telling_photo() -> bytes:
    """Return a JPEG, taken on its side, that tells where, with what and by whom it was taken."""
    exif = Image.Exif()
    exif[MAKE] = "KameraRahasia"
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS).update({1: "S", 2: (6.0, 10.0, 24.6), 3: "E", 4: (106.0, 49.0, 6.9)})
    return photo(
        (1200, 800),
        exif=exif,
        comment=b"KomentarRahasia",
        icc_profile=b"ProfilRahasia" * 20,
        xmp=b"<x:xmpmeta>GPSLatitude XmpRahasia</x:xmpmeta>",
    )


def telling_png() -> bytes:
    """Return a PNG with words in it."""
    words = PngInfo()
    words.add_text("Author", "PenulisRahasia")
    words.add_itxt("XML:com.adobe.xmp", "XmpRahasia GPS", zip=True)
    return photo(kind="PNG", pnginfo=words)


def png_bomb(side: int = 30_000) -> bytes:
    """Return a small PNG that is ``side`` pixels wide and high, and some gigabytes in memory."""
    packer = zlib.compressobj(9)
    row = bytes(1 + side * 3)
    # Enough rows to be a real file; the header alone must be enough to refuse it.
    data = b"".join(packer.compress(row) for _ in range(200)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    """Return ``content`` as a browser would send it."""
    return SimpleUploadedFile(name, content, "image/jpeg")


def make_upload(
    owner: Officer,
    content: bytes | None = None,
    name: str = "foto.jpg",
    client_uuid: uuid.UUID | None = None,
) -> Upload:
    """Stage a file of ``owner``; without ``content`` a photo unlike any other."""
    if content is None:
        content = photo(color=tuple(uuid.uuid4().bytes[:3]), comment=uuid.uuid4().bytes)
    return stage(owner, client_uuid or uuid.uuid4(), prepare(content, name))


def attached(people: People, incident: Incident, content: bytes, name: str) -> Attachment:
    """Attach a file to ``incident`` by the workflow and return it."""
    upload = make_upload(people[Role.PETUGAS], content, name)
    workflow.attach(incident, people[Role.PETUGAS], client_uuid=upload.client_uuid)
    return incident.attachments.get(name=name)
