"""What is typed at a handover."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from posko.texts import long_text
from roster.handing_over import Checked
from roster.models import Duty, Equipment, Handover
from roster.models.handover import NOTES_MAX, REMARK_MAX

ITEM_REMARK_MAX = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of equipment and its two fields."""

    item: Equipment
    complete: forms.BoundField
    remark: forms.BoundField


class SignForm(forms.Form):
    """Notes, and each piece of equipment checked: nothing is ticked beforehand."""

    notes = long_text(
        _("Notes for the next duty"), NOTES_MAX, required=False,
        help_text=_("Do not write who reported something: that stays in the case."),
    )  # fmt: skip

    def __init__(self, duty: Duty, data: Any = None) -> None:
        super().__init__(data)
        self.items = list(Equipment.objects.filter(post=duty.post_id).order_by("name"))
        for item in self.items:
            words = _("%(name)s is complete (%(count)d)") % {"name": item.name, "count": item.count}
            self.fields[f"complete_{item.pk}"] = forms.BooleanField(label=words, required=False)
            self.fields[f"remark_{item.pk}"] = forms.CharField(
                label=_("Something is missing: %(name)s") % {"name": item.name},
                max_length=ITEM_REMARK_MAX,
                required=False,
            )

    @property
    def rows(self) -> list[Row]:
        """The equipment with its fields, for the page."""
        return [
            Row(item, self[f"complete_{item.pk}"], self[f"remark_{item.pk}"]) for item in self.items
        ]

    def clean(self) -> dict[str, Any]:
        """What isn't complete wants a word."""
        cleaned = super().clean() or {}
        for item in self.items:
            name = f"remark_{item.pk}"
            if name not in self.errors and not (
                cleaned.get(f"complete_{item.pk}") or cleaned.get(name)
            ):
                self.add_error(name, gettext("Tick it as complete, or say what is missing."))
        return cleaned

    def equipment(self) -> list[Checked]:
        """Return what was checked."""
        data = self.cleaned_data
        return [
            Checked(i.name, i.count, data[f"complete_{i.pk}"], data[f"remark_{i.pk}"])
            for i in self.items
        ]


class TakeForm(forms.Form):
    """What the coming duty found otherwise, if anything."""

    missing = forms.MultipleChoiceField(
        label=_("Not complete"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Please tick only what is missing or broken."),
    )
    remark = forms.CharField(
        label=_("Remark"),
        max_length=REMARK_MAX,
        required=False,
        help_text=_("Such as: one radio is missing."),
    )

    def __init__(self, handover: Handover, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["missing"]
        field.choices = [(e["name"], f"{e['name']} ({e['count']})") for e in handover.equipment]
        if not field.choices:
            del self.fields["missing"]
