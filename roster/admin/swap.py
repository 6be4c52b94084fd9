"""Swaps in the admin: to read, with their history. They are written by roster/swapping/ alone."""

from django.contrib import admin
from django.http import HttpRequest

from posko.admin_history import TrackedAdmin
from posko.admin_scope import Scoped
from roster.models import Swap


@admin.register(Swap)
class SwapAdmin(Scoped, TrackedAdmin):
    """Requests to swap duties in the person's region."""

    list_display = ["asker", "colleague", "about", "about_return", "status", "asked_at"]
    list_filter = ["status"]
    list_select_related = ["asker", "colleague"]
    date_hierarchy = "asked_at"
    search_fields = ["asker__full_name", "colleague__full_name"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Officers ask, on their own pages."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Swap | None = None) -> bool:
        """Coordinators decide, on their own pages."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Swap | None = None) -> bool:
        """What was asked stays."""
        return False
