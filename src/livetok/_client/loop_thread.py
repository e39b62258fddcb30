"""An event loop in a thread, for callers that Ctrl-C may hit between any two instructions.

`KeyboardInterrupt` is raised in the main thread only, and there it may leave a lock of Python's standard library taken
that the event loop needs to go on, or skip the call that was to end the loop. So the main thread takes part in nothing
of that kind: it puts calls into a queue that is written in C, and waits for a bell that is one, too. A second thread
takes them out, owns anyio's blocking portal, and does the rest undisturbed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from time import monotonic, sleep
from typing import Any, Final, Generic, TypeVar, cast

from anyio.from_thread import BlockingPortal, start_blocking_portal
from attrs import define, field

from livetok.errors import UserError

__all__ = ["Call", "LoopThread"]

_R = TypeVar("_R")

# On Windows a thread that waits notices Ctrl-C only when it wakes up.
_STEP: Final = 0.5
# Seconds for a thread to show itself whose start was interrupted.
_START: Final = 0.2


@define(eq=False)
class Call(Generic[_R]):
    """A call of a function in the thread of the event loop."""

    function: Callable[[], Any]
    _loop: LoopThread
    _future: Future[Any] | None = field(default=None, init=False)
    _result: Any = field(default=None, init=False)
    _error: BaseException | None = field(default=None, init=False)
    _done: bool = field(default=False, init=False)
    _bell: SimpleQueue[None] = field(factory=SimpleQueue["None"], init=False)

    @property
    def done(self) -> bool:
        """Whether the function has returned or raised."""
        return self._done

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the call is done, and return whether it is. An interrupt changes nothing.

        Args:
            timeout: Seconds; None (default) waits without limit.
        """
        deadline = None if timeout is None else monotonic() + timeout
        while not self._done:
            left = _STEP if deadline is None else min(_STEP, deadline - monotonic())
            try:
                self._bell.get(timeout=max(0.0, left))
            except Empty:
                if left <= 0:
                    return self._done
        return True

    def result(self) -> _R:
        """Wait for the result. An interrupt cancels the function.

        Raises:
            BaseException: What the function raised.
        """
        try:
            self.wait()
        except BaseException:
            self._loop.post(self._cancel)
            raise
        if self._error is not None:
            raise self._error
        return cast("_R", self._result)

    # --- called in the second thread, or in that of the event loop

    def submit(self, portal: BlockingPortal) -> None:
        """Have the portal call the function."""
        try:
            self._future = portal.start_task_soon(self.function)
        except RuntimeError:
            self.refuse()
        else:
            self._future.add_done_callback(self._finish)

    def refuse(self) -> None:
        """End the call because the event loop is gone."""
        self._end(self._loop.refusal())

    def _cancel(self) -> None:
        if self._future is not None:
            self._future.cancel()

    def _finish(self, future: Future[Any]) -> None:
        if future.cancelled():
            self.refuse()
        elif (error := future.exception()) is not None:
            self._end(error)
        else:
            self._result = future.result()
            self._end(None)

    def _end(self, error: BaseException | None) -> None:
        self._error = error
        self._future = None  # which refers to this
        self._done = True
        self._bell.put(None)


class LoopThread:
    """An event loop in a thread of its own, from `start` to `stop`."""

    def __init__(self, backend: str) -> None:
        self._backend = backend
        # Calls of functions in the event loop, and functions to call in the second thread; None ends it.
        self._orders: SimpleQueue[Call[Any] | Callable[[], object] | None] = SimpleQueue()
        self._closed = False
        self._failure: Exception | None = None
        self._thread = threading.Thread(target=self._serve, name="livetok calls", daemon=True)

    def start(self) -> None:
        """Start the threads. `stop` is due from now on, also when this is interrupted."""
        self._thread.start()

    def stop(self) -> None:
        """Cancel what runs in the event loop, and wait until it is over. May be called again after an interrupt."""
        self._orders.put(None)
        deadline = monotonic() + _START
        while self._thread.ident is None and monotonic() < deadline:
            sleep(0.01)  # it never runs, or will show itself soon: its start was interrupted
        while self._thread.is_alive():
            self._thread.join(_STEP)

    def call(self, function: Callable[..., Any], *arguments: object) -> Call[Any]:
        """Call a function, synchronous or asynchronous, in the thread of the event loop.

        Raises:
            UserError: The event loop is gone.
        """
        call: Call[Any] = Call(lambda: function(*arguments), self)
        self._orders.put(call)
        if self._closed:
            call.refuse()
            call.result()
        return call

    def post_call(self, function: Callable[[], object]) -> None:
        """Call a function in the thread of the event loop, some time; not at all when that is gone. Never blocks."""
        self._orders.put(Call(function, self))

    def post(self, function: Callable[[], object]) -> None:
        """Call a function in the second thread, some time; not at all when the event loop is gone. Never blocks."""
        self._orders.put(function)

    def refusal(self) -> UserError:
        """Return why nothing can be called in the event loop any more."""
        if self._failure is None:
            return UserError("this live is closed", hint="use it inside its with block")
        error = UserError(
            f"the event loop of {self._backend} cannot be started: {self._failure}",
            hint="under gevent or eventlet trio finds not what it needs: leave backend out",
        )
        error.__cause__ = self._failure
        return error

    def _serve(self) -> None:
        started = False
        try:
            with start_blocking_portal(self._backend, name="livetok") as portal:
                started = True
                # Nothing is kept here while it waits: what a call returned may be due to be garbage-collected.
                while self._obey(portal, self._orders.get()):
                    pass
                portal.call(portal.stop, True)
        except Exception as error:
            if started:
                raise
            self._failure = error
        finally:
            self._closed = True
            self._drain()

    def _obey(self, portal: BlockingPortal, order: Call[Any] | Callable[[], object] | None) -> bool:
        if isinstance(order, Call):
            order.submit(portal)
        elif order is not None:
            order()
        return order is not None

    def _drain(self) -> None:
        while True:
            try:
                order = self._orders.get_nowait()
            except Empty:
                return
            if isinstance(order, Call):
                order.refuse()
