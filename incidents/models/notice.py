"""What people were told, and by which ways they want to be told."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incidents.models.choices import choices
from incidents.models.incident import Incident
from incidents.notice_kinds import NoticeKind
from roster.models import Officer

TEXT_MAX = 500


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Named reads of notices."""

    def visible_to(self, officer: Officer) -> Self:
        """Those of ``officer``, without what is about incidents that they may not know of now."""
        allowed = Incident.objects.visible_to(officer).values("pk")
        known = Q(incident=None) | Q(incident__in=allowed)
        return self.filter(known, officer=officer)

    def unread(self) -> Self:
        """Those that nobody has looked at."""
        return self.filter(read_at=None)

    def older_than(self, pk: int | None) -> Self:
        """What comes after the notice ``pk`` in a list that shows the newest first."""
        return self.filter(pk__lt=pk) if pk else self

    def waiting_for_mail(self) -> Self:
        """Those that are wanted by mail, not sent, and not read in the meantime."""
        return self.filter(by_mail=True, mailed_at=None, read_at=None)

    def read_now(self, at: datetime) -> int:
        """Mark the unread ones as read; return how many there were."""
        return self.unread().update(read_at=at)


class Notice(models.Model):
    """One thing that one person was told. Written by incidents/notices.py alone."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=12, choices=choices(NoticeKind))
    incident = models.ForeignKey(Incident, models.CASCADE, null=True, related_name="notices")
    text = models.CharField(_("text"), max_length=TEXT_MAX)
    urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField(_("when"))
    read_at = models.DateTimeField(_("read"), null=True)
    # What the person wanted when they were told.
    by_mail = models.BooleanField(default=False)
    by_webhook = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(_("mailed"), null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                name="notice_unread", fields=["officer", "-id"], condition=Q(read_at=None)
            ),
            models.Index(
                name="notice_read", fields=["officer", "-id"], condition=Q(read_at__isnull=False)
            ),
            models.Index(
                name="notice_to_mail",
                fields=["officer"],
                condition=Q(by_mail=True, mailed_at=None, read_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="notice_kind_exists", condition=Q(kind__in=list(NoticeKind))
            ),
            models.CheckConstraint(
                name="notice_mailed_as_wanted", condition=Q(mailed_at=None) | Q(by_mail=True)
            ),
        ]

    def __str__(self) -> str:
        return self.text


class NoticeChoice(models.Model):
    """By which ways one person wants one kind of notice; without a row the defaults hold."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=12, choices=choices(NoticeKind))
    mail = models.BooleanField()
    webhook = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="notice_choice_once_per_kind", fields=["officer", "kind"]),
            models.CheckConstraint(
                name="notice_choice_kind_exists", condition=Q(kind__in=list(NoticeKind))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.kind}"
