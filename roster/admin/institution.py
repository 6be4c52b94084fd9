"""Institutions in the admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, ngettext

from posko.admin_history import TrackedAdmin
from posko.admin_scope import Scoped
from posko.models import Region
from roster.models import Institution


class InstitutionForm(forms.ModelForm):  # type: ignore[type-arg]
    """An institution. Cities that it serves beyond the editor's region stay as they are."""

    class Meta:
        model = Institution
        fields = ["name", "kind", "region", "also_serves", "active"]

    def clean_also_serves(self) -> QuerySet[Region]:
        """Keep what the editor can't see: choosing replaces the whole set otherwise."""
        chosen = self.cleaned_data["also_serves"]
        if not self.instance.pk:
            return chosen  # type: ignore[no-any-return]
        offered: Any = self.fields["also_serves"]
        unseen = self.instance.also_serves.exclude(pk__in=offered.queryset.values("pk"))
        return Region.objects.filter(pk__in=[region.pk for region in [*chosen, *unseen]])


@admin.register(Institution)
class InstitutionAdmin(Scoped, TrackedAdmin):
    """Institutions seated in the person's region; retired rather than deleted."""

    form = InstitutionForm
    list_display = ["name", "kind", "region", "active"]
    list_editable = ["active"]
    list_filter = ["kind", "active"]
    list_select_related = ["region"]
    search_fields = ["name"]
    autocomplete_fields = ["region"]
    filter_horizontal = ["also_serves"]
    actions = ["activate", "deactivate"]

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        """Only cities and regencies are served; kecamatan come with theirs."""
        rows: Any = super().get_field_queryset(db, db_field, request)
        return rows.cities() if db_field.name == "also_serves" else rows

    @admin.action(description=gettext_lazy("Activate"), permissions=["change"])
    def activate(self, request: HttpRequest, rows: QuerySet[Institution]) -> None:
        """Offer the chosen institutions again."""
        self._tell(request, rows.update(active=True))

    @admin.action(description=gettext_lazy("Deactivate"), permissions=["change"])
    def deactivate(self, request: HttpRequest, rows: QuerySet[Institution]) -> None:
        """Offer the chosen institutions no longer; what they did stays."""
        self._tell(request, rows.update(active=False))

    def _tell(self, request: HttpRequest, count: int) -> None:
        words = ngettext("%d institution changed.", "%d institutions changed.", count)
        self.message_user(request, words % count)
