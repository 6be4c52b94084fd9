"""What the case file adds to the account: files, deadlines and what form B.1 still lacks."""

from datetime import datetime

from django.template.defaultfilters import capfirst, filesizeformat

from incidents.completeness import completeness, facts_of
from incidents.deadlines.words import standing
from incidents.models import Attachment, Clock, Incident
from incidents.permissions import sees_attachments
from incidents.states import OPEN
from posko import clock
from posko.templatetags.when import date_time
from roster.models import Officer, Role

type Rows = list[tuple[str, str]]

# Hexadecimal digits: enough to tell two files of one case apart, and short enough to compare.
HASH_SHOWN = 16


def files(incident: Incident, reader: Officer) -> Rows:
    """Return the files of ``incident`` that ``reader`` may open, oldest first."""
    if not sees_attachments(reader, incident):
        return []
    return [_file(file) for file in incident.attachments.visible_to(reader).in_order()]


def deadlines(incident: Incident, reader: Officer) -> Rows:
    """Return the clocks of ``incident`` that run or pause, the most urgent first."""
    rows = incident.clocks.visible_to(reader).unstopped().most_urgent_first()
    found = rows.select_related("rule", "referral__institution")
    return [_deadline(row, incident, clock.now()) for row in found]


def missing(incident: Incident, reader: Officer) -> list[str]:
    """Return what form B.1 asks for and ``incident`` lacks; for whom the page tells it, too."""
    asked = incident.state in OPEN and incident.category.goes_to_bawaslu
    if reader.role == Role.PARTAI or not asked:
        return []
    lacks = completeness(facts_of(incident, incident.attachments.count())).missing
    return [str(item.label) for item in lacks]


def _file(file: Attachment) -> tuple[str, str]:
    # Names have no blanks to break at, so they stand in the wide column. The hash is that of what
    # is stored: it can be compared with what is downloaded.
    about = [
        file.name,
        f"{filesizeformat(file.size)}, {date_time(file.at)}, {file.uploaded_by.full_name}",
        f"SHA-256 {file.stored_sha256[:HASH_SHOWN]}…",
    ]
    return capfirst(file.get_kind_display()), "\n".join(about)


def _deadline(row: Clock, incident: Incident, now: datetime) -> tuple[str, str]:
    row.incident = incident  # Which brought its city along.
    name = str(row.rule)
    if row.referral:
        name = f"{name}: {row.referral.institution.name}, {row.referral.letter_number}"
    basis = f" ({row.legal_basis})" if row.legal_basis else ""
    return f"{name}{basis}", standing(row, now)
