"""An activity as search engines read it: schema.org's Event, for JSON-LD."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from posko.activities import description_of, place_of, title_of
from posko.activity_calendar import zone_of
from posko.models import Activity
from posko.structured import address_data


def event_data(activity: Activity) -> dict[str, Any]:
    """Return ``activity``; what is unknown is left out."""
    zone = zone_of(activity)
    state = "EventCancelled" if activity.cancelled else "EventScheduled"
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": title_of(activity),
        "startDate": activity.starts_at.astimezone(zone).isoformat(),
        "endDate": activity.ends_at.astimezone(zone).isoformat(),
        "eventStatus": f"https://schema.org/{state}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _location(activity),
        "organizer": {
            "@type": "Organization",
            "name": activity.post.name if activity.post else activity.operation.name,
            "url": settings.SITE_URL,
        },
        "inLanguage": get_language() or "id",
        "url": f"{settings.SITE_URL}{activity.get_absolute_url()}",
    }
    if description := description_of(activity):
        data["description"] = description
    return data


def _location(activity: Activity) -> dict[str, Any]:
    post = activity.post
    if post is None or activity.place:
        return {"@type": "Place", "name": activity.place, "address": place_of(activity)}
    return {"@type": "Place", "name": post.name, "address": address_data(post)}
