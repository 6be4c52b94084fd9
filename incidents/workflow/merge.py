"""Merge: the same problem was reported before. Nothing moves, so that it can be undone.

Accounts, reporters, attachments and histories stay where they are: the duplicate points at the
case that stays, and each of the two gets an event in its own history.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.models import Incident
from incidents.states import Action, Status, targets
from incidents.workflow.errors import NotAllowed, NotPossible
from incidents.workflow.merging import check_same_place, lock_both
from incidents.workflow.step import step
from roster.models import Officer


def merge(
    incident: Incident, by: Officer, *, primary: Incident, note: str = "", seen: int | None = None
) -> Incident:
    """Merge ``incident`` as a duplicate into ``primary``, which stays; return the duplicate."""
    with transaction.atomic():
        lock_both(incident, primary)
        with step(incident, Action.MERGE, by, seen) as draft:
            stays = _checked(draft.incident, primary, by)
            draft.incident.merged_into = stays
            draft.incident.merged_from = draft.incident.status
            draft.data.update(into=stays.number, primary=stays.pk, note=note)
            with step(stays, Action.ABSORB, by, seen=None) as taken_in:
                taken_in.data.update(number=draft.incident.number, duplicate=draft.incident.pk)
    return draft.incident


def _checked(duplicate: Incident, primary: Incident, by: Officer) -> Incident:
    """Return ``primary`` as it is now, or refuse."""
    if duplicate.pk == primary.pk:
        raise NotPossible(_("A case can't be merged into itself."))
    stays = Incident.objects.visible_to(by).filter(pk=primary.pk).first()
    if stays is None:
        # As if it weren't there: its state is none of this person's business.
        raise NotAllowed
    check_same_place(duplicate, stays)
    _check_stays(stays)
    _check_goes(duplicate)
    return stays


def _check_stays(primary: Incident) -> None:
    if primary.state == Status.MERGED:
        raise NotPossible(
            _("%(number)s was itself merged into another case.") % {"number": primary.number}
        )
    if not targets(Action.ABSORB, primary.state):
        raise NotPossible(
            _("%(number)s is “%(status)s”. Choose a case that is still open.")
            % {"number": primary.number, "status": primary.state.label}
        )


def _check_goes(duplicate: Incident) -> None:
    if duplicate.duplicates.exists():
        raise NotPossible(_("Other reports were merged into this case: it has to stay."))
    waiting = duplicate.referrals.unanswered().select_related("institution").first()
    if waiting:
        raise NotPossible(
            _("%(institution)s has not answered letter %(letter)s yet.")
            % {"institution": waiting.institution.name, "letter": waiting.letter_number}
        )
