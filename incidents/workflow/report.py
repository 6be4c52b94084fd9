"""Intake: a report becomes an incident with a number, exactly once."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from incidents.models import Category, Incident, Reporter, Upload
from incidents.numbers import next_number
from incidents.permissions import may, may_report_in
from incidents.reporters import ReporterData, seal
from incidents.states import Action, Status, Urgency
from incidents.workflow.attach import attach, clear, take_over, told
from incidents.workflow.errors import Conflict, NotAllowed, NotPossible
from incidents.workflow.step import append_event
from posko import clock
from posko.models import Operation, Post, Region
from roster.models import Duty, Officer
from roster.onduty import duty_at, duty_of


@dataclass(frozen=True, slots=True)
class Report:
    """What an officer logged. ``client_uuid`` names the report, however often it is sent."""

    client_uuid: UUID
    category: Category
    description: str
    region: Region
    occurred_at: datetime
    known_at: datetime
    urgency: Urgency
    tps_number: int | None = None
    reporter: ReporterData = field(default_factory=ReporterData)
    extra: dict[str, Any] = field(default_factory=dict)
    place_detail: str = ""
    reported_party: str = ""
    evidence: str = ""

    def digest(self) -> str:
        """A keyed hash of the content, so that a replay can be told from a change."""
        content = [
            self.category.code,
            self.description,
            self.region.code,
            self.occurred_at.timestamp(),
            self.known_at.timestamp(),
            self.urgency,
            self.tps_number,
            asdict(self.reporter),
            self.extra,
            self.place_detail,
            self.reported_party,
            self.evidence,
        ]
        canonical = json.dumps(content, sort_keys=True)
        return salted_hmac("incidents.report", canonical, algorithm="sha256").hexdigest()


def report(content: Report, by: Officer) -> Incident:
    """Store ``content`` and return its incident; the same report again returns the same one.

    Raises NotAllowed outside one's region and Conflict when the UUID came with other content.
    """
    if not may_report_in(by, content.region):
        raise NotAllowed
    if known := _known(content, by):
        return _with_late_files(known, content, by)
    try:
        with transaction.atomic():
            return _store(content, by)
    except IntegrityError:
        # The same report was being stored at this very moment: ours waited for its number.
        if known := _known(content, by):
            return _with_late_files(known, content, by)
        raise


def _known(content: Report, by: Officer) -> Incident | None:
    found = Incident.objects.filter(client_uuid=content.client_uuid).first()
    if found is None:
        return None
    if found.reported_by_id != by.pk:
        raise Conflict(None)
    if found.content_digest != content.digest():
        raise Conflict(found)
    return found


def _with_late_files(incident: Incident, content: Report, by: Officer) -> Incident:
    """Files that came with the second sending alone are not lost either."""
    late = Upload.objects.of(by, content.client_uuid).exclude(
        sha256__in=incident.attachments.values("sha256")
    )
    if not late.exists():
        transaction.on_commit(partial(clear, by, content.client_uuid))
        return incident
    if not may(by, Action.ATTACH, incident):
        raise Conflict(incident)
    return attach(incident, by, client_uuid=content.client_uuid)


def _store(content: Report, by: Officer) -> Incident:
    incident = _create(content, by)
    if content.reporter:
        Reporter.objects.create(
            incident=incident, sealed=seal(content.reporter), **content.reporter.known()
        )
    files = take_over(incident, by, content.client_uuid)
    append_event(incident, Action.REPORT, by, "", {**_told(incident), **told(files)})
    return incident


def _create(content: Report, by: Officer) -> Incident:
    now = clock.now()
    operation = Operation.objects.current(clock.today())
    if operation is None:
        raise NotPossible(_("There is no operation to log problems for."))
    city = Region.objects.get(code=content.region.city_code)
    post, duty = _taken_at(operation, city, by, now)
    return Incident.objects.create(
        number=next_number(city, now.astimezone(city.zone).year),
        client_uuid=content.client_uuid,
        content_digest=content.digest(),
        operation=operation,
        post=post,
        duty=duty,
        category=content.category,
        description=content.description,
        region=content.region,
        city=city,
        tps_number=content.tps_number,
        occurred_at=content.occurred_at,
        known_at=content.known_at,
        received_at=now,
        urgency=content.urgency,
        extra=content.extra,
        place_detail=content.place_detail,
        reported_party=content.reported_party,
        evidence=content.evidence,
        reported_by=by,
    )


def _told(incident: Incident) -> dict[str, object]:
    """What the first event says: enough to notice an altered incident, nothing of the reporter."""
    return {
        "number": incident.number,
        "category": incident.category.code,
        "description": incident.description,
        "region": incident.region_id,
        "tps_number": incident.tps_number,
        "urgency": str(incident.urgency),
        "extra": incident.extra,
        "place_detail": incident.place_detail,
        "evidence": incident.evidence,
        "status": str(Status.RECEIVED),
    }


def _taken_at(
    operation: Operation, city: Region, by: Officer, now: datetime
) -> tuple[Post | None, Duty | None]:
    """The duty that took the report: the officer's own, else the one on at the city's post."""
    if own := duty_of(by, now):
        return own.post, own
    # Codes sort the city's own post before those of its kecamatan.
    post = Post.objects.of(operation).in_scope(city.code).order_by("region_id").first()
    return post, duty_at(post, now) if post else None
