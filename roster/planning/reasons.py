"""Why places stay open, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roster.models import PlanShortage
from roster.planner.shortages import Reason


def reason_words(shortage: PlanShortage) -> str:
    """Return '1 dari 3 orang berhalangan', or '' where nothing more is known."""
    match shortage.reason:
        case Reason.NOBODY:
            return _("nobody of this kind serves there")
        case Reason.TOO_FEW:
            words = _too_few(shortage)
            return f"{words}, {_away(shortage)}" if shortage.available < shortage.pool else words
        case Reason.ABSENT:
            return _away(shortage)
        case Reason.ELSEWHERE:
            return _("whoever could come is on duty elsewhere or at the same time")
        case Reason.LIMITS:
            return _("whoever could come has the most duties in 7 days, or would lack rest")
        case Reason.UNFINISHED:
            return _("somebody could come: the time ended before the plan was finished")
    return ""


def _too_few(shortage: PlanShortage) -> str:
    words = ngettext(
        "only %(count)d person serves there", "only %(count)d people serve there", shortage.pool
    )
    return words % {"count": shortage.pool}


def _away(shortage: PlanShortage) -> str:
    away = shortage.pool - shortage.available
    words = ngettext(
        "%(count)d of %(pool)d people is away or doesn't serve on that day",
        "%(count)d of %(pool)d people are away or don't serve on that day",
        away,
    )
    return words % {"count": away, "pool": shortage.pool}
