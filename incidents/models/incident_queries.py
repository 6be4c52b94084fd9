"""Named reads of incidents: above all, who may know of which."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from incidents.states import OPEN, UNFINISHED
from posko.models import Region
from posko.models.region import within
from roster.models import Institution, Officer, Role

if TYPE_CHECKING:
    # Named in a string below, where the linter doesn't look.
    from incidents.models.incident import Incident  # noqa: F401


class IncidentQuerySet(models.QuerySet["Incident"]):
    """Named reads of incidents."""

    def visible_to(self, officer: Officer) -> Self:
        """What ``officer`` may know of: the one place that decides it.

        A liaison sees what was referred to their institution, everybody else their region.
        """
        if not officer.is_active:
            return self.none()
        if officer.role == Role.PENGHUBUNG:
            return self._referred_to(officer.institution)
        return self.filter(self._in_region(officer.region))

    def open(self) -> Self:
        """Incidents that still wait for somebody."""
        return self.filter(status__in=OPEN)

    def unfinished(self) -> Self:
        """Incidents that still need work: what one duty leaves to the next."""
        return self.filter(status__in=UNFINISHED)

    def older_than(self, pk: int | None) -> Self:
        """What comes after the row ``pk`` in a list that shows the newest first."""
        return self.filter(pk__lt=pk) if pk else self

    def naming_primary(self, officer: Officer) -> Self:
        """With ``primary_number``: where it was merged into, if ``officer`` may know of that."""
        known = self.model.objects.visible_to(officer).filter(pk=models.OuterRef("merged_into_id"))
        return self.annotate(primary_number=models.Subquery(known.values("number")))

    def for_list(self) -> Self:
        """Newest first, with all that a row of the list shows."""
        return self.select_related(
            "category__parent", "region__parent", "assignee", "institution"
        ).order_by("-pk")

    def for_detail(self) -> Self:
        """With all that the page of one incident shows."""
        return self.select_related(
            "category__parent",
            "region__parent",
            "city",
            "assignee",
            "institution",
            "merged_into",
            "reported_by",
            "post",
            "duty__post__region",
        )

    def _referred_to(self, institution: Institution | None) -> Self:
        if institution is None:
            return self.none()
        letters = institution.referrals.filter(incident=models.OuterRef("pk"), withdrawn_at=None)
        return self.filter(models.Exists(letters))

    @staticmethod
    def _in_region(region: Region) -> Q:
        # Most people serve one city: equality there lets one index give rows in list order.
        if region.code == region.city_code:
            return Q(city_id=region.code)
        return within(region.code, "region_id")
