"""A gunicorn of our own on loopback, with a database of its own, ended when the block ends."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg
from psycopg import sql

from config import embedded_postgres
from posko import clock
from posko.clock import JAKARTA

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("POSKO_VAR", ROOT / "var")).resolve()
PAGES = VAR / "bench" / "pages"
# The demonstration's day, when all posts are open.
MOMENT = datetime(2024, 2, 13, 9, 0, tzinfo=JAKARTA)
PATIENCE = 30


def server_url() -> str:
    """Return the address of the database server in use."""
    return os.environ.get("DATABASE_URL") or embedded_postgres.database_url(VAR / "postgres")


@contextmanager
def database(server: str, name: str, template: str = "template1") -> Iterator[str]:
    """Make the database ``name`` from ``template``; drop it in the end. Gives its address."""
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        sql.Identifier(name), sql.Identifier(template)
    )
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(create)
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(drop)


def run(url: str, *arguments: str) -> None:
    """Run a Python of our own on the database at ``url``."""
    subprocess.run([sys.executable, *arguments], check=True, cwd=ROOT, env=_environment(url))


@contextmanager
def gunicorn(url: str) -> Iterator[int]:
    """Serve the database at ``url``; gives the port."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
    environment = {**_environment(url), "HOST": "127.0.0.1", "PORT": str(port)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz", process)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def page(port: int, path: str) -> bytes:
    """Return the body of a page."""
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response:
        body: bytes = response.read()
    return body


def _environment(url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.bench.public_settings",
        "POSKO_VAR": str(VAR),
        "POSKO_CLOCK_OFFSET": str(clock.offset_to(MOMENT)),
        "BENCH_PAGES": str(PAGES),
    }


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urlopen(address, timeout=2).close()  # noqa: S310
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("gunicorn didn't start")
