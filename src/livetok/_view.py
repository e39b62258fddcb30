"""`View`: the bounded buffer between a session and whoever iterates.

One hop through a stream for every message costs as much as decoding it. A view therefore takes whole batches from
the session and hands single events out of its own queue; tasks switch when it runs empty or full. The bound counts
messages.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Final

import anyio
import anyio.lowlevel
from attrs import define, evolve, field

from livetok._mixins.event import Event, with_meta
from livetok.errors import UserError
from livetok.options import Overflow
from livetok.proto import LaggedEvent

__all__ = ["View"]

# Events handed out in a row before other tasks get a turn.
_TURN: Final = 32
# What "drop_oldest" never drops: money, and what is said about the connection itself. Names, so that nothing is
# loaded for the comparison.
_KEPT: Final = frozenset(
    {
        "GiftEvent",
        "GiftSettledEvent",
        "SubNotifyEvent",
        "SubscriptionNotifyEvent",
        "ConnectEvent",
        "DisconnectEvent",
        "ReconnectEvent",
        "LaggedEvent",
        "LiveEndEvent",
        "LivePauseEvent",
        "LiveResumeEvent",
        "RecordingStartedEvent",
        "RecordingSegmentEvent",
        "RecordingStoppedEvent",
    }
)


@define(kw_only=True)
class View:
    """A bounded queue of events with one producer and one consumer.

    Attributes:
        limit: Most messages that wait; marks of what was dropped do not count.
        overflow: What a full view does: `block` lets the producer wait, `drop_oldest` drops visibly.
        lagged: Messages dropped so far.
    """

    limit: int
    overflow: Overflow = "block"
    lagged: int = 0
    _queue: deque[Event] = field(factory=deque[Event], init=False)
    _marks: int = field(default=0, init=False)
    _closed: bool = field(default=False, init=False)
    _abandoned: bool = field(default=False, init=False)
    _given: int = field(default=0, init=False)
    _arrived: anyio.Event = field(factory=anyio.Event, init=False)
    _space: anyio.Event = field(factory=anyio.Event, init=False)
    _guard: anyio.ResourceGuard = field(factory=lambda: anyio.ResourceGuard("iterating"), init=False)

    async def put(self, events: Iterable[Event]) -> None:
        """Take in a batch, in order. Waits while a blocking view is full; returns at once when nobody reads any more.

        Cancelled half-way, the events that were not taken yet are lost to the view.
        """
        for event in events:
            while not self._abandoned and self._is_full() and not self._make_room(event):
                self._arrived.set()
                self._space = anyio.Event()
                await self._space.wait()
            if self._abandoned:
                return
            self._queue.append(event)
        self._arrived.set()

    async def get(self) -> Event:
        """Return the next event. Cancelling loses nothing.

        Raises:
            anyio.EndOfStream: The producer closed the view and everything was handed out.
            UserError: Another task is waiting in here.
        """
        try:
            with self._guard:
                await self._wait()
        except anyio.BusyResourceError as error:
            raise UserError(
                "two tasks iterate one Live", hint="iterate in one task, or give each its own live.only(...)"
            ) from error
        event = self._queue.popleft()
        self._marks -= isinstance(event, LaggedEvent)
        if len(self._queue) * 2 <= self.limit:  # half empty: the producer moves whole batches again
            self._space.set()
        return event

    def close(self) -> None:
        """Say that nothing more will come; what waits is still handed out. For the producer."""
        self._closed = True
        self._arrived.set()

    def abandon(self) -> None:
        """Say that nobody reads any more; lets a waiting producer go. For the consumer."""
        self._abandoned = True
        self._queue.clear()
        self._space.set()

    async def _wait(self) -> None:
        self._given += 1
        if self._queue and self._given % _TURN == 0:
            await anyio.lowlevel.checkpoint()
        while not self._queue:
            if self._closed:
                await anyio.lowlevel.checkpoint()
                raise anyio.EndOfStream
            self._arrived = anyio.Event()
            await self._arrived.wait()

    def _is_full(self) -> bool:
        return len(self._queue) - self._marks >= self.limit

    def _make_room(self, coming: Event) -> bool:
        """Drop the oldest event that may be dropped, or the coming one's place in line is not to be had yet."""
        if self.overflow != "drop_oldest":
            return False
        for at, event in enumerate(self._queue):
            if type(event).__name__ not in _KEPT:
                self._drop(at)
                return True
        return False

    def _drop(self, at: int) -> None:
        """Replace an event by a mark; marks that come to stand side by side become one."""
        self.lagged += 1
        count, last = 1, self._queue[at].meta
        first = at
        while first and isinstance(mark := self._queue[first - 1], LaggedEvent):
            count += mark.count
            first -= 1
        after = at + 1
        while after < len(self._queue) and isinstance(mark := self._queue[after], LaggedEvent):
            count += mark.count
            after += 1
        for _ in range(after - first):
            del self._queue[first]
        self._marks -= after - first - 1
        mark = with_meta(LaggedEvent(count=count), evolve(last, message_id=0, method=""))
        self._queue.insert(first, mark)
        self._marks += 1
