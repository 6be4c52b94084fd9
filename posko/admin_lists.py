"""Lists in the admin survive whatever is typed into their address.

Django turns wrong filters away, but not a NUL byte or a number out of range, on which Python or
PostgreSQL stumble.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db import DataError, transaction
from django.http import HttpRequest


class SoundLists(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin whose list leads back to itself, unfiltered, when a filter makes no sense."""

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Return the list; it has counted its rows then, so the database has seen the filters."""
        typed = (text for name, values in request.GET.lists() for text in (name, *values))
        if any("\x00" in text for text in typed):
            raise IncorrectLookupParameters
        try:
            # A savepoint: what the database refuses must not spoil the rest of a POST.
            with transaction.atomic():
                return super().get_changelist_instance(request)
        except (DataError, OverflowError, ValueError) as error:
            raise IncorrectLookupParameters from error
