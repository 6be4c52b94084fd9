"""A reporter's data: sealed always, it serves the case alone (UU 27/2022, art. 20)."""

import json
from dataclasses import asdict, dataclass

from incidents.sealing import seal_text, unseal_text


@dataclass(frozen=True, slots=True)
class ReporterData:
    """What is known of a reporter, in clear."""

    name: str = ""
    phone: str = ""
    address: str = ""
    # Who else saw it: people as worthy of protection as the reporter.
    witnesses: str = ""

    def __bool__(self) -> bool:
        return any(asdict(self).values())

    def known(self) -> dict[str, bool]:
        """Tell which of it is there, for the columns ``has_…`` of the Reporter model."""
        return {f"has_{name}": bool(value) for name, value in asdict(self).items()}


def seal(data: ReporterData) -> bytes:
    """Return ``data`` encrypted."""
    return seal_text(json.dumps(asdict(data)))


def unseal(sealed: bytes) -> ReporterData:
    """Return the data in ``sealed``; raises InvalidToken when no key fits."""
    return ReporterData(**json.loads(unseal_text(sealed)))
