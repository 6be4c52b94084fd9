"""Settings that hold everywhere. The other modules here say only what differs."""

import os
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import environ
import pghistory
from corsheaders.defaults import default_headers
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from config import embedded_postgres
from config.mail import mailer

BASE_DIR = Path(__file__).resolve().parent.parent.parent

environ.Env.read_env(BASE_DIR / ".env")
env = environ.Env()

VAR = Path(env.str("POSKO_VAR", str(BASE_DIR / "var"))).resolve()

# The address goes back into the environment, so that child processes (web workers, test
# workers) join this database without asking again.
if not os.environ.get("DATABASE_URL"):
    os.environ["DATABASE_URL"] = embedded_postgres.database_url(VAR / "postgres")

DATABASES = {
    "default": {
        **env.db("DATABASE_URL"),
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 0,
        "DISABLE_SERVER_SIDE_CURSORS": False,
    }
}
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
    "min_size": 1,
    "max_size": env.int("DATABASE_POOL_SIZE", 8),
    "timeout": 10,
}

INSTALLED_APPS = [
    "config.apps.PoskoAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "corsheaders",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "posko",
    "roster",
    "incidents",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Only under /api/, see CORS_URLS_REGEX.
    "corsheaders.middleware.CorsMiddleware",
    # Pages are slow to arrive on the islands; Django pads them against BREACH.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.languages.AddressLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.kept.KeepingLoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "posko.context.site",
                "incidents.context.navigation",
            ],
        },
    }
]
FORM_RENDERER = "config.forms.Renderer"

AUTH_USER_MODEL = "roster.Officer"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "incidents:list"
LOGOUT_REDIRECT_URL = "posko:home"
# A duty of eight hours with its handover fits in; a forgotten phone is logged out by evening.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# Leaflet's files alone: the app they come with wants GDAL.
LEAFLET = Path(str(find_spec("leaflet").submodule_search_locations[0])) / "static"  # type: ignore[union-attr, index]
STATICFILES_DIRS = [BASE_DIR / "static", LEAFLET]
STORAGES = {
    # Where photos and PDFs of cases go; docs/operations.md says how to use an object store.
    "default": {
        "BACKEND": env.str("FILE_STORAGE", "django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("FILE_STORAGE_OPTIONS", default={}),
    },
    "staticfiles": {"BACKEND": "config.storage.BundledStaticFilesStorage"},
}
# Never served as it is: every look at a file goes through a view that asks who looks.
MEDIA_ROOT = VAR / "uploads"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_HANDLERS = [
    "posko.uploads.handler.LimitingUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# The first of them counts the files, and names those too many instead of dropping the form.
DATA_UPLOAD_MAX_NUMBER_FILES = 1000

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
# Pages of others may read the API, without cookies; nothing there can be written.
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
# Who asks again with the ETag of the last answer is told if nothing changed.
CORS_ALLOW_HEADERS = [*default_headers, "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag"]
# On what terms others may use what the API and the downloads hold.
OPEN_DATA_LICENCE = {
    "name": env.str("OPEN_DATA_LICENCE_NAME", "CC BY 4.0"),
    "url": env.str("OPEN_DATA_LICENCE_URL", "https://creativecommons.org/licenses/by/4.0/"),
}
# Which sites may show /sematkan/posko/... in a frame. Everything else is shown in none.
EMBED_ANCESTORS = env.list("EMBED_ANCESTORS", default=["*"])
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# What a form may carry at most, files apart. Ten megabytes of junk end here, not in a worker.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rows of history are never changed by anyone; the triggers say so too.
PGHISTORY_APPEND_ONLY = True
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)
# Only what may change something needs to know who asks: reading a public page or the API must not
# touch the session, else no cache may share what it got.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
PGHISTORY_ADMIN_ALL_EVENTS = False

# Seconds for which a process keeps what strangers see of a public page (docs/performance.md).
PUBLIC_PAGES_KEPT = 1.5

# How many of our own proxies stand in front: as many of X-Forwarded-For's last entries are
# believed when strangers are throttled by address.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)

# The demonstration: invented people, a clock of its own, a banner. Production leaves it off.
DEMONSTRATION = False

# Where "Petunjuk arah" leads; a map service that takes a position.
DIRECTIONS_URL = env.str(
    "DIRECTIONS_URL", "https://www.google.com/maps/dir/?api=1&destination={lat},{lng}"
)

# The background of `/peta/`: a tile server's address such as https://tiles.example/{z}/{x}/{y}.png
# and whom it wants named. Without one the map shows the marks alone (docs/map.md).
TILES_URL = env.str("TILES_URL", "")
TILES_ATTRIBUTION = env.str("TILES_ATTRIBUTION", "")

# Where links in mails and messages lead: a worker has no request to tell it.
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SITE_NAME = urlsplit(SITE_URL).hostname or "localhost"

MAILERS = {"default": mailer(env.str("EMAIL_URL", "console://"))}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"posko@{SITE_NAME}")

# Messages to gateways go by HTTPS alone.
WEBHOOKS_ALLOW_HTTP = False

# Background work (docs/notifications.md). Done jobs are deleted, failed ones stay to be seen.
PROCRASTINATE_WORKER_DEFAULTS = {
    "concurrency": env.int("WORKER_CONCURRENCY", 4),
    "delete_jobs": "successful",
    # Seconds for the work at hand after the word to stop; mail servers and gateways answer sooner.
    "shutdown_graceful_timeout": 25,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
