"""Photos of posts: what becomes of what somebody sends, and of files that no photo names."""

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from posko import clock
from posko.models import Photo
from posko.models.photo import FOLDER
from posko.uploads import errors
from posko.uploads.images import Picture, is_heic, is_image, redraw

# The longest side of each size, in pixels: the whole screen of a phone, and half of it.
LARGE, SMALL = 1280, 640
# A form that is being saved has its files before its row.
SPARED = timedelta(days=1)


def picture_of(content: bytes, name: str) -> Picture:
    """Return the photo in ``content`` in both sizes, its pixels alone; raises Unfit."""
    if is_heic(content):
        raise errors.heic(name)
    if not is_image(content):
        raise errors.not_a_photo(name)
    return redraw(content, name, longest=LARGE, thumbnail=SMALL)


def put(photo: Photo, picture: Picture) -> None:
    """Let ``photo`` show ``picture``; its files are stored when the row is."""
    photo.image = ContentFile(picture.content, name="large.jpg")
    photo.width, photo.height = picture.width, picture.height
    photo.small = ContentFile(picture.thumbnail, name="small.jpg")
    photo.small_width, photo.small_height = picture.thumbnail_size
    photo.sha256 = hashlib.sha256(picture.content).hexdigest()


def sweep() -> int:
    """Delete files that no photo names any more; return how many.

    Photos go with their posts, are replaced and deleted, and forms fail after their files were
    stored: whatever the way, the file goes a day later. No page shows it in between.
    """
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    rows = Photo.objects.values_list("image", "small")
    kept = {name for pair in rows for name in pair}
    doomed = [path for name in names if (path := f"{FOLDER}/{name}") not in kept and _is_old(path)]
    for path in doomed:
        default_storage.delete(path)
    return len(doomed)


def _is_old(path: str) -> bool:
    # The machine's own time on both sides: the demonstration's clock moves no file.
    return default_storage.get_modified_time(path) < clock.real() - SPARED
