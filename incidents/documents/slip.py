"""The slip that a reporter takes home: nothing on it tells who they are or what they said."""

from django.utils.translation import gettext as _

from incidents.codes import spoken
from incidents.models import Incident
from posko.documents.printing import pdf
from posko.documents.qr import qr_svg
from posko.templatetags.when import date_time


def slip(incident: Incident, page_url: str, code_url: str) -> bytes:
    """Return the slip of ``incident`` (A6): ``page_url`` to type, ``code_url`` as QR code."""
    post = incident.post
    content = {
        "head": post.name if post else incident.city.name,
        "facts": [
            (_("Number"), incident.number),
            (_("Received"), date_time(incident.received_at)),
            *([(_("Address"), post.address)] if post else []),
        ],
        "code": spoken(incident.tracking_code),
        "address": page_url,
        "advice": "\n".join(_advice()),
        "labels": {
            "code": _("Tracking code"),
            "qr": _("QR code that leads to the page where you read how the report stands"),
            "read": _("Read how the report stands: scan the code, or type it at"),
        },
    }
    return pdf("slip.typ", _("Receipt of your report"), content, {"qr": qr_svg(code_url)})


def _advice() -> list[str]:
    return [
        _("At the post, name the number to ask or to add something."),
        _("Keep the code to yourself: who has it reads how the report stands."),
        _("The code shows neither your name nor what you reported."),
    ]
