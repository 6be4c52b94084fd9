"""The hours of a post, day by day."""

from datetime import date, datetime, timedelta
from typing import Literal

from ninja import Field, Schema

from posko.holidays import holiday_name
from posko.hours import DayHours, OpenState, Schedule

TIMES = "2024-02-13T08:00:00+07:00"

# A field called date hides the type of that name.
type Date = date


class StateOut(Schema):
    """Whether a post is open at the moment of the answer."""

    is_open: bool = Field(..., description="Whether it is open now.", examples=[True])
    phase: Literal["before", "during", "after"] = Field(
        ..., description="Where now lies to the operation's period.", examples=["during"]
    )
    changes_at: datetime | None = Field(
        ..., description="When it opens or closes next, ISO 8601 in the post's own zone; null if"
        " never again.", examples=["2024-02-13T16:00:00+07:00"],
    )  # fmt: skip


class DayOut(Schema):
    """What holds on one date."""

    date: Date = Field(
        ..., description="The date, in the post's own zone.", examples=["2024-02-13"]
    )
    is_open: bool = Field(..., description="Whether the post opens on it.", examples=[True])
    opens: datetime | None = Field(
        ..., description="When it opens; null if it doesn't.", examples=[TIMES]
    )
    closes: datetime | None = Field(
        ..., description="When it closes, on the next date if over midnight; null if it doesn't"
        " open.",
        examples=["2024-02-13T16:00:00+07:00"],
    )  # fmt: skip
    over_midnight: bool = Field(
        ..., description="Whether it closes on the next date.", examples=[False]
    )
    all_day: bool = Field(
        ..., description="Whether it is open for 24 hours from `opens` on.", examples=[False]
    )
    source: Literal["own", "common", "exception", "none"] = Field(
        ..., description="Where the hours come from: the post's own week, the common hours of all"
        " posts (its own being unknown), an exception of that date, or nowhere (outside of the"
        " period, or not announced).", examples=["own"],
    )  # fmt: skip
    reason: str = Field(..., description="Why the date is an exception; '' if it is none.",
                        examples=[""])  # fmt: skip
    holiday: str = Field(
        ...,
        description="Name of the public holiday; '' if it is none.",
        examples=["Tahun Baru Imlek"],
    )


def told_state(state: OpenState) -> StateOut:
    """Return ``state`` as the API tells it."""
    return StateOut(is_open=state.is_open, phase=state.phase.value, changes_at=state.changes_at)


def told_days(schedule: Schedule, first: date, count: int) -> list[DayOut]:
    """Return ``count`` days from ``first`` on; those outside of the period are closed."""
    days = (schedule.on(first + timedelta(days=n)) for n in range(count))
    return [told_day(day, schedule) for day in days]


def told_day(day: DayHours, schedule: Schedule) -> DayOut:
    """Return one day of ``schedule`` as the API tells it."""
    opens, closes = day.hours.on(day.day, schedule.zone) if day.hours else (None, None)
    return DayOut(
        date=day.day,
        is_open=day.hours is not None,
        opens=opens,
        closes=closes,
        over_midnight=bool(closes and closes.date() > day.day),
        all_day=bool(day.hours and day.hours.all_day),
        source=day.source.value,
        reason=day.reason,
        holiday=holiday_name(day.day),
    )
