"""Real time and patience on a machine that has more to do than the tests."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import anyio

_SCHEDULER = Path("/proc/thread-self/schedstat")


def stopwatch() -> Callable[[], float]:
    """Starts a clock that stands still while this thread could run and others have the processor.

    It goes on while the thread sleeps or works. Where the system does not tell, it is an ordinary clock.
    """

    def now() -> float:
        return time.monotonic() - _waited()

    began = now()
    return lambda: now() - began


async def until(condition: Callable[[], object], *, patience: float = 30.0) -> None:
    """Waits for what nobody tells: it happens in another thread, or at the other end of a socket."""
    with anyio.fail_after(patience):
        while not condition():  # noqa: ASYNC110 -- see above
            await anyio.sleep(0.01)


def _waited() -> float:
    try:
        _, nanoseconds, _ = _SCHEDULER.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return 0.0
    return int(nanoseconds) / 1e9
