"""Activities and announcements for tests."""

from datetime import datetime, timedelta
from typing import Any

from posko import clock
from posko.models import Activity, Announcement
from tests.factories.posko import make_operation


def make_activity(
    title: str = "Sosialisasi pemilih pemula", starts_at: datetime | None = None, **fields: Any
) -> Activity:
    """Store a published activity of an hour that begins in two hours, at a hall of no post."""
    starts_at = starts_at or clock.now() + timedelta(hours=2)
    defaults: dict[str, Any] = {
        "kind": "outreach",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "published": True,
        "operation": fields.pop("operation", None) or make_operation(),
        "place": "" if fields.get("post") else "Balai Warga",
    }
    return Activity.objects.create(title=title, **{**defaults, **fields})


def make_announcement(title: str = "Posko pindah", **fields: Any) -> Announcement:
    """Store an announcement that is shown since an hour."""
    defaults: dict[str, Any] = {
        "body": "Ke lantai 2.",
        "shown_from": clock.now() - timedelta(hours=1),
        "operation": fields.pop("operation", None) or make_operation(),
    }
    return Announcement.objects.create(title=title, **{**defaults, **fields})
