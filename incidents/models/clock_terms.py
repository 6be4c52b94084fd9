"""What a clock's rule says: written in the rule, and copied into every clock that it starts.

The copy keeps a clock as it was started, whatever becomes of the rule.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incidents.deadlines.clocks import Term, Unit
from incidents.deadlines.milestones import BEGINNINGS, ENDS, OF_LETTER, Milestone
from incidents.models.choices import choices
from incidents.states import Urgency
from roster.models import InstitutionKind, Role

AMOUNT_MAX = 999
UNIT_LABELS = [
    (Unit.HOURS.value, _("hours")),
    (Unit.DAYS.value, _("calendar days")),
    (Unit.WORKING_DAYS.value, _("working days")),
]
BODIES = [("", _("All")), *InstitutionKind.choices]
# Who is assigned is told in any case; party representatives never.
TOLD_ROLES = [
    Role.KOORDINATOR,
    Role.KESBANGPOL,
    Role.PENGHUBUNG,
    Role.PENGAWAS,
    Role.ADMINISTRATOR,
]


class ClockKind(models.TextChoices):
    """Who set the deadline."""

    SERVICE = "service", _("service target")
    LEGAL = "legal", _("legal deadline")


class ClockTerms(models.Model):
    """The terms of a deadline."""

    kind = models.CharField(_("kind"), max_length=8, choices=ClockKind, default=ClockKind.SERVICE)
    start_event = models.CharField(_("counted from"), max_length=12, choices=choices(BEGINNINGS))
    start_body = models.CharField(
        _("body of the letter that starts it"),
        max_length=12,
        choices=BODIES,
        blank=True,
        help_text=_("For letters only."),
    )
    stop_event = models.CharField(_("ends when"), max_length=12, choices=choices(ENDS))
    stop_body = models.CharField(
        _("body of the letter that ends it"),
        max_length=12,
        choices=BODIES,
        blank=True,
        help_text=_("For letters only."),
    )
    amount = models.SmallIntegerField(
        _("amount"),
        validators=[
            MinValueValidator(1, _("A deadline is at least 1 hour or day long.")),
            MaxValueValidator(AMOUNT_MAX, _("A deadline is at most 999 hours or days long.")),
        ],
    )
    unit = models.CharField(_("unit"), max_length=12, choices=UNIT_LABELS, default=Unit.HOURS)
    first_day_counts = models.BooleanField(
        _("the first day counts"),
        default=False,
        help_text=_("Days only. Otherwise counting begins on the day after."),
    )
    urgency = models.CharField(
        _("urgency"),
        max_length=10,
        choices=[("", _("All")), *choices(Urgency)],
        blank=True,
    )
    pauses_while_referred = models.BooleanField(
        _("pauses while referred"),
        default=False,
        help_text=_("While the case waits for an institution. Legal deadlines don't wait."),
    )
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    warn_before_hours = models.SmallIntegerField(
        _("tell how many hours before the end"),
        default=0,
        validators=[
            MinValueValidator(0, _("Write 0 or more; 0 tells nobody beforehand.")),
            MaxValueValidator(AMOUNT_MAX),
        ],
    )
    escalate_to = ArrayField(
        models.CharField(max_length=13, choices=[(role.value, role.label) for role in TOLD_ROLES]),
        verbose_name=_("who is told"),
        default=list,
        blank=True,
        help_text=_("Before the end and after it, in the region. Who is assigned always is."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_amount_possible", condition=Q(amount__range=(1, AMOUNT_MAX))
            ),
            models.CheckConstraint(
                name="%(class)s_warns_before", condition=Q(warn_before_hours__range=(0, AMOUNT_MAX))
            ),
            models.CheckConstraint(
                name="%(class)s_unit_exists", condition=Q(unit__in=[str(unit) for unit in Unit])
            ),
            models.CheckConstraint(
                name="%(class)s_starts_before_it_stops", condition=~Q(start_event=F("stop_event"))
            ),
            models.CheckConstraint(
                name="%(class)s_tells_known_roles",
                condition=Q(escalate_to__contained_by=[role.value for role in TOLD_ROLES]),
            ),
            models.CheckConstraint(
                name="%(class)s_of_a_letter_never_pauses",
                condition=Q(pauses_while_referred=False)
                | ~(
                    Q(start_event__in=sorted(OF_LETTER))
                    | Q(stop_event__in=[Milestone.ACKNOWLEDGED, Milestone.ANSWERED])
                ),
            ),
        ]

    @property
    def term(self) -> Term:
        """How long it is."""
        return Term(self.amount, Unit(self.unit), self.first_day_counts)

    @property
    def is_legal(self) -> bool:
        """Whether a law set it rather than the posts themselves."""
        return self.kind == ClockKind.LEGAL

    @property
    def of_letter(self) -> bool:
        """Whether it belongs to one letter: another letter's answer doesn't end it."""
        return self.start_event in OF_LETTER

    def terms(self) -> dict[str, Any]:
        """Return the values of these fields, for a copy."""
        return {field.name: getattr(self, field.name) for field in ClockTerms._meta.local_fields}

    def clean(self) -> None:
        """Say in words what the database would refuse."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.start_event and self.start_event == self.stop_event:
            errors["stop_event"] = _("It would end at the moment it starts.")
        waits = self.stop_event in {Milestone.ACKNOWLEDGED, Milestone.ANSWERED}
        if self.pauses_while_referred and (self.of_letter or waits):
            errors["pauses_while_referred"] = _("It waits for a letter, so it would never run.")
        if self.start_body and not self.of_letter:
            errors["start_body"] = _("It isn't counted from a letter.")
        if self.stop_body and self.stop_event not in OF_LETTER:
            errors["stop_body"] = _("It doesn't end with a letter.")
        if self.is_legal and not self.legal_basis.strip():
            errors["legal_basis"] = _("Name the law that sets this deadline.")
        if errors:
            raise ValidationError(errors)
