"""Secrets of webhooks are sealed in the database under the keys that seal reporters."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

__all__ = ["InvalidToken", "open_secret", "seal_secret"]


def seal_secret(secret: str) -> bytes:
    """Return ``secret`` encrypted."""
    return _keys().encrypt(secret.encode())


def open_secret(sealed: bytes) -> str:
    """Return the secret in ``sealed``; raises InvalidToken when no key fits."""
    return _keys().decrypt(sealed).decode()


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.REPORTER_KEYS])
