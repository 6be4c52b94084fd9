"""What every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from posko import clock


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the demonstration's flag and the domain's time for the base template."""
    return {"demonstration": settings.DEMONSTRATION, "now": clock.now()}
