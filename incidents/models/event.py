"""The append-only history of incidents."""

from datetime import UTC
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from incidents.chain import digest
from incidents.models.choices import choices
from incidents.models.incident import Incident
from incidents.states import HARMLESS, LETTERS, WITHOUT_BUTTON, Action, Status
from roster.models import Officer, Role

TELLS_OF_ANOTHER = WITHOUT_BUTTON | {Action.MERGE, Action.UNMERGE}


class EventQuerySet(models.QuerySet["Event"]):
    """Named reads of events."""

    def visible_to(self, officer: Officer) -> Self:
        """Events of a visible incident that ``officer`` may read.

        Reveals are for coordinators and auditors; party representatives see no notes either,
        since these may speak of the reporter, nor what was completed: it may, too. A liaison
        reads neither the letters, notes and files of other institutions nor the post's own notes,
        unless they are mentioned there.
        """
        seen = self.knowing_the_other(officer)
        if officer.role == Role.PENGHUBUNG:
            return seen._for_liaison(officer)
        if officer.role == Role.PARTAI:
            return seen.exclude(action__in=HARMLESS | {Action.AMEND})
        if officer.role in {Role.KOORDINATOR, Role.PENGAWAS}:  # permissions.sees_reveals
            return seen
        return seen.exclude(action=Action.REVEAL)

    def _for_liaison(self, officer: Officer) -> Self:
        by_own = models.Q(by__institution=officer.institution_id)
        own_letter = models.Q(data__institution=officer.institution_id)
        mentioned = models.Q(data__mentions__has_key=officer.username)
        by_the_post = ~models.Q(by__role=Role.PENGHUBUNG)
        return self.exclude(action__in=[Action.REVEAL, Action.REPLY]).filter(
            models.Q(action__in=LETTERS) & own_letter
            | models.Q(action=Action.COMMENT) & (by_own | mentioned)
            | models.Q(action=Action.ATTACH) & (by_own | by_the_post)
            | ~models.Q(action__in=[*LETTERS, Action.COMMENT, Action.ATTACH])
        )

    def knowing_the_other(self, officer: Officer) -> Self:
        """Mark what tells of another case that ``officer`` may know of (``names_other``).

        Nobody learns by a merge of a case that is hidden from them: what came into this case or
        left it isn't shown at all, and the narrative doesn't name where this one went.
        """
        other = Coalesce(KT("data__into"), KT("data__number"))
        known = Incident.objects.visible_to(officer).filter(number=models.OuterRef("other"))
        marked = self.alias(other=other).annotate(
            names_other=models.Case(
                models.When(action__in=TELLS_OF_ANOTHER, then=models.Exists(known)),
                default=models.Value(False),
            )
        )
        return marked.exclude(action__in=WITHOUT_BUTTON, names_other=False)

    def since(self, version: int) -> Self:
        """Events after the one that somebody had seen, those that change nothing left out."""
        return self.filter(sequence__gt=version).exclude(action__in=HARMLESS)

    def reveals(self) -> Self:
        """Looks at reporters, newest first, with all that a row of their list shows."""
        return self.filter(action=Action.REVEAL).select_related("incident", "by").order_by("-pk")

    def older_than(self, pk: int | None) -> Self:
        """What comes after the row ``pk`` in a list that shows the newest first."""
        return self.filter(pk__lt=pk) if pk else self

    def in_order(self) -> Self:
        """Oldest first, with all that a sentence needs."""
        return self.select_related("by").order_by("sequence")


class Event(models.Model):
    """One thing that one person did to one incident. Never changed, never deleted."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    action = models.CharField(_("action"), max_length=12, choices=choices(Action))
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        Officer, models.PROTECT, related_name="incident_events", verbose_name=_("by")
    )
    from_status = models.CharField(max_length=12, blank=True)
    to_status = models.CharField(max_length=12, choices=choices(Status))
    data = models.JSONField(default=dict)
    # Makes a note that is sent twice count once.
    client_uuid = models.UUIDField(null=True, unique=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["incident_id", "sequence"]
        indexes = [
            models.Index(
                name="event_reveals", fields=["-id"], condition=models.Q(action=Action.REVEAL)
            )
        ]
        constraints = [
            models.UniqueConstraint(name="event_sequence_once", fields=["incident", "sequence"])
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.incident_id}/{self.sequence} {self.action}"

    def content(self) -> dict[str, Any]:
        """What the hash covers."""
        return {
            "incident": self.incident_id,
            "sequence": self.sequence,
            "action": str(self.action),
            "at": self.at.astimezone(UTC).isoformat(),
            "by": self.by_id,
            "from": str(self.from_status),
            "to": str(self.to_status),
            "data": self.data,
        }

    def digest(self) -> str:
        """The hash that the event should carry."""
        return digest(self.previous_hash, self.content())
