"""Sealing short texts that the product itself has to read again, such as a gateway's secret."""

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def seal_text(text: str) -> bytes:
    """Return ``text`` encrypted under the newest of ``REPORTER_KEYS``."""
    return _keys().encrypt(text.encode())


def unseal_text(sealed: bytes) -> str:
    """Return the text in ``sealed``; raises InvalidToken when no key fits."""
    return _keys().decrypt(sealed).decode()


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.REPORTER_KEYS])
