"""What two editors do in the same moment, told in words instead of a server error.

The forms lock what they check. This is the net below them: whatever the database still refuses
because somebody else was quicker leads back to the page, with nothing half stored.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from psycopg import errors

LOST_RACES = (
    errors.ExclusionViolation,
    errors.UniqueViolation,
    errors.ForeignKeyViolation,
    errors.DeadlockDetected,
)


class RaceTold(admin.ModelAdmin):  # type: ignore[type-arg]
    """An admin whose edits are one transaction each, lists too."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Store the form, or say who was quicker."""
        view = super().changeform_view
        return _told(request, lambda: view(request, object_id, form_url, extra_context))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Store the rows of the list, or say who was quicker."""
        view = super().changelist_view
        return _told(request, lambda: view(request, extra_context))


def _told(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    if request.method != "POST":
        return view()
    try:
        with transaction.atomic():
            return view()
    except (IntegrityError, OperationalError) as error:
        if not isinstance(error.__cause__, LOST_RACES):
            raise
    words = _(
        "Somebody else changed this at the same moment. Nothing was stored: please look again."
    )
    messages.error(request, words)
    return HttpResponseRedirect(request.get_full_path())
