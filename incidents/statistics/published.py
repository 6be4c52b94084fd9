"""What is published of an operation, as it is stored. Suppressed already."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from incidents.statistics.definitions import Dimension, Milestone
from incidents.suppression import Mark


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure. ``count`` is None unless the mark is SHOWN."""

    key: str
    label_id: str
    label_en: str
    count: int | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class Handling:
    """Hours until a milestone. The hours are None when too few cases got there.

    ``cases`` is worked out from what the table of states shows, so that it tells nothing more; it
    is a lower bound unless ``exact``.
    """

    milestone: Milestone
    cases: int
    exact: bool
    median: int | None
    ninetieth: int | None


@dataclass(frozen=True, slots=True)
class Published:
    """All figures of one operation.

    States are as of the end of ``as_of``; reports are in it that were received until the end of
    ``received_until``. ``problems`` and ``reports`` are None where they would tell of few people.
    """

    as_of: date
    received_until: date
    problems: int | None
    reports: int | None
    tables: Mapping[Dimension, list[Cell]]
    handling: list[Handling]

    @property
    def is_empty(self) -> bool:
        """Whether no report came at all."""
        return self.reports == 0

    def stored(self) -> dict[str, Any]:
        """Return it for a JSON field."""
        whole = asdict(self)
        dates = {"as_of": str(self.as_of), "received_until": str(self.received_until)}
        return {**whole, **dates, "tables": {str(k): v for k, v in whole["tables"].items()}}

    @classmethod
    def read(cls, data: dict[str, Any]) -> Self:
        """Return what :meth:`stored` stored."""
        return cls(
            as_of=date.fromisoformat(data["as_of"]),
            received_until=date.fromisoformat(data["received_until"]),
            problems=data["problems"],
            reports=data["reports"],
            tables={
                # The database doesn't keep the order of keys.
                dimension: [Cell(**{**cell, "mark": Mark(cell["mark"])}) for cell in cells]
                for dimension in Dimension
                for cells in [data["tables"][str(dimension)]]
            },
            handling=[
                Handling(**{**row, "milestone": Milestone(row["milestone"])})
                for row in data["handling"]
            ],
        )
