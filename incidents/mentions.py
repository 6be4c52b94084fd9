"""`@nama.pengguna` in a note: who is meant, and how it is shown.

Names are looked up once, when the note is written, and kept with its event. A name of nobody, or
of somebody who may not read the note, stays the text that it was: nobody learns who exists.
"""

import re
from collections.abc import Mapping

from django.db.models import Q
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from incidents.audience import readers_of_notes
from incidents.models import Incident
from roster.models import Officer, Role

# Not within a word: that would be an e-mail address.
MENTION = re.compile(r"(?<![\w.@+-])@([a-z0-9_.@+-]{1,60})", re.IGNORECASE | re.ASCII)
ENDINGS = ".+-@_"
MOST = 20


def mentioned(text: str, incident: Incident) -> dict[str, str]:
    """Return the people whom ``text`` mentions and who may read it: full names by username."""
    names = dict.fromkeys(name for match in MENTION.finditer(text) for name in _readings(match))
    if not names:
        return {}
    people = readers_of_notes(incident).filter(username__in=list(names)[: MOST * 2])
    return dict(people.values_list("username", "full_name")[:MOST])


def suggested(incident: Incident, officer: Officer) -> list[tuple[str, str]]:
    """Return whom ``officer`` may want to mention, as (username, full name).

    A liaison is told of coordinators alone: who else has a letter isn't theirs to know.
    """
    near = Q(role=Role.KOORDINATOR, region=incident.city_id)
    if officer.role != Role.PENGHUBUNG:
        near |= Q(role=Role.PENGHUBUNG) | Q(pk=incident.assignee_id)
        near |= Q(watches__incident=incident)
    people = readers_of_notes(incident).filter(near).exclude(pk=officer.pk)
    return list(people.distinct().order_by("role", "pk").values_list("username", "full_name")[:8])


def with_names(text: str, names: Mapping[str, str]) -> SafeString:
    """Return ``text`` as HTML in which those whom ``names`` knows stand with their full name."""
    parts, end = [], 0
    for match in MENTION.finditer(text):
        known = next((name for name in _readings(match) if name in names), None)
        if known:
            parts.append(conditional_escape(text[end : match.start()]))
            parts.append(format_html('<strong class="mention">@{}</strong>', names[known]))
            end = match.start() + len(known) + 1
    parts.append(conditional_escape(text[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above


def _readings(match: re.Match[str]) -> list[str]:
    """The name as it stands, and without what ends the sentence."""
    name = match[1].lower()
    return list(dict.fromkeys([name, name.rstrip(ENDINGS)]))
