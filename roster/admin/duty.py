"""Duties and assignments in the admin."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from posko.admin_history import TrackedAdmin
from posko.admin_scope import Scoped, narrowed, scope_of
from posko.models import Post
from roster.admin.calendar import calendar_urls
from roster.admin.forms import (
    AssignmentForm,
    AssignmentListFormSet,
    DutyAssignmentsFormSet,
    DutyForm,
    RowForm,
)
from roster.admin.races import RaceTold
from roster.admin.replacing import replacement_link
from roster.admin.week import week_view
from roster.admin.widgets import OfficerSelect
from roster.copying import copy_to_next_week
from roster.models import Assignment, Duty


class ChoosesOfficer(Scoped):
    """Offers officers of one's region by search."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Search officers with a widget that knows who is chosen."""
        if db_field.name == "officer":
            kwargs["widget"] = OfficerSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class AssignmentInline(ChoosesOfficer, admin.TabularInline):  # type: ignore[type-arg]
    """The people of a duty."""

    model = Assignment
    form = RowForm
    formset = DutyAssignmentsFormSet
    autocomplete_fields = ["officer"]
    fields = ["officer", "leads", "replacement"]
    readonly_fields = ["replacement"]
    extra = 1

    @admin.display(description=gettext_lazy("replacement"))
    def replacement(self, assignment: Assignment) -> str:
        """The way to those who can step in, for a place that is stored."""
        return replacement_link(assignment)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Assignments with all that their names need."""
        return super().get_queryset(request).select_related("officer", "duty__post__region")

    def get_formset(self, request: HttpRequest, obj: Duty | None = None, **kwargs: Any) -> Any:
        """Tell the forms whose region they speak to."""
        return super().get_formset(request, obj, form=_speaking_to(request, RowForm), **kwargs)


@admin.register(Duty)
class DutyAdmin(Scoped, RaceTold, TrackedAdmin):
    """Shifts at the posts of the person's region, and a week of them at a glance."""

    form = DutyForm
    list_display = ["__str__", "post", "starts_at", "ends_at", "people"]
    list_filter = [("post", RelatedOnlyFieldListFilter)]
    date_hierarchy = "starts_at"
    search_fields = ["post__name"]
    ordering = ["starts_at", "post_id"]
    inlines = [AssignmentInline]
    actions = ["copy_to_next_week"]
    change_list_template = "admin/roster/duty/change_list.html"
    tracked_parts = {Assignment: "duty"}

    def get_queryset(self, request: HttpRequest) -> Any:
        """Duties with how many people they have."""
        rows = super().get_queryset(request).select_related("post__region")
        return rows.annotate(people_count=Count("assignments"))

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Tell the form whose region it speaks to."""
        return super().get_form(
            request, obj, change, form=_speaking_to(request, DutyForm), **kwargs
        )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin a new duty with the post and day of the week view, and the hours of that day."""
        post, day = _asked_post(request), _asked_day(request)
        if post is None:
            return {}
        hours = post.schedule.on(day).hours if day else None
        if day is None or hours is None:
            return {"post": post.pk}
        starts_at, ends_at = hours.on(day, post.region.zone)
        return {"post": post.pk, "starts_at": starts_at, "ends_at": ends_at}

    def get_urls(self) -> list[URLPattern]:
        """Put the week view and the calendar beside the list."""
        view = self.admin_site.admin_view(week_view)
        week = path("week/", view, name="roster_duty_week")
        return [week, *calendar_urls(self.admin_site), *super().get_urls()]

    @admin.display(description=gettext_lazy("people"), ordering="people_count")
    def people(self, duty: Any) -> int:
        """How many people are assigned."""
        return int(duty.people_count)

    @admin.action(description=gettext_lazy("Copy to the week after"), permissions=["add"])
    def copy_to_next_week(self, request: HttpRequest, duties: QuerySet[Duty]) -> None:
        """Copy the chosen duties with their people, seven days later."""
        done = copy_to_next_week(list(duties.prefetch_related("assignments__officer")))
        words = _("%(copied)d duties copied, %(skipped)d were there already.")
        counts = {"copied": done.duties, "skipped": done.there_already}
        self.message_user(request, words % counts, messages.SUCCESS)
        if done.left_out:
            words = _("People left out because they are elsewhere by then: %(count)d.")
            self.message_user(request, words % {"count": done.left_out}, messages.WARNING)


@admin.register(Assignment)
class AssignmentAdmin(ChoosesOfficer, RaceTold, TrackedAdmin):
    """Who is on duty where, to be changed in the list."""

    form = AssignmentForm
    list_display = ["duty", "officer", "leads"]
    list_editable = ["officer", "leads"]
    list_filter = [
        ("duty__post", RelatedOnlyFieldListFilter),
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
        form = _speaking_to(request, AssignmentForm)
        return super().get_form(request, obj, change, form=form, **kwargs)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Check rows of the list as on their own page."""
        return super().get_changelist_form(request, form=_speaking_to(request, RowForm), **kwargs)

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Check the rows of the list against each other, too."""
        return super().get_changelist_formset(request, formset=AssignmentListFormSet, **kwargs)


def _speaking_to(request: HttpRequest, form: type) -> Any:
    """The form as the person's own: it names only duties of their region."""
    return type(f"Scoped{form.__name__}", (form,), {"scope": scope_of(request)})


def _asked_post(request: HttpRequest) -> Post | None:
    pk = request.GET.get("post", "")
    posts = narrowed(request, Post.objects.with_hours())
    return posts.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None


def _asked_day(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return None
