"""The hash over what was signed: pure calculation on plain values."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from roster.models import Handover

type Content = Sequence[dict[str, Any]]


def seal(handover: Handover, besides: Content) -> str:
    """Return the SHA-256 (hex) of all that was signed.

    ``besides`` is what belongs to it and is kept elsewhere: the open cases.
    """
    content = {
        "duty": handover.duty_id,
        "to_duty": handover.to_duty_id,
        "notes": handover.notes,
        "equipment": handover.equipment,
        "signed_by": handover.signed_by_id,
        "signed_at": handover.signed_at.astimezone(UTC).isoformat(),
        "besides": list(besides),
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def is_intact(handover: Handover, besides: Content) -> bool:
    """Tell whether what is stored is what was signed."""
    return handover.content_hash == seal(handover, besides)
