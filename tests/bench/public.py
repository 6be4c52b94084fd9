"""Public pages: requests per second beside a page without work, and how size and change show.

What is compared is asked for in short turns. ``ratio`` is the median of the turns'
ratios: what else the machine does meanwhile hits both alike.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import time as clock_time
from statistics import median

import psycopg

from posko.public import FRESH, FRESH_BETWEEN
from tests.bench.row import Row, at_most
from tests.bench.serving import PAGES, ROOT, database, gunicorn, page, run, server_url

# A page is made anew every 1.5 seconds: each turn is to see that once.
ROUNDS, SECONDS = 7, 1.5
HOME, POST = "/", "/posko/jakarta-pusat/"
FEW, MANY = 5, 317
PACKED, PLAIN = "gzip", "identity"
NEW_HOURS = clock_time(8), clock_time(17, 45)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked for: a page of the operation with so many posts."""

    posts: int
    path: str
    accepts: str = PLAIN


def _bare(name: str, accepts: str = PLAIN) -> Subject:
    return Subject(FEW, f"/bare/{name}/", accepts)


# name: what is asked for, what stands beside it, and the least ratio.
PAIRS = {
    "/, beside a bare view": (Subject(FEW, HOME), _bare("home"), 0.8),
    "/, compressed, beside a bare view": (
        Subject(FEW, HOME, PACKED), _bare("home", PACKED), 0.8,
    ),
    "a post page, beside a bare view": (Subject(FEW, POST), _bare("post"), 0.8),
    "a post page, compressed, beside a bare view": (
        Subject(FEW, POST, PACKED), _bare("post", PACKED), 0.8,
    ),
    f"/, {MANY} posts / {FEW}": (Subject(MANY, HOME, PACKED), Subject(FEW, HOME, PACKED), 0.9),
    # The same page: what is below 1 is noise.
    f"a post page, {MANY} posts / {FEW}": (
        Subject(MANY, POST, PACKED), Subject(FEW, POST, PACKED), 0.95,
    ),
}  # fmt: skip


def rows() -> Iterator[Row]:
    """Measure the public pages; takes two minutes."""
    server = server_url()
    with ExitStack() as stack:
        few = stack.enter_context(database(server, "posko_bench_few"))
        run(few, "manage.py", "migrate", "-v", "0")
        run(few, "manage.py", "collectstatic", "--noinput", "-v", "0")
        run(few, "-m", "tests.bench.many_posts", str(FEW))
        many = stack.enter_context(database(server, "posko_bench_many", "posko_bench_few"))
        run(many, "-m", "tests.bench.many_posts", str(MANY))
        ports = {
            FEW: stack.enter_context(gunicorn(few)),
            MANY: stack.enter_context(gunicorn(many)),
        }
        _store_pages(ports[FEW])
        yield from _rates(ports)
        yield from _sizes(ports)
        yield _freshness(few, ports[FEW])


def _store_pages(port: int) -> None:
    PAGES.mkdir(parents=True, exist_ok=True)
    (PAGES / "home").write_bytes(page(port, HOME))
    (PAGES / "post").write_bytes(page(port, POST))


def _rates(ports: dict[int, int]) -> Iterator[Row]:
    rounds: dict[str, list[tuple[float, float]]] = {name: [] for name in PAIRS}
    for number in range(ROUNDS + 1):
        for name, (subject, baseline, _) in PAIRS.items():
            both = _both(ports, subject, baseline, subject_first=bool(number % 2))
            if number:  # The first round warms up.
                rounds[name].append(both)
    for name, measured in rounds.items():
        yield _row(name, measured, PAIRS[name][2])


def _both(
    ports: dict[int, int], subject: Subject, baseline: Subject, *, subject_first: bool
) -> tuple[float, float]:
    rates = {
        which: _rate(ports[which.posts], which)
        for which in ([subject, baseline] if subject_first else [baseline, subject])
    }
    return rates[subject], rates[baseline]


def _row(name: str, measured: list[tuple[float, float]], least: float) -> Row:
    ratio = median(value / baseline for value, baseline in measured)
    return Row(
        name=f"public, {name}: requests per second",
        value=median(value for value, _ in measured),
        baseline=median(baseline for _, baseline in measured),
        ratio=ratio,
        target=f"ratio ≥ {least:g}",
        met=ratio >= least,
    )


def _rate(port: int, subject: Subject) -> float:
    command = [sys.executable, "-m", "tests.bench.load"]
    asked = [str(port), subject.path, str(SECONDS), subject.accepts]
    done = subprocess.run([*command, *asked], check=True, cwd=ROOT, stdout=subprocess.PIPE)
    return float(done.stdout)


def _sizes(ports: dict[int, int]) -> Iterator[Row]:
    few, many = (len(page(ports[count], HOME)) / 1000 for count in (FEW, MANY))
    yield Row(f"public, /: kB, {MANY} posts / {FEW}", many, few, many / few)


def _freshness(url: str, port: int) -> Row:
    """Change hours, and see when every worker tells the new ones; caches come on top."""
    page(port, POST)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "UPDATE posko_weeklyhours SET opens = %s, closes = %s FROM posko_post"
            " WHERE posko_post.id = post_id AND slug = 'jakarta-pusat'",
            NEW_HOURS,
        )
    began = last = time.monotonic()
    while time.monotonic() < began + 4:
        if b"17.45 WIB" not in page(port, POST):
            last = time.monotonic()
    seconds = last - began + FRESH + FRESH_BETWEEN
    return at_most("public: seconds until a changed hour is everywhere", seconds, 5)
