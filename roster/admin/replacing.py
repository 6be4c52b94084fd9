"""From the admin to the replacement finder."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from posko import clock
from roster.models import Assignment


def replacement_link(assignment: Assignment) -> str:
    """Return the link to those who can step in for ``assignment``; '-' for none, or one over."""
    if assignment.pk is None or assignment.ends_at <= clock.now():
        return "-"
    url = reverse("roster:replace", args=[assignment.pk])
    return format_html('<a href="{}">{}</a>', url, _("Find a replacement"))
