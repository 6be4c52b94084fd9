"""Pages by keyset: the next one begins after the last row of this one, whatever was added since.

A cursor is where that row stood, signed, so that none can be made up. It holds no time: the same
page has the same link, and so the same ETag.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from posko.api.problems import unusable


def place(kind: str, cursor: str) -> list[str]:
    """Return where ``cursor`` points to in the list called ``kind``."""
    try:
        found: list[str] = _signer(kind).unsign_object(cursor)
    except BadSignature:
        raise unusable("cursor") from None
    return found


def next_link(request: HttpRequest, kind: str, *position: object) -> str:
    """Return the address of the page after ``position``, all other parameters as they were."""
    query = request.GET.copy()
    query["cursor"] = _signer(kind).sign_object([str(part) for part in position])
    return f"{settings.SITE_URL}{request.path}?{query.urlencode()}"


def _signer(kind: str) -> Signer:
    return Signer(salt=f"posko.api.{kind}")
