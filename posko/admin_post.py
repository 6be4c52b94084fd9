"""How the form of a post is laid out: what it is, where, how to get in, how to ask."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# Any: django-stubs keep their word for it to themselves.
POST_FIELDSETS: Any = [
    (None, {"fields": ["name", "slug", "operation", "region", "note", "published"]}),
    (_("Place"), {"fields": ["venue", "address", ("latitude", "longitude")]}),
    (
        _("Access to the building"),
        {
            "fields": [
                "step_free", "lift", "accessible_toilet", "accessible_parking", "access_note",
            ],
            "description": _("Leave at “unknown” what nobody has looked at on the spot."),
        },
    ),
    (
        _("Contact"),
        {
            "fields": ["phone", "email"],
            "description": _("Of the post itself, never a person's own."),
        },
    ),
]  # fmt: skip
