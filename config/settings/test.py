"""The test suite: like development, but quick at passwords and blind to the outside."""

from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, STORAGES

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105
# Made for the tests alone; Fernet wants 32 bytes in base64.
REPORTER_KEYS = ["dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk="]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests that race open many connections at once, and the test database is dropped at the end:
# a pool would only get in the way of both.
DATABASES["default"]["OPTIONS"].pop("pool")
STORAGES = {
    **STORAGES,
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
DEMONSTRATION = False
# What a test changes is seen at once; tests of the keeping turn it on.
PUBLIC_PAGES_KEPT = 0
