"""The columns of an export, and the rows that fill them one by one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.models import Incident
from incidents.models.incident_queries import IncidentQuerySet
from incidents.permissions import sees_reported_party
from posko.templatetags.when import zone_name
from roster.models import Officer

type Cell = str | int | datetime | None

# So many rows are in memory at a time.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is called, what it takes from an incident."""

    title: Promise
    value: Callable[[Incident], Cell]
    delicate: bool = False


def _extra(incident: Incident) -> str:
    return "; ".join(f"{label}: {value}" for label, value in incident.extra_facts)


def _local(name: str) -> Callable[[Incident], Cell]:
    def moment(incident: Incident) -> Cell:
        value: datetime = getattr(incident, name)
        return value.astimezone(incident.city.zone).replace(tzinfo=None, microsecond=0)

    return moment


# Neither the reporter nor the tracking code is ever among them.
COLUMNS = (
    Column(_("Number"), lambda i: i.number),
    Column(_("Status"), lambda i: str(i.state.label)),
    Column(_("Urgency"), lambda i: str(i.get_urgency_display())),
    Column(_("Category"), lambda i: i.category.full_name),
    Column(_("What happened"), lambda i: i.description),
    Column(_("Place"), lambda i: i.place),
    Column(_("Exact place"), lambda i: i.place_detail),
    Column(_("Region code"), lambda i: i.region_id),
    Column(_("TPS number"), lambda i: i.tps_number),
    Column(_("More data"), _extra),
    Column(_("Reported party"), lambda i: i.reported_party, delicate=True),
    Column(_("Evidence"), lambda i: i.evidence, delicate=True),
    Column(_("Happened"), _local("occurred_at")),
    Column(_("Became known"), _local("known_at")),
    Column(_("Received"), _local("received_at")),
    Column(_("Time zone"), lambda i: zone_name(i.city.zone)),
    Column(_("Recorded by"), lambda i: i.reported_by.full_name),
    Column(_("Post"), lambda i: i.post.name if i.post else ""),
    Column(_("Assigned to"), lambda i: i.responsible),
    Column(_("Outcome"), lambda i: i.outcome),
    Column(_("Reason of rejection"), lambda i: str(i.get_rejection_display())),
)


def columns_for(officer: Officer) -> list[Column]:
    """Return the columns that ``officer`` may read."""
    delicate = sees_reported_party(officer)
    return [column for column in COLUMNS if delicate or not column.delicate]


def rows(incidents: IncidentQuerySet, columns: list[Column]) -> Iterator[list[Cell]]:
    """Yield a row for each of ``incidents``, in the order of the list, in one query."""
    found = incidents.for_list().select_related(
        "category__parent", "region__parent", "assignee", "institution",
        "city", "reported_by", "post",
    )  # fmt: skip
    for incident in found.iterator(chunk_size=CHUNK):
        yield [column.value(incident) for column in columns]
