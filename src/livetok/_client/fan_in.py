"""Many views read as one: in turn, bounded in total, without another queue and without a task.

The views stay the only buffers. One that got something stands in line; the reader takes a turn's worth of events from
the first, which then goes to the end of the line. So a flood in one room delays the others by one turn at most, and
what it costs to find the next event does not depend on how many rooms are silent.
"""

from __future__ import annotations

from collections import deque
from typing import Final, Generic, TypeVar

import anyio
import anyio.lowlevel
from attrs import define, field

from livetok._mixins.event import Event
from livetok._session.event_queue import EventQueue
from livetok.errors import UserError

__all__ = ["FanIn", "FanInSource"]

_T = TypeVar("_T")

# Events from one view before the next has its turn, and in all before other tasks run.
_TURN: Final = 32
# Events that each view may hold however full the others are: a room must be able to say that it was lost.
_LEAST: Final = 8


@define(eq=False)
class FanInSource(Generic[_T]):
    """One view of many; see `livetok._session.event_queue.Collector`.

    Attributes:
        owner: What its events are handed out with.
        view: The view.
        fan_in: Who reads it.
        counted: Events in the view, as the total knows them.
    """

    owner: _T
    queue: EventQueue
    fan_in: FanIn[_T]
    counted: int = 0
    _empty: anyio.Event = field(factory=anyio.Event, init=False)

    @property
    def reader(self) -> int:
        """Id of the task that reads all views, as seen lately."""
        return self.fan_in.reader

    @property
    def quota(self) -> int:
        """Messages that may wait in this view at the moment."""
        return self.fan_in.quota(self)

    def on_size_change(self) -> None:
        """Take note that the view got something, or lost it."""
        before, self.counted = self.counted, self.queue.count
        self.fan_in.on_size_change(self, before)
        if not self.counted:
            self._empty.set()

    async def emptied(self) -> None:
        """Wait until everything in the view was handed out, or is not wanted any more."""
        while self.queue.count:
            self._empty = anyio.Event()
            await self._empty.wait()


@define(eq=False)
class FanIn(Generic[_T]):
    """Reads many views as one.

    Attributes:
        buffer: Messages that may wait in all views together. Each may hold some however full the others are, and a
            batch in hand is taken in whole.
        reader: Id of the task that reads, as seen lately; 0 before.
    """

    buffer: int
    reader: int = field(default=0, init=False)
    _sources: set[FanInSource[_T]] = field(factory=set["FanInSource[_T]"], init=False)
    _line: deque[FanInSource[_T]] = field(factory=deque["FanInSource[_T]"], init=False)
    _waiting: int = field(default=0, init=False)
    _left: int = field(default=_TURN, init=False)
    _given: int = field(default=0, init=False)
    _arrived: anyio.Event = field(factory=anyio.Event, init=False)
    _guard: anyio.ResourceGuard = field(factory=lambda: anyio.ResourceGuard("iterating"), init=False)

    @property
    def waiting(self) -> int:
        """Events that wait in all views."""
        return self._waiting

    def add(self, owner: _T, view: EventQueue) -> FanInSource[_T]:
        """Read one more view, from what waits in it on."""
        source = FanInSource(owner, view, self)
        self._sources.add(source)
        view.shared_reader = source
        source.on_size_change()
        return source

    def remove(self, source: FanInSource[_T]) -> None:
        """Read a view no more; what waits in it is forgotten."""
        source.queue.abandon()
        self._sources.discard(source)
        self._arrived.set()

    def quota(self, source: FanInSource[_T]) -> int:
        """Return how much may wait in a view: a fair part of what the busy ones have, if there is space at all."""
        fair = self.buffer // max(1, len(self._line))
        free = self.buffer - self._waiting
        return max(min(_LEAST, self.buffer), min(fair, source.counted + free))

    def on_size_change(self, source: FanInSource[_T], before: int) -> None:
        """Take note that another number of events waits in a view than before."""
        self._waiting += source.counted - before
        if source.counted and not before:
            self._line.append(source)
            self._arrived.set()
        elif before and not source.counted:
            if source is self._line[0]:
                self._left = _TURN
            self._line.remove(source)

    async def get(self) -> tuple[_T, Event]:
        """Return the next event, and whose it is. Cancelling loses nothing.

        Raises:
            anyio.EndOfStream: There is no view left to read.
            UserError: Another task is waiting in here.
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
        self._left -= 1
        if source.counted == 1:
            source.on_size_change()
        else:
            source.counted -= 1
            self._waiting -= 1
            if not self._left:
                self._line.rotate(-1)
                self._left = _TURN
        return source.owner, event

    async def _wait(self) -> None:
        self._given += 1
        if self._given % _TURN == 1:  # asking costs as much as handing out an event
            self.reader = anyio.get_current_task().id
        if self._line and self._given % _TURN == 0:
            await anyio.lowlevel.checkpoint()
        while not self._line:
            if not self._sources:
                await anyio.lowlevel.checkpoint()
                raise anyio.EndOfStream
            self._arrived = anyio.Event()
            self.reader = anyio.get_current_task().id
            await self._arrived.wait()
