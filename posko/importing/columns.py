"""The columns of a file of posts. Their titles may be English or Indonesian, in any order."""

from django.utils.translation import gettext_lazy as _

from posko.sheets.table import Column

COLUMNS = (
    Column("region", _("Region"), needed=True),
    Column("name", _("Name"), needed=True),
    Column("slug", _("Slug"), needed=True),
    Column("address", _("Address"), needed=True),
    Column("venue", _("Venue")),
    Column("latitude", _("Latitude")),
    Column("longitude", _("Longitude")),
    Column("opens", _("Opens")),
    Column("closes", _("Closes")),
    Column("phone", _("Telephone")),
    Column("email", _("E-mail")),
    Column("step_free", _("Entrance without steps")),
    Column("lift", _("Lift")),
    Column("accessible_toilet", _("Accessible toilet")),
    Column("accessible_parking", _("Accessible parking")),
    Column("access_note", _("Note on access")),
    Column("note", _("Note for visitors")),
    Column("published", _("Published")),
)
TYPED = ("name", "slug", "address", "venue", "latitude", "longitude", "phone", "email",
         "access_note", "note")  # fmt: skip
# Nobody may have looked yet: empty.
ACCESS = ("step_free", "lift", "accessible_toilet", "accessible_parking")
FIELDS = ("region", *TYPED, *ACCESS, "published")
