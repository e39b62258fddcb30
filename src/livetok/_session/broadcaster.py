"""`Hub`: hands the events of a session to every queue that somebody reads."""

from __future__ import annotations

from collections.abc import Collection

from attrs import define, field

from livetok._mixins.event import Event
from livetok._session.event_queue import View

__all__ = ["Hub"]


@define
class Hub:
    """Hands the events of a session to everybody who reads them.

    The live itself has the first view. It keeps what fits and does not let the session wait while nobody iterates it
    and somebody reads otherwise, and while its own reader waits for another view: nobody would ever make space.

    Attributes:
        main: The view of the live itself.
        others: Views that were opened beside it.
    """

    main: View
    others: list[View] = field(factory=list[View], init=False)
    _closed: bool = field(default=False, init=False)
    _watched: bool = field(default=False, init=False)

    def add(self, events: Collection[Event]) -> None:
        """Hand a batch to every view."""
        self.main.add(events)
        if self._set_aside or self._lent:
            self.main.trim()
        for view in tuple(self.others):
            view.add(events)

    async def ready(self) -> None:
        """Wait until every view has space: the slowest that blocks decides. Does not wait when there is space."""
        while full := [view for view in self._held if view.full]:
            await full[0].space()

    @property
    def full(self) -> bool:
        """Whether `ready` would wait."""
        return any(view.full for view in self._held)

    def open(self, view: View) -> None:
        """Add a view. What waits for a live that nobody iterated yet belongs to it too."""
        if not self.main.claimed:
            view.add(self.main.waiting)
        if self._closed:
            view.close()
        self.others.append(view)
        view.on_block = self.main.nudge
        self.main.nudge()  # it may be set aside from now on

    def watched(self) -> None:
        """Say that somebody looks at the state. Who does only that must not stop at a live that nobody iterates."""
        if self.main.full and not self.main.claimed:
            self._watched = True
            self.main.nudge()

    def leave(self, view: View) -> None:
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
    def types(self) -> tuple[type[Event], ...] | None:
        """Types that anybody asked for; None for everything."""
        if not self._set_aside:
            return None
        return tuple(one for view in self.others for one in view.types or (Event,))

    @property
    def _held(self) -> list[View]:
        return self.others if self._set_aside or self._lent else [self.main, *self.others]

    @property
    def _set_aside(self) -> bool:
        return not self.main.claimed and (bool(self.others) or self._watched)

    @property
    def _lent(self) -> bool:
        return any(view.blocked and view.blocked == self.main.last_reader for view in self.others)
