"""Things that cost something to make, kept in this process for a moment: bounded, made once.

Many ask at once, in several threads. While one makes the thing anew, the others take the old one
if it is hardly older than it may be, else they wait for it.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, RLock
from time import monotonic

# Seconds. How much older than fresh a thing may be while it is being made anew, and how long
# anybody waits for somebody else's making before they make it themselves.
GRACE, PATIENCE = 0.25, 1.0
# Threads that make different things rarely meet at the same lock; if so, they wait a little.
LOCKS = 64


class Shelf[Item]:
    """Keeps items by key, the least used leaving first when their weights exceed ``room``.

    ``weigh`` tells what an item weighs, in the unit of ``room``; what weighs 0 isn't kept.
    """

    def __init__(
        self, room: int, weigh: Callable[[Item], int], now: Callable[[], float] = monotonic
    ) -> None:
        self._room = room
        self._weigh = weigh
        self._now = now
        # Each with the moment at which its making began: what it tells is no older than that.
        self._items: OrderedDict[Hashable, tuple[float, Item, int]] = OrderedDict()
        self._changing = Lock()
        self._making = [RLock() for _ in range(LOCKS)]
        self.weight = 0

    def take(self, key: Hashable, fresh: float, make: Callable[[], Item]) -> Item:
        """Return the item of ``key`` if it is at most ``fresh`` seconds old, else made by ``make``.

        One thread makes it; meanwhile the others get one that is up to GRACE seconds older.
        """
        if (item := self._kept(key, fresh)) is not None:
            return item
        old = self._kept(key, fresh + GRACE)
        lock = self._making[hash(key) % LOCKS]
        if not lock.acquire(timeout=PATIENCE if old is None else 0):
            return make() if old is None else old
        try:
            # Perhaps somebody made it while we waited.
            item = self._kept(key, fresh)
            return self._made(key, make) if item is None else item
        finally:
            lock.release()

    def clear(self) -> None:
        """Forget everything."""
        with self._changing:
            self._items.clear()
            self.weight = 0

    def __len__(self) -> int:
        return len(self._items)

    def _kept(self, key: Hashable, seconds: float) -> Item | None:
        with self._changing:
            if (found := self._items.get(key)) is None or self._now() - found[0] > seconds:
                return None
            self._items.move_to_end(key)
            return found[1]

    def _made(self, key: Hashable, make: Callable[[], Item]) -> Item:
        began = self._now()
        item = make()
        if weight := self._weigh(item):
            self._put(key, began, item, weight)
        return item

    def _put(self, key: Hashable, began: float, item: Item, weight: int) -> None:
        with self._changing:
            if (old := self._items.pop(key, None)) is not None:
                self.weight -= old[2]
            self._items[key] = began, item, weight
            self.weight += weight
            while self.weight > self._room:
                self.weight -= self._items.popitem(last=False)[1][2]
