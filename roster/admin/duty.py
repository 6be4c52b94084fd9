"""Duties and assignments in the admin."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from posko.admin_history import TrackedAdmin
from posko.admin_scope import Scoped, scope_of
from roster.admin.forms import AssignmentForm, DutyAssignmentsFormSet, DutyForm, RowForm
from roster.admin.week import week_view
from roster.copying import copy_to_next_week
from roster.models import Assignment, Duty


class AssignmentInline(Scoped, admin.TabularInline):  # type: ignore[type-arg]
    """The people of a duty."""

    model = Assignment
    form = AssignmentForm
    formset = DutyAssignmentsFormSet
    autocomplete_fields = ["officer"]
    extra = 1

    def get_formset(self, request: HttpRequest, obj: Duty | None = None, **kwargs: Any) -> Any:
        """Tell the forms whose region they speak to."""
        form = type("ScopedForm", (AssignmentForm,), {"scope": scope_of(request)})
        return super().get_formset(request, obj, form=form, **kwargs)


@admin.register(Duty)
class DutyAdmin(Scoped, TrackedAdmin):
    """Shifts at the posts of the person's region, and a week of them at a glance."""

    form = DutyForm
    list_display = ["__str__", "post", "starts_at", "ends_at", "people"]
    list_filter = [("post", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["post__region"]
    date_hierarchy = "starts_at"
    search_fields = ["post__name"]
    ordering = ["starts_at", "post_id"]
    inlines = [AssignmentInline]
    actions = ["copy_to_next_week"]
    change_list_template = "admin/roster/duty/change_list.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        """Duties with how many people they have."""
        return super().get_queryset(request).annotate(people_count=Count("assignments"))

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Tell the form whose region it speaks to."""
        form = type("ScopedForm", (DutyForm,), {"scope": scope_of(request)})
        return super().get_form(request, obj, change, form=form, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Put the week view beside the list."""
        view = self.admin_site.admin_view(week_view)
        return [path("week/", view, name="roster_duty_week"), *super().get_urls()]

    @admin.display(description=gettext_lazy("people"), ordering="people_count")
    def people(self, duty: Any) -> int:
        """How many people are assigned."""
        return int(duty.people_count)

    @admin.action(description=gettext_lazy("Copy to the week after"), permissions=["add"])
    def copy_to_next_week(self, request: HttpRequest, duties: QuerySet[Duty]) -> None:
        """Copy the chosen duties with their people, seven days later."""
        chosen = list(duties.select_related("post").prefetch_related("assignments"))
        copied, skipped = copy_to_next_week(chosen)
        words = _("%(copied)d duties copied, %(skipped)d were there already.")
        self.message_user(request, words % {"copied": copied, "skipped": skipped}, messages.SUCCESS)


@admin.register(Assignment)
class AssignmentAdmin(Scoped, TrackedAdmin):
    """Who is on duty where, to be changed in the list."""

    form = AssignmentForm
    list_display = ["duty", "officer", "leads"]
    list_editable = ["officer", "leads"]
    list_filter = [
        ("duty__post", admin.RelatedOnlyFieldListFilter),
        "leads",
        "officer__institution__kind",
    ]
    list_select_related = ["duty__post__region", "officer"]
    date_hierarchy = "starts_at"
    search_fields = ["officer__full_name", "duty__post__name"]
    autocomplete_fields = ["duty", "officer"]
    list_per_page = 50

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Tell the form whose region it speaks to."""
        form = type("ScopedForm", (AssignmentForm,), {"scope": scope_of(request)})
        return super().get_form(request, obj, change, form=form, **kwargs)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Check rows of the list as on their own page."""
        form = type("ScopedRow", (RowForm,), {"scope": scope_of(request)})
        return super().get_changelist_form(request, form=form, **kwargs)
