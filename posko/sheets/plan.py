"""What a file would do, in words: all that is shown before anything is stored."""

import hashlib
import json
from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import dataclass, field

from posko.sheets.book import Where

MADE, CHANGED, REMOVED = "made", "changed", "removed"


@dataclass(frozen=True, slots=True)
class Told:
    """Something to say of a cell, or of the whole file."""

    words: str
    where: Where | None = None

    def __str__(self) -> str:
        return f"{self.where}: {self.words}" if self.where else self.words


@dataclass(frozen=True, slots=True)
class Line:
    """One change: what happens, to what, and how in detail."""

    what: str
    subject: str
    details: str = ""
    where: Where | None = None


@dataclass(slots=True)
class Plan(ABC):
    """What a file would change. With ``errors`` nothing of it can be stored.

    ``warnings`` have to be accepted, ``notes`` are only told; ``left`` rows stay as they are.
    """

    lines: list[Line] = field(default_factory=list)
    left: int = 0
    errors: list[Told] = field(default_factory=list)
    warnings: list[Told] = field(default_factory=list)
    notes: list[Told] = field(default_factory=list)

    def refuse(self, words: str, where: Where | None = None) -> None:
        """Note a bad cell."""
        self.errors.append(Told(words, where))

    def warn(self, words: str, where: Where | None = None) -> None:
        """Note what the person has to accept."""
        self.warnings.append(Told(words, where))

    def arrange(self) -> None:
        """Put what is told of cells in the order of the file: by sheet, row and column."""
        sheets: dict[str, int] = {}
        for one in [*self.errors, *self.warnings]:
            if one.where:
                sheets.setdefault(one.where.sheet, len(sheets))
        for told in (self.errors, self.warnings):
            told.sort(key=lambda one: _order(one.where, sheets))

    @property
    def counts(self) -> Counter[str]:
        """How many things are made, changed and removed."""
        return Counter(line.what for line in self.lines)

    @property
    def digest(self) -> str:
        """What tells whether a plan is still the one that somebody saw."""
        lines = [(line.what, line.subject, line.details, str(line.where)) for line in self.lines]
        told = [[str(one) for one in some] for some in (self.errors, self.warnings)]
        seen = json.dumps([sorted(lines), told])
        return hashlib.sha256(seen.encode()).hexdigest()

    @abstractmethod
    def lock(self) -> None:
        """Lock what it changes, inside the caller's transaction; it is planned anew after that."""

    @abstractmethod
    def store(self) -> None:
        """Store it, inside the caller's transaction, with all of it locked."""


def _order(where: Where | None, sheets: dict[str, int]) -> tuple[int, int, int]:
    return (sheets[where.sheet], where.row, where.column) if where else (-1, 0, 0)
