"""The intake form: under a minute on a phone."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.forms.extra import PREFIX, extra_form_fields, extra_values
from incidents.forms.fields import changed, past_moment, tps_field
from incidents.forms.files import FilesField
from incidents.models import Category
from incidents.models.category import CategoryQuerySet
from incidents.models.choices import choices
from incidents.models.incident import DESCRIPTION_MAX
from incidents.reporters import ReporterData
from incidents.states import Urgency
from incidents.workflow import Report
from posko import clock
from posko.fields import ChoiceOf
from posko.models import Level, Region
from posko.texts import long_text
from roster.models import Officer

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 ().-]{5,28}$",
    gettext_lazy("Write the number with digits, such as 0812-3456-7890."),
)


class Guided(str):
    """A choice's words with a line of guidance, for the template."""

    guidance = ""


def category_of(categories: CategoryQuerySet, code: Any) -> Category | None:
    """Return the one of ``categories`` with ``code``, whatever came as that."""
    if not isinstance(code, str) or not code or "\x00" in code:
        return None
    return categories.filter(code=code).select_related("parent").first()


class CategoryChoice(ChoiceOf):
    """Categories as large choices with guidance."""

    def label_from_instance(self, obj: Category) -> str:
        """Return the category's name and guidance."""
        label = Guided(obj)
        label.guidance = obj.hint
        return label

    def to_python(self, value: Any) -> Any:
        """Say so when the category was retired while the form was open."""
        try:
            return super().to_python(value)
        except ValidationError:
            retired = category_of(Category.objects.filter(active=False), value)
            if retired is None:
                raise
            raise ValidationError(
                _("“%(category)s” is not used any more. Please choose another.")
                % {"category": retired}
            ) from None


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
    kind = CategoryChoice(
        Category.objects.none(),
        to_field_name="code",
        label=gettext_lazy("What exactly? (if you know)"),
        widget=forms.RadioSelect,
        required=False,
        blank=True,
        empty_label=gettext_lazy("none of these"),
        error_messages={"invalid_choice": gettext_lazy("This doesn't belong to the category.")},
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
    tps_number = tps_field()
    urgency = forms.ChoiceField(
        label=gettext_lazy("Urgency"),
        choices=[("", gettext_lazy("As usual for the category")), *choices(Urgency)],
        required=False,
        widget=forms.RadioSelect,
    )
    occurred_at = past_moment(gettext_lazy("When did it happen?"))
    known_at = past_moment(
        gettext_lazy("When did it become known?"),
        help_text=gettext_lazy("Legal time limits count from here."),
    )
    place_detail = forms.CharField(
        label=gettext_lazy("Where exactly?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Such as a street, a hall, a landmark."),
    )
    reported_party = forms.CharField(
        label=gettext_lazy("Who is reported?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Name or post of who is said to have done it."),
    )
    evidence = forms.CharField(
        label=gettext_lazy("What evidence is there?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Such as photos, recordings, letters, and who has them."),
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
    reporter_witnesses = long_text(
        gettext_lazy("Witnesses"),
        1000,
        required=False,
        rows=2,
        help_text=gettext_lazy("Names, and how to reach them. Stored encrypted."),
    )

    uploads = FilesField(required=False)

    FIRST = ["description", "region", "tps_number", "urgency"]
    TIMES = ["occurred_at", "known_at"]
    EVIDENCE = ["place_detail", "reported_party", "evidence", "reporter_witnesses"]
    REPORTER = ["reporter_name", "reporter_phone", "reporter_address"]

    def __init__(
        self, officer: Officer, data: Any = None, initial: Mapping[str, Any] | None = None
    ) -> None:
        now = clock.now().replace(second=0, microsecond=0)
        fresh = {"client_uuid": uuid.uuid4(), "occurred_at": now, "known_at": now}
        super().__init__(data, initial={**fresh, **(initial or {})})
        self._offer(officer)
        self._offer_details()

    def clean(self) -> dict[str, Any]:
        """Check what two fields must agree on."""
        cleaned = super().clean() or {}
        self._check_order(cleaned)
        self._check_tps(cleaned)
        return cleaned

    def report(self) -> Report:
        """Return what was typed, for the workflow."""
        data = self.cleaned_data
        category = data["kind"] or data["category"]
        return Report(
            client_uuid=data["client_uuid"],
            category=category,
            description=data["description"],
            region=data["region"],
            tps_number=data["tps_number"],
            occurred_at=data["occurred_at"],
            known_at=data["known_at"],
            urgency=Urgency(data["urgency"] or category.urgency),
            extra=extra_values(category, data),
            place_detail=data["place_detail"],
            reported_party=data["reported_party"],
            evidence=data["evidence"],
            reporter=ReporterData(
                **{part: data[f"reporter_{part}"] for part in ReporterData.__dataclass_fields__}
            ),
        )

    @property
    def chosen(self) -> Category | None:
        """The kind, or else the category, that is chosen so far; it decides on the details."""
        top, kind = self._chosen("category"), self._chosen("kind")
        return kind if kind and top and kind.parent_id == top.pk else top

    @property
    def extra(self) -> list[forms.BoundField]:
        """The extra fields of what is chosen."""
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    def renew(self) -> None:
        """Make the next sending a report of its own."""
        self.data = changed(self.data, client_uuid=str(uuid.uuid4()))

    def _offer(self, officer: Officer) -> None:
        offered = Category.objects.offered().top()
        self.fields["category"].queryset = offered  # type: ignore[attr-defined]
        regions = Region.objects.in_scope(officer.region_id).exclude(level=Level.PROVINCE)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        self.fields["region"].choices = grouped(list(regions))  # type: ignore[attr-defined]

    def _offer_details(self) -> None:
        """Offer what the chosen category breaks into, and its extra fields."""
        top = self._chosen("category")
        if top is not None:
            self.fields["kind"].queryset = top.children.offered()  # type: ignore[attr-defined]
        if self.chosen is not None:
            self.fields.update(extra_form_fields(self.chosen))

    def _chosen(self, name: str) -> Category | None:
        # Retired ones too: what was typed for them must not vanish from the page.
        value = self[name].value()
        found = value if isinstance(value, Category) else category_of(Category.objects.all(), value)
        fits = found is not None and (found.parent is None) == (name == "category")
        return found if fits else None

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
