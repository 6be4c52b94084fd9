"""A post as search engines read it: schema.org, as JSON-LD.

Each of the coming days stands there with its own hours, so that exceptions and holidays are right
without rules that a reader could misunderstand.
"""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from posko.hours import DayHours
from posko.models import Post

# What would end the block, or begin another, inside of a text. JSON knows them by number, too.
_DANGEROUS = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def post_data(post: Post, days: list[DayHours]) -> dict[str, Any]:
    """Return ``post`` with the hours of ``days``; what is unknown is left out."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentOffice",
        "name": post.name,
        "url": f"{settings.SITE_URL}{post.get_absolute_url()}",
        "address": address_data(post),
        "openingHoursSpecification": [_hours(day) for day in days],
    }
    if post.latitude is not None:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": post.latitude,
            "longitude": post.longitude,
        }
    known = {"telephone": post.phone, "email": post.email}
    return data | {key: value for key, value in known.items() if value}


def address_data(post: Post) -> dict[str, str]:
    """Return where ``post`` is, building and room before the street."""
    return {
        "@type": "PostalAddress",
        "streetAddress": ", ".join(part for part in (post.venue, post.address) if part),
        "addressLocality": post.region.name,
        "addressCountry": "ID",
    }


def as_block(data: dict[str, Any]) -> SafeString:
    """Return ``data`` as the inside of a script element that holds data."""
    text = json.dumps(data, ensure_ascii=False).translate(_DANGEROUS)
    return mark_safe(text)  # noqa: S308 - nothing in it can end the element


def _hours(day: DayHours) -> dict[str, str]:
    opens, closes = ("00:00", "00:00")
    if day.hours:
        opens, closes = f"{day.hours.opens:%H:%M}", f"{day.hours.closes:%H:%M}"
        if day.hours.all_day:
            opens, closes = "00:00", "23:59"
    return {
        "@type": "OpeningHoursSpecification",
        "validFrom": day.day.isoformat(),
        "validThrough": day.day.isoformat(),
        "opens": opens,
        "closes": closes,
    }
