"""By which ways somebody wants to be told of what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents.models import NoticeChoice
from incidents.models.choices import choices
from incidents.notice_kinds import DEFAULTS, Channel, NoticeKind
from roster.models import Officer


class ChoicesForm(forms.Form):
    """One field for each way, with all kinds of notice to choose from."""

    mail = forms.MultipleChoiceField(
        label=_("By e-mail"),
        choices=choices(NoticeKind),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Several notices come together in one mail."),
    )
    webhook = forms.MultipleChoiceField(
        label=_("By WhatsApp or Telegram"),
        choices=choices(NoticeKind),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Where an administrator has connected such a service."),
    )

    def __init__(self, officer: Officer, data: Any = None) -> None:
        super().__init__(data)
        self.officer = officer
        chosen = _chosen(officer)
        for channel in Channel:
            self.initial[str(channel)] = [k for k in NoticeKind if channel in chosen[k]]

    def save(self) -> None:
        """Store the choice for every kind, also where it is the default."""
        rows = [
            NoticeChoice(
                officer=self.officer,
                kind=kind,
                mail=kind in self.cleaned_data["mail"],
                webhook=kind in self.cleaned_data["webhook"],
            )
            for kind in NoticeKind
        ]
        NoticeChoice.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["officer", "kind"],
            update_fields=["mail", "webhook"],
        )


def _chosen(officer: Officer) -> dict[str, frozenset[Channel]]:
    found: dict[str, frozenset[Channel]] = {str(kind): ways for kind, ways in DEFAULTS.items()}
    for row in officer.notice_choices.all():
        ways = {Channel.MAIL: row.mail, Channel.WEBHOOK: row.webhook}
        found[row.kind] = frozenset(way for way, on in ways.items() if on)
    return found
