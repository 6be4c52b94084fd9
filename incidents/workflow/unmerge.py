"""Undo a merge: it was another problem after all. The case is again exactly what it was."""

from django.db import transaction
from django.utils.translation import gettext as _

from incidents.models import Incident
from incidents.states import Action, Status
from incidents.workflow.errors import NotPossible
from incidents.workflow.merging import lock_both
from incidents.workflow.step import step
from roster.models import Officer


def unmerge(
    incident: Incident, by: Officer, *, note: str = "", seen: int | None = None
) -> Incident:
    """Take ``incident`` out of the case that it was merged into; return it, as it was before."""
    with transaction.atomic():
        # Read before anything is locked, and compared below: both want locking in one order.
        primary = Incident.objects.filter(duplicates=incident.pk).first()
        lock_both(incident, primary or incident)
        with step(incident, Action.UNMERGE, by, seen) as draft:
            if primary is None or draft.incident.merged_into_id != primary.pk:
                raise NotPossible(_("It was merged into another case meanwhile."))
            draft.target = Status(draft.incident.merged_from)
            draft.incident.merged_into = None
            draft.incident.merged_from = ""
            draft.data.update(into=primary.number, primary=primary.pk, note=note)
            with step(primary, Action.RELEASE, by, seen=None) as let_go:
                let_go.data.update(number=draft.incident.number, duplicate=draft.incident.pk)
    return draft.incident
