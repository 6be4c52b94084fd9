"""What the drawing of `/peta/` needs."""

from django import template

from posko import atlas

register = template.Library()
register.filter("short_name", atlas.short_name)


@register.filter
def add_units(value: float, more: int) -> float:
    """Return ``value`` moved by ``more`` units of the drawing."""
    return round(value + more, 1)
