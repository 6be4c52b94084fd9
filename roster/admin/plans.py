"""Plans in the admin: order one, watch it, look at what it found, publish it or not."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from posko.admin_history import TrackedAdmin
from posko.admin_scope import Scoped
from roster.admin.plan_orders import order_page, replan_page
from roster.admin.plan_pages import pair_page, plan_page, plan_step
from roster.models import Plan


@admin.register(Plan)
class PlanAdmin(Scoped, TrackedAdmin):
    """The plans of one's region. A plan is a record: nobody edits it, nobody deletes it."""

    list_display = ["__str__", "goal", "state", "operation", "created_by", "created_at"]
    list_filter = ["state", "goal", "operation"]
    list_select_related = ["region", "operation", "created_by"]
    actions = None
    change_list_template = "admin/roster/plan/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        """Put the pages of plans before the admin's own."""
        wrap = self.admin_site.admin_view
        return [
            path("again/", wrap(replan_page), name="roster_plan_replan"),
            path("pair/<uuid:pairing>/", wrap(pair_page), name="roster_plan_pair"),
            path("<int:pk>/<slug:step>/do/", wrap(plan_step), name="roster_plan_step"),
            *super().get_urls(),
        ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Order a plan."""
        return order_page(request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Show a plan."""
        return plan_page(request, object_id)

    def has_change_permission(self, request: HttpRequest, obj: Plan | None = None) -> bool:
        """A plan is not edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Plan | None = None) -> bool:
        """A plan is discarded, and stays to be seen."""
        return False
