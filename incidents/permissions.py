"""Who may do what with an incident: the policy, without HTTP and without database writes.

Every predicate gets an incident that the person may know of (``Incident.objects.visible_to``);
region is checked again all the same, since a forged request skips the buttons, not this.
"""

from collections.abc import Callable

from incidents.models import Event, Incident, Referral
from incidents.models.message import READERS as INBOX_READERS
from incidents.states import OPEN, WITHOUT_BUTTON, Action, targets
from posko.models import Region
from roster.models import Officer, Role

type Predicate = Callable[[Officer, Incident], bool]

REPORTING_ROLES = frozenset(
    {Role.PETUGAS, Role.KOORDINATOR, Role.KESBANGPOL, Role.PARTAI, Role.ADMINISTRATOR}
)


def may(officer: Officer, action: Action, incident: Incident) -> bool:
    """Tell whether ``officer`` may ever take ``action`` on ``incident``, whatever its status."""
    return officer.is_active and POLICY[action](officer, incident)


def available(officer: Officer, incident: Incident) -> list[Action]:
    """Return exactly the actions that ``officer`` can take now, in the order of the table."""
    return [
        action
        for action in POLICY
        if action not in WITHOUT_BUTTON
        and targets(action, incident.state)
        and may(officer, action, incident)
    ]


def may_report(officer: Officer) -> bool:
    """Tell whether ``officer`` may log problems."""
    return officer.is_active and officer.role in REPORTING_ROLES


def may_report_in(officer: Officer, region: Region) -> bool:
    """Tell whether ``officer`` may log problems of ``region``."""
    return may_report(officer) and officer.region.contains(region.code)


def steers(officer: Officer) -> bool:
    """Coordinators and administrators steer incidents."""
    return officer.is_active and officer.role in {Role.KOORDINATOR, Role.ADMINISTRATOR}


def coordinates(officer: Officer, incident: Incident) -> bool:
    """Who steers, steers the incidents of their region."""
    return steers(officer) and _in_region(officer, incident)


def takes_apart(officer: Officer, incident: Incident) -> bool:
    """Who steers both cases of a merge may undo it."""
    primary = incident.merged_into
    return coordinates(officer, incident) and (primary is None or coordinates(officer, primary))


def handles(officer: Officer, incident: Incident) -> bool:
    """Who is assigned works on it; so does whoever steers."""
    mine = officer.role == Role.PETUGAS and _is_assigned(officer, incident)
    return coordinates(officer, incident) or (mine and _in_region(officer, incident))


def takes_up(officer: Officer, incident: Incident) -> bool:
    """A post officer may start what is theirs or nobody's."""
    untaken = incident.assignee_id is None and incident.institution_id is None
    free = officer.role == Role.PETUGAS and (untaken or _is_assigned(officer, incident))
    return coordinates(officer, incident) or (free and _in_region(officer, incident))


def acknowledges(officer: Officer, incident: Incident) -> bool:
    """The liaison confirms a letter; a coordinator records it for a body without an account."""
    return any(
        referral.acknowledged_at is None and speaks_for(officer, referral, incident)
        for referral in _waiting(incident)
    )


def answers(officer: Officer, incident: Incident) -> bool:
    """The liaison answers a letter; a coordinator records it for a body without an account."""
    return any(speaks_for(officer, referral, incident) for referral in _waiting(incident))


def presses(officer: Officer, incident: Incident) -> bool:
    """Who sent a letter that waits may remind of it or withdraw it: the post's coordinator."""
    return bool(_waiting(incident)) and coordinates(officer, incident)


def speaks_for(officer: Officer, referral: Referral, incident: Incident) -> bool:
    """Tell whether ``officer`` may confirm or answer ``referral`` of ``incident``."""
    liaison = officer.role == Role.PENGHUBUNG and officer.institution_id == referral.institution_id
    return liaison or coordinates(officer, incident)


def writes_notes(officer: Officer, incident: Incident) -> bool:
    """Those who work on a case write notes; auditors and party representatives don't."""
    if officer.role == Role.PENGHUBUNG:
        return any(
            r.institution_id == officer.institution_id and r.withdrawn_at is None
            for r in incident.referrals.all()
        )
    staff = officer.role in {Role.PETUGAS, Role.KOORDINATOR, Role.KESBANGPOL, Role.ADMINISTRATOR}
    return staff and _in_region(officer, incident)


def opens_reporter(officer: Officer, incident: Incident) -> bool:
    """Who speaks with the reporter may see who it is: post officers and coordinators.

    Never a party representative, a liaison, an auditor or an administrator.
    """
    talks = officer.role in {Role.PETUGAS, Role.KOORDINATOR}
    return talks and _in_region(officer, incident) and hasattr(incident, "reporter")


def speaks_with_reporter(officer: Officer, incident: Incident) -> bool:
    """Post officers and coordinators write to the reporter and complete what was reported."""
    return officer.role in {Role.PETUGAS, Role.KOORDINATOR} and _in_region(officer, incident)


def sees_tracking_code(officer: Officer, incident: Incident) -> bool:
    """Who recorded the report gives its code to the reporter; so do those who write to them.

    Never a party representative: the code shows what is written to the reporter.
    """
    recorded = incident.reported_by_id == officer.pk and officer.role != Role.PARTAI
    return speaks_with_reporter(officer, incident) or recorded


def may_export(officer: Officer) -> bool:
    """Everybody takes out what they see, but no party representative: not by the thousand."""
    return officer.is_active and officer.role != Role.PARTAI


def reads_words(officer: Officer, event: Event) -> bool:
    """Tell whether ``officer`` reads the free words of an ``event`` that they may know of.

    Free words may name a reporter: party representatives read none, a liaison their own
    institution's, those of letters to it, and where they are mentioned.
    """
    if officer.role == Role.PENGHUBUNG:
        own = event.by.institution_id == officer.institution_id
        to_them = event.data.get("institution") == officer.institution_id
        return own or to_them or officer.username in event.data.get("mentions", {})
    return officer.role != Role.PARTAI


def sees_letters(officer: Officer) -> bool:
    """Party representatives know that a letter went out, to whom and when, not what it says."""
    return officer.role != Role.PARTAI


def sees_completeness(officer: Officer, incident: Incident) -> bool:
    """What a report to Bawaslu lacks is told while the case is open, if it is one for Bawaslu.

    Never to party representatives: not even whether a name is known is for them.
    """
    asked = incident.state in OPEN and incident.category.goes_to_bawaslu
    return asked and officer.role != Role.PARTAI


def sees_attachments(officer: Officer, incident: Incident) -> bool:
    """Everybody who sees the case, but no party representative: a photo may show the reporter."""
    return officer.is_active and officer.role != Role.PARTAI


def sees_reveals(officer: Officer) -> bool:
    """Auditors and coordinators see who opened which reporter's data, and why."""
    return officer.is_active and officer.role in {Role.PENGAWAS, Role.KOORDINATOR}


def sees_reported_party(officer: Officer) -> bool:
    """Party representatives don't learn who was reported, nor who holds evidence of it.

    It may be their own or a rival, and who has the photo is often who reported.
    """
    return officer.role != Role.PARTAI


def may_read_inbox(officer: Officer) -> bool:
    """Tell whether ``officer`` may see what comes from outside and waits."""
    return officer.is_active and officer.role in INBOX_READERS


def may_handle_inbox(officer: Officer) -> bool:
    """Tell whether ``officer`` may accept, join, answer or discard: auditors read only."""
    return may_read_inbox(officer) and officer.role != Role.PENGAWAS


def _is_assigned(officer: Officer, incident: Incident) -> bool:
    """To the person, or to the body that sent them to the post."""
    if incident.assignee_id is not None:
        return incident.assignee_id == officer.pk
    return incident.institution_id is not None and (
        incident.institution_id == officer.institution_id
    )


def _waiting(incident: Incident) -> list[Referral]:
    # Filtered here, not by a query: pages prefetch the letters.
    return [r for r in incident.referrals.all() if r.answered_at is None and r.withdrawn_at is None]


def _in_region(officer: Officer, incident: Incident) -> bool:
    return officer.region.contains(incident.region_id)


POLICY: dict[Action, Predicate] = {
    Action.VERIFY: coordinates,
    Action.START: takes_up,
    Action.RESOLVE: handles,
    Action.CLOSE: coordinates,
    Action.REFER: coordinates,
    Action.ACKNOWLEDGE: acknowledges,
    Action.ANSWER: answers,
    Action.ASSIGN: coordinates,
    Action.REJECT: coordinates,
    Action.REOPEN: coordinates,
    Action.COMMENT: writes_notes,
    Action.REVEAL: opens_reporter,
    Action.AMEND: speaks_with_reporter,
    Action.ATTACH: writes_notes,
    Action.REPLY: speaks_with_reporter,
    Action.REMIND: presses,
    Action.WITHDRAW: presses,
    Action.MERGE: coordinates,
    Action.UNMERGE: takes_apart,
    Action.ABSORB: coordinates,
    Action.RELEASE: coordinates,
}
