"""The languages of a page, for templates."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from posko.languages import Tongues, is_foreign, tongues_of

register = template.Library()

INDONESIAN = mark_safe(' lang="id"')


@register.simple_tag(takes_context=True)
def page_tongues(context: Context) -> Tongues | None:
    """Return the page in both languages, or None if it has but one."""
    request = context.get("request")
    return tongues_of(request) if request else None


@register.filter
def lang_of(row: Any, field: str) -> SafeString | str:
    """Return ' lang="id"' where ``field`` of ``row`` stays Indonesian on an English page.

    A screen reader would read it as English else (WCAG 3.1.2).
    """
    return INDONESIAN if is_foreign(row, field) else ""
