"""What a new operation takes over from one that was, of the rota: needs, shifts, work rules.

What is asked of certain dates stays behind, and so do rules of single persons.
"""

from collections.abc import Collection, Mapping

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from posko.models import Operation
from posko.opening_anew import Counted, copied
from roster.models import DayKind, Requirement, Shift, WorkRule


class Needs:
    """Copies what duties need with an operation (posko/opening_anew.py)."""

    def count(self, source: Operation, posts: Collection[int]) -> Counted:
        """Return how many rows of each kind would be copied."""
        return [
            (_("shifts"), _shifts(source, posts).count()),
            (_("duty requirements"), _requirements(source, posts).count()),
            (_("work rules"), _rules(source).count()),
        ]

    def copy(self, source: Operation, target: Operation, posts: Mapping[int, int]) -> None:
        """Copy them; requirements of a shift go with its copy."""
        old = list(_shifts(source, posts))
        new = [copied(row, operation_id=target.pk, post_id=_post(row, posts)) for row in old]
        Shift.objects.bulk_create(new)
        shifts = {row.pk: copy.pk for row, copy in zip(old, new, strict=True)}
        Requirement.objects.bulk_create(
            [
                copied(
                    row,
                    operation_id=target.pk,
                    post_id=_post(row, posts),
                    shift_id=row.shift_id and shifts[row.shift_id],
                )
                for row in _requirements(source, posts)
            ]
        )
        rules = [copied(row, operation_id=target.pk) for row in _rules(source)]
        WorkRule.objects.bulk_create(rules)


def _post(row: Shift | Requirement, posts: Mapping[int, int]) -> int | None:
    return posts[row.post_id] if row.post_id else None


def _of(posts: Collection[int]) -> Q:
    return Q(post=None) | Q(post__in=list(posts))


def _shifts(source: Operation, posts: Collection[int]) -> QuerySet[Shift]:
    return Shift.objects.filter(_of(posts), operation=source).order_by("pk")


def _requirements(source: Operation, posts: Collection[int]) -> QuerySet[Requirement]:
    of_shift = Q(shift=None) | Q(shift__in=_shifts(source, posts))
    rows = Requirement.objects.filter(_of(posts), of_shift, operation=source)
    return rows.exclude(days=DayKind.DATE).order_by("pk")


def _rules(source: Operation) -> QuerySet[WorkRule]:
    return WorkRule.objects.filter(operation=source, officer=None).order_by("pk")
