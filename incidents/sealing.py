"""Sealing short texts that the product itself has to read again: a reporter's data, a secret.

Fernet (AES-128-CBC with HMAC-SHA256) under the first of ``REPORTER_KEYS``; the others still
open what was sealed before a rotation.
"""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

__all__ = ["InvalidToken", "seal_text", "unseal_text"]


def seal_text(text: str) -> bytes:
    """Return ``text`` encrypted under the newest of ``REPORTER_KEYS``."""
    return _keys().encrypt(text.encode())


def unseal_text(sealed: bytes) -> str:
    """Return the text in ``sealed``; raises InvalidToken when no key fits."""
    return _keys().decrypt(sealed).decode()


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.REPORTER_KEYS])
