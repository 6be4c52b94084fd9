"""A person's own calendar feed, behind a secret address."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from roster.models.officer import Officer


@pghistory.track(exclude=["token_hash", "last_read_at"])
class CalendarFeed(models.Model):
    """The one address that shows an officer's duties to whoever holds it.

    Only the SHA-256 (hex) of its secret is kept: a copy of the database opens no calendar.
    """

    officer = models.OneToOneField(
        Officer, models.CASCADE, related_name="calendar_feed", verbose_name=_("officer")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made"))
    last_read_at = models.DateTimeField(_("read last"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self) -> str:
        return str(self.officer)
