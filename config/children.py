"""Processes that live and die together."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

# Seconds between two looks at the children, and until one that was asked to stop is killed.
LOOK, PATIENCE = 0.2, 35
PR_SET_PDEATHSIG = 1


def run_together(*commands: Sequence[str], folder: Path) -> int:
    """Run ``commands`` until one of them ends or a KeyboardInterrupt comes, then stop all.

    Returns 0 after a KeyboardInterrupt, else the status of the one that ended (at least 1, since
    none should end by itself).
    """
    children: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            children.append(_start(command, folder))
        return _first_end(children) or 1
    except KeyboardInterrupt:
        return 0
    finally:
        _stop_all(children)


def _start(command: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    # A session of its own: the terminal's Ctrl-C comes from us once, not twice.
    return subprocess.Popen(  # noqa: S603 - our own commands
        command, cwd=folder, start_new_session=True, preexec_fn=_die_with_parent
    )


def _die_with_parent() -> None:
    """Ask Linux to end this child even when the parent is killed and can't; others can't be."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _first_end(children: Sequence[subprocess.Popen[bytes]]) -> int:
    while True:
        for child in children:
            if (status := child.poll()) is not None:
                return status
        time.sleep(LOOK)


def _stop_all(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask all to stop and wait for them; whoever asks again while we wait is heard afterwards."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _STOPPING}
    deadline = time.monotonic() + PATIENCE
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    for number, handler in before.items():
        signal.signal(number, handler)


_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
