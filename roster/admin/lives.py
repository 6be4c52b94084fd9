"""On an officer's page: when they are away, and what they say of weekdays and dates."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from posko import clock
from posko.admin_scope import Scoped
from roster.models import Absence, Availability


class AbsenceInline(Scoped, admin.TabularInline):  # type: ignore[type-arg]
    """Absences that are not over; all of them have a list of their own."""

    model = Absence
    fields = ["kind", "first_day", "last_day", "note"]
    extra = 1
    max_num = 20

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Why somebody is away is read by those who plan."""
        return request.user.has_perm("roster.change_absence")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Those that are not over, the next first."""
        rows = super().get_queryset(request).filter(last_day__gte=clock.today())
        return rows.select_related("officer").order_by("first_day")


class AvailabilityInline(Scoped, admin.TabularInline):  # type: ignore[type-arg]
    """Weekdays, and dates that are not over."""

    model = Availability
    fields = ["weekday", "day", "wish"]
    extra = 1
    max_num = 20

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Weekdays, and dates that are not over."""
        return (
            super().get_queryset(request).exclude(day__lt=clock.today()).select_related("officer")
        )
