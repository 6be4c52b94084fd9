"""Every transition x every role, over the table itself."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from incidents import workflow
from incidents.models import Incident
from incidents.permissions import available
from incidents.states import (
    TRANSITIONS,
    WITHOUT_BUTTON,
    Action,
    Rejection,
    Status,
    status_changes,
    targets,
)
from incidents.workflow import NotAllowed, NotPossible, Refused
from roster.models import Officer, Role
from tests.factories.files import make_upload
from tests.factories.incidents import People, make_incident, make_people, refer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions", "voting_eve")]

STEERS = {Role.KOORDINATOR, Role.ADMINISTRATOR}
WRITES = {Role.PETUGAS, Role.KOORDINATOR, Role.KESBANGPOL, Role.ADMINISTRATOR}

# The policy, written down a second time as a plain table: who may take which step of an incident
# that nobody is assigned to. A liaison speaks for their own institution's referral alone.
ALLOWED: dict[Action, set[Role]] = {
    Action.VERIFY: STEERS,
    Action.START: STEERS | {Role.PETUGAS},
    Action.ASSIGN: STEERS,
    Action.REFER: STEERS,
    Action.ACKNOWLEDGE: STEERS | {Role.PENGHUBUNG},
    Action.ANSWER: STEERS | {Role.PENGHUBUNG},
    Action.RESOLVE: STEERS,
    Action.CLOSE: STEERS,
    Action.REJECT: STEERS,
    Action.REOPEN: STEERS,
    Action.COMMENT: WRITES,
    Action.REVEAL: {Role.PETUGAS, Role.KOORDINATOR},
    Action.AMEND: {Role.PETUGAS, Role.KOORDINATOR},
    Action.MERGE: STEERS,
    Action.UNMERGE: STEERS,
    Action.REMIND: STEERS,
    Action.WITHDRAW: STEERS,
    Action.ATTACH: WRITES,
    Action.REPLY: {Role.PETUGAS, Role.KOORDINATOR},
}
# What was referred to a liaison's institution, they may write notes on and add files to.
LIAISONS_NOTES = {
    (action, Status.REFERRED, Role.PENGHUBUNG) for action in (Action.COMMENT, Action.ATTACH)
}
NEEDS_REFERRAL = {Action.ACKNOWLEDGE, Action.ANSWER, Action.REMIND, Action.WITHDRAW}
POSSIBLE = sorted({(t.action, t.source) for t in TRANSITIONS if t.action not in WITHOUT_BUTTON})
IMPOSSIBLE = sorted({(action, status) for action in ALLOWED for status in Status} - set(POSSIBLE))


def take(action: Action, incident: Incident, by: Officer, people: People) -> Any:
    """Take ``action`` with what it needs."""
    letter: Any = incident.referrals.order_by("pk").last()
    steps: dict[Action, Callable[[], Any]] = {
        Action.VERIFY: lambda: workflow.verify(incident, by),
        Action.START: lambda: workflow.start(incident, by),
        Action.ASSIGN: lambda: workflow.assign(incident, by, to=people[Role.PETUGAS]),
        Action.REFER: lambda: workflow.refer(
            incident, by, institution=other_institution(), letter_number="099/KBP/II/2024"
        ),
        Action.ACKNOWLEDGE: lambda: workflow.acknowledge(incident, by, referral=letter),
        Action.ANSWER: lambda: workflow.answer(incident, by, referral=letter, text="Sudah."),
        Action.RESOLVE: lambda: workflow.resolve(incident, by, outcome="Beres."),
        Action.CLOSE: lambda: workflow.close(incident, by),
        Action.REJECT: lambda: workflow.reject(incident, by, reason=Rejection.FALSE),
        Action.REOPEN: lambda: workflow.reopen(incident, by, reason="Terulang."),
        Action.COMMENT: lambda: workflow.comment(incident, by, text="Catatan."),
        Action.REVEAL: lambda: workflow.reveal(incident, by, reason="Perlu dihubungi."),
        Action.AMEND: lambda: workflow.amend(
            incident, by, content=workflow.Amendment(evidence="Foto di ponsel saksi.")
        ),
        Action.MERGE: lambda: workflow.merge(incident, by, primary=make_incident(people)),
        Action.UNMERGE: lambda: workflow.unmerge(incident, by),
        Action.REMIND: lambda: workflow.remind(incident, by, referral=letter),
        Action.WITHDRAW: lambda: workflow.withdraw(incident, by, referral=letter, reason="Keliru."),
        Action.ATTACH: lambda: workflow.attach(
            incident, by, client_uuid=make_upload(by).client_uuid
        ),
        Action.REPLY: lambda: workflow.reply(incident, by, text="Sudah kami teruskan."),
    }
    return steps[action]()


def other_institution() -> Any:
    from roster.models import InstitutionKind
    from tests.factories.roster import make_institution

    return make_institution(InstitutionKind.POLRES)


def prepared(people: People, action: Action, status: Status) -> Incident:
    """Return an incident in ``status``, with an open referral where the step is about one."""
    if action not in NEEDS_REFERRAL or status == Status.REFERRED:
        return make_incident(people, status)
    coordinator = people[Role.KOORDINATOR]
    incident = make_incident(people, Status.VERIFIED)
    refer(incident, people)
    ways = {
        Status.RESOLVED: ["resolve"],
        Status.REOPENED: ["resolve", "reopen"],
        Status.VERIFIED: ["resolve", "reopen", "verify"],
        Status.IN_PROGRESS: ["resolve", "reopen", "start"],
    }
    for name in ways[status]:
        incident = take(Action(name), incident, coordinator, people)
    return incident


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("action", "status"), POSSIBLE)
def test_a_step_is_open_to_exactly_the_roles_of_the_policy(
    action: Action, status: Status, role: Role
) -> None:
    people = make_people()
    incident = prepared(people, action, status)
    by, before = people[role], incident.events.count()
    if role in ALLOWED[action] or (action, status, role) in LIAISONS_NOTES:
        take(action, incident, by, people)
        after = Incident.objects.get(pk=incident.pk)
        assert after.state in targets(action, status)
        assert after.events.count() == before + 1
        assert after.events.get(sequence=after.version).action == action
    else:
        with pytest.raises(NotAllowed):
            take(action, incident, by, people)
        after = Incident.objects.get(pk=incident.pk)
        assert (after.status, after.version) == (status, before)


@pytest.mark.parametrize(
    ("action", "status"), [pair for pair in IMPOSSIBLE if pair[0] not in NEEDS_REFERRAL]
)
def test_a_step_that_the_table_lacks_is_refused(action: Action, status: Status) -> None:
    people = make_people()
    incident = make_incident(people, status)
    with pytest.raises(NotPossible):
        take(action, incident, people[Role.KOORDINATOR], people)
    assert incident.events.count() == incident.version


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("status", list(Status))
def test_the_buttons_are_exactly_what_would_succeed(status: Status, role: Role) -> None:
    people = make_people()
    incident = make_incident(people, status)
    offered = set(available(people[role], Incident.objects.get(pk=incident.pk)))
    assert offered == {a for a in ALLOWED if succeeds(a, incident, people, role)}


def succeeds(action: Action, incident: Incident, people: People, role: Role) -> bool:
    """Try the step and undo it."""
    if action in NEEDS_REFERRAL and not incident.referrals.exists():
        return False
    try:
        with transaction.atomic():
            take(action, Incident.objects.get(pk=incident.pk), people[role], people)
            raise UndoneError
    except Refused:
        return False
    except UndoneError:
        return True


class UndoneError(Exception):
    """The step went through and is undone."""


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("action", sorted(ALLOWED))
def test_nobody_acts_outside_their_region(action: Action, role: Role, voting_eve: datetime) -> None:
    people, strangers = make_people("31.71"), make_people("31.01")
    incident = make_incident(people, Status.REFERRED)
    with pytest.raises(NotAllowed):
        take(action, incident, strangers[role], people)


def test_the_assigned_officer_resolves_the_case() -> None:
    people = make_people()
    incident = make_incident(people, Status.IN_PROGRESS)
    workflow.assign(incident, people[Role.KOORDINATOR], to=people[Role.PETUGAS])
    resolved = workflow.resolve(incident, people[Role.PETUGAS], outcome="Beres.")
    assert resolved.status == Status.RESOLVED


def test_another_officers_case_is_not_taken_over() -> None:
    from tests.factories.roster import make_officer

    people = make_people()
    incident = make_incident(people, Status.VERIFIED)
    workflow.assign(incident, people[Role.KOORDINATOR], to=make_officer("lain.jp"))
    with pytest.raises(NotAllowed):
        workflow.start(incident, people[Role.PETUGAS])


def test_closing_waits_for_every_answer() -> None:
    people = make_people()
    coordinator = people[Role.KOORDINATOR]
    incident = make_incident(people, Status.VERIFIED)
    letter = refer(incident, people)
    workflow.resolve(incident, coordinator, outcome="Beres.")
    with pytest.raises(NotPossible, match="012/KBP/II/2024"):
        workflow.close(incident, coordinator)
    workflow.answer(incident, people[Role.PENGHUBUNG], referral=letter, text="Sudah dikirim.")
    assert workflow.close(incident, coordinator).status == Status.CLOSED


def test_the_last_answer_gives_the_case_back_to_the_post() -> None:
    people = make_people()
    coordinator = people[Role.KOORDINATOR]
    incident = make_incident(people, Status.VERIFIED)
    letter = refer(incident, people)
    police = other_institution()
    workflow.refer(incident, coordinator, institution=police, letter_number="013/KBP/II/2024")
    second = incident.referrals.get(institution=police)
    first_answer = workflow.answer(incident, coordinator, referral=letter, text="Sudah.")
    assert first_answer.status == Status.REFERRED
    second_answer = workflow.answer(incident, coordinator, referral=second, text="Sudah.")
    assert second_answer.status == Status.IN_PROGRESS


@pytest.mark.parametrize(("source", "target"), [(a, b) for a in Status for b in Status if a != b])
def test_the_database_knows_the_table_too(source: Status, target: Status) -> None:
    people = make_people()
    incident, primary = make_incident(people, source), make_incident(people)
    query = """
        UPDATE incidents_incident SET status = %s, outcome = 'x', rejection = %s,
            merged_into_id = %s, merged_from = %s WHERE id = %s
    """
    reason = Rejection.FALSE if target == Status.REJECTED else ""
    merged = (primary.pk, source) if target == Status.MERGED else (None, "")

    def forge() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            # Out of a merge there is one way alone: back to where it came from.
            came = "UPDATE incidents_incident SET merged_from = %s WHERE status = 'merged'"
            cursor.execute(came, [target])
            cursor.execute(query, [target, reason, *merged, incident.pk])

    if (source, target) in status_changes():
        forge()
    else:
        with pytest.raises(IntegrityError, match="no way from"):
            forge()
    # Undo for the check that a change has its event, which belongs to another test.
    transaction.set_rollback(True)


@pytest.mark.parametrize("blank", ["", "   "])
def test_resolving_wants_an_outcome_in_words(blank: str) -> None:
    people = make_people()
    incident = make_incident(people, Status.IN_PROGRESS)
    with pytest.raises(NotPossible):
        workflow.resolve(incident, people[Role.KOORDINATOR], outcome=blank)
