"""How a watched room went, for the footer and the summary."""

from __future__ import annotations

from collections import Counter

import anyio
from attrs import define, field

from livetok._client.live import Live
from livetok._mixins.event import Event
from livetok.events import event_name

__all__ = ["RoomSummary"]


@define(eq=False)
class RoomSummary:
    """Counts of what was shown of a room; what the room itself counts is in its state.

    Attributes:
        live: The room.
        event_counts: Number of events shown, by the events' names.
    """

    live: Live
    event_counts: Counter[str] = field(factory=Counter[str], init=False)
    _started_at: float = field(factory=anyio.current_time, init=False)

    @property
    def seconds(self) -> float:
        """Seconds since this summary was made."""
        return anyio.current_time() - self._started_at

    def add(self, event: Event) -> None:
        """Count an event."""
        self.event_counts[event_name(type(event))] += 1

    def pace(self) -> str:
        """Return how many messages came, and how fast."""
        messages = self.live.statistics.messages
        return f"{messages:,} messages, {messages / max(self.seconds, 0.001):.1f} a second"

    def text(self) -> str:
        """Return a few lines with all counts."""
        state, statistics = self.live.state, self.live.statistics
        events = ", ".join(f"{name} {count:,}" for name, count in self.event_counts.most_common())
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
