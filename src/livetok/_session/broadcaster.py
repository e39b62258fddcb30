"""`Hub`: hands the events of a session to every queue that somebody reads."""

from __future__ import annotations

from collections.abc import Collection

from attrs import define, field

from livetok._mixins.event import Event
from livetok._session.event_queue import EventQueue

__all__ = ["Broadcaster"]


@define
class Broadcaster:
    """Hands the events of a session to everybody who reads them.

    The live itself has the first view. It keeps what fits and does not let the session wait while nobody iterates it
    and somebody reads otherwise, and while its own reader waits for another view: nobody would ever make space.

    Attributes:
        main: The view of the live itself.
        others: Views that were opened beside it.
    """

    main: EventQueue
    others: list[EventQueue] = field(factory=list[EventQueue], init=False)
    _closed: bool = field(default=False, init=False)
    _state_was_read: bool = field(default=False, init=False)

    def publish(self, events: Collection[Event]) -> None:
        """Hand a batch to every view."""
        self.main.add(events)
        if self._main_is_idle or self._reader_is_elsewhere:
            self.main.drop_oldest()
        for view in tuple(self.others):
            view.add(events)

    async def wait_for_space(self) -> None:
        """Wait until every view has space: the slowest that blocks decides. Does not wait when there is space."""
        while full := [view for view in self._blocking_queues if view.full]:
            await full[0].wait_for_space()

    @property
    def full(self) -> bool:
        """Whether `ready` would wait."""
        return any(view.full for view in self._blocking_queues)

    def subscribe(self, view: EventQueue) -> None:
        """Add a view. What waits for a live that nobody iterated yet belongs to it too."""
        if not self.main.ever_read:
            view.add(self.main.waiting)
        if self._closed:
            view.close()
        self.others.append(view)
        view.on_block = self.main.notify_producer
        self.main.notify_producer()  # it may be set aside from now on

    def note_state_read(self) -> None:
        """Say that somebody looks at the state. Who does only that must not stop at a live that nobody iterates."""
        if self.main.full and not self.main.ever_read:
            self._state_was_read = True
            self.main.notify_producer()

    def unsubscribe(self, view: EventQueue) -> None:
        """Remove a view whose consumer is gone."""
        view.abandon()
        if view in self.others:
            self.others.remove(view)

    def close(self) -> None:
        """Say that nothing more will come, to everybody."""
        self._closed = True
        for view in (self.main, *self.others):
            view.close()

    def abandon(self) -> None:
        """Say that nobody reads any more."""
        for view in (self.main, *self.others):
            view.abandon()

    @property
    def lagged(self) -> int:
        """Messages dropped in all views."""
        return self.main.lagged + sum(view.lagged for view in self.others)

    @property
    def wanted_types(self) -> tuple[type[Event], ...] | None:
        """Types that anybody asked for; None for everything."""
        if not self._main_is_idle:
            return None
        return tuple(one for view in self.others for one in view.types or (Event,))

    @property
    def _blocking_queues(self) -> list[EventQueue]:
        return self.others if self._main_is_idle or self._reader_is_elsewhere else [self.main, *self.others]

    @property
    def _main_is_idle(self) -> bool:
        return not self.main.ever_read and (bool(self.others) or self._state_was_read)

    @property
    def _reader_is_elsewhere(self) -> bool:
        return any(view.blocked and view.blocked == self.main.last_reader for view in self.others)
