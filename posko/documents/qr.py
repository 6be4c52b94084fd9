"""QR codes: addresses that a phone reads off paper or a screen."""

import io

import segno


def qr_svg(url: str) -> str:
    """Return ``url`` as a black and white QR code in SVG, with its quiet zone."""
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        out, kind="svg", xmldecl=True, svgns=True, border=4, light="#fff", omitsize=True
    )
    return out.getvalue().decode()
