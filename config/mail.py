"""Django's mailer from one address, such as ``smtp+tls://user:password@mail.example:587``."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BACKENDS = "django.core.mail.backends"
# Seconds that a mail server may keep a worker waiting.
TIMEOUT = 20
PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}


def mailer(url: str) -> dict[str, Any]:
    """Return the entry of ``MAILERS`` for ``url``; ``console://`` writes mails to the log."""
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"BACKEND": f"{BACKENDS}.console.EmailBackend"}
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured(f"EMAIL_URL can't begin with {parts.scheme}://")
    return {
        "BACKEND": f"{BACKENDS}.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or PORTS[parts.scheme],
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp+tls",
            "use_ssl": parts.scheme == "smtp+ssl",
            "timeout": TIMEOUT,
        },
    }
