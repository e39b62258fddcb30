"""`View`: the bounded buffer between a session and whoever iterates.

One hop through a stream for every message costs as much as decoding it. A view therefore takes in whole batches
without waiting, so that nothing in hand is ever lost to a cancellation; what waits for space is the next reading.
Single events are handed out of the view's own queue, and tasks switch when it runs empty or full.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from functools import cache
from typing import Final, Protocol

import anyio
import anyio.lowlevel
from attrs import define, evolve, field

from livetok._mixins.event import Event, with_meta
from livetok.errors import UserError
from livetok.options import Overflow
from livetok.proto import LaggedEvent

__all__ = ["EventQueue", "QueueReader"]

# Events handed out in a row before other tasks get a turn.
_CHECKPOINT_EVERY: Final = 32
# What "drop_oldest" never drops: money, and what is said about the connection and the broadcast itself. Names, so
# that nothing is loaded for the comparison; classes derived from these are kept too.
_NEVER_DROPPED: Final = frozenset(
    {
        "GiftEvent",
        "GiftSettledEvent",
        "SubNotifyEvent",
        "SubscriptionNotifyEvent",
        "SuperFanEvent",
        "SuperFanJoinEvent",
        "ConnectEvent",
        "DisconnectEvent",
        "ReconnectEvent",
        "LiveEndEvent",
        "LivePauseEvent",
        "LiveResumeEvent",
        "RoomErrorEvent",
        "RecordingStartedEvent",
        "RecordingSegmentEvent",
        "RecordingStoppedEvent",
    }
)


@cache
def _is_never_dropped(event_class: type[Event]) -> bool:
    return not _NEVER_DROPPED.isdisjoint(base.__name__ for base in event_class.__mro__)


class QueueReader(Protocol):
    """Takes from a view together with others, for one reader of them all.

    Attributes:
        reader: Id of the task that reads, as seen lately.
        limit: Messages that may wait in this view at the moment.
    """

    @property
    def reader(self) -> int: ...
    @property
    def quota(self) -> int: ...
    def on_size_change(self) -> None:
        """Take note that the view got something, or lost it. Must not wait."""
        ...


@define(kw_only=True, eq=False)
class EventQueue:
    """A bounded queue of events with one consumer.

    Attributes:
        types: What the consumer asked for; None for everything.
        limit: Messages that may wait before no more are read; a batch in hand is taken in whole. Marks of what was
            dropped do not count.
        overflow: What a full view does: `block` lets the producer wait, `drop_oldest` drops visibly.
        lagged: Messages dropped so far.
        last: The event that was handed out last.
        reader: Id of the task that reads, as seen lately; 0 before.
        blocked: Id of the task that waits for an event in here right now; 0 when none does.
        on_block: Called when a task begins to wait.
        collector: Who takes from this view and says how much may wait in it; None when it is read by itself.
    """

    high_water_mark: int
    overflow: Overflow = "block"
    types: tuple[type[Event], ...] | None = None
    lagged: int = 0
    last: Event | None = field(default=None, init=False)
    reader: int = field(default=0, init=False)
    blocked: int = field(default=0, init=False)
    on_block: Callable[[], None] | None = field(default=None, init=False)
    shared_reader: QueueReader | None = field(default=None, init=False)
    # Events by their place in line. Places run on without gaps, but for those of dropped events.
    _events: dict[int, Event] = field(factory=dict[int, Event], init=False)
    _first: int = field(default=0, init=False)
    _end: int = field(default=0, init=False)
    # Places of what may be dropped, oldest first; kept with `drop_oldest` only.
    _droppable: deque[int] = field(factory=deque[int], init=False)
    _lag_marker: LaggedEvent = field(factory=LaggedEvent, init=False)
    _lag_marker_place: int = field(default=-1, init=False)
    _hole_end: int = field(default=-1, init=False)
    _lag_markers: int = field(default=0, init=False)
    _closed: bool = field(default=False, init=False)
    _abandoned: bool = field(default=False, init=False)
    _handed_out: int = field(default=0, init=False)
    _arrived: anyio.Event = field(factory=anyio.Event, init=False)
    _space: anyio.Event = field(factory=anyio.Event, init=False)
    _producer_waits: bool = field(default=False, init=False)  # whether the producer waits for space
    _guard: anyio.ResourceGuard = field(factory=lambda: anyio.ResourceGuard("iterating"), init=False)

    @property
    def ever_read(self) -> bool:
        """Whether somebody ever asked for an event, or is there to do so."""
        return self._handed_out > 0 or self.shared_reader is not None

    @property
    def last_reader(self) -> int:
        """Id of the task that reads, as seen lately; 0 before."""
        return self.reader if self.shared_reader is None else self.shared_reader.reader

    @property
    def capacity(self) -> int:
        """Messages that may wait."""
        return self.high_water_mark if self.shared_reader is None else self.shared_reader.quota

    @property
    def count(self) -> int:
        """Events that nobody took yet, marks of what was dropped included."""
        return len(self._events)

    @property
    def waiting(self) -> tuple[Event, ...]:
        """Events that nobody took yet."""
        return tuple(self._events.values())

    def add(self, events: Iterable[Event]) -> None:
        """Take in those of a batch that were asked for, in order; dropped at once when nobody reads any more."""
        if self._abandoned:
            return
        for event in events:
            if self.types is not None and not isinstance(event, self.types):
                continue
            self._events[self._end] = event
            if self.overflow == "drop_oldest" and not _is_never_dropped(type(event)):
                self._droppable.append(self._end)
            self._end += 1
        self._drop_what_exceeds()
        self._arrived.set()
        if self.shared_reader is not None:
            self.shared_reader.on_size_change()

    @property
    def full(self) -> bool:
        """Whether the producer has to wait."""
        return self._waiting >= self.capacity and not self._droppable and not self._abandoned

    async def wait_for_space(self) -> None:
        """Wait until it may be worth to look at `full` again."""
        self._space = anyio.Event()
        self._producer_waits = True
        try:
            await self._space.wait()
        finally:
            self._producer_waits = False

    def get_nowait_or_none(self) -> Event | None:
        """Return the next event when there is one and other tasks had their turn not long ago; None otherwise.

        Then `get` has to be asked. To hand an event out this way costs half as much.
        """
        if (
            not self._events
            or self._handed_out % _CHECKPOINT_EVERY == 0
            or self.blocked
            or self.shared_reader is not None
        ):
            return None
        self._handed_out += 1
        return self.pop()

    async def get(self) -> Event:
        """Return the next event. Cancelling loses nothing.

        Raises:
            anyio.EndOfStream: Nothing more will come, and everything was handed out.
            UserError: Another task is waiting in here, or events are taken from here together with others.
        """
        if self.shared_reader is not None:
            raise UserError("follow() reads this live", hint="live.only(Event) has a queue of its own")
        try:
            with self._guard:
                await self._wait()
        except anyio.BusyResourceError as error:
            raise UserError(
                "two tasks iterate one Live", hint="iterate in one task, and pass events on from there"
            ) from error
        return self.pop()

    def pop(self) -> Event:
        """Return the next event; there must be one."""
        event = self._next()
        if (
            self._producer_waits and self._waiting * 2 <= self.capacity
        ):  # half empty: the producer moves whole batches again
            self._space.set()
        return event

    def notify_producer(self) -> None:
        """Let the producer look again whether it has to wait."""
        self._space.set()

    def drop_oldest(self) -> None:
        """Drop the oldest of what does not fit, visibly; for a view that must let nobody wait."""
        while self._waiting > self.capacity:
            self._drop(
                next(place for place, event in self._events.items() if not isinstance(event, LaggedEvent))
            )
        if self.shared_reader is not None:
            self.shared_reader.on_size_change()

    def close(self) -> None:
        """Say that nothing more will come; what waits is still handed out. For the producer."""
        self._closed = True
        self._arrived.set()

    def abandon(self) -> None:
        """Say that nobody reads any more; lets a waiting producer go. For the consumer."""
        self._abandoned = True
        self._events.clear()
        self._droppable.clear()
        self._lag_markers = 0
        self._space.set()
        self.close()
        if self.shared_reader is not None:
            self.shared_reader.on_size_change()

    async def _wait(self) -> None:
        self._handed_out += 1
        if self._handed_out % _CHECKPOINT_EVERY == 1:  # asking costs as much as handing out an event
            self.reader = anyio.get_current_task().id
            if self._events:
                await anyio.lowlevel.checkpoint()
        while not self._events:
            if self._closed:
                await anyio.lowlevel.checkpoint()
                raise anyio.EndOfStream
            await self._wait_for_arrival()

    async def _wait_for_arrival(self) -> None:
        self._arrived = anyio.Event()
        self.reader = self.blocked = anyio.get_current_task().id
        if self.on_block is not None:
            self.on_block()
        try:
            await self._arrived.wait()
        finally:
            self.blocked = 0

    def _next(self) -> Event:
        while (event := self._events.pop(self._first, None)) is None:
            self._first += 1
        self._first += 1
        self._lag_markers -= type(event) is LaggedEvent
        self.last = event
        return event

    @property
    def _waiting(self) -> int:
        return len(self._events) - self._lag_markers

    # --- overflow

    def _drop_what_exceeds(self) -> None:
        while self._droppable and self._droppable[0] < self._first:
            self._droppable.popleft()
        while self._waiting > self.capacity and self._droppable:
            place = self._droppable.popleft()
            if not isinstance(
                self._events.get(place, self._lag_marker), LaggedEvent
            ):  # else dropped by `trim`
                self._drop(place)

    def _drop(self, place: int) -> None:
        """Replace an event by a mark, or let the mark right before it count one more."""
        self.lagged += 1
        if place == self._hole_end + 1 and self._lag_marker_place >= self._first:
            del self._events[place]
            self._lag_marker.count += 1
        else:
            meta = evolve(self._events[place].meta, message_id=0, method="")
            self._lag_marker = self._events[place] = with_meta(LaggedEvent(count=1), meta)
            self._lag_marker_place = place
            self._lag_markers += 1
        self._hole_end = place
