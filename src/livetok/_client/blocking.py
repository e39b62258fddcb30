"""`open_live()`: a live room for code that is not asynchronous.

The event loop runs in a thread of its own (`LoopThread`). That is why it works where another loop runs already, in a
notebook for example, and why Ctrl-C reaches the code that waits here.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from contextlib import AbstractAsyncContextManager, AbstractContextManager, contextmanager
from types import TracebackType
from typing import Any, Final, Generic, Literal, TypeVar, overload

import anyio
from attrs import define, field
from typing_extensions import Unpack

from livetok._client.connect import connect
from livetok._client.live import Live
from livetok._client.loop_thread import Call, LoopThread
from livetok._mixins.event import Event
from livetok._util.event_loop import under_trio
from livetok.errors import UserError
from livetok.models import Gift, RoomInfo
from livetok.options import ConnectOptions
from livetok.state import RoomState, Statistics

__all__ = ["BlockingEvents", "BlockingLive", "open_live"]

_A = TypeVar("_A", bound=Event)
_B = TypeVar("_B", bound=Event)
_C = TypeVar("_C", bound=Event)
_E = TypeVar("_E", bound=Event)
_R = TypeVar("_R")

# Seconds that the hand-over of an event that waits already takes from one thread to the other.
_HAND_OVER: Final = 0.03


def open_live(
    user: str | None = None,
    *,
    room_id: int | str | None = None,
    backend: Literal["asyncio", "trio"] = "asyncio",
    **options: Unpack[ConnectOptions],
) -> AbstractContextManager[BlockingLive]:
    """Open a live room for code that is not asynchronous: scripts, notebooks, threads of a graphical program.

    ::

        with open_live("@user") as live:
            for event in live:
                print(event)

    Leaving the block ends everything, the thread of the event loop included, within 1.5 s. Ctrl-C arrives as
    `KeyboardInterrupt` where the code waits.

    Args:
        user: `"@name"`, `"name"`, or a profile or live URL.
        room_id: Enter this room without looking the user up; `user` may then be left out.
        backend: Event loop that runs in the thread, `"asyncio"` (default) or `"trio"`; inside a trio program it must be
            asyncio's.
        **options: As for `connect()`; see `livetok.Options`. Functions among them are called in the thread of the
            event loop.

    Returns:
        A context manager that gives a `BlockingLive`.

    Raises:
        UserError: At the call, for a handle or an option that is wrong.
        RoomError: At the `with` line: no such user, offline, ended, restricted.
        Blocked: At the `with` line, after up to four attempts with new identities, within about 30 s.
        NetworkError: At the `with` line, at once.
    """
    if backend not in {"asyncio", "trio"}:
        raise UserError(f"there is no backend {backend!r}", hint="backends are 'asyncio' and 'trio'")
    if backend == "trio" and under_trio():
        # trio does not let a thread that runs it wait for another trio; the portal would wait for ever.
        hint = "leave backend out, or better: use connect(), since this blocks the whole program"
        raise UserError("a trio program cannot wait for another trio", hint=hint)
    return _open_in_thread(connect(user, room_id=room_id, **options), backend)


@contextmanager
def _open_in_thread(room: AbstractAsyncContextManager[Live], backend: str) -> Generator[BlockingLive]:
    loop = LoopThread(backend)
    try:
        loop.start()
        yield from _opened(room, loop)
    finally:
        try:
            loop.stop()
        except BaseException:
            loop.stop()  # Ctrl-C came while leaving: nothing may be left behind all the same
            raise


def _opened(room: AbstractAsyncContextManager[Live], loop: LoopThread) -> Generator[BlockingLive]:
    """Hold a room open in a task of the loop while the block runs."""
    gate: _Gate = loop.call(_Gate).result()
    task = loop.call(gate.hold_open, room)
    live: Live | None = loop.call(gate.entered).result()
    if live is not None:
        yield BlockingLive(live, loop)
        loop.call(gate.left.set).result()
    task.result()


@define(eq=False)
class _Gate:
    """Where the room's task and the block meet. Made in the event loop, since trio's events must be."""

    left: anyio.Event = field(factory=anyio.Event, init=False)
    _live: Live | None = field(default=None, init=False)
    _settled: anyio.Event = field(factory=anyio.Event, init=False)

    async def hold_open(self, room: AbstractAsyncContextManager[Live]) -> None:
        """Keep the room open until `left` is set."""
        try:
            async with room as self._live:
                self._settled.set()
                await self.left.wait()
        finally:
            self._settled.set()

    async def entered(self) -> Live | None:
        """Wait until the room is open, and return it; None when it could not be opened."""
        await self._settled.wait()
        return self._live


class BlockingEvents(Generic[_E]):
    """A blocking iterator over events, made by `BlockingLive.only()`. Ends when the broadcast ends.

    One thread iterates at a time. Closed by `close()`, as a `with` block, when it is garbage collected, or with the
    live.
    """

    def __init__(
        self, loop: LoopThread, source: AsyncIterator[_E], close: Callable[[], None] | None = None
    ) -> None:
        self._loop = loop
        self._source = source
        self._close = close
        # The pending step: a call that was interrupted, or timed out, leaves it here for the next call.
        self._step: Call[_E] | None = None
        self._one_thread = threading.Lock()

    def __iter__(self) -> BlockingEvents[_E]:
        return self

    def __next__(self) -> _E:
        event = self.get()
        if event is None:
            raise StopIteration
        return event

    def get(self, timeout: float | None = None) -> _E | None:
        """Wait for the next event and return it; None once the broadcast is over.

        `timeout=0` takes what waits already, which suits the timer of a graphical program. Neither an interrupt nor a
        timeout loses an event.

        Args:
            timeout: Seconds to wait; None (default) waits without limit.

        Raises:
            TimeoutError: No event came in time.
            LiveError: The session failed.
            UserError: The block was left, or another thread waits in here.
        """
        if not self._one_thread.acquire(blocking=False):
            raise UserError("two threads iterate at once", hint="give each its own live.only(...)")
        try:
            wait_seconds = timeout
            if self._step is None:
                self._step = self._loop.call(self._next)
                wait_seconds = None if timeout is None else max(timeout, _HAND_OVER)
            if not self._step.wait(wait_seconds):
                raise TimeoutError(f"no event within {timeout:g} s")
            step, self._step = self._step, None
            return step.result()
        except StopAsyncIteration:
            return None
        finally:
            self._one_thread.release()

    async def _next(self) -> _E:
        return await anext(self._source)

    def close(self) -> None:
        """End the iteration and give up the queue. May be called again, and after the block was left."""
        if self._close is not None:
            self._loop.post_call(self._close)
            self._close = None

    def __enter__(self) -> BlockingEvents[_E]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        # Queues belong to the thread of the event loop, and must not be closed in this one.
        self.close()


@define(eq=False)
class BlockingLive:
    """An open room: a blocking iterator of its events.

    Made by `open_live()`, which also closes it. May be used from several threads; each iterates an iterator of its own,
    made with `only()`.
    """

    _live: Live
    _loop: LoopThread
    _main: BlockingEvents[Event] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._main = BlockingEvents(self._loop, self._live)

    def __iter__(self) -> BlockingLive:
        return self

    def __next__(self) -> Event:
        return next(self._main)

    def get(self, timeout: float | None = None) -> Event | None:
        """Wait for the next event and return it; None once the broadcast is over.

        `timeout=0` takes what waits already. Neither an interrupt nor a timeout loses an event.

        Args:
            timeout: Seconds to wait; None (default) waits without limit.

        Raises:
            TimeoutError: No event came in time.
            LiveError: The session failed.
            UserError: The block was left, or another thread waits in here.
        """
        return self._main.get(timeout)

    @overload
    def only(self, a: type[_A], /) -> BlockingEvents[_A]: ...
    @overload
    def only(self, a: type[_A], b: type[_B], /) -> BlockingEvents[_A | _B]: ...
    @overload
    def only(self, a: type[_A], b: type[_B], c: type[_C], /) -> BlockingEvents[_A | _B | _C]: ...
    @overload
    def only(
        self, a: type[Event], b: type[Event], c: type[Event], d: type[Event], /, *more: type[Event]
    ) -> BlockingEvents[Event]: ...
    def only(self, *types: type[Event]) -> BlockingEvents[Any]:
        """Return an iterator over the events of some types, with a queue of its own; see `Live.only`.

        Args:
            *types: Event classes, at least one; events of derived classes are included.

        Raises:
            UserError: A type is no event class, or the block was left.
        """

        def select() -> BlockingEvents[Any]:
            selection = self._live.only(*types)
            return BlockingEvents(self._loop, selection, selection.close)

        return self._loop.call(select).result()

    def wait_for(
        self,
        event_type: type[_A],
        where: Callable[[_A], bool] | None = None,
        *,
        timeout: float | None = None,
    ) -> _A:
        """Wait for the next event of a type for which `where` is true, and return it.

        Args:
            event_type: An event class.
            where: Called with each event of the type, in the thread of the event loop; None (default) accepts the
                first.
            timeout: Seconds to wait; None (default) waits without limit.

        Raises:
            TimeoutError: No such event came in time.
            RoomEnded: The broadcast ended before.
            LiveError: The session failed before.
        """

        async def wait(live: Live) -> _A:
            with anyio.fail_after(timeout):
                return await live.wait_for(event_type, where)

        return self.call(wait)

    def call(self, function: Callable[[Live], Awaitable[_R]]) -> _R:
        """Call an asynchronous function with the asynchronous `Live`, in its event loop, and return its result.

        ::

            live.call(lambda live: live.fetch_room_info())

        Ctrl-C cancels the function.

        Args:
            function: Takes the `Live`.

        Raises:
            UserError: The block was left.
        """
        return self._loop.call(function, self._live).result()

    def stop(self) -> None:
        """End the session, so that every loop over this live ends; see `Live.stop`.

        Returns at once. May be called from any thread, in a signal handler, and after the block was left.
        """
        self._loop.post_call(self._live.stop)

    def fetch_room_info(self) -> RoomInfo:
        """Fetch the room's data from TikTok; see `Live.fetch_room_info`."""
        return self.call(Live.fetch_room_info)

    def fetch_gifts(self) -> dict[int, Gift]:
        """Fetch the gifts that can be sent in this room, by gift id; see `Live.fetch_gifts`."""
        return self.call(Live.fetch_gifts)

    @property
    def room_id(self) -> int:
        """Id of this broadcast."""
        return self._live.room_id

    @property
    def unique_id(self) -> str:
        """Handle of the host without `@`."""
        return self._live.unique_id

    @property
    def room(self) -> RoomInfo | None:
        """The room's data as last fetched; None when the option `fetch_room_info` is off or fetching failed."""
        return self._live.room

    @property
    def connected(self) -> bool:
        """Whether the room is entered at this moment."""
        return self._live.connected

    @property
    def ended(self) -> bool:
        """Whether the broadcast is known to be over."""
        return self._live.ended

    @property
    def state(self) -> RoomState:
        """A frozen snapshot of the room at this moment; see `Live.state`."""
        # Read in the thread of the event loop, which changes it.
        return self._loop.call(lambda: self._live.state).result()

    @property
    def statistics(self) -> Statistics:
        """Totals of the session at this moment."""
        return self._loop.call(lambda: self._live.statistics).result()
