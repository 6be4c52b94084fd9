"""Photos: read by their content, drawn anew from their pixels.

What is stored holds the pixels and nothing else: no position, no camera, no comment, no second
file behind the picture. Colour profiles go as well; reading them is not worth the risk.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from threading import BoundedSemaphore

from PIL import Image
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from posko.uploads import errors
from posko.uploads.limits import LONGEST, MAX_PIXELS, MAX_PIXELS_JPEG, THUMBNAIL

logger = logging.getLogger(__name__)

QUALITY = 85
ORIENTATION = 0x0112
# Exif's numbers of how the camera was held, and what sets the picture upright.
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}

# A picture may take hundreds of megabytes while it is read: two at once in a process.
_desks = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo drawn anew as JPEG, with its size in pixels, and its small picture."""

    content: bytes
    width: int
    height: int
    thumbnail: bytes
    thumbnail_size: tuple[int, int]


def is_image(content: bytes) -> bool:
    """Tell whether ``content`` begins like a photo of a kind that is taken."""
    return _opener(content) is not None


def is_heic(content: bytes) -> bool:
    """Tell whether ``content`` is a photo in Apple's format."""
    return content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS


def redraw(
    content: bytes, name: str, longest: int = LONGEST, thumbnail: int = THUMBNAIL
) -> Picture:
    """Return the photo in ``content`` drawn anew, upright, its longest side at most ``longest``.

    That of its small picture is at most ``thumbnail``; in pixels, and nothing is blown up.
    Raises Unfit when it can't be read whole or has too many pixels.
    """
    opener = _opener(content)
    if opener is None:
        raise errors.unknown(name)
    with _desks:
        try:
            return _picture(opener(BytesIO(content)), name, longest, thumbnail)
        except errors.Unfit:
            raise
        except Exception as failure:
            # Decoders raise whatever they stumble over, from OSError to struct.error.
            logger.info("A photo could not be read: %r", failure)
            raise errors.damaged(name) from failure


def _opener(content: bytes) -> Callable[[BytesIO], ImageFile] | None:
    # The plugins themselves: Image.open() would try them all and judge the size by itself.
    if content.startswith(b"\xff\xd8\xff"):
        return JpegImageFile
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PngImageFile
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WebPImageFile
    return None


def _picture(image: ImageFile, name: str, longest: int, thumbnail: int) -> Picture:
    _check_pixels(image, name)
    turn = UPRIGHT.get(_orientation(image))
    # Reads a JPEG at a half, a quarter or an eighth of its size, if that is still large enough.
    image.draft("RGB", (longest, longest))
    drawn = _flat(image)
    drawn.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    if turn is not None:
        drawn = drawn.transpose(turn)
    small = drawn.copy()
    small.thumbnail((thumbnail, thumbnail), Image.Resampling.LANCZOS)
    return Picture(_jpeg(drawn), drawn.width, drawn.height, _jpeg(small), small.size)


def _check_pixels(image: ImageFile, name: str) -> None:
    """Judge by what the header says, before anything is decoded."""
    limit = MAX_PIXELS_JPEG if isinstance(image, JpegImageFile) else MAX_PIXELS
    if image.width * image.height > limit:
        raise errors.too_many_pixels(name, image.width, image.height)


def _orientation(image: ImageFile) -> int:
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:
        # A broken note on how the camera was held is no reason to refuse the photo.
        return 1


def _flat(image: Image.Image) -> Image.Image:
    """Return the pixels as RGB, what is transparent as white."""
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        sheet = Image.new("RGB", layer.size, "white")
        sheet.paste(layer, mask=layer.getchannel("A"))
        return sheet
    if image.mode.startswith("I"):
        # Sixteen bits of grey.
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGB")


def _jpeg(image: Image.Image) -> bytes:
    # A new sheet: Pillow would write comments of the old one into the file.
    sheet = Image.new("RGB", image.size)
    sheet.paste(image)
    target = BytesIO()
    sheet.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return target.getvalue()
