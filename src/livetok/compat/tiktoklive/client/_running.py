"""Blocking until a connection is over, Ctrl-C included, and calls that may be awaited or not."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Coroutine, Generator
from typing import Any, Final

__all__ = ["Stopping", "run_alone", "running_loop"]

# Tasks that a program left on a loop of ours have so many seconds to end once they were cancelled.
_LEFTOVER_SECONDS: Final = 3.0


class Stopping(Coroutine[Any, Any, None]):
    """What `stop()` and `disconnect()` return: awaiting it waits until the connection is closed.

    The call itself has already stopped the client, so who does not await this, as programs for release 4 and 5 and
    signal handlers do not, gets the same without the wait. A coroutine of Python's would complain about that.
    """

    def __init__(self, wait: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._wait = wait
        self._coroutine: Coroutine[Any, Any, None] | None = None

    def __await__(self) -> Generator[Any, Any, None]:
        return self._wait().__await__()

    def _begun(self) -> Coroutine[Any, Any, None]:
        if self._coroutine is None:
            self._coroutine = self._wait()
        return self._coroutine

    def send(self, value: Any) -> Any:
        """Take a step, for event loops."""
        return self._begun().send(value)

    def throw(self, *error: Any) -> Any:
        """Raise an exception inside, for event loops."""
        return self._begun().throw(*error)

    def close(self) -> None:
        """Wait no more."""
        if self._coroutine is not None:
            self._coroutine.close()


def running_loop() -> asyncio.AbstractEventLoop | None:
    """Return the asyncio loop that runs in this thread, None when there is none."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def run_alone(main: Coroutine[Any, Any, Any], loop: asyncio.AbstractEventLoop, *, owned: bool) -> Any:
    """Run a coroutine where no loop runs; Ctrl-C cancels it, and then arrives as `KeyboardInterrupt`.

    Args:
        main: What to run.
        loop: What to run it on.
        owned: Whether to end what else is on the loop, and close it.
    """
    runner = asyncio.Runner(loop_factory=lambda: loop)  # turns Ctrl-C into a cancellation
    try:
        with _woken_by_signals(loop):
            return runner.run(main)
    finally:
        if owned:
            # Not by the runner, which waits without a limit for tasks that refuse to end, and for threads.
            _end_tasks(loop)
            loop.close()


def _end_tasks(loop: asyncio.AbstractEventLoop) -> None:
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    if tasks:
        loop.run_until_complete(asyncio.wait(tasks, timeout=_LEFTOVER_SECONDS))
    loop.run_until_complete(loop.shutdown_asyncgens())


@contextlib.contextmanager
def _woken_by_signals(loop: asyncio.AbstractEventLoop) -> Generator[None]:
    """Have the loop wake up for every signal.

    Python runs signal handlers in the main thread, between two of its steps. A signal that comes right before the loop
    goes to sleep, or that the system hands to another thread, would have to wait until something else wakes the loop:
    Ctrl-C, and a handler that calls `stop()`, would be late by a heartbeat, or for ever where the connection is gone.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    reader, writer = socket.socketpair()
    with reader, writer:
        for end in (reader, writer):
            end.setblocking(False)
        try:
            loop.add_reader(reader, lambda: reader.recv(4096))
        except NotImplementedError:  # the loop of Windows, which does this by itself
            yield
            return
        before = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(before)
            loop.remove_reader(reader)
