"""Operations: which elections have posts, and which of them is the current one."""

from datetime import date
from typing import Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, P, PathEx, Query, Router, Schema

from posko import clock
from posko.api.asking import Asked, AskedOperation, asked_operation
from posko.api.shapes import PROBLEMS, NextPage
from posko.models import Operation
from posko.timeline import timeline

router = Router(tags=["operations"])

SLUG = P(description="Slug of the operation.", example="pemilu-2024")


class OperationOut(Schema):
    """One opening of joint posts, for one election."""

    slug: str = Field(..., description="Name in addresses.", examples=["pemilu-2024"])
    name: str = Field(..., description="Name as people say it.", examples=["Pemilu 2024"])
    starts_on: date = Field(..., description="First day of the posts.", examples=["2024-01-09"])
    ends_on: date = Field(..., description="Last day of the posts.", examples=["2024-02-29"])
    voting_day: date = Field(..., description="Day of the vote.", examples=["2024-02-14"])
    phase: Literal["before", "during", "after"] = Field(
        ..., description="Where today lies to the posts' period.", examples=["during"]
    )
    current: bool = Field(
        ..., description="Whether the public pages show this one first.", examples=[True]
    )
    legal_basis: str = Field(
        ..., description="What it is founded on; '' if unknown.",
        examples=["Keputusan Gubernur DKI Jakarta No. 6 Tahun 2024"],
    )  # fmt: skip
    url: str | None = Field(
        ..., description="Public page; null unless it is the current one.",
        examples=["https://posko.example/"],
    )  # fmt: skip


class OperationsOut(NextPage):
    """Operations, the latest first; few, so all at once."""

    items: list[OperationOut] = Field(..., description="The operations.")


class StageOut(Schema):
    """A stage of the election, as its law and its commission set it."""

    name: str = Field(..., description="Name in Indonesian.", examples=["Masa tenang"])
    name_en: str = Field(..., description="Name in English; '' if none.", examples=["Quiet period"])
    starts_on: date = Field(..., description="First day.", examples=["2024-02-11"])
    ends_on: date = Field(..., description="Last day, included.", examples=["2024-02-13"])
    when: Literal["over", "now", "coming"] = Field(
        ..., description="Where the stage lies, seen from today (WIB).", examples=["now"]
    )
    source: str = Field(
        ..., description="What says so.", examples=["Peraturan KPU Nomor 3 Tahun 2022"]
    )
    source_url: str = Field(..., description="Where it says so; '' if unknown.", examples=[""])


class StagesOut(NextPage):
    """The stages of an election in their order, all at once."""

    items: list[StageOut] = Field(..., description="The stages.")


@router.get("/operations", response={200: OperationsOut, **PROBLEMS}, url_name="operations",
            operation_id="listOperations", summary="All operations")  # fmt: skip
def operations(request: HttpRequest, asked: Query[Asked]) -> OperationsOut:
    """Every operation that is public, the latest first. The current one is marked."""
    today = clock.today()
    current = Operation.objects.current(today)
    rows = Operation.objects.published().order_by("-starts_on", "pk")
    return OperationsOut(items=[_told(row, current, today) for row in rows])


@router.get("/operations/{slug}", response={200: OperationOut, **PROBLEMS}, url_name="operation",
            operation_id="getOperation", summary="One operation")  # fmt: skip
def operation(request: HttpRequest, slug: PathEx[str, SLUG], asked: Query[Asked]) -> OperationOut:
    """One operation by its slug."""
    today = clock.today()
    return _told(asked_operation(slug), Operation.objects.current(today), today)


@router.get("/stages", response={200: StagesOut, **PROBLEMS}, url_name="stages",
            operation_id="listStages", summary="Stages of the election")  # fmt: skip
def stages(request: HttpRequest, asked: Query[AskedOperation]) -> StagesOut:
    """Campaign, quiet period, vote and recapitulation of an operation's election."""
    steps = timeline(asked_operation(asked.operation), clock.today())
    items = [
        StageOut(
            name=step.stage.name,
            name_en=step.stage.name_en,
            starts_on=step.stage.starts_on,
            ends_on=step.stage.ends_on,
            when=step.when.value,
            source=step.stage.source,
            source_url=step.stage.source_url,
        )
        for step in steps
    ]
    return StagesOut(items=items)


def _told(row: Operation, current: Operation | None, today: date) -> OperationOut:
    return OperationOut(
        slug=row.slug,
        name=row.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        voting_day=row.voting_day,
        phase=_phase(row, today),
        current=row == current,
        legal_basis=row.legal_basis,
        url=f"{settings.SITE_URL}{reverse('posko:home')}" if row == current else None,
    )


def _phase(row: Operation, today: date) -> Literal["before", "during", "after"]:
    if today < row.starts_on:
        return "before"
    return "during" if today <= row.ends_on else "after"
