"""Many problems at once, and the figures that are published of them."""

from typing import Any

from incidents.states import Status
from incidents.statistics.published import Cell, Published
from incidents.statistics.publishing import statistics_of
from incidents.suppression import Mark
from posko.models import Operation
from tests.factories.incidents import People, make_incident

FRIDAY, MONDAY = "2024-02-02 10:00", "2024-02-05 00:00"


def make_many(people: People, count: int, status: Status = Status.RECEIVED, **report: Any) -> None:
    for _ in range(count):
        make_incident(people, status, **report)


def figures() -> Published:
    published = statistics_of(Operation.objects.get())
    assert published is not None
    return published


def shown(cells: list[Cell]) -> dict[str, int]:
    return {cell.key: cell.count for cell in cells if cell.count}


def marks(cells: list[Cell]) -> dict[str, Mark]:
    return {cell.key: cell.mark for cell in cells if cell.mark != Mark.SHOWN}
