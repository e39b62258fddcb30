"""Calls of a writer, one at a time: coroutine functions are awaited, others run in a worker thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager
from inspect import isawaitable, iscoroutinefunction
from typing import Any, TypeVar, cast

import anyio
import anyio.to_thread
from attrs import define, field

from livetok.errors import LiveError, SinkError
from livetok.sinks.address import SinkAddress
from livetok.sinks.row import Row
from livetok.sinks.writer import Opener, Writer

__all__ = ["WriterCalls", "wrapped_errors"]

_T = TypeVar("_T")


@define(eq=False)
class WriterCalls:
    """A writer, called from the event loop. Cancelled, a call returns at once; a thread goes on by itself.

    Attributes:
        writer: The writer; None until `open()`.
    """

    writer: Writer | None = field(default=None, init=False)
    _limiter: anyio.CapacityLimiter = field(factory=lambda: anyio.CapacityLimiter(1), init=False)

    async def open(
        self, opener: Opener, address: SinkAddress, options: dict[str, Any], stack: AsyncExitStack
    ) -> None:
        """Open the writer. Cancelled meanwhile, it is closed as soon as it is open.

        Args:
            opener: Opens it.
            address: Its address.
            options: The opener's keyword arguments.
            stack: Is given what the opener returns, where that is an asynchronous context manager.
        """
        if iscoroutinefunction(opener):
            self.writer = await opener(address, **options)
            return
        opening = _Opening()
        try:
            opened = await self.in_thread(lambda: opening.run(lambda: opener(address, **options)))
        except anyio.get_cancelled_exc_class():
            opening.abandon()
            raise
        if isinstance(opened, AbstractAsyncContextManager):
            opened = await stack.enter_async_context(cast("AbstractAsyncContextManager[Writer]", opened))
        self.writer = cast("Writer", opened)

    async def write(self, rows: Sequence[Row]) -> None:
        """Have the writer write rows."""
        await self._call(cast("Writer", self.writer).write, rows)

    async def close(self) -> None:
        """Close the writer, after the call that may still run in the thread."""
        if self.writer is not None:
            await self._call(self.writer.close)

    async def in_thread(self, function: Callable[..., _T], *args: Any) -> _T:
        """Call a function in the worker thread."""
        return await anyio.to_thread.run_sync(function, *args, abandon_on_cancel=True, limiter=self._limiter)

    async def _call(self, function: Callable[..., Any], *args: Any) -> None:
        result = function(*args) if iscoroutinefunction(function) else await self.in_thread(function, *args)
        if isawaitable(result):
            await result


@define(eq=False)
class _Opening:
    """What opens a writer in a thread whose result may no longer be wanted."""

    _lock: threading.Lock = field(factory=threading.Lock, init=False)
    _abandoned: bool = field(default=False, init=False)
    _opened: Any = field(default=None, init=False)

    def run(self, opener: Callable[[], Any]) -> Any:
        opened = opener()
        with self._lock:
            self._opened = opened
            if self._abandoned:
                self._close()
        return opened

    def abandon(self) -> None:
        with self._lock:
            self._abandoned = True
            self._close()

    def _close(self) -> None:
        if hasattr(self._opened, "close"):  # a context manager that was not entered has nothing to close
            self._opened.close()


@contextmanager
def wrapped_errors(name: str) -> Generator[None]:
    """Make a `SinkError` of whatever a writer raises that is no error of our tree.

    Args:
        name: What to call the sink; without secrets.
    """
    try:
        yield
    except LiveError:
        raise
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise SinkError(f"the sink {name} failed: {why}", hint="see the place that it names") from error
    except Exception as error:
        # The text of somebody else's error may hold a password.
        raise SinkError(f"the sink {name} failed: {type(error).__name__}", hint="see the cause") from error
