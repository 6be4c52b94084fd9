"""Photos and documents: those of a case, and those that wait for one."""

import uuid
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident
from posko.uploads.limits import THUMBNAIL
from posko.uploads.names import NAME_MAX, download_name
from roster.models import Officer, Role


class AttachmentKind(models.TextChoices):
    """What an attachment is, by its content."""

    IMAGE = "image", _("photo")
    PDF = "pdf", _("PDF")


class StoredFile(models.Model):
    """A file in the storage, under a random name, and what is known of it."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=5, choices=AttachmentKind)
    # As it was given, cleaned. Only shown, and offered for download.
    name = models.CharField(_("name"), max_length=NAME_MAX)
    # Of what is stored, in bytes.
    size = models.PositiveIntegerField(_("size"))
    # Of what was sent: tells the same photo, whatever is stored of it.
    sha256 = models.CharField(max_length=64)
    # Of what is stored: tells an altered file.
    stored_sha256 = models.CharField(max_length=64)
    file = models.FileField(_("file"))
    thumbnail = models.FileField(_("thumbnail"), blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def facts(self) -> dict[str, Any]:
        """What belongs to the file itself, wherever its row is."""
        fields = StoredFile._meta.get_fields()
        return {field.name: getattr(self, field.name) for field in fields}


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Named reads of attachments."""

    def visible_to(self, officer: Officer) -> Self:
        """Of a visible incident: a liaison doesn't see what other institutions' liaisons sent."""
        if officer.role != Role.PENGHUBUNG:
            return self
        by_the_post = ~Q(uploaded_by__role=Role.PENGHUBUNG)
        return self.filter(by_the_post | Q(uploaded_by__institution=officer.institution_id))

    def in_order(self) -> Self:
        """Oldest first, with all that the page shows."""
        return self.select_related("uploaded_by").order_by("pk")


class Attachment(StoredFile):
    """A photo or PDF of an incident. Written by incidents/workflow/ alone, never changed."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="attachments")
    uploaded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="attachment_once", fields=["incident", "sha256"]),
            models.CheckConstraint(
                name="attachment_photo_with_its_size",
                condition=Q(kind="image", width__gt=0, height__gt=0) & ~Q(thumbnail="")
                | Q(kind="pdf", width=None, height=None, thumbnail=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept_as_it_is", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def get_absolute_url(self) -> str:
        """Where the file is served, to those who may see it."""
        return reverse("incidents:attachment", args=[self.incident.number, self.uuid])

    @property
    def thumbnail_url(self) -> str:
        """Where the small picture is served."""
        return reverse("incidents:thumbnail", args=[self.incident.number, self.uuid])

    @property
    def thumbnail_size(self) -> tuple[int, int]:
        """Width and height of the small picture, so that the page keeps its place."""
        width, height = self.width or 1, self.height or 1
        scale = min(1.0, THUMBNAIL / max(width, height))
        return max(1, round(width * scale)), max(1, round(height * scale))

    @property
    def download_name(self) -> str:
        """The name with the ending of what the file is: a PDF called .exe is saved as .pdf."""
        return download_name(self.name, ".jpg" if self.kind == AttachmentKind.IMAGE else ".pdf")


class UploadQuerySet(models.QuerySet["Upload"]):
    """Named reads of staged files."""

    def of(self, owner: Officer, client_uuid: uuid.UUID) -> Self:
        """Whole files that ``owner`` sent with the form ``client_uuid``: nobody else's, ever."""
        return self.filter(owner=owner, client_uuid=client_uuid, ready=True).order_by("pk")


class Upload(StoredFile):
    """A file that waits for its form to be sent without an error.

    The row is there before the file and goes after it, so that no file is ever without a row.
    """

    owner = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    # Names the form that it was sent with.
    client_uuid = models.UUIDField()
    # False while the file is being written or deleted.
    ready = models.BooleanField(default=False)
    at = models.DateTimeField()

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="upload_by_form", fields=["owner", "client_uuid"]),
            models.Index(name="upload_by_age", fields=["at"]),
        ]
