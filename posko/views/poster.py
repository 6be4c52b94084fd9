"""`/posko/<slug>/poster.pdf`: the poster for the door."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from posko.documents.shelf import Busy
from posko.poster import poster
from posko.public import public_page, unless_known
from posko.views.loading import public_post


@public_page
def post_poster(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the poster of a published post, or ask to come again when many are being set."""
    post = public_post(slug)
    try:
        content, name = poster(post)
    except Busy:
        return _come_again()
    response = HttpResponse(content, content_type="application/pdf")
    # A download, as no browser's viewer lives with our content security policy.
    response["Content-Disposition"] = f'attachment; filename="poster-{post.slug}.pdf"'
    # Says that it is as small as it gets, so that the gzip middleware lets it be.
    response["Content-Encoding"] = "identity"
    return unless_known(request, response, name)


def _come_again() -> HttpResponse:
    words = _("Many posters are being made at the moment. Please try again in some seconds.")
    response = HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = "5"
    return response
