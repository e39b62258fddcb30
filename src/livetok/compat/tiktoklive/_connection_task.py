"""`ConnectionTask`: one connection of a client, with the handlers that its events are given to."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Final

import anyio
import anyio.lowlevel
from anyio.abc import TaskGroup, TaskStatus
from attrs import frozen

from livetok._client.live import Live
from livetok._mixins.event import Event
from livetok._util.task_group import open_private_group
from livetok.compat.tiktoklive._emitter import Work
from livetok.compat.tiktoklive.types.errors import FailedHTTPRequest
from livetok.errors import LiveError

__all__ = ["ConnectionCallbacks", "ConnectionTask"]

# Handlers under way at once; more than that, and reading waits.
_MOST_HANDLERS: Final = 1000
# Once the connection is over, handlers have so many seconds to come to an end.
_HANDLER_SECONDS: Final = 5.0
# Scheduler rounds that `start()` needs to return to its caller, through a task and a `wait_for` of the caller's own.
_ROUNDS_TO_RETURN: Final = 5


@frozen
class ConnectionCallbacks:
    """What the client does when something happens to a connection of its.

    Attributes:
        entered: The room was entered; `start()` returns after this, or raises the error of this.
        event: Something happened in the room.
        left: The room was left; `connection.failure` says whether the connection was lost.
        finished: The handlers have ended, too.
    """

    entered: Callable[[ConnectionTask, Live], Awaitable[None]]
    event: Callable[[ConnectionTask, Event], Awaitable[None]]
    left: Callable[[ConnectionTask, Live], None]
    finished: Callable[[ConnectionTask], None]


class ConnectionTask:
    """A connection and its handlers, as one task.

    Handlers outlive the connection, because `stop()` must not cut short the very handler that calls it: those of
    `disconnect` and `live_end` may take as long as they like (they may wait, and start again), others 5 s.

    `leave` and `begin_soon` may be called outside of any task: in a callback of the loop, in a signal handler, while
    the loop does not run. Task groups and cancel scopes are not for that, so both leave a note for a task in the group.

    Attributes:
        entered: Whether the room was entered.
        decided: Set when it is clear whether the room is entered.
        closed: Set when the room was left, or not entered.
        finished: Set when the task is over.
        left: Whether `leave` or `cancel` was called.
        live: The room, while connected.
        failure: Why the room was not entered, or how it was lost.
    """

    def __init__(
        self, callbacks: ConnectionCallbacks, open_room: Callable[[], AbstractAsyncContextManager[Live]]
    ) -> None:
        self.entered: bool = False
        self.left: bool = False
        self.decided: anyio.Event = anyio.Event()
        self.closed: anyio.Event = anyio.Event()
        self.finished: anyio.Event = anyio.Event()
        self.live: Live | None = None
        self.failure: LiveError | FailedHTTPRequest | None = None
        self._callbacks = callbacks
        self._open_room = open_room
        self._whole = anyio.CancelScope()
        self._entering = anyio.CancelScope()
        self._reading = anyio.CancelScope()
        self._group: TaskGroup | None = None
        self._pending: deque[tuple[Work, bool]] = deque()
        self._noted = anyio.Event()
        self._busy = 0
        self._vital = 0
        self._handler_ended = anyio.Event()

    async def run(self) -> None:
        """Enter the room, listen until it is over, wait for the handlers. Raises nothing of the connection's."""
        try:
            with self._whole:
                async with open_private_group() as self._group:
                    self._group.start_soon(self._heed_notes)
                    with self._entering:
                        await self._stay_in_room()
                    self.decided.set()
                    self.closed.set()
                    await self._until(lambda: not self._vital)
                    with anyio.move_on_after(_HANDLER_SECONDS):
                        await self._until(lambda: not self._busy)
        finally:
            self._group = None
            self.live = None
            self.decided.set()
            self.closed.set()
            self.finished.set()
            self._callbacks.finished(self)

    def leave(self) -> None:
        """Leave the room politely, or do not enter it; handlers go on."""
        self.left = True
        self._noted.set()

    def cancel(self) -> None:
        """End everything now; from a task only."""
        self.left = True
        self._whole.cancel()

    @property
    def is_open(self) -> bool:
        """Whether handlers can be begun."""
        return self._group is not None

    async def ready(self) -> None:
        """Wait until there is room for more handlers."""
        await self._until(lambda: self._busy < _MOST_HANDLERS)

    async def begin(self, work: Work, *, vital: bool = False) -> None:
        """Begin what is left of a handler, and return when it has begun: handlers begin in order, on trio too.

        Args:
            work: What is left of it.
            vital: Wait for it without a limit when the connection is over.
        """
        if self._group is not None:
            self._count(vital)
            self._pending.append((work, vital))
            with anyio.CancelScope(
                shield=True
            ):  # takes one step each; cancelled, the handler would never begin
                while self._pending:
                    await self._group.start(self._work, *self._pending.popleft())

    def begin_soon(self, work: Work, *, vital: bool = False) -> None:
        """Begin what is left of a handler, some time soon."""
        if self._group is not None:
            self._count(vital)
            self._pending.append((work, vital))
            self._noted.set()

    def _count(self, vital: bool) -> None:
        # At once, and not by the task itself: what was asked for counts as under way.
        self._busy += 1
        self._vital += vital

    async def _heed_notes(self) -> None:
        """Do what was asked for outside of a task."""
        while True:
            if self.left:
                (self._reading if self.entered else self._entering).cancel()
            while self._pending and self._group is not None:
                self._group.start_soon(self._work, *self._pending.popleft())
            self._noted = anyio.Event()
            await self._noted.wait()

    async def _stay_in_room(self) -> None:
        try:
            async with self._open_room() as live:
                await self._callbacks.entered(self, live)
                self.live, self.entered = live, True
                self.decided.set()
                await self._read(live)
                self.live = None
        except (LiveError, FailedHTTPRequest) as error:
            self.failure = error
            if self.entered and self.live is not None:
                self._callbacks.left(self, self.live)

    async def _read(self, live: Live) -> None:
        with self._reading:
            # Who called start() may add handlers of the connect event when it has returned.
            for _ in range(_ROUNDS_TO_RETURN):
                await anyio.lowlevel.checkpoint()
            async for event in live:
                if self.left:
                    break
                await self._callbacks.event(self, event)
        self._callbacks.left(self, live)

    async def _work(
        self, work: Work, vital: bool, *, task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED
    ) -> None:
        task_status.started()
        try:
            await work()
        finally:
            self._busy -= 1
            self._vital -= vital
            self._handler_ended.set()

    async def _until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            self._handler_ended = anyio.Event()
            await self._handler_ended.wait()
