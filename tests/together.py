"""Several people, or several sendings of one phone, at the same moment."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from incidents.workflow import Refused


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run ``calls`` on a connection each, started together; return results or refusals."""
    gate = threading.Barrier(len(calls), timeout=20)

    def run(call: Callable[[], Any]) -> Any:
        try:
            gate.wait()
            return call()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
