"""Photos of a post: the way in, the building, the room."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from posko.models.post import Post
from posko.models.region import within


class PhotoQuerySet(models.QuerySet["Photo"]):
    """Named reads of photos."""

    def in_scope(self, code: str) -> "PhotoQuerySet":
        """Photos of posts in the region with ``code``."""
        return self.filter(within(code, "post__region_id"))


@pghistory.track()
class Photo(models.Model):
    """A photo for the public, re-encoded, with words for those who don't see it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="photos", verbose_name=_("post"))
    image = models.FileField(_("photo"), upload_to="posts/%Y/%m/")
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    alt = models.CharField(
        _("description"),
        max_length=200,
        help_text=_("What the photo shows, for those who don't see it."),
    )
    alt_en = models.CharField(_("description in English"), max_length=200, blank=True)
    place = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["post", "place", "pk"]

    def __str__(self) -> str:
        return self.alt
