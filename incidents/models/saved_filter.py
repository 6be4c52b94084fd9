"""Searches that a person keeps under a name."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from roster.models import Officer

# More would not be found again.
SAVED_MAX = 20


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    """Named reads of saved searches."""

    def of(self, officer: Officer) -> Self:
        """The searches of ``officer``: nobody else's business."""
        return self.filter(officer=officer)


class SavedFilter(models.Model):
    """One search: the query string of the list, under a name of the person's own."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="saved_filters")
    name = models.CharField(_("name"), max_length=40)
    query = models.CharField(max_length=1000)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="saved_filter_name_once",
                fields=["officer", "name"],
                violation_error_message=_("You have a search with this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name
