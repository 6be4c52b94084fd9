"""Photos at the size that somebody wants."""

from io import BytesIO

import pytest
from PIL import Image

from posko.uploads.images import redraw
from tests.factories.files import photo


@pytest.mark.parametrize(
    ("size", "large", "small"),
    [
        ((4000, 3000), (1280, 960), (640, 480)),
        ((3000, 4000), (960, 1280), (480, 640)),
        ((300, 200), (300, 200), (300, 200)),
    ],
)
def test_a_photo_is_drawn_at_the_sizes_that_are_wanted(
    size: tuple[int, int], large: tuple[int, int], small: tuple[int, int]
) -> None:
    picture = redraw(photo(size), "foto.jpg", longest=1280, thumbnail=640)
    assert Image.open(BytesIO(picture.content)).size == large == (picture.width, picture.height)
    assert Image.open(BytesIO(picture.thumbnail)).size == small
