"""What is typed to order a plan: where, from when to when, and to what end."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from posko import clock
from posko.models import Operation, Post, Region
from posko.models.region import around, lies_within
from roster.models import PlanGoal
from roster.planning.steps import Order

LIMITS = [
    (60, gettext_lazy("1 minute")),
    (180, gettext_lazy("3 minutes")),
    (600, gettext_lazy("10 minutes")),
]


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class ReplanForm(forms.Form):
    """Where and when to plan anew, within one operation and one person's region."""

    where = forms.MultipleChoiceField(
        label=gettext_lazy("Posts"), widget=forms.CheckboxSelectMultiple
    )
    first_day = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    last_day = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)
    seconds = forms.TypedChoiceField(
        label=gettext_lazy("Time limit"),
        choices=LIMITS,
        coerce=int,
        initial=180,
        help_text=gettext_lazy("After that you get the best found so far."),
    )

    def __init__(self, operation: Operation, scope: str, *args: Any, **options: Any) -> None:
        self.operation = operation
        self._posts = list(
            Post.objects.of(operation).in_scope(scope).select_related("region", "operation")
        )
        super().__init__(*args, **options)
        places = _places(self._posts, scope)
        self.fields["where"].choices = places  # type: ignore[attr-defined]
        self.fields["where"].initial = [places[0][1][0][0]] if self._posts else []
        first, last = usual_days(operation)
        self.fields["first_day"].initial, self.fields["last_day"].initial = first, last

    def clean_first_day(self) -> date:
        """Check that it lies in the operation and not in the past."""
        day = self._in_operation("first_day")
        if day < clock.today():
            raise forms.ValidationError(_("This day has passed. Please begin today or later."))
        return day

    def clean_last_day(self) -> date:
        """Check that it lies in the operation."""
        return self._in_operation("last_day")

    def clean(self) -> dict[str, Any] | None:
        """Check the days against each other."""
        cleaned = super().clean()
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first."))
        return cleaned

    @property
    def order(self) -> Order:
        """What was ordered, once the form is valid."""
        data = self.cleaned_data
        chosen = [p for p in self._posts if any(_is_meant(p, name) for name in data["where"])]
        return Order(self.operation, chosen, data["first_day"], data["last_day"], data["seconds"])

    def _in_operation(self, name: str) -> date:
        day: date = self.cleaned_data[name]
        if not self.operation.starts_on <= day <= self.operation.ends_on:
            words = _("%(operation)s runs from %(first)s to %(last)s.")
            facts = {
                "operation": self.operation.name,
                "first": f"{self.operation.starts_on:%d.%m.%Y}",
                "last": f"{self.operation.ends_on:%d.%m.%Y}",
            }
            raise forms.ValidationError(words % facts)
        return day


class PlanForm(ReplanForm):
    """A new plan, with what comes first once every place is filled that can be."""

    goal = forms.ChoiceField(
        label=gettext_lazy("What comes first"),
        choices=[
            (PlanGoal.FAIREST, gettext_lazy("Fairness: everybody gets as much as the others")),
            (PlanGoal.FEWEST_CHANGES, gettext_lazy("Calm: change as little as can be")),
        ],
        initial=PlanGoal.FAIREST,
        widget=forms.RadioSelect,
    )

    field_order = ["where", "first_day", "last_day", "goal", "seconds"]


def usual_days(operation: Operation) -> tuple[date, date]:
    """Return what is mostly planned: from tomorrow, or the first day, to the end."""
    tomorrow = date.fromordinal(clock.today().toordinal() + 1)
    return min(max(operation.starts_on, tomorrow), operation.ends_on), operation.ends_on


def _places(posts: list[Post], scope: str) -> list[Any]:
    """Regions with several posts, the widest first, then each post."""
    counts = Counter(
        code for p in posts for code in around(p.region_id) if lies_within(scope, code)
    )
    several = [code for code, count in counts.items() if count > 1]
    regions = Region.objects.filter(code__in=several).order_by("code")
    words = _("%(region)s: all %(count)d posts")
    wide = [
        (f"region:{r.code}", words % {"region": r.name, "count": counts[r.code]}) for r in regions
    ]
    single = [(f"post:{post.pk}", post.name) for post in posts]
    groups = [(_("Regions"), wide), (_("Single posts"), single)]
    return [group for group in groups if group[1]]


def _is_meant(post: Post, name: str) -> bool:
    kind, _colon, key = name.partition(":")
    return lies_within(key, post.region_id) if kind == "region" else str(post.pk) == key
