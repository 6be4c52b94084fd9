"""The product as `make run` serves it, with a bare page beside it for `make bench`."""

from config.settings.development import *  # noqa: F403
from config.settings.development import VAR

ROOT_URLCONF = "tests.bench.public_urls"
STATIC_ROOT = VAR / "bench" / "static"
