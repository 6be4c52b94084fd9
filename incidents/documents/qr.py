"""The address in the QR code of a tracking code: leads a phone to where the report stands."""

from django.urls import reverse
from django.utils.http import urlencode


def tracking_path(code: str) -> str:
    """Return the address that shows where the report with ``code`` stands."""
    return f"{tracking_page()}?{urlencode({'kode': code})}"


def tracking_page() -> str:
    """Return the address of the page that takes a code."""
    return reverse("public:track")
