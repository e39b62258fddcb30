"""Fan-in: many queues read as one, round-robin, bounded in total, without another queue and without a task.

The queues of the rooms stay the only buffers. Those that are not empty stand in a line; the reader takes up to 32
events from the first, which then goes to the end of the line. So a flood in one room delays the others by 32 events at
most, and finding the next event costs the same however many rooms are silent.
"""

from __future__ import annotations

from collections import deque
from typing import Final, Generic, TypeVar

import anyio
import anyio.lowlevel
from attrs import define, field

from livetok._mixins.event import Event
from livetok._session.event_queue import EventQueue
from livetok._util.wake_up import WakeUp
from livetok.errors import UserError

__all__ = ["FanIn", "FanInSource"]

_T = TypeVar("_T")

# Events from one queue before the next has its turn, and in all before a checkpoint.
_TURN: Final = 32
# Messages that each queue may hold however full the others are: a room must be able to report that it was lost.
_LEAST: Final = 8


@define(eq=False)
class FanInSource(Generic[_T]):
    """One of the queues that a `FanIn` reads; a `QueueReader`.

    Attributes:
        owner: What its events are handed out with.
        queue: The queue.
        fan_in: Who reads it.
        counted: Events of this queue in the total of the `FanIn`.
    """

    owner: _T
    queue: EventQueue
    fan_in: FanIn[_T]
    counted: int = 0
    _empty: WakeUp = field(factory=WakeUp, init=False)

    @property
    def reader(self) -> int:
        """Id of the last task that read any of the queues; sampled every 32 events, 0 before."""
        return self.fan_in.reader

    @property
    def quota(self) -> int:
        """Messages that may wait in this queue at the moment."""
        return self.fan_in.quota(self)

    def on_size_change(self) -> None:
        """Bring the total up to date with the queue. Called by the queue."""
        before, self.counted = self.counted, self.queue.count
        self.fan_in.on_size_change(self, before)
        if not self.counted:
            self._empty.notify()

    async def wait_until_empty(self) -> None:
        """Wait until everything in the queue was handed out or the queue was abandoned. Cancelling changes nothing."""
        while self.queue.count:
            await self._empty.wait()


@define(eq=False)
class FanIn(Generic[_T]):
    """Reads many queues as one.

    Attributes:
        buffer: Messages that may wait in all queues together. Each may hold 8 however full the others are, and a
            received batch is always accepted whole.
        reader: Id of the last task that read; sampled every 32 events, 0 before.
    """

    buffer: int
    reader: int = field(default=0, init=False)
    _sources: set[FanInSource[_T]] = field(factory=set["FanInSource[_T]"], init=False)
    _line: deque[FanInSource[_T]] = field(factory=deque["FanInSource[_T]"], init=False)
    _waiting: int = field(default=0, init=False)
    _left_in_turn: int = field(default=_TURN, init=False)
    _handed_out: int = field(default=0, init=False)
    _arrived: WakeUp = field(factory=WakeUp, init=False)
    _guard: anyio.ResourceGuard = field(factory=lambda: anyio.ResourceGuard("iterating"), init=False)

    @property
    def waiting(self) -> int:
        """Events that wait in all queues."""
        return self._waiting

    def add(self, owner: _T, queue: EventQueue) -> FanInSource[_T]:
        """Read one more queue, beginning with what waits in it.

        Args:
            owner: What its events are handed out with.
            queue: Read from here only from now on.

        Returns:
            What to remove it with.
        """
        source = FanInSource(owner, queue, self)
        self._sources.add(source)
        queue.share(source)
        source.on_size_change()
        return source

    def remove(self, source: FanInSource[_T]) -> None:
        """Stop reading a queue, and abandon it: what waits in it is forgotten.

        Args:
            source: As returned by `add`.
        """
        source.queue.abandon()
        self._sources.discard(source)
        self._arrived.notify()

    def quota(self, source: FanInSource[_T]) -> int:
        """Return how many messages may wait in a queue: a fair share among those that are not empty.

        Args:
            source: The queue; it gets at least 8, and never more than is free in the buffer.
        """
        fair = self.buffer // max(1, len(self._line))
        free = self.buffer - self._waiting
        return max(min(_LEAST, self.buffer), min(fair, source.counted + free))

    def on_size_change(self, source: FanInSource[_T], before: int) -> None:
        """Correct the total, and let a queue join or leave the line.

        Args:
            source: The queue.
            before: Number of events that waited in it before.
        """
        self._waiting += source.counted - before
        if source.counted and not before:
            self._line.append(source)
            self._arrived.notify()
        elif before and not source.counted:
            if source is self._line[0]:
                self._left_in_turn = _TURN
            self._line.remove(source)

    async def get(self) -> tuple[_T, Event]:
        """Wait for the next event; return its owner and the event. Cancelling it loses no event.

        Raises:
            anyio.EndOfStream: There is no queue left to read.
            UserError: Another task waits in here.
        """
        try:
            with self._guard:
                await self._wait()
        except anyio.BusyResourceError as error:
            raise UserError(
                "two tasks iterate one follow()", hint="iterate in one task, and pass events on from there"
            ) from error
        source = self._line[0]
        event = source.queue.pop()
        self._left_in_turn -= 1
        if source.counted == 1:
            source.on_size_change()
        else:
            source.counted -= 1
            self._waiting -= 1
            if not self._left_in_turn:
                self._line.rotate(-1)
                self._left_in_turn = _TURN
        return source.owner, event

    async def _wait(self) -> None:
        self._handed_out += 1
        if self._handed_out % _TURN == 1:  # asking costs as much as handing out an event
            self._note_reader()
        if self._line and self._handed_out % _TURN == 0:
            await anyio.lowlevel.checkpoint()
        while not self._line:
            if not self._sources:
                await anyio.lowlevel.checkpoint()
                raise anyio.EndOfStream
            self._note_reader()
            await self._arrived.wait()

    def _note_reader(self) -> None:
        task = anyio.get_current_task().id
        if task != self.reader:
            self.reader = task
            for source in self._sources:
                source.queue.reader_changed()
