"""The access log without secrets: a calendar's address is its key."""

import re
from typing import Any

from gunicorn.glogging import Logger

SECRET = re.compile(r"^(/jadwal/kalender/)[^/]+(\.ics)$")


def masked(path: str) -> str:
    """Return ``path`` without the secret that it may hold."""
    return SECRET.sub(r"\1...\2", path)


class DiscreetLogger(Logger):  # type: ignore[misc,unused-ignore]
    """Gunicorn's own, with masked paths."""

    def atoms(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what a line of the log is made of."""
        atoms: dict[str, Any] = super().atoms(*args, **kwargs)
        return {**atoms, "U": masked(atoms["U"] or "")}
