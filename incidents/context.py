"""What the navigation of every page needs to know of the log."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from incidents.models import Notice
from incidents.permissions import may_report
from roster.models import DutyNews, Officer
from roster.permissions import may_have_duties

# More than this is told as "99+".
COUNTED = 99


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return whether the person may log problems, and how much news waits for them."""
    user = getattr(request, "user", None)
    if not (user and user.is_authenticated):
        return {"may_report": False}
    # Asked for by the header alone, so that a page without one costs no query.
    allowed = {"may_report": may_report(user), "may_have_duties": may_have_duties(user)}
    return {**allowed, "news": SimpleLazyObject(lambda: unread(user))}


def unread(officer: Officer) -> str:
    """Return the number of unread notices and news of duties in words for the header, or ''."""
    rows = Notice.objects.visible_to(officer).unread().order_by()
    of_duties = DutyNews.objects.of(officer).unread().order_by()
    count = rows[: COUNTED + 1].count() + of_duties[: COUNTED + 1].count()
    return f"{COUNTED}+" if count > COUNTED else str(count or "")
