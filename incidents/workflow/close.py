"""Close: nothing is left to do. Refused while a referral waits or no outcome is written."""

from django.utils.translation import gettext as _

from incidents.models import Incident
from incidents.states import Action
from incidents.workflow.errors import NotPossible
from incidents.workflow.step import step
from roster.models import Officer


def close(incident: Incident, by: Officer, *, seen: int | None = None, note: str = "") -> Incident:
    """Close ``incident`` (design decision 7)."""
    with step(incident, Action.CLOSE, by, seen) as draft:
        _check(draft.incident)
        draft.data["note"] = note
    return draft.incident


def _check(incident: Incident) -> None:
    waiting = incident.referrals.unanswered().select_related("institution").first()
    if waiting:
        raise NotPossible(
            _("%(institution)s has not answered letter %(letter)s yet.")
            % {"institution": waiting.institution.name, "letter": waiting.letter_number}
        )
    if not incident.outcome:
        raise NotPossible(_("Write the outcome first."))
