"""Categories in the admin. Incidents are not there: they are written by the workflow alone."""

from django.contrib import admin

from incidents.models import Category


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Kinds of problem; retired rather than deleted."""

    list_display = ["name", "name_en", "urgency", "order", "active"]
    list_editable = ["urgency", "order", "active"]
    search_fields = ["name", "name_en", "code"]
