"""What merging and undoing a merge share: two cases at once, and who may steer both."""

from django.utils.translation import gettext as _

from incidents.models import Incident
from incidents.workflow.errors import NotPossible


def lock_both(incident: Incident, other: Incident) -> None:
    """Lock both rows, the older first: whoever merges crosswise at the same moment waits.

    Wants a transaction.
    """
    pair = Incident.objects.filter(pk__in=[incident.pk, other.pk])
    list(pair.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def check_same_place(incident: Incident, other: Incident) -> None:
    """Raise NotPossible unless both are of one city and one operation."""
    if incident.city_id != other.city_id:
        raise NotPossible(_("The two cases belong to different cities."))
    if incident.operation_id != other.operation_id:
        raise NotPossible(_("The two cases belong to different operations."))
