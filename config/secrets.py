"""Secrets of a development machine: made once, kept under var/, never committed."""

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path


def kept(path: Path) -> str:
    """Return the secret in ``path``, making it first (32 random bytes in URL-safe base64)."""
    return kept_as(path, lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())


def kept_as(path: Path, make: Callable[[], str]) -> str:
    """Return the secret in ``path``, which ``make`` makes when there is none."""
    if not path.exists():
        _write_private(path, make())
    return path.read_text().strip()


def _write_private(path: Path, secret: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written aside and linked into place: of two processes that start at once, one wins whole.
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secret)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
