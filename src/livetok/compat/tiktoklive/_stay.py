"""`Stay`: one connection of a client, with the handlers that came of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Final, Protocol

import anyio
from anyio.abc import TaskGroup, TaskStatus

from livetok._client.live import Live
from livetok._mixins.event import Event
from livetok._util.task_group import open_private_group
from livetok.compat.tiktoklive._emitter import Work
from livetok.compat.tiktoklive.types.errors import FailedHTTPRequest
from livetok.errors import LiveError

__all__ = ["ConnectionListener", "ConnectionTask"]

# Handlers under way at once; more than that, and reading waits.
_MOST: Final = 1000
# Once the connection is over, handlers have so many seconds to come to an end.
_LAST_WORDS: Final = 5.0


class ConnectionListener(Protocol):
    """Who stays: hears of everything that happens."""

    async def arrived(self, stay: ConnectionTask, live: Live) -> None:
        """The room was entered; `start()` returns after this, or raises the error of this."""
        ...

    async def heard(self, stay: ConnectionTask, event: Event) -> None:
        """Something happened in the room."""
        ...

    def parted(self, stay: ConnectionTask, live: Live) -> None:
        """The connection is over; `stay.failure` says whether it was lost."""
        ...

    def gone(self, stay: ConnectionTask) -> None:
        """Everything is over, handlers too."""
        ...


class ConnectionTask:
    """A connection and its handlers, as one task.

    Handlers outlive the connection, because `stop()` must not cut short the very handler that calls it: those of the
    farewell may take as long as they like (they may wait, and start again), others a few seconds.

    Attributes:
        arrived: Whether the room was entered.
        decided: Set when that is clear.
        left: Whether `leave` or `cancel` was called.
        finished: Set when the task is over.
        live: The room, while connected.
        failure: Why the room was not entered, or how it was lost.
    """

    def __init__(
        self, guest: ConnectionListener, room: Callable[[], AbstractAsyncContextManager[Live]]
    ) -> None:
        self.arrived: bool = False
        self.left: bool = False
        self.decided: anyio.Event = anyio.Event()
        self.finished: anyio.Event = anyio.Event()
        self.live: Live | None = None
        self.failure: LiveError | FailedHTTPRequest | None = None
        self._guest = guest
        self._room = room
        self._whole = anyio.CancelScope()
        self._listening = anyio.CancelScope()
        self._group: TaskGroup | None = None
        self._busy = 0
        self._vital = 0
        self._changed = anyio.Event()

    async def run(self) -> None:
        """Enter the room, listen until it is over, wait for the handlers. Raises nothing of the connection's."""
        try:
            with self._whole:
                async with open_private_group() as self._group:
                    await self._visit()
                    await self._until(lambda: not self._vital)
                    with anyio.move_on_after(_LAST_WORDS):
                        await self._until(lambda: not self._busy)
        finally:
            self._group = None
            self.live = None
            self.decided.set()
            self.finished.set()
            self._guest.gone(self)

    def leave(self) -> None:
        """Leave the room politely; handlers go on."""
        self.left = True
        self._listening.cancel()

    def cancel(self) -> None:
        """End everything now."""
        self.left = True
        self._whole.cancel()

    @property
    def is_open(self) -> bool:
        """Whether handlers can be begun."""
        return self._group is not None

    async def ready(self) -> None:
        """Wait until there is room for more handlers."""
        await self._until(lambda: self._busy < _MOST)

    async def begin(self, work: Work, *, vital: bool = False) -> None:
        """Begin what is left of a handler, and return when it has begun: handlers begin in order, on trio too.

        Args:
            work: What is left of it.
            vital: Wait for it without a limit when the connection is over.
        """
        if self._group is not None:
            self._count(vital)
            with anyio.CancelScope(shield=True):  # takes one step; cancelled, the handler would never begin
                await self._group.start(self._work, work, vital)

    def begin_soon(self, work: Work, *, vital: bool = False) -> None:
        """Begin what is left of a handler, some time soon."""
        if self._group is not None:
            self._count(vital)
            self._group.start_soon(self._work, work, vital)

    def _count(self, vital: bool) -> None:
        # At once, and not by the task itself: what was asked for counts as under way.
        self._busy += 1
        self._vital += vital

    async def _visit(self) -> None:
        try:
            async with self._room() as live:
                await self._guest.arrived(self, live)
                self.live, self.arrived = live, True
                self.decided.set()
                await self._listen(live)
                self.live = None
        except (LiveError, FailedHTTPRequest) as error:
            self.failure = error
            if self.arrived and self.live is not None:
                self._guest.parted(self, self.live)

    async def _listen(self, live: Live) -> None:
        with self._listening:
            async for event in live:
                await self._guest.heard(self, event)
        self._guest.parted(self, live)

    async def _work(
        self, work: Work, vital: bool, *, task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED
    ) -> None:
        task_status.started()
        try:
            await work()
        finally:
            self._busy -= 1
            self._vital -= vital
            self._changed.set()

    async def _until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            self._changed = anyio.Event()
            await self._changed.wait()
