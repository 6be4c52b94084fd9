"""The shelf: made once, hardly ever too old, never too full."""

from collections.abc import Callable
from threading import Event, Thread

import pytest

from posko import keeping
from posko.keeping import GRACE, LOCKS, Shelf

FRESH = 2.0


class Watch:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def shelf(watch: Watch) -> Shelf[str]:
    return Shelf(100, len, watch)


def never() -> str:
    raise AssertionError("made in vain")


def in_thread(work: Callable[[], object]) -> Thread:
    thread = Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_what_is_fresh_is_not_made_again(shelf: Shelf[str], watch: Watch) -> None:
    assert shelf.take("a", FRESH, lambda: "one") == "one"
    watch.time += FRESH
    assert shelf.take("a", FRESH, never) == "one"
    watch.time += 0.01
    assert shelf.take("a", FRESH, lambda: "two") == "two"


def test_age_counts_from_the_moment_the_making_began(shelf: Shelf[str], watch: Watch) -> None:
    def slowly() -> str:
        watch.time += FRESH
        return "read two seconds ago"

    shelf.take("a", FRESH, slowly)
    watch.time += 0.01
    assert shelf.take("a", FRESH, lambda: "new") == "new"


def test_what_weighs_nothing_is_not_kept(shelf: Shelf[str]) -> None:
    assert shelf.take("a", FRESH, lambda: "") == ""
    assert shelf.take("a", FRESH, lambda: "now") == "now"


def test_the_least_used_leaves_when_the_room_is_full(shelf: Shelf[str]) -> None:
    for name in ("a", "b"):
        shelf.take(name, FRESH, lambda: "x" * 50)
    shelf.take("a", FRESH, never)
    shelf.take("c", FRESH, lambda: "x" * 50)
    shelf.take("a", FRESH, never)
    assert shelf.take("b", FRESH, lambda: "y") == "y"


def test_thousands_of_keys_never_weigh_more_than_the_room(shelf: Shelf[str], watch: Watch) -> None:
    for number in range(5000):
        shelf.take(number % 700, FRESH, lambda: "x" * 7)
        watch.time += 0.1
        assert shelf.weight <= 100
    assert len(shelf) == 100 // 7
    shelf.clear()
    assert (len(shelf), shelf.weight) == (0, 0)


def test_what_is_larger_than_the_room_is_given_but_not_kept(shelf: Shelf[str]) -> None:
    assert len(shelf.take("a", FRESH, lambda: "x" * 101)) == 101
    assert (len(shelf), shelf.weight) == (0, 0)


def test_many_at_once_make_it_once(shelf: Shelf[str]) -> None:
    begun, go = Event(), Event()
    makings: list[str] = []

    def slowly() -> str:
        makings.append("made")
        begun.set()
        go.wait(5)
        return "one"

    got: list[str] = []
    threads = [in_thread(lambda: got.append(shelf.take("a", FRESH, slowly))) for _ in range(6)]
    begun.wait(5)
    go.set()
    for thread in threads:
        thread.join(5)
    assert got == ["one"] * 6
    assert makings == ["made"]


def test_while_one_makes_it_anew_others_take_what_is_hardly_too_old(
    shelf: Shelf[str], watch: Watch
) -> None:
    shelf.take("a", FRESH, lambda: "old")
    watch.time += FRESH + GRACE
    begun, go = Event(), Event()

    def slowly() -> str:
        begun.set()
        go.wait(5)
        return "new"

    maker = in_thread(lambda: shelf.take("a", FRESH, slowly))
    begun.wait(5)
    assert shelf.take("a", FRESH, never) == "old"
    watch.time += 0.01
    late: list[str] = []
    waiter = in_thread(lambda: late.append(shelf.take("a", FRESH, never)))
    waiter.join(0.1)
    assert late == [], "too old to be given: it is waited for"
    # The new one is as old as the look at the data that it tells.
    watch.time -= 0.01
    go.set()
    maker.join(5)
    waiter.join(5)
    assert late == ["new"]


def test_nobody_waits_for_ever(shelf: Shelf[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "PATIENCE", 0.05)
    begun, go = Event(), Event()

    def hangs() -> str:
        begun.set()
        go.wait(5)
        return "late"

    maker = in_thread(lambda: shelf.take("a", FRESH, hangs))
    begun.wait(5)
    assert shelf.take("a", FRESH, lambda: "own") == "own"
    go.set()
    maker.join(5)


def test_a_failure_is_not_kept_and_frees_the_way(shelf: Shelf[str]) -> None:
    def fails() -> str:
        raise LookupError

    with pytest.raises(LookupError):
        shelf.take("a", FRESH, fails)
    got: list[str] = []
    in_thread(lambda: got.append(shelf.take("a", FRESH, lambda: "one"))).join(5)
    assert got == ["one"]


def test_what_is_made_may_itself_take_from_the_shelf(shelf: Shelf[str]) -> None:
    # Small numbers are their own hash: both meet at the same lock.
    inner = LOCKS
    assert shelf.take(0, FRESH, lambda: shelf.take(inner, FRESH, lambda: "in") + "out") == "inout"
