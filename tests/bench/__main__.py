"""`python -m tests.bench [--only roster]`: measure, print one table, write var/bench.json."""

import argparse
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.bench import public, roster
from tests.bench.row import Row, table, write

# One module a part.
PARTS: dict[str, Callable[[], Iterable[Row]]] = {
    "public": public.rows,
    "roster": roster.rows,
}


def main() -> None:
    """Measure what is asked for."""
    # An embedded database server that this process starts is stopped with Django's help.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this part alone")
    only = parser.parse_args().only or list(PARTS)
    rows = [row for part in only for row in PARTS[part]()]
    print(table(rows))
    path = Path(os.environ.get("POSKO_VAR", "var")) / "bench.json"
    write(rows, path)
    print(f"\nWritten to {path}.")


if __name__ == "__main__":
    main()
