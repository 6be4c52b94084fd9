"""Signatures by which a receiver knows that a message is ours, whole, and not an old one."""

import hashlib
import hmac

TIMESTAMP_HEADER = "X-Posko-Timestamp"
EVENT_HEADER = "X-Posko-Event"
SIGNATURE_HEADER = "X-Posko-Signature"
VERSION = "v1"


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """Return ``v1=`` and the HMAC-SHA256 over the timestamp (seconds), a dot and the body."""
    message = str(timestamp).encode() + b"." + body
    digest = hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
    return f"{VERSION}={digest}"


def is_signed(secret: str, timestamp: int, body: bytes, given: str) -> bool:
    """Tell whether ``given`` is the signature: what a receiver does with a message."""
    return hmac.compare_digest(signature(secret, timestamp, body).encode(), given.encode())
