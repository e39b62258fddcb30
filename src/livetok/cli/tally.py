"""How a watched room went, for the footer and the summary."""

from __future__ import annotations

from collections import Counter

import anyio
from attrs import define, field

from livetok._client.live import Live
from livetok._mixins.event import Event
from livetok.events import event_name

__all__ = ["Tally"]


@define(eq=False)
class Tally:
    """Counts what was shown of a room; what the room itself counts is in its state.

    Attributes:
        live: The room.
        events: How many of each name.
    """

    live: Live
    events: Counter[str] = field(factory=Counter[str], init=False)
    _began: float = field(factory=anyio.current_time, init=False)

    @property
    def seconds(self) -> float:
        """Time since the beginning."""
        return anyio.current_time() - self._began

    def add(self, event: Event) -> None:
        """Count an event."""
        self.events[event_name(type(event))] += 1

    def pace(self) -> str:
        """Return how many messages came, and how fast."""
        messages = self.live.statistics.messages
        return f"{messages:,} messages, {messages / max(self.seconds, 0.001):.1f} a second"

    def summary(self) -> str:
        """Return a few lines that say how it was."""
        state, statistics = self.live.state, self.live.statistics
        events = ", ".join(f"{name} {count:,}" for name, count in self.events.most_common())
        return "\n".join(
            (
                f"{self.seconds:.1f} s with @{self.live.unique_id}: {self.pace()}",
                f"  events      {events or 'none'}",
                f"  gifts       {state.gifts:,}, worth {state.diamonds:,} diamonds",
                f"  audience    {state.viewers:,} watching, {state.likes:,} likes",
                f"  connection  {statistics.reconnects} reconnects, {statistics.duplicates} duplicates dropped, "
                f"{statistics.undecoded} damaged",
            )
        )
