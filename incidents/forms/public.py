"""The public form: no account, no captcha."""

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.forms.fields import changed, tps_field
from incidents.forms.report import PHONE
from incidents.models import Category
from incidents.models.message import TEXT_MAX
from incidents.reporters import ReporterData
from incidents.workflow import Incoming
from posko import clock
from posko.fields import ChoiceOf
from posko.models import Level, Operation, Region
from posko.models.region import within
from posko.texts import long_text

# Nobody reads the page and writes a sentence in less; a page older than a day is opened anew.
QUICKEST, LONGEST = timedelta(seconds=3), timedelta(hours=24)
SIGNER = Signer(salt="incidents.public")
# About a metre.
DECIMALS = 5


class PlaceField(forms.CharField):
    """A kelurahan by name: typed, or picked from the list that the browser offers while typing.

    A list of some 270 is long to scroll on a phone; this needs no script.
    """

    def offer(self, regions: list[Region]) -> None:
        """Take one of ``regions``, each by its name with that of its kecamatan, or alone."""
        self.regions = {_plain(place_name(region)): region for region in regions}
        self.by_name: dict[str, list[Region]] = {}
        for region in regions:
            self.by_name.setdefault(_plain(region.name), []).append(region)

    def clean(self, value: Any) -> Any:
        """Return the region that was meant, or None when nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        found = self.regions.get(_plain(text))
        alike = [found] if found else self.by_name.get(_plain(text), [])
        if len(alike) != 1:
            raise ValidationError(
                _("We don't know this kelurahan. Pick one from the list, or leave it empty.")
            )
        return alike[0]


class PublicReportForm(forms.Form):
    """What anybody can tell the post."""

    client_uuid = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"invalid": gettext_lazy("This form is damaged. Please open it anew.")},
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    # For robots, which fill in everything. People neither see nor hear it.
    judul = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    text = long_text(
        gettext_lazy("What happened?"),
        TEXT_MAX,
        rows=6,
        help_text=gettext_lazy("What, where and when. Two or three lines are enough."),
    )
    category = ChoiceOf(
        Category.objects.none(),
        to_field_name="code",
        label=gettext_lazy("What is it about?"),
        required=False,
        empty_label=gettext_lazy("I don't know"),
    )
    region = PlaceField(
        label=gettext_lazy("Kelurahan"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Type the first letters and pick it from the list."),
        widget=forms.TextInput(attrs={"list": "kelurahan", "autocomplete": "off"}),
    )
    tps_number = tps_field()
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Your phone"),
        required=False,
        max_length=30,
        validators=[PHONE],
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    latitude = forms.FloatField(
        required=False, min_value=-90, max_value=90, widget=forms.HiddenInput
    )
    longitude = forms.FloatField(
        required=False, min_value=-180, max_value=180, widget=forms.HiddenInput
    )

    FIRST = ["text", "category", "region", "tps_number"]
    SENDER = ["name", "phone"]

    def __init__(self, operation: Operation, data: Any = None) -> None:
        super().__init__(data, initial={"client_uuid": uuid.uuid4(), "opened": _stamp()})
        places = places_of(operation)
        self.place_names = [place_name(region) for region in places]
        self.fields["region"].offer(places)  # type: ignore[attr-defined]
        self.fields["category"].queryset = Category.objects.offered().top()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check the position and how long the form was open."""
        cleaned = super().clean() or {}
        self._check_position(cleaned)
        if not self.errors:
            self._check_age(cleaned.get("opened", ""))
        return cleaned

    @property
    def is_trapped(self) -> bool:
        """Whether a robot filled it in."""
        return bool(self.cleaned_data["judul"])

    def incoming(self) -> Incoming:
        """Return what was told, for the workflow."""
        data = self.cleaned_data
        position = (data["latitude"], data["longitude"])
        return Incoming(
            text=data["text"],
            category=data["category"],
            region=data["region"],
            tps_number=data["tps_number"],
            sender=ReporterData(data["name"], data["phone"]),
            position=None if None in position else position,
        )

    def renew(self) -> None:
        """Make the next sending a message of its own."""
        self.data = changed(self.data, client_uuid=str(uuid.uuid4()))

    def _check_position(self, cleaned: dict[str, Any]) -> None:
        given = [cleaned.get("latitude"), cleaned.get("longitude")]
        broken = [self.errors.pop(name, None) for name in ("latitude", "longitude")]
        if any(broken) or given.count(None) == 1:
            self.data = changed(self.data, latitude="", longitude="")
            self.add_error(
                None, _("The position could not be read. Attach it again, or send without it.")
            )
            return
        for name, value in zip(("latitude", "longitude"), given, strict=True):
            cleaned[name] = None if value is None else round(value, DECIMALS)

    def _check_age(self, stamp: str) -> None:
        age = clock.now().timestamp() - _opened_at(stamp)
        if age < QUICKEST.total_seconds():
            self.add_error(None, _("That was very quick. Please look over it and send it again."))
        elif age > LONGEST.total_seconds():
            self.data = changed(self.data, opened=_stamp())
            self.add_error(
                None, _("This page was open for long. Please look over it and send it again.")
            )


def places_of(operation: Operation) -> list[Region]:
    """Return the kelurahan of the cities that have posts in ``operation``, by name."""
    inside = Q(pk__in=[])
    for code in operation.posts.values_list("region_id", flat=True):
        inside |= within(code[:5], "code")
    villages = Region.objects.filter(inside, level=Level.VILLAGE)
    return list(villages.select_related("parent").order_by("name", "code"))


def place_name(region: Region) -> str:
    """Return the name of a kelurahan with that of its kecamatan."""
    return f"{region.name}, {region.parent.name}" if region.parent else region.name


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace(",", " ").split())


def _stamp() -> str:
    return SIGNER.sign(str(int(clock.now().timestamp())))


def _opened_at(stamp: str) -> float:
    """Return when the page was opened; a made-up stamp counts as very old."""
    try:
        return float(SIGNER.unsign(stamp))
    except BadSignature:
        return 0.0
