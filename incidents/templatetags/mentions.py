"""Notes in which mentioned people stand with their full name."""

from django import template
from django.utils.safestring import SafeString

from incidents.mentions import with_names
from incidents.models import Event

register = template.Library()


@register.filter
def naming(text: str, event: Event) -> SafeString:
    """Return ``text`` as HTML, escaped, with the names that ``event`` knows."""
    return with_names(text, event.data.get("mentions", {}))
