"""A gateway that listens on this machine and remembers what it got."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

SECRET = "rahasia-yang-cukup-panjang"


class Receiver:
    """What came in, and what is answered."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.answer = 200
        self.headers: dict[str, str] = {}
        # Seconds between the drops of an answer that never ends.
        self.drip = 0.0
        self.port = 0

    @property
    def url(self) -> str:
        """Its address, by a name that no resolver knows."""
        return f"http://gateway.example:{self.port}/posko?kota=JP"


@contextmanager
def listening() -> Iterator[Receiver]:
    """Run a gateway while the block runs."""
    receiver = Receiver()
    handler = type("Handler", (_Handler,), {"receiver": receiver})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    receiver.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    receiver: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = dict(self.headers.items())
        self.receiver.requests.append({"path": self.path, "headers": headers, "body": body})
        if self.receiver.drip:
            self._drip()
            return
        self.send_response(self.receiver.answer)
        for name, value in self.receiver.headers.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(b"x" * 100_000)

    def do_GET(self) -> None:
        self.receiver.requests.append({"path": self.path})

    def _drip(self) -> None:
        with suppress(OSError):
            for letter in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 500:
                self.wfile.write(bytes([letter]))
                self.wfile.flush()
                time.sleep(self.receiver.drip)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def resolves(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Let the gateway's name resolve to ``answers`` in turn; the last one stays."""
    left, asked, real = list(answers), [], socket.getaddrinfo

    def answer(host: Any, *args: Any, **options: Any) -> Any:
        if host != "gateway.example":
            return real(host, *args, **options)
        asked.append(host)
        address = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, args[0] if args else 0))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked
