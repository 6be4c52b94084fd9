"""What a report to Bawaslu still lacks: form model B.1, art. 454(4) of Law 7/2017. Pure.

It helps to ask for the right things. What Bawaslu accepts is for Bawaslu to decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from posko.labelled import Labelled

if TYPE_CHECKING:
    from incidents.models import Incident


class Item(Labelled):
    """One thing that the form asks for, in its order."""

    REPORTER_NAME = "reporter_name", _("reporter's name")
    REPORTER_ADDRESS = "reporter_address", _("reporter's address")
    REPORTED_PARTY = "reported_party", _("reported party")
    ACCOUNT = "account", _("the event and its account")
    PLACE = "place", _("the exact place (TPS, street or building)")
    OCCURRED = "occurred", _("when it happened")
    KNOWN = "known", _("when it became known")
    WITNESSES = "witnesses", _("witnesses")
    EVIDENCE = "evidence", _("evidence (described, or a photo or PDF)")


@dataclass(frozen=True, slots=True)
class Facts:
    """Which of it is there."""

    reporter_name: bool = False
    reporter_address: bool = False
    reported_party: bool = False
    account: bool = False
    place: bool = False
    occurred: bool = False
    known: bool = False
    witnesses: bool = False
    evidence: bool = False


@dataclass(frozen=True, slots=True)
class Completeness:
    """What there is and what is missing, each in the form's order."""

    there: tuple[Item, ...]
    missing: tuple[Item, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def total(self) -> int:
        """How many things the form asks for."""
        return len(Item)


def completeness(facts: Facts) -> Completeness:
    """Return what of the form's items ``facts`` have and lack."""
    return Completeness(
        there=tuple(item for item in Item if getattr(facts, item)),
        missing=tuple(item for item in Item if not getattr(facts, item)),
    )


def facts_of(incident: "Incident", attachments: int = 0) -> Facts:
    """Return the facts of a stored report with ``attachments`` files; opens nothing sealed."""
    reporter = getattr(incident, "reporter", None)
    return Facts(
        reporter_name=bool(reporter and reporter.has_name),
        reporter_address=bool(reporter and reporter.has_address),
        reported_party=bool(incident.reported_party),
        account=bool(incident.description),
        place=bool(incident.place_detail or incident.tps_number),
        occurred=True,
        known=True,
        witnesses=bool(reporter and reporter.has_witnesses),
        evidence=bool(incident.evidence or attachments),
    )


def facts_typed(typed: Mapping[str, Any], attachments: int = 0) -> Facts:
    """Return the facts of an intake form as it stands, by the names of its fields."""

    def has(name: str) -> bool:
        return bool(str(typed.get(name, "")).strip())

    return Facts(
        reporter_name=has("reporter_name"),
        reporter_address=has("reporter_address"),
        reported_party=has("reported_party"),
        account=has("description"),
        place=has("region") and (has("place_detail") or has("tps_number")),
        occurred=has("occurred_at"),
        known=has("known_at"),
        witnesses=has("reporter_witnesses"),
        evidence=has("evidence") or bool(attachments),
    )
