"""What somebody was told of their duties: each message once, until they have read it."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roster.models.officer import Officer

TEXT_MAX = 1000


class DutyNewsQuerySet(models.QuerySet["DutyNews"]):
    """Named reads of news."""

    def of(self, officer: Officer) -> Self:
        """What one person was told."""
        return self.filter(officer=officer)

    def unread(self) -> Self:
        """What they haven't read yet."""
        return self.filter(read_at=None)

    def read_now(self, at: datetime) -> int:
        """Mark these as read at ``at``; return how many weren't yet."""
        return self.unread().update(read_at=at)


class DutyNews(models.Model):
    """A sentence or two for one person, with the page that it is about."""

    officer = models.ForeignKey(
        Officer, models.CASCADE, related_name="duty_news", verbose_name=_("officer")
    )
    text = models.CharField(_("text"), max_length=TEXT_MAX)
    path = models.CharField(_("page"), max_length=200)
    created_at = models.DateTimeField(_("time"))
    read_at = models.DateTimeField(_("read"), null=True)

    objects = DutyNewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("news of a duty")
        verbose_name_plural = _("news of duties")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                name="duty_news_unread", fields=["officer", "-id"], condition=Q(read_at=None)
            ),
            models.Index(name="duty_news_of_officer", fields=["officer", "-id"]),
        ]

    @property
    def title(self) -> str:
        """Its first line, which says what it is about."""
        return self.text.partition("\n")[0]

    @property
    def details(self) -> str:
        """The lines below the first, '' if there are none."""
        return self.text.partition("\n")[2].strip()

    def __str__(self) -> str:
        return self.title
