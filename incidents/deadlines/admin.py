"""Clock rules in the admin: retired rather than deleted, since clocks hang on them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from incidents.deadlines.words import length_of
from incidents.models import ClockRule
from incidents.models.clock_terms import TOLD_ROLES
from posko.admin_history import TrackedAdmin

WHEN: Any = ["start_event", "start_body", "stop_event", "stop_body"]
LENGTH: Any = ["amount", "unit", "first_day_counts", "pauses_while_referred"]


class ClockRuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """A rule, with roles to tick."""

    escalate_to = forms.MultipleChoiceField(
        label=_("Who is told"),
        help_text=_("Before the end and after it, in the region. Who is assigned always is."),
        choices=[(role.value, role.label) for role in TOLD_ROLES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = ClockRule
        fields = "__all__"  # noqa: DJ007 - the fieldsets below say which


@admin.register(ClockRule)
class ClockRuleAdmin(TrackedAdmin):
    """Deadlines as rules. What is changed here holds for clocks that start from now on."""

    form = ClockRuleForm
    list_display = ["name", "kind", "length", "urgency", "active"]
    list_editable = ["active"]
    list_filter = ["kind", "active", "urgency"]
    search_fields = ["name", "name_en", "code", "legal_basis"]
    filter_horizontal = ["categories"]
    fieldsets = [
        (None, {"fields": ["name", "name_en", "code", "kind", "legal_basis", "active", "note"]}),
        (_("From when until when"), {"fields": WHEN}),
        (
            _("How long"),
            {
                "fields": LENGTH,
                "description": _("Clocks that run already keep what they started with."),
            },
        ),
        (_("Which incidents"), {"fields": ["urgency", "categories", "violations_only"]}),
        (_("Who is told"), {"fields": ["warn_before_hours", "escalate_to"]}),
    ]

    @admin.display(description=_("How long"), ordering="amount")
    def length(self, rule: ClockRule) -> str:
        """Amount and unit in words."""
        return length_of(rule)

    def get_prepopulated_fields(self, request: Any, obj: ClockRule | None = None) -> dict[str, Any]:
        """A code from the name, for a new rule alone."""
        return {} if obj else {"code": ["name"]}

    def get_readonly_fields(self, request: Any, obj: ClockRule | None = None) -> list[str]:
        """By its code a rule is known to the loader, which must not bring it back."""
        return ["code"] if obj else []
