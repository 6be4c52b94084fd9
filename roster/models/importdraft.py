"""Files that were looked at and not stored yet: the preview is of exactly these bytes."""

import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from posko import clock
from posko.models import Operation
from roster.models.officer import Officer


class SheetKind(models.TextChoices):
    """What a file is about. The value is part of the address."""

    OFFICERS = "petugas", _("Officers")
    ABSENCES = "ketidakhadiran", _("Absences")
    ROTA = "jadwal", _("Rota")
    POSTS = "posko", _("Posts")


class ImportDraftQuerySet(models.QuerySet["ImportDraft"]):
    """Named reads of drafts."""

    def of(self, officer: Officer) -> Self:
        """One person's drafts: nobody else sees or applies them."""
        return self.filter(owner=officer)

    def expired(self) -> Self:
        """Drafts that nobody applied in time, and applied ones of that age."""
        return self.filter(expires_at__lte=clock.now())


class ImportDraft(models.Model):
    """A file between its preview and its storing. Not tracked: what it changes is.

    It may say why people are away, so it goes soon, and its bytes once they are stored.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(Officer, models.CASCADE, related_name="import_drafts")
    kind = models.CharField(_("kind"), max_length=14, choices=SheetKind)
    # Only a file of posts names one; a rota is that of the current operation.
    operation = models.ForeignKey(Operation, models.CASCADE, null=True, related_name="+")
    filename = models.CharField(_("file"), max_length=100)
    content = models.BinaryField()
    # The plan that the owner was shown last.
    seen = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("import and export")
        verbose_name_plural = _("import and export")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="import_draft_keeps_nothing_once_applied",
                condition=models.Q(applied_at=None) | models.Q(content=b""),
            ),
            models.CheckConstraint(
                name="import_draft_of_posts_names_its_operation",
                condition=models.Q(kind=SheetKind.POSTS, operation__isnull=False)
                | (~models.Q(kind=SheetKind.POSTS) & models.Q(operation=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.filename
