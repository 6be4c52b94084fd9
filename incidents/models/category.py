"""Kinds of problem in two levels: Bawaslu's risk variables and others, and what each breaks into.

Source of the upper level: shared/facts.md, "Problem categories".
"""

from typing import Self

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incidents.extra_fields import ExtraField, check_schema, fields_of
from incidents.models.choices import choices
from incidents.states import Urgency
from roster.models import InstitutionKind


class CategoryQuerySet(models.QuerySet["Category"]):
    """Named reads of categories."""

    def offered(self) -> Self:
        """Categories that a new report can have, in their order."""
        return self.filter(active=True).order_by("order", "code")

    def top(self) -> Self:
        """The upper level."""
        return self.filter(parent=None)


class Category(models.Model):
    """A kind of problem, with guidance for the hurried."""

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
        help_text=_("Leave empty for the upper level. There are two levels."),
        limit_choices_to={"parent": None},
    )
    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name (Indonesian)"), max_length=60)
    name_en = models.CharField(_("name (English)"), max_length=60)
    guidance = models.CharField(_("guidance (Indonesian)"), max_length=160, blank=True)
    guidance_en = models.CharField(_("guidance (English)"), max_length=160, blank=True)
    urgency = models.CharField(
        _("usual urgency"), max_length=10, choices=choices(Urgency), default=Urgency.NORMAL
    )
    refer_to = models.CharField(
        _("usual body to refer to"), max_length=12, choices=InstitutionKind, blank=True
    )
    is_violation = models.BooleanField(
        _("alleged violation"),
        default=False,
        help_text=_("Shows what a report to Bawaslu (form B.1) still lacks."),
    )
    prompts = models.TextField(
        _("what to ask for (Indonesian)"),
        blank=True,
        help_text=_("One line each, such as: Nomor TPS."),
    )
    prompts_en = models.TextField(_("what to ask for (English)"), blank=True)
    fields = models.JSONField(
        _("extra fields"),
        default=dict,
        blank=True,
        validators=[check_schema],
        help_text=_(
            "A JSON schema of simple kinds: number, string with enum, boolean, string with "
            "format date. See docs/categories.md."
        ),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    active = models.BooleanField(_("active"), default=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                name="category_not_part_of_itself",
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="two_levels",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id"),
                condition=pgtrigger.Condition("NEW.parent_id IS NOT NULL"),
                func="""
                    IF EXISTS (
                        SELECT 1 FROM incidents_category
                        WHERE id = NEW.parent_id AND parent_id IS NOT NULL
                    ) OR EXISTS (
                        SELECT 1 FROM incidents_category WHERE parent_id = NEW.id
                    ) THEN
                        RAISE EXCEPTION 'categories have two levels'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name

    @property
    def full_name(self) -> str:
        """The name with the upper level's before it."""
        return f"{self.parent}: {self}" if self.parent else str(self)

    @property
    def hint(self) -> str:
        """One line of guidance in the current language."""
        return self.guidance_en if get_language() == "en" else self.guidance

    @property
    def questions(self) -> list[str]:
        """What to ask for, in the current language, the upper level's lines first."""
        own = (self.prompts_en or self.prompts) if get_language() == "en" else self.prompts
        lines = [line.strip() for line in own.splitlines() if line.strip()]
        return [*(self.parent.questions if self.parent else []), *lines]

    @property
    def extra_fields(self) -> list[ExtraField]:
        """The extra fields of a report of this kind, the upper level's first."""
        inherited = self.parent.extra_fields if self.parent else []
        own = fields_of(self.fields)
        names = {field.name for field in own}
        return [*(field for field in inherited if field.name not in names), *own]

    @property
    def usual_body(self) -> str:
        """The kind of institution such a problem usually goes to, or ''."""
        return self.refer_to or (self.parent.refer_to if self.parent else "")

    @property
    def goes_to_bawaslu(self) -> bool:
        """Whether a report of this kind may become one to Bawaslu (form B.1)."""
        return self.is_violation or bool(self.parent and self.parent.is_violation)

    def clean(self) -> None:
        """Say in words what the database would refuse: there are two levels."""
        # Left empty in the admin it comes as nothing at all.
        self.fields = self.fields or {}
        if self.parent and (self.parent.parent_id or (self.pk and self.children.exists())):
            raise ValidationError({"parent": _("There are two levels, not more.")})
