"""Incidents for tests, brought to every state by the workflow itself."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from incidents import workflow
from incidents.models import Category, Incident, Referral
from incidents.reporters import ReporterData
from incidents.states import Rejection, Status, Urgency
from posko import clock
from posko.models import Operation, Region
from roster.models import Institution, InstitutionKind, Officer, Role
from tests.factories.posko import make_operation, make_post
from tests.factories.roster import make_institution, make_officer


def make_report(region: str = "31.71.06.1001", **fields: Any) -> workflow.Report:
    """Return a report of something that happened an hour ago in Menteng."""
    now = clock.now()
    facts: dict[str, Any] = {
        "client_uuid": uuid.uuid4(),
        "category": Category.objects.get(code=fields.pop("category", "hak-pilih")),
        "description": "Surat pemberitahuan memilih belum diterima.",
        "region": Region.objects.get(code=region),
        "occurred_at": now - timedelta(hours=1),
        "known_at": now - timedelta(minutes=30),
        "urgency": Urgency.NORMAL,
        "reporter": ReporterData("Warga Contoh", "0800-0000-0000", "Jl. Contoh No. 1"),
    }
    return workflow.Report(**{**facts, **fields})


@dataclass
class People:
    """One person of each role in Jakarta Pusat, and the KPU that problems are referred to."""

    by_role: dict[Role, Officer]
    kpu: Institution

    def __getitem__(self, role: Role) -> Officer:
        return self.by_role[role]


def make_people(code: str = "31.71") -> People:
    """Store them, and the operation and post that they serve, unless those are there."""
    operation = Operation.objects.first() or make_operation()
    if not operation.posts.filter(region_id=code).exists():
        make_post(code, operation=operation)
    kpu = make_institution(InstitutionKind.KPU, code)
    short = code.replace(".", "")
    people = {
        role: make_officer(
            f"{role}.{short}", role, code, institution=kpu if role == Role.PENGHUBUNG else None
        )
        for role in Role
    }
    return People(people, kpu)


def make_incident(people: People, status: Status = Status.RECEIVED, **report: Any) -> Incident:
    """Bring an incident to ``status``, by the shortest way through the workflow."""
    coordinator = people[Role.KOORDINATOR]
    incident = workflow.report(make_report(**report), by=people[Role.PETUGAS])
    for step in WAYS[status]:
        incident = step(incident, coordinator, people)
    return incident


def refer(incident: Incident, people: People, letter: str = "012/KBP/II/2024") -> Referral:
    """Refer ``incident`` to the KPU and return the referral."""
    workflow.refer(incident, people[Role.KOORDINATOR], institution=people.kpu, letter_number=letter)
    return incident.referrals.get(letter_number=letter)


def _verify(incident: Incident, by: Officer, people: People) -> Incident:
    return workflow.verify(incident, by)


def _start(incident: Incident, by: Officer, people: People) -> Incident:
    return workflow.start(incident, by)


def _refer(incident: Incident, by: Officer, people: People) -> Incident:
    return workflow.refer(incident, by, institution=people.kpu, letter_number="001/KBP/II/2024")


def _resolve(incident: Incident, by: Officer, people: People) -> Incident:
    return workflow.resolve(incident, by, outcome="Surat sudah diterima.")


def _close(incident: Incident, by: Officer, people: People) -> Incident:
    return workflow.close(incident, by)


def _reject(incident: Incident, by: Officer, people: People) -> Incident:
    return workflow.reject(incident, by, reason=Rejection.FALSE, note="Tidak benar.")


def _reopen(incident: Incident, by: Officer, people: People) -> Incident:
    return workflow.reopen(incident, by, reason="Terulang.")


def _merge(incident: Incident, by: Officer, people: People) -> Incident:
    primary = workflow.report(make_report(), by=people[Role.PETUGAS])
    return workflow.merge(incident, by, primary=primary)


WAYS: dict[Status, list[Any]] = {
    Status.RECEIVED: [],
    Status.VERIFIED: [_verify],
    Status.IN_PROGRESS: [_verify, _start],
    Status.REFERRED: [_verify, _refer],
    Status.RESOLVED: [_verify, _start, _resolve],
    Status.CLOSED: [_verify, _start, _resolve, _close],
    Status.REJECTED: [_reject],
    Status.REOPENED: [_verify, _start, _resolve, _reopen],
    Status.MERGED: [_merge],
}
