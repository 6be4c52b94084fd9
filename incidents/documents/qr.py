"""The QR code of a tracking code: leads a phone to where the report stands."""

import io

import segno
from django.urls import reverse
from django.utils.http import urlencode


def tracking_path(code: str) -> str:
    """Return the address that shows where the report with ``code`` stands."""
    return f"{tracking_page()}?{urlencode({'kode': code})}"


def tracking_page() -> str:
    """Return the address of the page that takes a code."""
    return reverse("public:track")


def qr_svg(url: str) -> str:
    """Return ``url`` as a black and white QR code in SVG, with its quiet zone."""
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        out, kind="svg", xmldecl=True, svgns=True, border=4, light="#fff", omitsize=True
    )
    return out.getvalue().decode()
