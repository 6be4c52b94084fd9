"""Into which case a duplicate goes: one of the likely twins, or a number."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.forms.report import Guided
from incidents.forms.steps import NOTE_MAX, StepForm
from incidents.models import Incident
from incidents.twins import Twin, account_of, twins_of
from posko.texts import long_text

NUMBER = re.compile(r"^([A-Za-z0-9]{2,10})-([0-9]{4})-([0-9]{1,10})$")


class MergeForm(StepForm):
    """The case that stays. What is chosen is looked up anew, not compared with what was offered."""

    twin = forms.CharField(
        label=gettext_lazy("Likely the same"),
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "The report goes on in the case that you choose. Both histories stay, and it can be "
            "undone."
        ),
    )
    number = forms.CharField(
        label=gettext_lazy("Or the number of the case that stays"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("Such as JP-2024-000123."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters"}),
    )
    note = long_text(gettext_lazy("Note (if any)"), NOTE_MAX, required=False, rows=2)

    def offer(self) -> None:
        """Offer the likely twins that are still open."""
        twins = twins_of(account_of(self.incident), self.officer, only_open=True)
        if twins:
            self.fields["twin"].widget.choices = [
                (twin.incident.number, _described(twin)) for twin in twins
            ]
        else:
            del self.fields["twin"]
            self.fields["number"].label = _("Number of the case that stays")

    def clean(self) -> dict[str, Any]:
        """Return the arguments of the step."""
        typed = super().clean() or {}
        chosen = {name: typed.get(name, "").strip() for name in ("twin", "number")}
        if all(chosen.values()) and _whole(chosen["twin"]) != _whole(chosen["number"]):
            self.add_error("number", _("You also chose another case above. Leave one of them."))
        primary = self._found(chosen["number"] or chosen["twin"])
        if primary is None and not self.errors:
            self.add_error("number", _("There is no case with this number that you may see."))
        return {"seen": typed.get("seen"), "note": typed.get("note", ""), "primary": primary}

    def _found(self, number: str) -> Incident | None:
        whole = _whole(number)
        visible = Incident.objects.visible_to(self.officer)
        return visible.filter(number=whole).first() if whole else None


def _whole(number: str) -> str:
    """Return a number as it is kept, from 'jp-2024-123', or '' for what is none."""
    match = NUMBER.match(number)
    return f"{match[1].upper()}-{match[2]}-{int(match[3]):06d}" if match else ""


def _described(twin: Twin) -> Guided:
    incident = twin.incident
    label = Guided(f"{incident.number}, {incident.place}, {incident.state.label}")
    label.guidance = f"{twin.why}. “{incident.description[:140]}”"
    return label
