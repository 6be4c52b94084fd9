"""Papers for everybody, set once and kept: a stranger who asks a thousand times costs one setting.

A paper is named by the hash of all that it is made of, so a changed post has another paper at
once, and the old one goes. What is set at a time is one in a process.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

logger = logging.getLogger(__name__)

# Whoever finds this many seconds not enough may come again.
PATIENCE = 5.0
_desk = Lock()


class Busy(Exception):
    """Other papers are being set; this one comes later."""


def digest(*parts: Mapping[str, Any] | str) -> str:
    """Return what names a paper that is made of ``parts``."""
    text = json.dumps(parts, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def kept(folder: str, name: str, make: Callable[[], bytes]) -> bytes:
    """Return the paper ``name`` of ``folder``, which is made if it isn't there.

    All others in ``folder`` go then: it holds one paper. Raises Busy after a while.
    """
    path = f"{folder}/{name}.pdf"
    if found := _read(path):
        return found
    if not _desk.acquire(timeout=PATIENCE):
        raise Busy
    try:
        # Somebody may have made it while we waited.
        return _read(path) or _made(folder, path, make)
    finally:
        _desk.release()


def _read(path: str) -> bytes:
    try:
        with default_storage.open(path) as source:
            content: bytes = source.read()
    except FileNotFoundError:
        return b""
    # Another process may be writing it at this moment.
    return content if content.rstrip().endswith(b"%%EOF") else b""


def _made(folder: str, path: str, make: Callable[[], bytes]) -> bytes:
    content = make()
    try:
        _clear(folder)
        default_storage.save(path, ContentFile(content))
    except OSError:
        # A full disk must keep nobody from the paper.
        logger.exception("%s could not be kept", path)
    return content


def _clear(folder: str) -> None:
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
