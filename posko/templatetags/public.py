"""Rows for the public, in the language of the page."""

from django import template
from django.utils.translation import get_language

from posko.activities import title_of
from posko.models import Activity, Announcement

register = template.Library()
register.filter("title_of", title_of)


@register.filter
def body_of(item: Announcement) -> str:
    """Return the text in the language of the page, as far as it has one."""
    return (get_language() == "en" and item.body_en) or item.body


@register.filter
def description_of(item: Activity) -> str:
    """Return the description in the language of the page, as far as it has one."""
    return (get_language() == "en" and item.description_en) or item.description
