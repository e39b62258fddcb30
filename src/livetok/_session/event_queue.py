"""`EventQueue`: the bounded queue between a session and one reader, with back-pressure or visible drops.

One hop through a memory stream for every message costs as much as decoding it. The queue therefore takes in whole
batches without waiting, so that nothing that was received is ever lost to a cancellation; what waits for space is the
next read from the websocket. Events are handed out one by one, and tasks switch when the queue runs empty or full.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from functools import cache
from typing import Final, Protocol

import anyio
import anyio.lowlevel
from attrs import define, evolve, field

from livetok._codec import held_bytes
from livetok._mixins.event import Event, meta_of, with_meta
from livetok._mixins.meta import Meta, MetaFields
from livetok._util.wake_up import WakeUp
from livetok.errors import UserError
from livetok.options import Overflow
from livetok.proto import LaggedEvent

__all__ = ["EventQueue", "QueueReader"]

# Bytes of a message that `capacity` allows for. Most are a tenth of that; what is larger is counted by its size.
_LARGE: Final = 32 * 1024
# Messages whose allowance in bytes every queue has, so that one websocket message of the usual limit always fits.
_LEAST_CAPACITY: Final = 1024
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
    """Reads a queue together with others, such as `follow()` does.

    Attributes:
        reader: Id of the last task that read; sampled every 32 events, 0 before.
        quota: Messages that may wait in this queue at the moment.
    """

    @property
    def reader(self) -> int: ...
    @property
    def quota(self) -> int: ...
    def on_size_change(self) -> None:
        """Take note that the number of events in the queue changed. Called by the queue; must not wait."""
        ...


@define(kw_only=True, eq=False)
class EventQueue:
    """A bounded queue of events with one reader at a time.

    Attributes:
        high_water_mark: In messages: at or above it the session stops reading. A received batch is always accepted
            whole; `LaggedEvent` markers are not counted. Messages of more than 32 KiB also count by their size, against
            32 KiB for each message that may wait, at least 32 MiB in all.
        overflow: What happens at the high-water mark. `block` (default): the producer waits. `drop_oldest`: the oldest
            events are replaced by a `LaggedEvent`, but for those that are never dropped.
        types: Event classes that the reader wants; None (default) for all. Changed with `choose`.
        lagged: Messages dropped so far.
        last: Meta of the event that was handed out last; the event itself is the reader's.
        reader: Id of the last task that read; sampled every 32 events, 0 before.
        blocked: Id of the task that waits in `get` right now; 0 when none does.
        on_reader_change: Called without arguments when a reader comes, becomes another task, or begins or ends to wait,
            and when it wants other types. Must not wait.
        shared_reader: Who reads this queue together with others; None when it is read by itself. Set by `share`.
    """

    high_water_mark: int
    overflow: Overflow = "block"
    types: tuple[type[Event], ...] | None = None
    lagged: int = 0
    last: Meta | MetaFields | None = field(default=None, init=False)
    reader: int = field(default=0, init=False)
    blocked: int = field(default=0, init=False)
    on_reader_change: Callable[[], None] | None = field(default=None, init=False)
    shared_reader: QueueReader | None = field(default=None, init=False)
    _wanted: dict[type[Event], bool] = field(factory=dict[type[Event], bool], init=False)
    # Events by their place in line. Places run on without gaps, but for those of dropped events.
    _events: dict[int, Event] = field(factory=dict[int, Event], init=False)
    _first: int = field(default=0, init=False)
    _end: int = field(default=0, init=False)
    # Places of what may be dropped, oldest first; kept with `overflow="drop_oldest"` only.
    _droppable: deque[int] | None = field(default=None, init=False)
    # Sizes of large events by their place, and their sum.
    _large: dict[int, int] = field(factory=dict[int, int], init=False)
    _large_bytes: int = field(default=0, init=False)
    _lag_marker: LaggedEvent = field(factory=LaggedEvent, init=False)
    _lag_marker_place: int = field(default=-1, init=False)
    _hole_end: int = field(default=-1, init=False)
    _lag_markers: int = field(default=0, init=False)
    _closed: bool = field(default=False, init=False)
    _abandoned: bool = field(default=False, init=False)
    _handed_out: int = field(default=0, init=False)
    _arrived: WakeUp = field(factory=WakeUp, init=False)
    _space: WakeUp = field(factory=WakeUp, init=False)
    _guard: anyio.ResourceGuard = field(factory=lambda: anyio.ResourceGuard("iterating"), init=False)

    @property
    def ever_read(self) -> bool:
        """Whether somebody ever asked for an event, or a shared reader is there to do so."""
        return self._handed_out > 0 or self.shared_reader is not None

    @property
    def last_reader(self) -> int:
        """Id of the last task that read, whether by itself or as the shared reader; 0 before."""
        return self.reader if self.shared_reader is None else self.shared_reader.reader

    @property
    def capacity(self) -> int:
        """Messages that may wait before the producer has to."""
        return self.high_water_mark if self.shared_reader is None else self.shared_reader.quota

    @property
    def count(self) -> int:
        """Number of events that nobody took yet, `LaggedEvent` markers included."""
        return len(self._events)

    @property
    def waiting(self) -> tuple[Event, ...]:
        """The events that nobody took yet, oldest first."""
        return tuple(self._events.values())

    def add(self, events: Iterable[Event]) -> None:
        """Append the events of a batch that are wanted; forget them at once when the queue was abandoned. Never waits.

        Args:
            events: In order.
        """
        if self._abandoned:
            return
        batch = tuple(events)
        if self.types is not None:
            batch = tuple(event for event in batch if self._is_wanted(type(event)))
        if self.overflow == "drop_oldest":
            droppable = (
                place for place, event in enumerate(batch, self._end) if not _is_never_dropped(type(event))
            )
            if self._droppable is None:
                self._droppable = deque()
            self._droppable.extend(droppable)
        self._events.update(enumerate(batch, self._end))
        for place, event in enumerate(batch, self._end):
            if (size := held_bytes(event)) > _LARGE:
                self._large[place] = size
                self._large_bytes += size
        self._end += len(batch)
        self._drop_what_exceeds()
        self._arrived.notify()
        if self.shared_reader is not None:
            self.shared_reader.on_size_change()

    def _is_wanted(self, event_class: type[Event]) -> bool:
        """Return whether the reader wants events of this class; asked once for each class."""
        wanted = self._wanted.get(event_class)
        if wanted is None:
            wanted = self._wanted[event_class] = self.types is None or issubclass(event_class, self.types)
        return wanted

    @property
    def full(self) -> bool:
        """Whether the producer has to wait."""
        if self._droppable or self._abandoned:
            return False
        return self._waiting >= self.capacity or self._large_bytes >= self._large_allowance

    async def wait_for_space(self) -> None:
        """Wait until the queue is half empty, or `notify_producer` is called; `full` must be checked again then.

        For the one producer. Cancelling it changes nothing.
        """
        await self._space.wait()

    def get_nowait_or_none(self) -> Event | None:
        """Fast path of `get`, without a checkpoint.

        Returns:
            The next event. None when the queue is empty, a checkpoint is due (every 32 events), another task waits
            in here, or `follow()` reads the queue: then await `get`.
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
        """Wait for the next event and return it. Cancelling it loses no event.

        Raises:
            anyio.EndOfStream: The queue is closed and everything was handed out.
            UserError: Another task waits in here, or `follow()` reads this queue.
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
        """Remove and return the next event; there must be one."""
        place = self._first
        while (event := self._events.pop(place, None)) is None:
            place += 1
        self._first = place + 1
        if self._large:
            self._large_bytes -= self._large.pop(place, 0)
        if type(event) is LaggedEvent:
            self._lag_markers -= 1
        self.last = meta_of(event)
        if self._space.event is not None and self._half_empty:
            self._space.notify()
        return event

    @property
    def abandoned(self) -> bool:
        """Whether the reader is gone for good."""
        return self._abandoned

    def notify_producer(self) -> None:
        """Wake a producer that waits for space, so that it checks again whether it has to."""
        self._space.notify()

    def drop_oldest(self) -> None:
        """Drop what exceeds the capacity, oldest first and visibly, whatever `overflow` says and even gifts.

        For a queue that must let nobody wait.
        """
        while self._exceeds:
            self._drop(
                next(place for place, event in self._events.items() if not isinstance(event, LaggedEvent))
            )
        if self.shared_reader is not None:
            self.shared_reader.on_size_change()

    def close(self) -> None:
        """End the queue: what waits is still handed out, then `get` raises `EndOfStream`. For the producer."""
        self._closed = True
        self._arrived.notify()

    def abandon(self) -> None:
        """Empty the queue for good and wake a producer that waits. For the reader; may be called again."""
        if self._abandoned:
            return
        self._abandoned = True
        self._events.clear()
        self._droppable = None
        self._large.clear()
        self._large_bytes = 0
        self._lag_markers = 0
        self._space.notify()
        self.close()
        if self.shared_reader is not None:
            self.shared_reader.on_size_change()

    def choose(self, types: tuple[type[Event], ...]) -> None:
        """Take in events of other types from now on; what waits already stays.

        Args:
            types: Event classes, at least one.
        """
        self.types = types
        self._wanted.clear()
        self.reader_changed()

    def share(self, reader: QueueReader) -> None:
        """Let the queue be read together with others from now on.

        Args:
            reader: Calls `pop` and `reader_changed`; is told of every change of `count`.
        """
        self.shared_reader = reader
        self.reader_changed()

    def reader_changed(self) -> None:
        """Tell `on_reader_change` that who reads, waits, or wants what is not as before."""
        if self.on_reader_change is not None:
            self.on_reader_change()

    async def _wait(self) -> None:
        self._handed_out += 1
        if self._handed_out % _CHECKPOINT_EVERY == 1:  # asking costs as much as handing out an event
            self._note_reader()
            if self._events:
                await anyio.lowlevel.checkpoint()
        while not self._events:
            if self._closed:
                await anyio.lowlevel.checkpoint()
                raise anyio.EndOfStream
            await self._wait_for_arrival()

    async def _wait_for_arrival(self) -> None:
        self.blocked = self._note_reader()
        self.reader_changed()
        try:
            if not (self._events or self._closed):  # whoever was told may have seen to that
                await self._arrived.wait()
        finally:
            self.blocked = 0
            self.reader_changed()

    def _note_reader(self) -> int:
        """Note which task reads; returns its id."""
        task = anyio.get_current_task().id
        if task != self.reader:
            self.reader = task
            self.reader_changed()
        return task

    @property
    def _waiting(self) -> int:
        return len(self._events) - self._lag_markers

    @property
    def _large_allowance(self) -> int:
        return max(self.capacity, _LEAST_CAPACITY) * _LARGE

    @property
    def _half_empty(self) -> bool:
        """Whether the producer may move whole batches again."""
        return self._waiting * 2 <= self.capacity and self._large_bytes * 2 <= self._large_allowance

    @property
    def _exceeds(self) -> bool:
        """Whether something has to be dropped where nobody waits; a single event is kept, however large."""
        waiting = self._waiting
        return waiting > self.capacity or (waiting > 1 and self._large_bytes > self._large_allowance)

    # --- overflow

    def _drop_what_exceeds(self) -> None:
        while self._droppable and self._droppable[0] < self._first:
            self._droppable.popleft()
        while self._exceeds and self._droppable:
            place = self._droppable.popleft()
            # A place that `drop_oldest` emptied before is skipped.
            if not isinstance(self._events.get(place, self._lag_marker), LaggedEvent):
                self._drop(place)

    def _drop(self, place: int) -> None:
        """Replace an event by a `LaggedEvent`, or let the one right before it count one more."""
        self.lagged += 1
        self._large_bytes -= self._large.pop(place, 0)
        if place == self._hole_end + 1 and self._lag_marker_place >= self._first:
            del self._events[place]
            self._lag_marker.count += 1
        else:
            meta = evolve(self._events[place].meta, message_id=0, method="")
            self._lag_marker = self._events[place] = with_meta(LaggedEvent(count=1), meta)
            self._lag_marker_place = place
            self._lag_markers += 1
        self._hole_end = place
