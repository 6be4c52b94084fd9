"""Kinds of problem: Bawaslu's risk variables and the others of shared/facts.md."""

from typing import Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from incidents.models.choices import choices
from incidents.states import Urgency


class CategoryQuerySet(models.QuerySet["Category"]):
    """Named reads of categories."""

    def offered(self) -> Self:
        """Categories that a new report can have, in their order."""
        return self.filter(active=True).order_by("order", "code")


class Category(models.Model):
    """A kind of problem, with guidance for the hurried."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name (Indonesian)"), max_length=60)
    name_en = models.CharField(_("name (English)"), max_length=60)
    guidance = models.CharField(_("guidance (Indonesian)"), max_length=160, blank=True)
    guidance_en = models.CharField(_("guidance (English)"), max_length=160, blank=True)
    urgency = models.CharField(
        _("usual urgency"), max_length=10, choices=choices(Urgency), default=Urgency.NORMAL
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    active = models.BooleanField(_("active"), default=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name

    @property
    def hint(self) -> str:
        """One line of guidance in the current language."""
        return self.guidance_en if get_language() == "en" else self.guidance
