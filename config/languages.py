"""The language of a page stands in its address: `/...` is Indonesian, `/en/...` English.

So a link that is passed on opens in the language it was read in, and caches need no guess.
"""

from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class AddressLocaleMiddleware(LocaleMiddleware):
    """Django's, without its word to caches that the browser's language matters: it doesn't."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:  # type: ignore[override]
        """Name the language of ``response``."""
        response.headers.setdefault("Content-Language", translation.get_language() or "id")
        return response
