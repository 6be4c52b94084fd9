"""Signatures by which a receiver knows that a message is the sender's, whole, and not an old one.

Gateways sign what they bring (docs/inbox.md), webhooks are sent signed.
"""

import hashlib
import hmac

TIMESTAMP_HEADER = "X-Posko-Timestamp"
EVENT_HEADER = "X-Posko-Event"
SIGNATURE_HEADER = "X-Posko-Signature"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Return what signs ``body`` at ``timestamp`` (seconds since 1970), in hexadecimal.

    It is the HMAC-SHA256 over the timestamp, a dot and the body.
    """
    content = timestamp.encode() + b"." + body
    return hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


def is_signed(secret: str, timestamp: str, body: bytes, given: str) -> bool:
    """Tell whether ``given`` signs ``body``, taking the same time for every wrong one."""
    return hmac.compare_digest(signature(secret, timestamp, body).encode(), given.encode())
