"""What the navigation of every page needs to know of the log."""

from typing import Any

from django.http import HttpRequest

from incidents.permissions import may_report


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return whether the person may log problems."""
    user = getattr(request, "user", None)
    return {"may_report": bool(user and user.is_authenticated and may_report(user))}
