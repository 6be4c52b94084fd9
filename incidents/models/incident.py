"""An incident: one problem from intake to its end."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incidents.codes import new_code
from incidents.models.category import Category
from incidents.models.choices import choices
from incidents.models.incident_queries import IncidentQuerySet
from incidents.models.incident_triggers import TRIGGERS
from incidents.models.words import words
from incidents.states import Rejection, Status, Urgency
from posko.models import Operation, Post, Region
from roster.models import Duty, Institution, Officer

# More polling places than any kelurahan ever had; the city's own count is checked at intake.
TPS_MAX = 999
DESCRIPTION_MAX = 5000
OUTCOME_MAX = 5000


class Incident(models.Model):
    """One problem. Written by incidents/workflow/ alone."""

    number = models.CharField(_("number"), max_length=20, unique=True)
    client_uuid = models.UUIDField(unique=True)
    content_digest = models.CharField(max_length=64)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="incidents")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="incidents")
    duty = models.ForeignKey(Duty, models.PROTECT, null=True, related_name="incidents")
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="incidents", verbose_name=_("category")
    )
    description = models.TextField(_("what happened"), max_length=DESCRIPTION_MAX)
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="incidents", verbose_name=_("place")
    )
    city = models.ForeignKey(Region, models.PROTECT, related_name="+")
    tps_number = models.PositiveSmallIntegerField(
        _("TPS number"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(TPS_MAX)],
    )
    occurred_at = models.DateTimeField(_("happened"))
    known_at = models.DateTimeField(_("became known"))
    received_at = models.DateTimeField(_("received"))
    urgency = models.CharField(_("urgency"), max_length=10, choices=choices(Urgency))
    status = models.CharField(
        _("status"), max_length=12, choices=choices(Status), default=Status.RECEIVED
    )
    version = models.PositiveIntegerField(default=1)
    reported_by = models.ForeignKey(
        Officer, models.PROTECT, related_name="reported_incidents", verbose_name=_("recorded by")
    )
    assignee = models.ForeignKey(
        Officer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_incidents",
        verbose_name=_("assigned to"),
    )
    # Of a person or of a body, never of both.
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_incidents",
        verbose_name=_("assigned to the institution"),
    )
    extra = models.JSONField(_("more data"), default=dict, blank=True)
    place_detail = models.CharField(_("exact place"), max_length=200, blank=True)
    reported_party = models.CharField(_("reported party"), max_length=200, blank=True)
    evidence = models.CharField(_("evidence"), max_length=500, blank=True)
    tracking_code = models.CharField(
        _("tracking code"), max_length=10, unique=True, default=new_code, editable=False
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
        verbose_name=_("merged into"),
    )
    # Where it stood when it was merged, so that undoing restores exactly that.
    merged_from = models.CharField(max_length=12, blank=True)
    outcome = models.TextField(_("outcome"), max_length=OUTCOME_MAX, blank=True)
    rejection = models.CharField(
        _("reason of rejection"), max_length=16, choices=choices(Rejection), blank=True
    )
    search = models.GeneratedField(
        expression=words("description", "place_detail", "tps_number", "extra"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        ordering = ["-pk"]
        indexes = [
            models.Index(name="incident_by_city", fields=["city", "-id"]),
            models.Index(name="incident_by_city_status", fields=["city", "status", "-id"]),
            models.Index(name="incident_by_region", fields=["region", "-id"]),
            models.Index(name="incident_by_assignee", fields=["assignee", "-id"]),
            GinIndex(name="incident_by_words", fields=["search"]),
            GinIndex(OpClass("extra", "jsonb_path_ops"), name="incident_by_extra"),
            models.Index(name="incident_by_institution", fields=["institution", "-id"]),
            models.Index(name="incident_by_time", fields=["city", "occurred_at"]),
            models.Index(name="incident_by_duty", fields=["duty", "-id"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="incident_status_exists", condition=Q(status__in=list(Status))
            ),
            models.CheckConstraint(
                name="incident_urgency_exists", condition=Q(urgency__in=list(Urgency))
            ),
            models.CheckConstraint(
                name="incident_rejected_with_reason",
                condition=(Q(status=Status.REJECTED) & Q(rejection__in=list(Rejection)))
                | (~Q(status=Status.REJECTED) & Q(rejection="")),
            ),
            models.CheckConstraint(
                name="incident_resolved_with_outcome",
                condition=~Q(status__in=[Status.RESOLVED, Status.CLOSED]) | ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="incident_times_in_order",
                condition=Q(occurred_at__lte=F("known_at")),
            ),
            models.CheckConstraint(
                name="incident_tps_number_possible",
                condition=Q(tps_number=None) | Q(tps_number__range=(1, TPS_MAX)),
            ),
            models.CheckConstraint(
                name="incident_assigned_once",
                condition=Q(assignee=None) | Q(institution=None),
            ),
            models.CheckConstraint(
                name="incident_merged_into_another",
                condition=(
                    Q(status=Status.MERGED, merged_into__isnull=False)
                    & ~Q(merged_from="")
                    & ~Q(merged_into=F("id"))
                )
                | (~Q(status=Status.MERGED) & Q(merged_into=None, merged_from="")),
            ),
        ]
        triggers = TRIGGERS

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The incident's page for staff."""
        return reverse("incidents:detail", args=[self.number])

    @property
    def state(self) -> Status:
        """The status as a value of the table."""
        return Status(self.status)

    @property
    def responsible(self) -> str:
        """The name of the person or the body it is assigned to, or ''."""
        if self.assignee:
            return self.assignee.full_name
        return self.institution.name if self.institution else ""

    @property
    def extra_facts(self) -> list[tuple[str, str]]:
        """The extra fields that were filled in, as (label, value) to show."""
        fields = self.category.extra_fields
        return [(f.label, f.shown(self.extra[f.name])) for f in fields if f.name in self.extra]

    @property
    def place(self) -> str:
        """Where it happened: 'TPS 12, Menteng, Kota Administrasi Jakarta Pusat'."""
        tps = [f"TPS {self.tps_number:03d}"] if self.tps_number else []
        parent = [self.region.parent.name] if self.region.parent else []
        return ", ".join([*tps, self.region.name, *parent])


class IncidentCounter(models.Model):
    """The last number given out in one city and year; its row is the lock."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="counter_once_per_city_and_year", fields=["region", "year"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.year}: {self.last}"
