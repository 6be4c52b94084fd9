"""Institutions in the admin."""

from django.contrib import admin

from posko.admin_history import TrackedAdmin
from posko.admin_scope import Scoped
from roster.models import Institution


@admin.register(Institution)
class InstitutionAdmin(Scoped, TrackedAdmin):
    """Institutions seated in the person's region; retired rather than deleted."""

    list_display = ["name", "kind", "region", "active"]
    list_editable = ["active"]
    list_filter = ["kind", "active"]
    list_select_related = ["region"]
    search_fields = ["name"]
    autocomplete_fields = ["region"]
    filter_horizontal = ["also_serves"]
