"""What one person last changed in the calendar, so that they can take it back."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from posko.models import Post
from roster.models.duty import Duty
from roster.models.institution import InstitutionKind


class RotaChangeQuerySet(models.QuerySet["RotaChange"]):
    """Named reads of changes."""

    def standing(self, by: int, post: Post, since: datetime) -> Self:
        """What the officer ``by`` changed at ``post`` since then and didn't take back."""
        rows = self.filter(by_id=by, post=post, at__gte=since, undone_at=None)
        return rows.order_by("-at", "-pk")


class RotaChange(models.Model):
    """One change of one cell: who was at the duty before it and after it.

    ``before`` and ``after`` are the rows of roster/changing.py. It serves undo alone: the record
    of who changed what is kept by pghistory, for every writer.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="rota_changes",
        verbose_name=_("changed by"),
    )
    at = models.DateTimeField(_("time"))
    post = models.ForeignKey(
        Post, models.CASCADE, related_name="rota_changes", verbose_name=_("post")
    )
    day = models.DateField(_("date"))
    # A change outlives its duty, so that undo can say why nothing can be restored.
    duty = models.ForeignKey(
        Duty,
        models.SET_NULL,
        null=True,
        related_name="rota_changes",
        verbose_name=_("duty"),
    )
    kind = models.CharField(_("kind of institution"), max_length=12, choices=InstitutionKind)
    words = models.CharField(_("what was changed"), max_length=200)
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    undone_at = models.DateTimeField(_("taken back"), null=True)

    objects = RotaChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of the rota")
        verbose_name_plural = _("changes of the rota")
        ordering = ["-at"]
        indexes = [
            models.Index(
                name="rota_change_to_undo",
                fields=["by", "post", "-at"],
                condition=models.Q(undone_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.post.name}, {self.day:%d.%m.%Y}: {self.words}"
