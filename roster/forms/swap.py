"""What is typed to ask for a swap, and to refuse one."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from posko.templatetags.when import short_date, times
from posko.texts import long_text
from roster.models import Assignment
from roster.models.swap import NOTE_MAX
from roster.swapping.offers import Offer

TAKE_OVER = "0"


class AskForm(forms.Form):
    """What the colleague is asked for: to take the duty over, or one of theirs for it."""

    give = forms.ChoiceField(label=_("What do you ask for?"), widget=forms.RadioSelect)
    note = long_text(_("Note to the colleague"), NOTE_MAX, rows=3, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, offer: Offer, data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()})
        self.offer = offer
        choices = [(str(a.pk), _exchange_words(a)) for a in offer.exchanges]
        if not offer.objections:
            choices.insert(0, (TAKE_OVER, gettext("Take over my duty")))
        self.fields["give"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.initial["give"] = choices[0][0]

    @property
    def theirs(self) -> Assignment | None:
        """The colleague's assignment that was chosen, if any."""
        chosen = self.cleaned_data["give"]
        return next((a for a in self.offer.exchanges if str(a.pk) == chosen), None)


class RefuseForm(forms.Form):
    """Why the swap isn't approved."""

    reason = long_text(_("Why not?"), NOTE_MAX, rows=3, help_text=_("Both officers read it."))


def _exchange_words(a: Assignment) -> str:
    zone = a.duty.post.region.zone
    when = times(a.duty.starts_at.astimezone(zone), a.duty.ends_at.astimezone(zone))
    facts = {"day": short_date(a.duty.day), "times": when, "post": a.duty.post.name}
    return gettext("Exchange for theirs: %(day)s, %(times)s, %(post)s") % facts
