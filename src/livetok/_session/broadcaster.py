"""`Broadcaster`: fan-out of one session's events to every queue that somebody reads, and back-pressure from them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from attrs import define, field

from livetok._mixins.event import Event
from livetok._session.event_queue import EventQueue

__all__ = ["Broadcaster"]

WantedTypes = tuple[type[Event], ...] | None


@define
class Broadcaster:
    """Hands the events of a session to everybody who reads them, and makes the session wait for those who are slow.

    The main queue is the one that iterating the live reads. It does not make the session wait while nobody iterates
    the live but somebody reads otherwise, nor while its own reader waits for another queue: nobody would ever make
    space. It then drops its oldest events, visibly.

    Who waits for whom changes only when a reader comes, goes, or begins or ends to wait. It is computed then, and not
    for every batch.

    Attributes:
        main: The queue of the live itself.
        others: Queues that were subscribed beside it, in that order.
        wanted_types: Event classes that some reader wants; None for every class.
        on_wanted_change: Called with the new `wanted_types` whenever they change; None calls nothing.
        blocking_queues: Queues whose fullness stops the session.
    """

    main: EventQueue
    others: list[EventQueue] = field(factory=list[EventQueue], init=False)
    wanted_types: WantedTypes = field(default=None, init=False)
    on_wanted_change: Callable[[WantedTypes], None] | None = field(default=None, init=False)
    blocking_queues: tuple[EventQueue, ...] = field(default=(), init=False)
    # Whether `main` makes nobody wait: it was never read while another reader exists, or its reader waits elsewhere.
    _main_drops: bool = field(default=False, init=False)
    _main_is_all: bool = field(default=True, init=False)
    _closed: bool = field(default=False, init=False)
    _state_was_read: bool = field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        self.blocking_queues = (self.main,)
        self.main.on_reader_change = self._readers_changed

    def publish(self, events: Collection[Event]) -> None:
        """Put a batch into every queue. Never waits.

        Args:
            events: In the order of the server.
        """
        self.main.add(events)
        if self._main_drops:
            self.main.drop_oldest()
        for queue in tuple(self.others):
            queue.add(events)

    async def wait_for_space(self) -> None:
        """Wait until no blocking queue is full; returns at once, without a checkpoint, when none is.

        Cancelling it changes nothing.
        """
        while full := [queue for queue in self.blocking_queues if queue.full]:
            await full[0].wait_for_space()

    @property
    def full(self) -> bool:
        """Whether `wait_for_space` would wait."""
        return any(queue.full for queue in self.blocking_queues)

    @property
    def abandoned(self) -> bool:
        """Whether nobody will read anything any more: every queue was given up by its reader."""
        return all(queue.abandoned for queue in (self.main, *self.others))

    def subscribe(self, queue: EventQueue) -> None:
        """Add a queue. As long as nobody ever iterated the live, it also gets what waits in the main queue.

        Args:
            queue: Removed again with `unsubscribe`, by whoever reads it.
        """
        if not self.main.ever_read:
            queue.add(self.main.waiting)
        if self._closed:
            queue.close()
        self.others.append(queue)
        queue.on_reader_change = self._readers_changed
        self._readers_changed()

    def note_state_read(self) -> None:
        """Note that the program reads the state. One that reads nothing else must not stop at a full main queue."""
        if self.main.full and not self.main.ever_read:
            self._state_was_read = True
            self._readers_changed()

    def unsubscribe(self, queue: EventQueue) -> None:
        """Remove a queue whose reader is gone; does nothing when it was removed before.

        Args:
            queue: What waits in it is forgotten.
        """
        queue.abandon()
        if queue in self.others:
            self.others.remove(queue)
            self._readers_changed()

    def close(self) -> None:
        """End every queue: what waits is still handed out, and then the readers' iterations end."""
        self._closed = True
        for queue in (self.main, *self.others):
            queue.close()

    def abandon(self) -> None:
        """Empty every queue and let nobody wait any more: the block was left."""
        for queue in (self.main, *self.others):
            queue.abandon()

    @property
    def lagged(self) -> int:
        """Messages dropped in all queues."""
        return self.main.lagged + sum(queue.lagged for queue in self.others)

    def _readers_changed(self) -> None:
        """Compute anew who makes the session wait and what is wanted; wake the session, which may wait for `main`."""
        main = self.main
        # Fast path: twice for each frame that a reader waits for. With one reader nothing depends on what it does.
        if not self.others and self._main_is_all and main.ever_read:
            return
        others = tuple(self.others)
        main_is_idle = not main.ever_read and (bool(others) or self._state_was_read)
        reader_is_elsewhere = any(queue.blocked and queue.blocked == main.last_reader for queue in others)
        self._main_drops = main_is_idle or reader_is_elsewhere
        self.blocking_queues = others if self._main_drops else (main, *others)
        self._main_is_all = not (others or self._main_drops)
        if self._main_drops:
            main.notify_producer()
        wanted = tuple(kind for queue in others for kind in queue.types or (Event,)) if main_is_idle else None
        if wanted != self.wanted_types:
            self.wanted_types = wanted
            if self.on_wanted_change is not None:
                self.on_wanted_change(wanted)
