"""What is counted, in words and in states. The page, the open data and the API say the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.states import Status
from incidents.suppression import Mark
from posko.labelled import Labelled
from posko.languages import said_in_both

# Reports that aren't problems of their own. They are told apart, and counted in nothing else.
NOT_COUNTED = (Status.REJECTED, Status.MERGED)
COUNTED = tuple(status for status in Status if status not in NOT_COUNTED)
# In these states a problem has been verified or, once reopened, been taken up straight away.
TAKEN_UP = frozenset(COUNTED) - {Status.RECEIVED, Status.REOPENED}
FINISHED = frozenset({Status.RESOLVED, Status.CLOSED})


class Dimension(Labelled):
    """What problems are counted by: each is a table with a chart."""

    CATEGORY = "category", _("By category")
    CITY = "city", _("By region")
    STATE = "state", _("By state")
    WEEK = "week", _("By week of intake")
    INTAKE = "intake", _("What became of the reports")


HEADS: dict[Dimension, Promise] = {
    Dimension.CATEGORY: _("Category"),
    Dimension.CITY: _("Region"),
    Dimension.STATE: _("State"),
    Dimension.WEEK: _("Week of intake"),
    Dimension.INTAKE: _("Reports"),
}


class Milestone(Labelled):
    """Until when handling is timed, from the moment a report was received."""

    VERIFIED = "verified", _("Until verified")
    RESOLVED = "resolved", _("Until resolved")


MARKS: dict[Mark, Promise] = {
    Mark.FEW: _("fewer than 5"),
    Mark.MASKED: _("masked"),
    Mark.WITHHELD: _("not shown"),
}


@dataclass(frozen=True, slots=True)
class Definition:
    """One word of the statistics, and what is meant by it."""

    key: str
    term: Promise
    text: Promise


DEFINITIONS = (
    Definition(
        "problem",
        _("Problem"),
        _(
            "A report that an officer recorded at a post, or that came as a message and was "
            "accepted. Reports that were merged as duplicates count once, with the case they were "
            "merged into. Rejected reports are not problems; they are told apart."
        ),
    ),
    Definition(
        "category",
        _("Category"),
        _(
            "The upper level of the list of categories, as the case has it now. Alleged violations "
            "are counted as they were reported: nothing here says that they happened."
        ),
    ),
    Definition(
        "city",
        _("Region"),
        _("The city or regency where the problem is. Smaller areas are never published."),
    ),
    Definition(
        "state",
        _("State"),
        _("Where a case stood at the end of the last day of the figures."),
    ),
    Definition(
        "week",
        _("Week of intake"),
        _("Monday to Sunday, WIB, in which the report was received."),
    ),
    Definition(
        "time",
        _("Handling time"),
        _(
            "Hours by the clock, nights and holidays included, from when the report was received. "
            "Until verified: of cases that are verified or further; one that was reopened after a "
            "rejection counts until work was started. Until resolved: of cases that are resolved "
            "or closed, until they were resolved last. Shown from 10 cases on."
        ),
    ),
    Definition(
        "percentile",
        _("Median and 90th percentile"),
        _("Half of the cases took at most as long as the median, nine of ten as the percentile."),
    ),
    Definition(
        "suppression",
        _("Fewer than 5, masked, not shown"),
        _(
            "Figures from 1 to 4 are not shown, so that nobody can be recognised. Where they could "
            "be worked out from the others, further figures are masked, however large they are. "
            "0 is shown."
        ),
    ),
    Definition(
        "release",
        _("When figures are published"),
        _(
            "Every Monday, as of the end of Sunday. New reports are added when there are 10 of "
            "them or more, so that no single one can be seen in the difference to last week."
        ),
    ),
)


def definitions() -> Iterator[dict[str, str]]:
    """Yield the definitions in both languages, for programs."""
    for definition in DEFINITIONS:
        term, text = said_in_both(definition.term), said_in_both(definition.text)
        yield {
            "key": definition.key,
            "term_id": term[0],
            "term_en": term[1],
            "text_id": text[0],
            "text_en": text[1],
        }
