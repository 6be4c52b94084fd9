"""A new operation out of one that was: its posts and hours again, all unpublished.

What belongs to the old dates stays behind: exceptions, stages, activities, announcements, photos,
people and their duties. Other apps bring along what is theirs (`ALONG`).
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from posko.models import CommonHours, Operation, Post, WeeklyHours

type Counted = list[tuple[str, int]]


class Along(Protocol):
    """What another app copies with an operation."""

    def count(self, source: Operation, posts: Collection[int]) -> Counted:
        """Return what would be copied with the posts of these keys, in words, and how many."""

    def copy(self, source: Operation, target: Operation, posts: Mapping[int, int]) -> None:
        """Copy it; ``posts`` leads from the keys of the old posts to those of the new ones."""


# Filled when the apps are ready (roster/apps.py): imports go downward only.
ALONG: list[Along] = []


class SlugTaken(Exception):
    """Another operation got the slug in the meantime."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What would be copied. ``digest`` tells whether it is still what somebody saw."""

    posts: list[Post]
    counted: Counted = field(default_factory=list)
    digest: str = ""


def outline(source: Operation, posts: Collection[int]) -> Outline:
    """Return what opening anew from ``source`` would copy, with the posts of these keys."""
    chosen = list(_chosen(source, posts))
    keys = [post.pk for post in chosen]
    weekly = WeeklyHours.objects.filter(post__in=keys).order_by("pk")
    common = source.common_hours.order_by("pk")
    counted = [
        (_("posts"), len(chosen)),
        (_("hours by level"), len(common)),
        (_("posts' own weekly hours"), len({row.post_id for row in weekly})),
        *(line for along in ALONG for line in along.count(source, keys)),
    ]
    content = [[_values(row) for row in rows] for rows in (chosen, common, weekly)]
    seen = json.dumps([content, counted], default=str)
    return Outline(chosen, counted, hashlib.sha256(seen.encode()).hexdigest())


def open_from(source: Operation, new: Operation, posts: Collection[int]) -> tuple[Operation, bool]:
    """Store ``new`` with copies of what ``outline`` tells, all or nothing.

    A second sending of the same form (``new.opening_key``) gets the operation of the first.
    Returns it, and whether it was made now; raises SlugTaken.
    """
    try:
        with transaction.atomic():
            return _open(source, new, posts)
    except IntegrityError as error:
        if found := Operation.objects.filter(opening_key=new.opening_key).first():
            return found, False
        if Operation.objects.filter(slug=new.slug).exists():
            raise SlugTaken from error
        raise


def _open(source: Operation, new: Operation, posts: Collection[int]) -> tuple[Operation, bool]:
    # Whoever sends the same form again waits here for the first.
    Operation.objects.select_for_update().get(pk=source.pk)
    if found := Operation.objects.filter(opening_key=new.opening_key).first():
        return found, False
    new.opened_from, new.published, new.public_reports = source, False, False
    new.save(force_insert=True)
    old = list(_chosen(source, posts))
    copies = Post.objects.bulk_create(
        [copied(post, operation_id=new.pk, published=False) for post in old]
    )
    keys = {post.pk: copy.pk for post, copy in zip(old, copies, strict=True)}
    common = [copied(row, operation_id=new.pk) for row in source.common_hours.all()]
    CommonHours.objects.bulk_create(common)
    weekly = WeeklyHours.objects.filter(post__in=keys).order_by("pk")
    WeeklyHours.objects.bulk_create([copied(row, post_id=keys[row.post_id]) for row in weekly])
    for along in ALONG:
        along.copy(source, new, keys)
    return new, True


def copied[Row: models.Model](row: Row, **changed: Any) -> Row:
    """Return an unsaved copy of ``row``, apart from what is ``changed``."""
    return type(row)(**{**_values(row), **changed})


def _values(row: models.Model) -> dict[str, Any]:
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    return {field.attname: getattr(row, field.attname) for field in fields}


def _chosen(source: Operation, posts: Collection[int]) -> models.QuerySet[Post]:
    return Post.objects.of(source).filter(pk__in=posts).select_related("region").order_by("pk")
