"""The stages of an election as the public reads them: what was, what is now, what comes."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from posko.languages import told
from posko.models import Operation, Stage


class When(Enum):
    """Where a stage lies, seen from a day."""

    OVER = "over"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Step:
    """A stage and where it lies."""

    stage: Stage
    when: When

    @property
    def name(self) -> str:
        """Its name in the language of the page, as far as it has one."""
        return told(self.stage, "name")


def timeline(operation: Operation, today: date) -> list[Step]:
    """Return the stages of ``operation`` in their order; one query."""
    return [Step(stage, _when(stage, today)) for stage in operation.stages.all()]


def _when(stage: Stage, today: date) -> When:
    if stage.ends_on < today:
        return When.OVER
    return When.COMING if stage.starts_on > today else When.NOW
