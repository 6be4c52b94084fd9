"""Forms of the public pages."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PositionForm(forms.Form):
    """Where a phone is, in degrees."""

    latitude = forms.FloatField(label=_("latitude"), min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("longitude"), min_value=-180, max_value=180)
