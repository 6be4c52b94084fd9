"""`python -m tests.bench.load PORT PATH SECONDS [gzip]`: ask as often as it goes, print how often.

Prints requests per second. One thread, a few connections that stay open, little work of its own,
so that the server is what is measured. Any other answer than 200 ends it.
"""

import selectors
import socket
import sys
from time import perf_counter

CONNECTIONS = 8
# Seconds before it counts: threads, connections and caches are as they are in the long run.
WARMING = 0.3
LENGTH = b"content-length:"


class Visitor:
    """One connection: asks, reads the whole answer, asks again."""

    def __init__(self, port: int, request: bytes) -> None:
        self.port = port
        self.request = request
        self.answers = 0
        self.connect()

    def connect(self) -> None:
        """Open the connection and ask."""
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.ask()

    def ask(self) -> None:
        """Send the request."""
        self.got, self.wanted = b"", 0
        self.socket.sendall(self.request)

    def hear(self) -> bool:
        """Read what came; tell whether the server closed the connection."""
        part = self.socket.recv(1 << 16)
        self.got += part
        if not self.wanted and b"\r\n\r\n" in self.got:
            self.wanted = whole_length(self.got)
        if self.wanted and len(self.got) >= self.wanted:
            self.answers += 1
            self.ask()
        return not part


def whole_length(head: bytes) -> int:
    """Return how many bytes the answer has in all, whose head has come."""
    end = head.index(b"\r\n\r\n") + 4
    first, *lines = head[:end].lower().split(b"\r\n")
    if b" 200 " not in first:
        raise SystemExit(f"not 200: {first!r}")
    return end + next(int(line[len(LENGTH) :]) for line in lines if line.startswith(LENGTH))


def rate(port: int, path: str, seconds: float, *, accepts: str = "identity") -> float:
    """Return how many requests for ``path`` are answered per second."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: {accepts}\r\n\r\n"
    with selectors.DefaultSelector() as selector:
        visitors = [Visitor(port, request.encode()) for _ in range(CONNECTIONS)]
        for visitor in visitors:
            selector.register(visitor.socket, selectors.EVENT_READ, visitor)
        _ask(selector, WARMING)
        before = sum(visitor.answers for visitor in visitors)
        took = _ask(selector, seconds)
        for visitor in visitors:
            visitor.socket.close()
    return (sum(visitor.answers for visitor in visitors) - before) / took


def _ask(selector: selectors.BaseSelector, seconds: float) -> float:
    """Let all visitors ask for so long; return how long it was."""
    began = perf_counter()
    while perf_counter() < began + seconds:
        for ready, _ in selector.select(timeout=1):
            _serve(ready.data, selector)
    return perf_counter() - began


def _serve(visitor: Visitor, selector: selectors.BaseSelector) -> None:
    if visitor.hear():
        selector.unregister(visitor.socket)
        visitor.socket.close()
        visitor.connect()
        selector.register(visitor.socket, selectors.EVENT_READ, visitor)


if __name__ == "__main__":
    _port, _path, _seconds, *_rest = sys.argv[1:]
    print(rate(int(_port), _path, float(_seconds), accepts=(_rest or ["identity"])[0]))
