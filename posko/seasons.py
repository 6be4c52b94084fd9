"""Which election it is: the one that runs, the one that comes, or none between two of them."""

from dataclasses import dataclass
from datetime import date

from posko.models import Operation
from posko.timeline import When


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which no operation runs. Either side may be unknown."""

    last: Operation | None
    next: Operation | None


def standing(operation: Operation, day: date) -> When:
    """Tell whether ``operation`` is over, running or coming on ``day``."""
    if operation.ends_on < day:
        return When.OVER
    return When.COMING if operation.starts_on > day else When.NOW


def season(day: date) -> tuple[Operation | None, Gap | None]:
    """Return the operation whose posts the public looks for on ``day``, and the gap it lies in.

    That is the running one (no gap), else the coming one, else none: the posts of an election
    that is over are in the archive, and nowhere else do they look as if one could go there.
    """
    found = Operation.objects.current(day)
    if found is None:
        return None, Gap(None, None)
    match standing(found, day):
        case When.NOW:
            return found, None
        case When.COMING:
            return found, Gap(_last_before(day), found)
        case _:
            return None, Gap(found, None)


def _last_before(day: date) -> Operation | None:
    over = Operation.objects.published().filter(ends_on__lt=day)
    return over.order_by("-ends_on", "-pk").first()
