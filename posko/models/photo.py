"""Photos of a post: the way in, the building, the room."""

from typing import Self
from uuid import uuid4

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from posko.models.operation import Operation
from posko.models.post import Post
from posko.models.region import within

# Everything in it has a row here, or is swept away (posko/photos.py).
FOLDER = "posts"


def stored_as(photo: "Photo", filename: str) -> str:
    """Return where a picture is stored: nothing of its own name, nothing that can be guessed."""
    return f"{FOLDER}/{uuid4().hex}.jpg"


class PhotoQuerySet(models.QuerySet["Photo"]):
    """Named reads of photos."""

    def in_scope(self, code: str) -> Self:
        """Photos of posts in the region with ``code``."""
        return self.filter(within(code, "post__region_id"))

    def public(self) -> Self:
        """Photos that the public may see, at posts that it may see."""
        return self.filter(published=True, post__published=True, post__operation__published=True)

    def at(self, operation: Operation, slug: str) -> Self:
        """Photos of one post."""
        return self.filter(post__operation=operation, post__slug=slug)


@pghistory.track()
class Photo(models.Model):
    """A photo for the public, drawn anew in two sizes, with words for those who don't see it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="photos", verbose_name=_("post"))
    image = models.FileField(_("photo"), upload_to=stored_as)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    small = models.FileField(_("small picture"), upload_to=stored_as, editable=False)
    small_width = models.PositiveIntegerField(_("width of the small picture"), editable=False)
    small_height = models.PositiveIntegerField(_("height of the small picture"), editable=False)
    # SHA-256 of what is stored in full size, in hex: tells another picture under the same address.
    sha256 = models.CharField(max_length=64, editable=False)
    alt = models.CharField(
        _("description"),
        max_length=200,
        help_text=_("What the photo shows, for those who don't see it."),
    )
    alt_en = models.CharField(_("description in English"), max_length=200, blank=True)
    place = models.PositiveSmallIntegerField(_("order"), default=0)
    published = models.BooleanField(
        _("published"),
        default=True,
        help_text=_("Without faces and number plates, please: everybody sees it."),
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["post", "place", "pk"]
        constraints = [
            models.CheckConstraint(
                name="photo_has_its_size",
                condition=Q(width__gt=0, height__gt=0, small_width__gt=0, small_height__gt=0),
            ),
            models.CheckConstraint(
                name="photo_is_described",
                condition=~Q(alt=""),
                violation_error_message=_("Say what the photo shows."),
            ),
        ]

    def __str__(self) -> str:
        return self.alt
