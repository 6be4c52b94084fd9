"""The calendar in the admin: a month of a post, one of its days, and one cell to change."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from roster.admin.calendar.day import day_view
from roster.admin.calendar.month import month_view
from roster.admin.calendar.undo import undo_view


def calendar_urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of the calendar, to be put beside the list of duties."""
    return [
        path("calendar/", site.admin_view(month_view), name="roster_duty_calendar"),
        path("day/<int:post>/<str:day>/", site.admin_view(day_view), name="roster_duty_day"),
        path("undo/<int:post>/", site.admin_view(undo_view), name="roster_duty_undo"),
    ]
