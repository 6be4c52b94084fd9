"""Sealing and opening a reporter's data.

Fernet (AES-128-CBC with HMAC-SHA256) under the first of ``REPORTER_KEYS``; the others still
open what was sealed before a rotation. The data serves the case alone (UU 27/2022, art. 20).
"""

import json
from dataclasses import asdict, dataclass

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


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
    return _keys().encrypt(json.dumps(asdict(data)).encode())


def unseal(sealed: bytes) -> ReporterData:
    """Return the data in ``sealed``; raises InvalidToken when no key fits."""
    return ReporterData(**json.loads(_keys().decrypt(sealed)))


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.REPORTER_KEYS])
