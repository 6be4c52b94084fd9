"""The chain of hashes over an incident's history: pure calculation.

Each event's hash covers its content and the hash of the event before, so that a row that was
altered, dropped or slipped in later shows.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

START = "0" * 64


def digest(previous: str, content: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of ``content`` chained to the hash ``previous``."""
    canonical = json.dumps(
        {"previous": previous, **content}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
