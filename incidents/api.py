"""`/api/v1/statistics`: the figures of `/data/`, for programs."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from incidents.statistics.open_data import document
from incidents.statistics.publishing import statistics_of
from posko.api.asking import AskedOperation, asked_operation
from posko.api.shapes import PROBLEMS

router = Router(tags=["statistics"])


class FigureOut(Schema):
    """One figure: how many problems, or how many hours."""

    operation: str = Field(..., description="Slug of the operation.", examples=["pemilu-2024"])
    table: Literal["counts", "handling_time"] = Field(
        ..., description="What kind of figure it is.", examples=["counts"]
    )
    dimension: str = Field(
        ..., description="What is counted by; milestone for times.", examples=["category"]
    )
    key: str = Field(..., description="Which of these.", examples=["hak-pilih"])
    label_id: str = Field(..., description="Its name in Indonesian.", examples=["Hak pilih"])
    label_en: str = Field(..., description="Its name in English.", examples=["Voting rights"])
    measure: Literal["count", "median", "percentile_90"] = Field(
        ..., description="What the value is.", examples=["count"]
    )
    unit: Literal["problems", "reports", "hours"] = Field(
        ..., description="What the value is of; hours by the clock.", examples=["problems"]
    )
    value: int | None = Field(..., description="The figure; null if suppressed.", examples=[65])
    suppressed: bool = Field(
        ..., description="Whether there is a figure that isn't published.", examples=[False]
    )
    suppression: str = Field(
        ...,
        description="Why: few (1 to 4), masked (would give a few away), withheld (none of the "
        "table can be shown); '' if it isn't.",
        examples=[""],
    )
    n: int | None = Field(
        ..., description="How many problems it rests on; null if suppressed.", examples=[65]
    )
    n_exact: bool = Field(..., description="Whether n is more than a lower bound.", examples=[True])
    period_start: str = Field(
        ..., description="First day of intake in it; '' if unbounded.", examples=["2024-01-09"]
    )
    period_end: str = Field(..., description="Last day of intake in it.", examples=["2024-02-11"])
    as_of: date = Field(
        ..., description="How things stood at the end of this day, WIB.", examples=["2024-02-11"]
    )


class DefinitionOut(Schema):
    """A word of the statistics, and what is meant by it."""

    key: str = Field(..., description="Its id.", examples=["problem"])
    term_id: str = Field(..., description="The word in Indonesian.", examples=["Masalah"])
    term_en: str = Field(..., description="The word in English.", examples=["Problem"])
    text_id: str = Field(
        ..., description="What is meant, in Indonesian.", examples=["Laporan yang dicatat petugas."]
    )
    text_en: str = Field(
        ..., description="What is meant, in English.", examples=["A report that was recorded."]
    )


class StatisticsOut(Schema):
    """All published figures of one operation. Before the first release there are no rows."""

    as_of: date | None = Field(
        ..., description="How things stood at the end of this day, WIB.", examples=["2024-02-11"]
    )
    received_until: date | None = Field(
        ..., description="Last day of intake that is in it.", examples=["2024-02-11"]
    )
    definitions: list[DefinitionOut] = Field(..., description="What is counted.")
    rows: list[FigureOut] = Field(..., description="The figures.")


@router.get("", response={200: StatisticsOut, **PROBLEMS}, url_name="statistics",
            operation_id="getStatistics", summary="Problems in figures")  # fmt: skip
def statistics(request: HttpRequest, asked: Query[AskedOperation]) -> dict[str, Any]:
    """How many problems there are, of what kind, where, and how long they take.

    Released every Monday. Figures from 1 to 4 are suppressed, and others that would tell them.
    """
    operation = asked_operation(asked.operation)
    return document(operation, statistics_of(operation))
