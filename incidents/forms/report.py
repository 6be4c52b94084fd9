"""The intake form: under a minute on a phone."""

import uuid
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.forms.fields import changed, long_text, past_moment
from incidents.models import Category
from incidents.models.choices import choices
from incidents.models.incident import DESCRIPTION_MAX, TPS_MAX
from incidents.reporters import ReporterData
from incidents.states import Urgency
from incidents.workflow import Report
from posko import clock
from posko.fields import ChoiceOf
from posko.models import Level, Region
from roster.models import Officer

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 ().-]{5,28}$",
    gettext_lazy("Write the number with digits, such as 0812-3456-7890."),
)


class Guided(str):
    """A choice's words with a line of guidance, for the template."""

    guidance = ""


class CategoryChoice(ChoiceOf):
    """Categories as large choices with guidance."""

    def label_from_instance(self, obj: Category) -> str:
        """Return the category's name and guidance."""
        label = Guided(obj)
        label.guidance = obj.hint
        return label


class ReportForm(forms.Form):
    """What an officer is told at the post."""

    client_uuid = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"invalid": gettext_lazy("This form is damaged. Please open it anew.")},
    )
    category = CategoryChoice(
        Category.objects.none(),
        to_field_name="code",
        label=gettext_lazy("Category"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the categories.")},
    )
    description = long_text(
        gettext_lazy("What happened?"),
        DESCRIPTION_MAX,
        help_text=gettext_lazy("Two or three lines are enough. Leave names of reporters out."),
    )
    region = ChoiceOf(
        Region.objects.none(),
        label=gettext_lazy("Where?"),
        empty_label=gettext_lazy("Choose a kelurahan or kecamatan"),
        error_messages={"invalid_choice": gettext_lazy("This place is not in your region.")},
    )
    tps_number = forms.IntegerField(
        label=gettext_lazy("TPS number"),
        required=False,
        min_value=1,
        max_value=TPS_MAX,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("Only if it happened at a polling place."),
        error_messages={"invalid": gettext_lazy("Write the number in digits, such as 12.")},
    )
    urgency = forms.ChoiceField(
        label=gettext_lazy("Urgency"),
        choices=choices(Urgency),
        initial=Urgency.NORMAL,
        widget=forms.RadioSelect,
    )
    occurred_at = past_moment(gettext_lazy("When did it happen?"))
    known_at = past_moment(
        gettext_lazy("When did it become known?"),
        help_text=gettext_lazy("Legal time limits count from here."),
    )
    reporter_name = forms.CharField(
        label=gettext_lazy("Reporter's name"), required=False, max_length=100
    )
    reporter_phone = forms.CharField(
        label=gettext_lazy("Reporter's phone"),
        required=False,
        max_length=30,
        validators=[PHONE],
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    reporter_address = forms.CharField(
        label=gettext_lazy("Reporter's address"), required=False, max_length=200
    )

    FIRST = ["category", "description", "region", "tps_number", "urgency"]
    TIMES = ["occurred_at", "known_at"]
    REPORTER = ["reporter_name", "reporter_phone", "reporter_address"]

    def __init__(self, officer: Officer, data: Any = None) -> None:
        now = clock.now().replace(second=0, microsecond=0)
        super().__init__(
            data, initial={"client_uuid": uuid.uuid4(), "occurred_at": now, "known_at": now}
        )
        self._offer(officer)

    def clean(self) -> dict[str, Any]:
        """Check what two fields must agree on."""
        cleaned = super().clean() or {}
        self._check_order(cleaned)
        self._check_tps(cleaned)
        return cleaned

    def report(self) -> Report:
        """Return what was typed, for the workflow."""
        data = self.cleaned_data
        return Report(
            client_uuid=data["client_uuid"],
            category=data["category"],
            description=data["description"],
            region=data["region"],
            tps_number=data["tps_number"],
            occurred_at=data["occurred_at"],
            known_at=data["known_at"],
            urgency=Urgency(data["urgency"]),
            reporter=ReporterData(
                data["reporter_name"], data["reporter_phone"], data["reporter_address"]
            ),
        )

    def renew(self) -> None:
        """Make the next sending a report of its own."""
        self.data = changed(self.data, client_uuid=str(uuid.uuid4()))

    def _offer(self, officer: Officer) -> None:
        self.fields["category"].queryset = Category.objects.offered()  # type: ignore[attr-defined]
        regions = Region.objects.in_scope(officer.region_id).exclude(level=Level.PROVINCE)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        self.fields["region"].choices = grouped(list(regions))  # type: ignore[attr-defined]

    def _check_order(self, cleaned: dict[str, Any]) -> None:
        occurred, known = cleaned.get("occurred_at"), cleaned.get("known_at")
        if occurred and known and known < occurred:
            self.add_error("known_at", _("It can't have been known before it happened."))

    def _check_tps(self, cleaned: dict[str, Any]) -> None:
        number, region = cleaned.get("tps_number"), cleaned.get("region")
        if number is None or region is None:
            return
        if region.level != Level.VILLAGE:
            self.add_error("region", _("A TPS number needs its kelurahan."))
            return
        city = Region.objects.get(code=region.city_code)
        if city.tps_count is not None and number > city.tps_count:
            self.add_error(
                "tps_number",
                _("%(city)s has only %(count)d TPS.")
                % {"city": city.name, "count": city.tps_count},
            )


def grouped(regions: list[Region]) -> list[Any]:
    """Return choices in groups: each kecamatan with its kelurahan, cities on top."""
    names = {region.code: region.name for region in regions}
    groups: dict[str, list[tuple[str, str]]] = {}
    result: list[Any] = [("", _("Choose a kelurahan or kecamatan"))]
    for region in regions:
        if region.level == Level.VILLAGE:
            group = names.get(region.code[:8], "")
            groups.setdefault(group, []).append((region.code, region.name))
        elif region.level == Level.DISTRICT:
            whole = (region.code, _("%(district)s (whole kecamatan)") % {"district": region.name})
            groups.setdefault(region.name, []).append(whole)
        else:
            result.append((region.code, region.name))
    return [*result, *groups.items()]
