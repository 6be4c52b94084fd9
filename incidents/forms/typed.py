"""An intake form as it stands while somebody types: whatever doesn't fit yet is left out."""

from typing import Any
from uuid import UUID

from django import forms

from incidents.forms.fields import past_moment
from incidents.models.incident import DESCRIPTION_MAX, TPS_MAX
from incidents.twins import Account
from posko import clock
from posko.fields import ChoiceOf
from posko.models import Region
from roster.models import Officer


class TypedForm(forms.Form):
    """The intake's fields that tell a twin, under the same names."""

    description = forms.CharField(required=False, max_length=DESCRIPTION_MAX)
    region = ChoiceOf(Region.objects.none(), required=False)
    tps_number = forms.IntegerField(required=False, min_value=1, max_value=TPS_MAX)
    occurred_at = past_moment("", required=False)
    client_uuid = forms.UUIDField(required=False)

    def __init__(self, officer: Officer, data: Any) -> None:
        super().__init__(data)
        regions = Region.objects.in_scope(officer.region_id)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]

    def form_uuid(self) -> UUID | None:
        """Return how the form names itself."""
        self.is_valid()
        return self.cleaned_data.get("client_uuid")

    def account(self) -> Account | None:
        """Return what has been told so far, or None while place or words are missing."""
        self.is_valid()
        told = self.cleaned_data
        if not told.get("region") or not told.get("description"):
            return None
        return Account(
            region=told["region"],
            description=told["description"],
            occurred_at=told.get("occurred_at") or clock.now(),
            tps_number=told.get("tps_number"),
        )
