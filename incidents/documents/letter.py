"""The letter that refers a problem to an institution, ready to sign.

The post records, refers and follows up; it doesn't adjudicate (shared/facts.md). So the letter
passes on what was reported, and neither names a law nor says what is true. It never tells who
reported.
"""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents.models import Incident, Referral
from incidents.permissions import sees_reported_party
from posko.clock import JAKARTA
from posko.documents.printing import pdf
from posko.templatetags.when import clock_time, long_date
from roster.models import Institution, InstitutionKind, Officer, Role

DOTS = "." * 40


def letter(referral: Referral, incident: Incident, reader: Officer) -> bytes:
    """Return the letter of ``referral`` as ``reader`` may see it; always in Indonesian."""
    with translation.override("id"):
        title = _("Letter %(letter)s on %(number)s") % {
            "letter": referral.letter_number,
            "number": incident.number,
        }
        return pdf("letter.typ", title, _content(referral, incident, reader))


def _content(referral: Referral, incident: Incident, reader: Officer) -> dict[str, Any]:
    return {
        "head": _head(incident),
        "dated": _date(referral.referred_at),
        "reference": [
            (_("Number"), referral.letter_number),
            (_("Enclosed"), _enclosed(incident)),
            (_("Subject"), _("Referral of problem %(number)s") % {"number": incident.number}),
        ],
        "addressee": _("To the head of\n%(institution)s\n%(region)s")
        % {"institution": referral.institution.name, "region": referral.institution.region.name},
        "opening": _("The post received the report below and passes it on to you to deal with."),
        "facts": _facts(incident, reader),
        "account": incident.description,
        "message": referral.message,
        "request": _request(referral),
        "closing": _(
            "The post refers and follows up; it does not decide the matter. "
            "The letter leaves out who reported."
        ),
        "withdrawn": _withdrawn(referral),
        "signature": _signature(referral, incident),
        "copies": _copies(referral, incident),
        "foot": f"{referral.letter_number} · {incident.number}",
        "labels": {
            "account": _("What was reported"),
            "message": _("Message"),
            "copies": _("Copies to:"),
        },
    }


def _enclosed(incident: Incident) -> str:
    """How many photos and documents of the post go along."""
    own = incident.attachments.exclude(uploaded_by__role=Role.PENGHUBUNG).count()
    return ngettext("%(n)d file", "%(n)d files", own) % {"n": own} if own else "-"


def _head(incident: Incident) -> dict[str, str]:
    post = incident.post
    address = [post.venue, post.address] if post else []
    return {
        "name": _("Joint post %(operation)s") % {"operation": incident.operation.name},
        "region": incident.city.name,
        "address": "\n".join(filter(None, address)),
    }


def _facts(incident: Incident, reader: Officer) -> list[tuple[str, str]]:
    place = [incident.place, incident.place_detail]
    facts = [
        (_("Category"), incident.category.full_name),
        (_("Urgency"), str(incident.get_urgency_display())),
        (_("Place"), "\n".join(filter(None, place))),
        (_("Happened"), _moment(incident.occurred_at)),
        (_("Became known"), _moment(incident.known_at)),
        (_("Received"), _moment(incident.received_at)),
        *incident.extra_facts,
    ]
    if incident.reported_party and sees_reported_party(reader):
        facts.append((_("Reported party"), incident.reported_party))
    return facts


def _request(referral: Referral) -> str:
    if referral.acknowledge_by is None:
        return _("Please confirm that the letter arrived, and tell the post what was done.")
    return _(
        "Please confirm by %(when)s that the letter arrived, and tell the post what was done."
    ) % {"when": _moment(referral.acknowledge_by)}


def _withdrawn(referral: Referral) -> str:
    if referral.withdrawn_at is None:
        return ""
    return _("WITHDRAWN on %(when)s") % {"when": _moment(referral.withdrawn_at)}


def _signature(referral: Referral, incident: Incident) -> dict[str, str]:
    """Who sent it signs it, if a coordinator did; else a line to write the name on."""
    by = referral.referred_by
    return {
        "above": _("Coordinator of the joint post\n%(region)s") % {"region": incident.city.name},
        "name": by.full_name if by.role == Role.KOORDINATOR else DOTS,
    }


def _copies(referral: Referral, incident: Incident) -> list[str]:
    """Kesbangpol, which keeps the posts going, and the post's own file."""
    keepers = Institution.objects.serving(incident.city_id).filter(kind=InstitutionKind.KESBANGPOL)
    keeper = keepers.exclude(pk=referral.institution_id).first()
    return [*([keeper.name] if keeper else []), _("Files of the post")]


def _moment(moment: datetime) -> str:
    """Return 'Rabu, 14 Februari 2024 pukul 09.05 WIB', as letters write it."""
    return _("%(day)s at %(time)s") % {"day": long_date(moment), "time": clock_time(moment)}


def _date(moment: datetime) -> str:
    return date_format(moment.astimezone(JAKARTA), "j F Y")
