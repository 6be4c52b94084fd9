"""Amend: complete what a report lacked. A blank never erases what is there."""

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from incidents.models import Incident, Reporter
from incidents.reporters import ReporterData, seal, unseal
from incidents.states import Action
from incidents.workflow.errors import NotPossible
from incidents.workflow.step import step
from roster.models import Officer

TOLD = ("place_detail", "evidence")


@dataclass(frozen=True, slots=True)
class Amendment:
    """What was filled in later; what is blank stays as it was."""

    place_detail: str = ""
    reported_party: str = ""
    evidence: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    reporter: ReporterData = field(default_factory=ReporterData)

    def __str__(self) -> str:
        """A keyed hash: lets a second sending be known without telling what was sent."""
        content = json.dumps(asdict(self), sort_keys=True)
        return salted_hmac("incidents.amend", content, algorithm="sha256").hexdigest()


def amend(
    incident: Incident, by: Officer, *, content: Amendment, seen: int | None = None
) -> Incident:
    """Fill ``content`` into ``incident``.

    The event tells old and new values, but of the reporter and the reported party only that
    something was filled in: it is read by more people than these are.
    """
    with step(incident, Action.AMEND, by, seen) as draft:
        told = _Told()
        _fill_in(draft.incident, content, told)
        _fill_in_extra(draft.incident, content, told)
        _fill_in_reporter(draft.incident, content.reporter, told)
        if not told.fields:
            raise NotPossible(_("Nothing new was filled in."))
        draft.data.update(asdict(told), content=str(content))
    return draft.incident


@dataclass
class _Told:
    """What the event says: which fields, what they were and are, titles of extra fields."""

    fields: list[str] = field(default_factory=list)
    changes: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def _fill_in(incident: Incident, content: Amendment, told: _Told) -> None:
    for name in ("place_detail", "reported_party", "evidence"):
        old, new = getattr(incident, name), getattr(content, name)
        if not new or new == old:
            continue
        setattr(incident, name, new)
        told.fields.append(name)
        if name in TOLD:
            told.changes[name] = [old, new]


def _fill_in_extra(incident: Incident, content: Amendment, told: _Told) -> None:
    for about in incident.category.extra_fields:
        old, new = incident.extra.get(about.name), content.extra.get(about.name)
        if new is None or new == old:
            continue
        incident.extra[about.name] = new
        name = f"extra_{about.name}"
        told.fields.append(name)
        told.titles[name] = about.title
        told.changes[name] = ["" if old is None else about.shown(old), about.shown(new)]


def _fill_in_reporter(incident: Incident, new: ReporterData, told: _Told) -> None:
    filled = {name: value for name, value in asdict(new).items() if value}
    if not filled:
        return
    kept = Reporter.objects.filter(incident=incident).first()
    data = replace(unseal(bytes(kept.sealed)) if kept else ReporterData(), **filled)
    Reporter.objects.update_or_create(
        incident=incident, defaults={"sealed": seal(data), **data.known()}
    )
    # Never compared with what was sealed: nobody finds out by trying.
    told.fields += [f"reporter_{name}" for name in filled]
