"""One mail for each person whose duties a published plan changes."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from posko.templatetags.when import long_date, times
from roster.models import Change, Officer, PlannedAssignment
from roster.telling import tell


def tell_of(changes: Iterable[PlannedAssignment]) -> None:
    """Queue a mail to everybody in ``changes`` (in order of time), with all that is theirs."""
    mine: dict[Officer, list[PlannedAssignment]] = defaultdict(list)
    for change in changes:
        if change.officer.is_active:
            mine[change.officer].append(change)
    with override(settings.LANGUAGE_CODE):
        for officer, theirs in mine.items():
            tell([officer], _("Your duties have changed"), _text(theirs), reverse("roster:mine"))


def _text(changes: list[PlannedAssignment]) -> str:
    parts = [
        (_("New:"), [c for c in changes if c.change == Change.NEW]),
        (_("No longer yours:"), [c for c in changes if c.change == Change.GONE]),
        (_("You lead from now on:"), [c for c in changes if c.change == Change.LEADS]),
        (_("Led by somebody else:"), [c for c in changes if c.change == Change.LEADS_NO_MORE]),
    ]
    paragraphs = ["\n".join([title, *map(_line, rows)]) for title, rows in parts if rows]
    return "\n\n".join([_("A new rota was published. This changes for you:"), *paragraphs])


def _line(change: PlannedAssignment) -> str:
    duty = change.planned_duty
    zone = duty.post.region.zone
    start, end = duty.starts_at.astimezone(zone), duty.ends_at.astimezone(zone)
    leads = f" ({_('leads')})" if change.leads and change.change == Change.NEW else ""
    return f"- {long_date(start)}, {times(start, end)}, {duty.post.name}{leads}"
