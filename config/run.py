"""`make run`: everything from an empty folder to a served demonstration, in one process tree.

The web server and the worker are this process's children; Ctrl-C reaches this process alone, which
stops them both. The embedded PostgreSQL, kept out of the terminal's process group, is stopped
last, when the connections are gone.
"""

import os
import secrets
import signal
import socket
import sys
from contextlib import closing
from pathlib import Path
from types import FrameType

BASE_DIR = Path(__file__).resolve().parent.parent


def main() -> int:
    """Prepare the database and serve until Ctrl-C."""
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    if complaint := _port_complaint(host, port):
        print(complaint, file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGHUP, _stop)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    os.environ.setdefault("SITE_URL", f"http://{host}:{port}")
    try:
        _prepare()
        _greet(host, port)
        return _serve()
    except KeyboardInterrupt:
        return 0


def _port_complaint(host: str, port: int) -> str:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return f"Port {port} is taken. Choose another: make run PORT={port + 1}"
    return ""


def _prepare() -> None:
    import django

    from config.catalogue import compile_catalogues

    compile_catalogues()
    django.setup()
    _load()
    _collect_static_files()


def _load() -> None:
    from django.core.management import call_command

    from roster.demonstration import set_passwords

    call_command("migrate", verbosity=0)
    call_command("load_demonstration", password=demo_password())
    set_passwords(demo_password())
    os.environ["POSKO_CLOCK_OFFSET"] = str(_clock_offset())


def _collect_static_files() -> None:
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def demo_password() -> str:
    """Return ``DEMO_PASSWORD``, or a password made on the first run and kept under var/."""
    from config.secrets import kept_as
    from config.settings.base import VAR, env

    given = env.str("DEMO_PASSWORD", "")
    return given or kept_as(VAR / "demo_password", lambda: f"posko-{secrets.randbelow(10**6):06d}")


def _clock_offset() -> float:
    """The demonstration begins on 13 February 2024, 09.00, and goes on where it was left."""
    from incidents.demonstration import STARTS_AT
    from incidents.models import Event
    from posko import clock

    last = Event.objects.order_by("-at").values_list("at", flat=True).first()
    return clock.offset_to(max(STARTS_AT, last or STARTS_AT))


def _greet(host: str, port: int) -> None:
    from roster.demonstration import ACCOUNTS

    print(f"\n  Posko Bersama: http://{host}:{port}/  (Ctrl-C stops it)")
    print(f"  Password of all demonstration accounts: {demo_password()}")
    print(f"  Accounts: {' '.join(ACCOUNTS)}\n", flush=True)


def _serve() -> int:
    from django.db import connections

    from config.children import run_together

    connections.close_all()
    python = sys.executable
    return run_together(
        [python, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"],
        [python, "manage.py", "work"],
        folder=BASE_DIR,
    )


def _stop(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
