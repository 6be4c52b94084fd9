"""What can be asked: the parameters that several addresses share, and what they mean."""

import re
from datetime import date
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import AfterValidator

from posko import clock
from posko.api.problems import not_found
from posko.models import Operation, Post

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,50}", re.ASCII)
REGION_CODE = r"^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$"


def _of_our_time(day: date) -> date:
    if not 2000 <= day.year < 2200:
        raise ValueError("year")
    return day


# Elsewhere calendars end: the day after 31 December 9999 can't be told.
Day = Annotated[date, AfterValidator(_of_our_time)]


class Asked(Schema):
    """What every address takes."""

    lang: Literal["id", "en"] = Field(
        "id",
        description="Language of links to pages, names of holidays and labels. What people typed"
        " comes in both languages as far as it has both.",
        examples=["en"],
    )


class AskedOperation(Asked):
    """What addresses take that tell of one operation."""

    operation: str = Field(
        "",
        description="Slug of the operation. Left out: the current one.",
        examples=["pemilu-2024"],
    )


class AskedPage(Schema):
    """What lists take."""

    limit: int = Field(50, ge=1, le=200, description="How many at most.", examples=[100])
    cursor: str = Field(
        "",
        description="Where the page begins: taken from `next` of the page before, never made up.",
        examples=[""],
    )


def asked_operation(slug: str) -> Operation:
    """Return the published operation called ``slug``, or the current one."""
    if not slug:
        found = Operation.objects.current(clock.today())
    else:
        known = Operation.objects.published() if SLUG.fullmatch(slug) else Operation.objects.none()
        found = known.filter(slug=slug).first()
    if found is None:
        raise not_found()
    return found


def has_pages(operation: Operation, asked: AskedOperation) -> bool:
    """Tell whether the public pages of posts and activities are those of ``operation``."""
    return not asked.operation or operation == Operation.objects.current(clock.today())


def asked_post(slug: str, operation: Operation) -> Post:
    """Return the public post of ``operation`` called ``slug``, with its hours."""
    posts = Post.objects.public().of(operation).with_hours()
    found = posts.filter(slug=slug).first() if SLUG.fullmatch(slug) else None
    if found is None:
        raise not_found()
    return found
