"""The form of the tracking page."""

from django import forms
from django.utils.translation import gettext_lazy as _

UNKNOWN = _("There is no report with this code. Please compare it once more.")


class TrackForm(forms.Form):
    """One field. Whatever is typed, the answer is the same for every wrong code."""

    code = forms.CharField(
        label=_("Tracking code"),
        max_length=200,
        error_messages={"max_length": UNKNOWN, "null_characters_not_allowed": UNKNOWN},
        help_text=_("Ten letters and digits from your slip or receipt, such as 7K3QM-9XV2R."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
