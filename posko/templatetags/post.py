"""A post in words."""

from datetime import datetime

from django import template
from django.utils.html import format_html

from posko.hours import DayHours, OpenState
from posko.languages import told
from posko.models import Photo, Post
from posko.wording import hours_words, state_words

register = template.Library()

# What is known of the way into the building, by the names of the fields.
ACCESS = ("step_free", "lift", "accessible_toilet", "accessible_parking")


@register.simple_tag
def state_in_words(state: OpenState, now: datetime) -> str:
    """Return whether the post is open, and until when."""
    return state_words(state, now)


@register.simple_tag
def hours_in_words(day: DayHours, post: Post) -> str:
    """Return the hours of a day of ``post``; a span of time stays on its line."""
    span, bracket, rest = hours_words(day.hours, post.region.zone).partition(" (")
    return format_html('<span class="nowrap">{}</span>{}{}', span, bracket, rest)


@register.filter
def access_of(post: Post) -> list[tuple[str, bool | None]]:
    """Return what is known of the building: (what, yes/no/None), or [] when nothing is."""
    known = [(str(_label(post, name)), getattr(post, name)) for name in ACCESS]
    return known if any(value is not None for _what, value in known) else []


@register.filter
def alt_of(photo: Photo) -> str:
    """Return what the photo shows in the language of the page, as far as it is written."""
    return told(photo, "alt")


def _label(post: Post, name: str) -> object:
    return post._meta.get_field(name).verbose_name  # type: ignore[union-attr]
