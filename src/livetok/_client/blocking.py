"""`open_live()`: a live room for code that is not asynchronous.

The event loop runs in a thread of its own, behind anyio's blocking portal. That is why it works where another loop runs
already, in a notebook for example, and why Ctrl-C reaches the code that waits here.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractAsyncContextManager, AbstractContextManager, contextmanager, suppress
from time import monotonic
from types import TracebackType
from typing import Any, Final, Generic, Literal, TypeVar, overload

import anyio
from anyio.from_thread import BlockingPortal, start_blocking_portal
from attrs import define, field
from typing_extensions import Unpack

from livetok._client.connect import connect
from livetok._client.live import Live
from livetok._mixins.event import Event
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

# On Windows a thread that waits for a lock learns of Ctrl-C only when it wakes up.
_STEP: Final = 0.5
# Seconds in which an event that is there already makes its way between two threads.
_HOP: Final = 0.01


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
        backend: Event loop that runs in the thread; inside a trio program it must be asyncio's.
        **options: As for `connect()`. Functions among them are called in the thread of the event loop.

    Raises:
        UserError: At the call, for a handle or an option that is wrong.
        RoomError: At the `with` line: no such user, offline, ended, restricted.
        Blocked: At the `with` line, after some attempts with other identities.
        NetworkError: At the `with` line, at once.
    """
    if backend not in {"asyncio", "trio"}:
        raise UserError(f"there is no backend {backend!r}", hint="backends are 'asyncio' and 'trio'")
    if backend == "trio" and _inside_trio():
        # trio does not let a thread that runs it talk to another trio, and the portal would wait for ever.
        hint = "leave backend out, or better: use connect(), since this blocks the whole program"
        raise UserError("a trio program cannot wait for another trio", hint=hint)
    return _opened(connect(user, room_id=room_id, **options), backend)


def _inside_trio() -> bool:
    try:
        return anyio.get_cancelled_exc_class().__module__.partition(".")[0] == "trio"
    except Exception:  # noqa: BLE001 -- no event loop; anyio 4.12 raises a private class of its own here
        return False


@contextmanager
def _opened(room: AbstractAsyncContextManager[Live], backend: str) -> Generator[BlockingLive]:
    entered: Future[tuple[Live, anyio.Event]] = Future()

    async def keep() -> None:
        async with room as live:
            left = anyio.Event()
            entered.set_result((live, left))
            await left.wait()

    # An exception in here, Ctrl-C included, lets the portal cancel whatever runs in it.
    with start_blocking_portal(backend, name="livetok") as portal:
        kept = portal.start_task_soon(keep, name="livetok room")
        _wait(entered, kept)
        if not entered.done():
            kept.result()
        live, left = entered.result()
        yield BlockingLive(live, portal)
        _wait(portal.start_task_soon(left.set))
        _result(kept)


def _wait(*futures: Future[Any], timeout: float | None = None) -> bool:
    """Wait until one of them is done; returns whether that came in time."""
    deadline = None if timeout is None else monotonic() + timeout
    while True:
        left = _STEP if deadline is None else min(_STEP, deadline - monotonic())
        if wait(futures, timeout=max(0.0, left), return_when=FIRST_COMPLETED).done:
            return True
        if left <= 0:
            return False


def _result(future: Future[_R]) -> _R:
    try:
        _wait(future)
    finally:
        future.cancel()  # on Ctrl-C; what is done is not cancelled any more
    return future.result()


class BlockingEvents(Generic[_E]):
    """An iterator over events that waits for the next one; one thread at a time. Ends when the broadcast ends."""

    def __init__(
        self, portal: BlockingPortal, source: AsyncIterator[_E], close: Callable[[], None] | None = None
    ) -> None:
        self._portal = portal
        self._source = source
        self._close = close
        # The step under way: whoever was interrupted while waiting for it finds it here the next time.
        self._step: Future[_E] | None = None
        self._one_thread = threading.Lock()

    def __iter__(self) -> BlockingEvents[_E]:
        return self

    def __next__(self) -> _E:
        event = self.get()
        if event is None:
            raise StopIteration
        return event

    def get(self, timeout: float | None = None) -> _E | None:
        """Return the next event, None once the broadcast is over.

        `timeout=0` takes what is there already, which suits the timer of a graphical program. An interrupt or a
        timeout loses no event.

        Args:
            timeout: Seconds to wait; None waits as long as it takes.

        Raises:
            TimeoutError: Nothing came in time.
            LiveError: The session failed.
            UserError: The block was left, or another thread waits in here.
        """
        if not self._one_thread.acquire(blocking=False):
            raise UserError("two threads iterate at once", hint="give each its own live.only(...)")
        try:
            patience = timeout
            if self._step is None:
                self._step = _submit(self._portal, self._next)
                patience = None if timeout is None else max(timeout, _HOP)
            if not _wait(self._step, timeout=patience):
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
        """Take part no more; may be called again, and after the block was left."""
        if self._close is not None:
            with suppress(RuntimeError):  # the loop is gone, and the queue with it
                self._portal.start_task_soon(self._close)
            self._close = None

    def __enter__(self) -> BlockingEvents[_E]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        # Views belong to the thread of the loop, so that they must not be collected in this one.
        self.close()


def _submit(portal: BlockingPortal, function: Callable[..., object], *arguments: object) -> Future[Any]:
    """Call a function, asynchronous or not, in the thread of the loop.

    Raises:
        UserError: The block was left.
    """
    try:
        return portal.start_task_soon(function, *arguments)
    except RuntimeError as error:
        raise UserError("this live is closed", hint="use it inside its with block") from error


@define(eq=False)
class BlockingLive:
    """An open room: an iterator of its events that waits for the next one.

    Made by `open_live()`, which also closes it. May be used from several threads; each iterates a view of its own,
    made with `only()`.
    """

    _live: Live
    _portal: BlockingPortal
    _main: BlockingEvents[Event] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._main = BlockingEvents(self._portal, self._live)

    def __iter__(self) -> BlockingLive:
        return self

    def __next__(self) -> Event:
        return next(self._main)

    def get(self, timeout: float | None = None) -> Event | None:
        """Return the next event, None once the broadcast is over; see `BlockingEvents.get`."""
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

        Raises:
            UserError: A type is no event class, or the block was left.
        """

        def select() -> BlockingEvents[Any]:
            selection = self._live.only(*types)
            return BlockingEvents(self._portal, selection, selection.close)

        return _result(_submit(self._portal, select))

    def wait_for(
        self,
        event_type: type[_A],
        where: Callable[[_A], bool] | None = None,
        *,
        timeout: float | None = None,
    ) -> _A:
        """Return the next event of a type, for which `where` is true; that is called in the thread of the loop.

        Args:
            event_type: The event class.
            where: What the event must be like.
            timeout: Seconds to wait; None waits as long as it takes.

        Raises:
            TimeoutError: It did not come in time.
            RoomEnded: The broadcast ended before.
            LiveError: The session failed before.
        """

        async def wait(live: Live) -> _A:
            with anyio.fail_after(timeout):
                return await live.wait_for(event_type, where)

        return self.call(wait)

    def call(self, function: Callable[[Live], Awaitable[_R]]) -> _R:
        """Call an asynchronous function with the asynchronous `Live`, in its loop, and return its result.

        ::

            live.call(lambda live: live.fetch_room_info())

        Ctrl-C cancels the function.

        Raises:
            UserError: The block was left.
        """
        return _result(_submit(self._portal, function, self._live))

    def stop(self) -> None:
        """End the session, so that every loop over this live ends; see `Live.stop`.

        Returns at once. May be called from any thread, in a signal handler, and after the block was left.
        """
        with suppress(RuntimeError):  # the block was left
            self._portal.start_task_soon(self._live.stop)

    def fetch_room_info(self) -> RoomInfo:
        """Ask TikTok for the room's data anew; see `Live.fetch_room_info`."""
        return self.call(Live.fetch_room_info)

    def fetch_gifts(self) -> dict[int, Gift]:
        """Ask TikTok for the gifts that can be sent in this room; see `Live.fetch_gifts`."""
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
        """What is known of the room from the last look at it."""
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
        """What is known of the room at this moment; a frozen value."""
        # In the thread of the loop, which changes what is looked at.
        return _result(_submit(self._portal, lambda: self._live.state))

    @property
    def statistics(self) -> Statistics:
        """Totals of the session at this moment."""
        return _result(_submit(self._portal, lambda: self._live.statistics))
