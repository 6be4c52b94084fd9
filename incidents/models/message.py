"""What comes from outside: it waits in the inbox and counts nowhere until somebody accepts it."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.codes import new_code
from incidents.inbox.states import WITH_INCIDENT, MessageState, Source
from incidents.models.category import Category
from incidents.models.choices import choices
from incidents.models.gateway import Gateway
from incidents.models.incident import DESCRIPTION_MAX, TPS_MAX, Incident
from posko.models import Operation, Region
from posko.models.region import around, within
from roster.models import Officer, Role

# As long as the account of an incident, which a message may become.
TEXT_MAX = DESCRIPTION_MAX
REASON_MAX = 2000
EXTERNAL_ID_MAX = 200

READERS = frozenset({Role.PETUGAS, Role.KOORDINATOR, Role.ADMINISTRATOR, Role.PENGAWAS})
# Who looks after what names no place.
OVERSEERS = READERS - {Role.PETUGAS}


class MessageQuerySet(models.QuerySet["Message"]):
    """Named reads of messages."""

    def visible_to(self, officer: Officer) -> Self:
        """What ``officer`` may know of: the one place that decides it.

        Their region's messages. What names no place and came through no gateway of one city is
        for the coordinators of all of them. Nothing is for party representatives and liaisons.
        """
        if not officer.is_active or officer.role not in READERS:
            return self.none()
        theirs = within(officer.region_id, "audience_id")
        if officer.role not in OVERSEERS:
            return self.filter(theirs)
        placeless = Q(audience=None) | Q(region=None, audience__in=around(officer.region_id))
        return self.filter(theirs | placeless)

    def waiting(self) -> Self:
        """Messages that nobody has handled, the oldest first."""
        return self.filter(state=MessageState.WAITING).order_by("pk")

    def handled(self) -> Self:
        """Messages that somebody has handled, the newest first."""
        return self.exclude(state=MessageState.WAITING).order_by("-pk")

    def with_details(self) -> Self:
        """With all that a row or the page of one message shows."""
        return self.select_related(
            "category", "region__parent", "gateway", "handled_by", "incident"
        )


class Message(models.Model):
    """One message. Written by incidents/workflow/inbox.py alone."""

    operation = models.ForeignKey(Operation, models.PROTECT, related_name="messages")
    source = models.CharField(_("source"), max_length=7, choices=choices(Source))
    gateway = models.ForeignKey(
        Gateway, models.PROTECT, null=True, related_name="messages", verbose_name=_("gateway")
    )
    # The gateway's own name for it; the form's is a UUID.
    external_id = models.CharField(max_length=EXTERNAL_ID_MAX, blank=True)
    client_uuid = models.UUIDField(null=True, unique=True)
    content_digest = models.CharField(max_length=64)
    text = models.TextField(_("text"), max_length=TEXT_MAX)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, related_name="+", verbose_name=_("category")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, related_name="messages", verbose_name=_("place")
    )
    tps_number = models.PositiveSmallIntegerField(
        _("TPS number"), null=True, validators=[MinValueValidator(1), MaxValueValidator(TPS_MAX)]
    )
    # Whose inbox it waits in: its own region, else its gateway's, else everybody's.
    audience = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    sealed = models.BinaryField(null=True)
    has_name = models.BooleanField(default=False)
    has_phone = models.BooleanField(default=False)
    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    tracking_code = models.CharField(
        _("tracking code"), max_length=10, unique=True, default=new_code, editable=False
    )
    sent_at = models.DateTimeField(_("sent"), null=True)
    received_at = models.DateTimeField(_("received"))
    state = models.CharField(
        _("state"), max_length=9, choices=choices(MessageState), default=MessageState.WAITING
    )
    handled_at = models.DateTimeField(_("handled"), null=True)
    handled_by = models.ForeignKey(
        Officer,
        models.PROTECT,
        null=True,
        related_name="handled_messages",
        verbose_name=_("handled by"),
    )
    reason = models.TextField(_("reason"), max_length=REASON_MAX, blank=True)
    answer = models.TextField(_("answer"), max_length=REASON_MAX, blank=True)
    incident = models.ForeignKey(
        Incident, models.PROTECT, null=True, related_name="messages", verbose_name=_("incident")
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                name="message_waiting",
                fields=["id"],
                include=["audience"],
                condition=Q(state=MessageState.WAITING),
            ),
            models.Index(name="message_by_audience", fields=["audience", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="message_once_per_gateway",
                fields=["gateway", "external_id"],
                condition=Q(gateway__isnull=False),
            ),
            models.CheckConstraint(
                name="message_names_its_source",
                condition=(
                    Q(source=Source.FORM, gateway=None, external_id="", client_uuid__isnull=False)
                    | (
                        Q(source=Source.GATEWAY, gateway__isnull=False, client_uuid=None)
                        & ~Q(external_id="")
                    )
                ),
            ),
            models.CheckConstraint(
                name="message_state_exists", condition=Q(state__in=list(MessageState))
            ),
            models.CheckConstraint(name="message_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="message_tps_number_possible",
                condition=Q(tps_number=None) | Q(tps_number__range=(1, TPS_MAX)),
            ),
            models.CheckConstraint(
                name="message_position_both_or_neither",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
            ),
            models.CheckConstraint(
                name="message_position_on_earth",
                condition=Q(latitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
            models.CheckConstraint(
                name="message_sender_sealed",
                condition=Q(sealed__isnull=False) | Q(has_name=False, has_phone=False),
            ),
            models.CheckConstraint(
                name="message_handled_by_and_at",
                condition=Q(state=MessageState.WAITING, handled_at=None, handled_by=None)
                | (
                    ~Q(state=MessageState.WAITING)
                    & Q(handled_at__isnull=False, handled_by__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="message_with_its_incident",
                condition=Q(state__in=WITH_INCIDENT, incident__isnull=False)
                | (~Q(state__in=WITH_INCIDENT) & Q(incident=None)),
            ),
            models.CheckConstraint(
                name="message_answered_with_words",
                condition=(Q(state=MessageState.ANSWERED) & ~Q(answer=""))
                | (~Q(state=MessageState.ANSWERED) & Q(answer="")),
            ),
            models.CheckConstraint(
                name="message_discarded_with_reason",
                condition=(Q(state=MessageState.DISCARDED) & ~Q(reason=""))
                | (~Q(state=MessageState.DISCARDED) & Q(reason="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="message_never_deleted", operation=pgtrigger.Delete),
            # The sender's data may be erased or sealed anew; what was said stays as it was said.
            pgtrigger.ReadOnly(
                name="message_is_final",
                fields=[
                    "operation", "source", "gateway", "external_id", "client_uuid",
                    "content_digest", "text", "category", "region", "tps_number", "audience",
                    "tracking_code", "sent_at", "received_at",
                ],
            ),
            pgtrigger.Trigger(
                name="handled_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state <> 'waiting' AND (OLD.state, OLD.handled_at, OLD.handled_by_id,"
                    " OLD.reason, OLD.answer, OLD.incident_id) IS DISTINCT FROM"
                    " (NEW.state, NEW.handled_at, NEW.handled_by_id,"
                    " NEW.reason, NEW.answer, NEW.incident_id)"
                ),
                func="""
                    RAISE EXCEPTION 'message %: handled once and for all', OLD.id
                        USING ERRCODE = 'check_violation';
                """,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.pk}: {self.state}"

    @property
    def standing(self) -> MessageState:
        """The state as a value of the enumeration."""
        return MessageState(self.state)

    @property
    def origin(self) -> str:
        """Where it came from, in words."""
        return self.gateway.name if self.gateway else str(Source.FORM.label)

    @property
    def place(self) -> str:
        """Where it happened as far as the sender said: 'TPS 012, Menteng, Menteng', or ''."""
        parts = [f"TPS {self.tps_number:03d}"] if self.tps_number else []
        if self.region:
            parts.append(self.region.name)
            parts += [self.region.parent.name] if self.region.parent else []
        return ", ".join(parts)

    @property
    def position(self) -> str:
        """Where the sender was, as '-6.17351, 106.81862', or ''."""
        if self.latitude is None or self.longitude is None:
            return ""
        return f"{self.latitude:.5f}, {self.longitude:.5f}"

    @property
    def position_url(self) -> str:
        """Where a map service shows the way there, or ''."""
        if not self.position:
            return ""
        return str(settings.DIRECTIONS_URL).format(lat=self.latitude, lng=self.longitude)
