"""Rows for the public, in the language of the page."""

from django import template

from posko.activities import body_of, description_of, place_of, title_of

register = template.Library()
register.filter("title_of", title_of)
register.filter("body_of", body_of)
register.filter("description_of", description_of)
register.filter("place_of", place_of)
