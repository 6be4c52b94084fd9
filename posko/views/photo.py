"""`/posko/<slug>/foto/<id>-<width>.jpg`: a photo of a post.

Kept by browsers as long as a page, a few seconds, and asked for again by its hash: a photo that
was taken off the page is gone as fast as the page says so.
"""

import logging

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from posko.models import Photo
from posko.photos import LARGE, SMALL
from posko.public import public_page, unless_known
from posko.views.loading import current_operation

logger = logging.getLogger(__name__)


@public_page
def post_photo(request: HttpRequest, slug: str, pk: int, width: int) -> HttpResponse:
    """Show a published photo of a published post; everything else is 404."""
    if width not in (SMALL, LARGE):
        raise Http404
    photos = Photo.objects.public().at(current_operation(), slug)
    photo = get_object_or_404(photos, pk=pk)
    response = jpeg(photo.image if width == LARGE else photo.small)
    return unless_known(request, response, f"{photo.sha256}-{width}")


def jpeg(file: FieldFile) -> HttpResponse:
    """Return a stored picture; 404 when the storage has lost it."""
    try:
        with file.open("rb") as source:
            content = source.read()
    except FileNotFoundError:
        logger.error("The picture %s is missing in the storage", file.name)
        raise Http404 from None
    response = HttpResponse(content, content_type="image/jpeg")
    # Says that it is as small as it gets, so that the gzip middleware lets it be.
    response["Content-Encoding"] = "identity"
    return response
