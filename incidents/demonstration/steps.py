"""The steps that an invented incident goes through, each as its people would take it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from incidents import workflow
from incidents.demonstration.cases import Case
from incidents.demonstration.photos import attach_photo
from incidents.models import Incident, Referral
from incidents.states import Rejection, Status
from incidents.twins import account_of, twins_of
from posko import clock
from posko.models import Region
from roster.models import Assignment, Institution, InstitutionKind, Officer, Role

NOTES = [
    "Sudah dihubungi lewat telepon, menunggu kabar.",
    "Petugas kelurahan sudah mengecek ke lokasi.",
    "Ketua RW membantu menyampaikan ke warga.",
]


@dataclass
class Cast:
    """Who acts in one city."""

    coordinator: Officer
    officers: list[Officer]
    villages: list[Region]

    def on_duty(self, at: datetime, random: Random) -> Officer:
        """Return an officer whose duty is on at ``at``, or else any of the city's."""
        ids = Assignment.objects.filter(
            starts_at__lte=at, ends_at__gt=at, officer__in=self.officers
        ).values_list("officer_id", flat=True)
        there = set(ids)
        return random.choice([o for o in self.officers if o.pk in there] or self.officers)


@dataclass
class Life:
    """One incident on its way."""

    incident: Incident
    case: Case
    cast: Cast
    random: Random


def _verify(life: Life) -> Incident:
    return workflow.verify(life.incident, life.cast.coordinator)


def _assign(life: Life) -> Incident:
    to = life.random.choice(life.cast.officers)
    return workflow.assign(life.incident, life.cast.coordinator, to=to)


def _start(life: Life) -> Incident:
    return workflow.start(life.incident, life.incident.assignee or life.cast.coordinator)


def _comment(life: Life) -> Incident:
    by = life.incident.assignee or life.cast.coordinator
    return workflow.comment(life.incident, by, text=life.random.choice(NOTES))


def _refer(life: Life) -> Incident:
    """A letter to whom the problem is for, else to Bawaslu; to nobody whom it isn't for."""
    asked = life.incident.referrals.values_list("institution_id", flat=True)
    serving = Institution.objects.serving(life.incident.city_id).referrable().exclude(pk__in=asked)
    fitting = serving.filter(kind=life.case.institution).first()
    institution = fitting or serving.filter(kind=InstitutionKind.BAWASLU).first()
    if institution is None:
        return life.incident
    return workflow.refer(
        life.incident,
        life.cast.coordinator,
        institution=institution,
        letter_number=_next_letter(life.incident),
        message="Mohon ditindaklanjuti sesuai kewenangan.",
    )


def _next_letter(incident: Incident) -> str:
    """The city's letters are numbered one after the other, whoever they go to."""
    sent = Referral.objects.filter(incident__city=incident.city_id).count()
    return f"{sent + 1:03d}/KBP/{_roman(clock.now())}/2024"


def _roman(moment: datetime) -> str:
    return {1: "I", 2: "II"}[moment.month]


def _spokesman(life: Life, institution: Institution) -> Officer:
    liaison = (
        institution.officers.filter(role=Role.PENGHUBUNG).select_related("institution").first()
    )
    return liaison or life.cast.coordinator


def _on_letter(take: Callable[[Life, Referral], Incident]) -> Callable[[Life], Incident]:
    """Return the step on the oldest letter that waits; nothing happens when none was sent."""

    def step(life: Life) -> Incident:
        letter = life.incident.referrals.unanswered().in_order().first()
        return take(life, letter) if letter else life.incident

    return step


@_on_letter
def _acknowledge(life: Life, letter: Referral) -> Incident:
    by = _spokesman(life, letter.institution)
    return workflow.acknowledge(life.incident, by, referral=letter)


@_on_letter
def _answer(life: Life, letter: Referral) -> Incident:
    text = life.case.answer or "Sudah ditindaklanjuti."
    by = _spokesman(life, letter.institution)
    return workflow.answer(life.incident, by, referral=letter, text=text)


def _resolve(life: Life) -> Incident:
    return workflow.resolve(life.incident, life.cast.coordinator, outcome=life.case.outcome)


def _close(life: Life) -> Incident:
    return workflow.close(life.incident, life.cast.coordinator)


def _reject(life: Life) -> Incident:
    reason = life.random.choice(list(Rejection))
    note = "Sudah diperiksa bersama petugas kelurahan."
    return workflow.reject(life.incident, life.cast.coordinator, reason=reason, note=note)


def _reopen(life: Life) -> Incident:
    reason = "Pelapor menyampaikan bahwa masalahnya terulang."
    return workflow.reopen(life.incident, life.cast.coordinator, reason=reason)


def _again(life: Life) -> Incident:
    """Somebody else brings the same problem."""
    first, now = life.incident, clock.now()
    workflow.report(
        workflow.Report(
            client_uuid=uuid.UUID(int=life.random.getrandbits(128), version=4),
            category=first.category,
            description=f"Warga lain melapor: {first.description}",
            region=first.region,
            tps_number=first.tps_number,
            occurred_at=first.occurred_at,
            known_at=now,
            urgency=life.case.urgency,
        ),
        by=life.cast.on_duty(now, life.random),
    )
    return first


def _merge(life: Life) -> Incident:
    """The coordinator sees that it is the same; the case that came first goes on."""
    twins = twins_of(account_of(life.incident), life.cast.coordinator, only_open=True)
    new = [t.incident for t in twins if t.incident.state == Status.RECEIVED]
    for duplicate in [twin for twin in new if twin.pk > life.incident.pk][:1]:
        workflow.merge(duplicate, life.cast.coordinator, primary=life.incident)
    return life.incident


def _attach(life: Life) -> Incident:
    by = life.incident.assignee or life.cast.coordinator
    return attach_photo(life.incident, by, life.random)


@_on_letter
def _remind(life: Life, letter: Referral) -> Incident:
    return workflow.remind(life.incident, life.cast.coordinator, referral=letter)


@_on_letter
def _withdraw(life: Life, letter: Referral) -> Incident:
    reason = "Alamat surat keliru; akan dirujuk ke instansi lain."
    return workflow.withdraw(life.incident, life.cast.coordinator, referral=letter, reason=reason)


def _entrust(life: Life) -> Incident:
    """The case goes to a body at the post, not to one person."""
    body = Institution.objects.at_the_post(life.incident.city_id)[0]
    return workflow.assign(life.incident, life.cast.coordinator, institution=body)


def _write(life: Life) -> Incident:
    text = "Terima kasih atas laporan Anda. Petugas sedang menanganinya."
    by = life.incident.assignee or life.cast.coordinator
    return workflow.reply(life.incident, by, text=text)


STEPS: dict[str, Callable[[Life], Incident]] = {
    "verify": _verify,
    "assign": _assign,
    "start": _start,
    "comment": _comment,
    "refer": _refer,
    "acknowledge": _acknowledge,
    "answer": _answer,
    "resolve": _resolve,
    "close": _close,
    "reject": _reject,
    "reopen": _reopen,
    "again": _again,
    "merge": _merge,
    "attach": _attach,
    "remind": _remind,
    "withdraw": _withdraw,
    "entrust": _entrust,
    "write": _write,
}
