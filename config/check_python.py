"""Says in one line what is missing before anything is installed. Runs on any Python 3."""

import sys

if sys.version_info < (3, 12):  # noqa: UP036 - that is the question
    sys.exit(
        "Posko Bersama needs Python 3.12 or later, and this is %d.%d. "  # noqa: UP031 - for old ones
        "Name another: make PYTHON=python3.13 run" % sys.version_info[:2]
    )
try:
    import ensurepip  # noqa: F401
except ImportError:
    sys.exit("This Python has no ensurepip. On Debian or Ubuntu: apt-get install python3-venv")
