"""Who brought a problem: sealed, apart from the incident, opened only with a reason."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.models.incident import Incident


class Reporter(models.Model):
    """The sealed data of one reporter. Opened by incidents/workflow/reveal.py alone."""

    incident = models.OneToOneField(Incident, models.PROTECT, related_name="reporter")
    sealed = models.BinaryField()
    # What is in it, so that nobody needs to open it to know what is missing.
    has_name = models.BooleanField(default=False)
    has_phone = models.BooleanField(default=False)
    has_address = models.BooleanField(default=False)
    has_witnesses = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("reporter")
        verbose_name_plural = _("reporters")

    def __str__(self) -> str:
        return str(_("Reporter"))
