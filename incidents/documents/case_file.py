"""The case file: all that one person may read of a case, with its history and hashes."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from incidents.documents.enclosures import deadlines, files, missing
from incidents.letter_states import in_words, reminded
from incidents.models import Event, Incident, Referral
from incidents.narrative import quote, sentence
from incidents.permissions import (
    reads_words,
    sees_attachments,
    sees_letters,
    sees_reported_party,
)
from posko import clock
from posko.documents.printing import pdf
from posko.templatetags.when import date_time
from roster.models import Officer


def case_file(incident: Incident, reader: Officer) -> bytes:
    """Return what ``reader`` may know of ``incident`` on paper; never who reported."""
    merged = list(incident.duplicates.visible_to(reader).for_list().order_by("pk"))
    histories = _histories([incident, *merged], reader)
    content = {
        "head": incident.operation.name,
        "facts": _facts(incident, reader),
        "account": incident.description,
        "outcome": incident.outcome,
        "mark": "" if sees_letters(reader) else _("Copy for a party representative: abridged."),
        "letters": [_letter(r, reader) for r in incident.referrals.visible_to(reader).in_order()],
        "files": files(incident, reader),
        "deadlines": deadlines(incident, reader),
        "missing": missing(incident, reader),
        "history": histories[incident.pk],
        "duplicates": [_duplicate(each, histories[each.pk]) for each in merged],
        "printed": _("%(number)s. Printed by %(by)s on %(when)s.")
        % {
            "number": incident.number,
            "by": reader.full_name,
            "when": date_time(clock.now()),
        },
        "remarks": "\n".join(_remarks(incident, histories[incident.pk])),
        "labels": _labels(),
    }
    title = _("Case file %(number)s") % {"number": incident.number}
    return pdf("case_file.typ", title, content)


def _labels() -> dict[str, str]:
    return {
        "account": _("What happened"),
        "outcome": _("Outcome"),
        "letters": _("Referrals"),
        "history": _("History"),
        "files": _("Photos and documents"),
        "deadlines": _("Deadlines"),
        "missing": _("For a report to Bawaslu"),
        "lacking": _("Form B.1 still lacks (art. 454 of Law 7/2017):"),
        "decided": _("What is accepted is for Bawaslu to decide."),
        "reminder": _("Deadlines here are reminders for the post, not a legal ruling."),
    }


def _facts(incident: Incident, reader: Officer) -> list[tuple[str, str]]:
    duty = incident.duty.post.name if incident.duty else _("outside any duty")
    facts = [
        (_("Status"), str(incident.state.label)),
        (_("Urgency"), str(incident.get_urgency_display())),
        (_("Category"), incident.category.full_name),
        (_("Place"), "\n".join(filter(None, [incident.place, incident.place_detail]))),
        *incident.extra_facts,
        *_delicate(incident, reader),
        (_("Happened"), date_time(incident.occurred_at)),
        (_("Became known"), date_time(incident.known_at)),
        (_("Received"), date_time(incident.received_at)),
        (_("Recorded by"), incident.reported_by.full_name),
        (_("Duty"), duty),
        (_("Assigned to"), incident.responsible or _("nobody yet")),
    ]
    if incident.rejection:
        facts.append((_("Reason of rejection"), str(incident.get_rejection_display())))
    return facts


def _delicate(incident: Incident, reader: Officer) -> list[tuple[str, str]]:
    """What party representatives don't read: who is accused, and who has the evidence."""
    party = incident.reported_party if sees_reported_party(reader) else ""
    evidence = incident.evidence if sees_attachments(reader, incident) else ""
    both = [(_("Reported party"), party), (_("Evidence"), evidence)]
    return [(label, value) for label, value in both if value]


def _letter(letter: Referral, reader: Officer) -> dict[str, Any]:
    words = [
        (_("Message"), letter.message),
        (_("Answer"), letter.answer),
        (_("Reason of withdrawal"), letter.withdrawal),
    ]
    facts = [
        (_("Letter"), f"{letter.letter_number}, {date_time(letter.referred_at)}"),
        (_("Status"), ", ".join(filter(None, [in_words(letter, clock.now()), reminded(letter)]))),
        *(words if sees_letters(reader) else []),
    ]
    return {"title": letter.institution.name, "facts": [fact for fact in facts if fact[1]]}


def _duplicate(incident: Incident, history: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": _("Merged: %(number)s") % {"number": incident.number},
        "facts": [
            (_("Category"), incident.category.full_name),
            (_("Place"), incident.place),
            (_("Received"), date_time(incident.received_at)),
            (_("What happened"), incident.description),
        ],
        "history": history,
    }


def _histories(incidents: Iterable[Incident], reader: Officer) -> dict[int, list[dict[str, Any]]]:
    """Return the steps of each of ``incidents`` that ``reader`` may read, in one query."""
    histories: dict[int, list[dict[str, Any]]] = {incident.pk: [] for incident in incidents}
    events = Event.objects.visible_to(reader).filter(incident__in=list(histories))
    for event in events.in_order():
        histories[event.incident_id].append(_entry(event, reader))
    return histories


def _entry(event: Event, reader: Officer) -> dict[str, Any]:
    return {
        "sequence": event.sequence,
        "at": date_time(event.at),
        "sentence": sentence(event),
        "quote": quote(event) if reads_words(reader, event) else "",
        "hash": event.hash,
    }


def _remarks(incident: Incident, history: list[dict[str, Any]]) -> list[str]:
    remarks = [
        _("The line under each step is its seal (SHA-256), which covers the step before."),
        _("The file leaves out who reported."),
    ]
    if len(history) < incident.version:
        remarks.append(_("Steps that the person who printed it may not read are left out."))
    return remarks
