"""What the case file adds to the account: files, deadlines and what form B.1 still lacks."""

from datetime import datetime

from django.template.defaultfilters import capfirst, filesizeformat

from incidents.completeness import completeness, facts_of
from incidents.deadlines.queries import clocks_for
from incidents.deadlines.words import named, standing
from incidents.models import Attachment, Clock, Incident
from incidents.permissions import sees_attachments, sees_completeness
from posko import clock
from posko.templatetags.when import date_time
from roster.models import Officer

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
    now = clock.now()
    return [_deadline(row, now) for row in clocks_for(reader, incident) if not row.stopped_at]


def missing(incident: Incident, reader: Officer) -> list[str]:
    """Return what form B.1 asks for and ``incident`` lacks; for whom the page tells it, too."""
    if not sees_completeness(reader, incident):
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


def _deadline(row: Clock, now: datetime) -> tuple[str, str]:
    basis = f" ({row.legal_basis})" if row.legal_basis else ""
    return f"{named(row)}{basis}", standing(row, now)
