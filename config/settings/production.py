"""A real post. Whatever has no safe default must come from the environment, or it won't start."""

from urllib.parse import urlsplit

from config.mail import mailer
from config.settings.base import *  # noqa: F403
from config.settings.base import env

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
REPORTER_KEYS = env.list("REPORTER_KEYS")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
DEMONSTRATION = False

SITE_URL = env.str("SITE_URL", f"https://{ALLOWED_HOSTS[0].lstrip('.')}").rstrip("/")
SITE_NAME = urlsplit(SITE_URL).hostname or "localhost"
# A mail that can't be sent is tried again; one that is written to a log would be lost.
MAILERS = {"default": mailer(env.str("EMAIL_URL", "smtp://localhost"))}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"posko@{SITE_NAME}")
