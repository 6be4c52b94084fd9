"""How much duty is too much: maximum in 7 days and rest between two duties."""

from typing import Self

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from posko.models import Operation
from posko.models.region import within
from roster.models.institution import InstitutionKind
from roster.models.officer import Officer


class WorkRuleQuerySet(models.QuerySet["WorkRule"]):
    """Named reads of work rules."""

    def in_scope(self, code: str) -> Self:
        """General rules, and those of officers who serve in the region with ``code``."""
        return self.filter(Q(officer=None) | within(code, "officer__region_id"))


@pghistory.track()
class WorkRule(models.Model):
    """Limits for everybody, for one kind of institution, or for one person.

    The narrowest one holds, whole: a person's, else the kind's, else the general one, else the
    defaults of roster/limits.py.
    """

    operation = models.ForeignKey(
        Operation, models.CASCADE, related_name="work_rules", verbose_name=_("operation")
    )
    institution_kind = models.CharField(
        _("kind of institution"), max_length=12, choices=InstitutionKind, blank=True
    )
    officer = models.ForeignKey(
        Officer,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="work_rules",
        verbose_name=_("officer"),
    )
    most_in_7_days = models.PositiveSmallIntegerField(
        _("most duties in 7 days"),
        validators=[MinValueValidator(0), MaxValueValidator(21)],
        help_text=_("In any seven days that follow each other."),
    )
    rest_hours = models.PositiveSmallIntegerField(
        _("hours of rest between two duties"),
        validators=[MaxValueValidator(72)],
    )

    objects = WorkRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("work rule")
        verbose_name_plural = _("work rules")
        ordering = ["operation", "institution_kind", "officer"]
        constraints = [
            models.CheckConstraint(
                name="work_rule_of_kind_or_person",
                condition=Q(officer=None) | Q(institution_kind=""),
                violation_error_message=_("Choose either a kind of institution or a person."),
            ),
            models.CheckConstraint(
                name="work_rule_in_range",
                condition=Q(most_in_7_days__range=(0, 21), rest_hours__range=(0, 72)),
            ),
            models.UniqueConstraint(
                name="work_rule_once",
                fields=["operation", "institution_kind", "officer"],
                nulls_distinct=False,
                violation_error_message=_("There is such a rule already; change that entry."),
            ),
        ]

    def __str__(self) -> str:
        if self.officer:
            return self.officer.full_name
        return str(self.get_institution_kind_display() or _("Everybody"))
