"""Forms of the inbox: what an officer does with a message."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.forms.filter import NUMBER
from incidents.forms.report import ReportForm
from incidents.models import Incident, Message
from incidents.models.message import REASON_MAX
from posko.texts import long_text
from roster.models import Officer


class AcceptForm(ReportForm):
    """Intake with what the message said filled in; its sender goes along sealed."""

    def __init__(
        self,
        officer: Officer,
        message: Message,
        data: Any = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        told = {
            "category": message.category,
            "description": message.text,
            "region": message.region,
            "tps_number": message.tps_number,
            "occurred_at": message.sent_at or message.received_at,
            "known_at": message.received_at,
        }
        known = {name: value for name, value in told.items() if value is not None}
        super().__init__(officer, data, initial={**known, **(initial or {})})


class MessageForm(forms.Form):
    """One of the short forms. Its fields are the arguments of the workflow's function."""

    def __init__(self, officer: Officer, data: Any = None) -> None:
        super().__init__(data)
        self.officer = officer


class JoinForm(MessageForm):
    """To which case the message belongs."""

    number = forms.CharField(
        label=gettext_lazy("Number of the problem"),
        max_length=30,
        help_text=gettext_lazy("Such as JP-2024-000123. The text becomes a note there."),
    )

    def clean(self) -> dict[str, Any]:
        """Return the case that the number names, if this person may know of it."""
        cleaned = super().clean() or {}
        number = cleaned.pop("number", None)
        if number is not None:
            cleaned["incident"] = self._incident(number)
        return cleaned

    def _incident(self, number: str) -> Incident | None:
        match = NUMBER.match(number.strip())
        full = f"{match[1].upper()}-{match[2]}-{int(match[3]):06d}" if match else ""
        incident = Incident.objects.visible_to(self.officer).filter(number=full).first()
        if incident is None:
            self.add_error("number", _("There is no problem with this number in your region."))
        return incident


class AnswerMessageForm(MessageForm):
    """What the sender is told, without a case."""

    answer = long_text(
        gettext_lazy("Answer to the sender"),
        REASON_MAX,
        help_text=gettext_lazy("The sender reads it on the tracking page. Nobody else's names."),
    )


class DiscardForm(MessageForm):
    """Why nothing comes of it."""

    reason = long_text(
        gettext_lazy("Why is it discarded?"),
        REASON_MAX,
        rows=3,
        help_text=gettext_lazy("Internal: the sender sees only that it was not taken up."),
    )
