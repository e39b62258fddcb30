"""What a program remembers of a room while it watches."""

from __future__ import annotations

from collections import Counter

import anyio
from attrs import define, field

from livetok._session import Statistics
from livetok.events import Event, GiftSettledEvent, LikeEvent, ViewerUpdateEvent, event_name

__all__ = ["Tally"]


@define(eq=False, kw_only=True)
class Tally:
    """Counts of what was shown.

    Attributes:
        unique_id: Handle of the host.
        events: How many of each name.
        gifts: Gifts given; a streak counts when it is settled.
        diamonds: What they cost.
        viewers: Viewers as last told.
        likes: Likes of the room; servers disagree, so it never goes back.
    """

    unique_id: str
    events: Counter[str] = field(factory=Counter[str], init=False)
    gifts: int = field(default=0, init=False)
    diamonds: int = field(default=0, init=False)
    viewers: int = field(default=0, init=False)
    likes: int = field(default=0, init=False)
    _began: float = field(factory=anyio.current_time, init=False)

    @property
    def seconds(self) -> float:
        """Time since the beginning."""
        return anyio.current_time() - self._began

    def add(self, event: Event) -> None:
        """Count an event."""
        self.events[event_name(type(event))] += 1
        match event:
            case GiftSettledEvent():
                self.gifts += event.count
                self.diamonds += event.diamonds
            case ViewerUpdateEvent():
                self.viewers = event.total or self.viewers
            case LikeEvent():
                self.likes = max(self.likes, event.total)
            case _:
                pass

    def pace(self, statistics: Statistics) -> str:
        """Return how many messages came, and how fast."""
        rate = statistics.messages / max(self.seconds, 0.001)
        return f"{statistics.messages:,} messages, {rate:.1f} a second"

    def summary(self, statistics: Statistics) -> str:
        """Return a few lines that say how it was."""
        events = ", ".join(f"{name} {count:,}" for name, count in self.events.most_common())
        return "\n".join(
            (
                f"{self.seconds:.1f} s with @{self.unique_id}: {self.pace(statistics)}",
                f"  events      {events or 'none'}",
                f"  gifts       {self.gifts:,}, worth {self.diamonds:,} diamonds",
                f"  audience    {self.viewers:,} watching, {self.likes:,} likes",
                f"  connection  {statistics.reconnects} reconnects, {statistics.duplicates} duplicates dropped, "
                f"{statistics.undecoded} damaged",
            )
        )
