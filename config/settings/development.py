"""A developer's machine and the demonstration of ``make run``."""

from config.secrets import kept
from config.settings.base import *  # noqa: F403
from config.settings.base import VAR, env

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or kept(VAR / "secret_key")
REPORTER_KEYS = env.list("REPORTER_KEYS", default=[]) or [kept(VAR / "reporter_key")]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DEMONSTRATION = True
# Enough for somebody who looks at the demonstration; a real operation brings its own.
TILES_URL = env.str("TILES_URL", "https://tile.openstreetmap.org/{z}/{x}/{y}.png")
TILES_ATTRIBUTION = env.str(
    "TILES_ATTRIBUTION", '© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>'
)
