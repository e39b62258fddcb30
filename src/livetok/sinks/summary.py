"""What stored events add up to: gifters of each hour, chat and viewers over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from attrs import define, field, frozen

from livetok._mixins.meta import EPOCH

__all__ = ["Gifts", "HostSummary", "Interval", "Summary"]

_CHAT: Final = frozenset({"comment", "emote"})
_GIFT: Final = "gift"
_SETTLED: Final = "gift_settled"


@define
class Gifts:
    """The gifts of some time.

    Attributes:
        diamonds: What they are worth, by gifter.
        count: Number of gifts.
    """

    diamonds: Counter[str] = field(factory=Counter[str])
    count: int = 0

    def add(self, gifter: str, count: int, diamonds: int) -> None:
        """Add gifts of one gifter."""
        self.diamonds[gifter] += diamonds
        self.count += count


@define
class Interval:
    """Chat and viewers of some minutes.

    Attributes:
        chat: Comments and emotes.
        viewers: The last number of viewers that was told; None when none was.
    """

    chat: int = 0
    viewers: int | None = None
    _told_at: datetime = EPOCH

    def tell(self, viewers: int, at: datetime) -> None:
        """Take a number of viewers, unless a later one is known."""
        if at >= self._told_at:
            self.viewers, self._told_at = viewers, at


@define
class HostSummary:
    """What happened in the rooms of one host.

    Attributes:
        events: Number of events.
        first: When the first arrived; None when nobody knows.
        last: When the last arrived.
        names: The latest nickname of each gifter, by what tells gifters apart.
        intervals: Chat and viewers, by when each interval begins.
    """

    events: int = 0
    first: datetime | None = None
    last: datetime | None = None
    names: dict[str, str] = field(factory=dict[str, str])
    intervals: dict[datetime, Interval] = field(factory=lambda: defaultdict[datetime, Interval](Interval))
    _gifts: dict[str, dict[datetime, Gifts]] = field(
        factory=lambda: {kind: defaultdict[datetime, Gifts](Gifts) for kind in (_GIFT, _SETTLED)}
    )

    @property
    def hours(self) -> Mapping[datetime, Gifts]:
        """Gifts by hour. Those of `gift` events where there are any, else of `gift_settled`: never both."""
        return self._gifts[_GIFT] or self._gifts[_SETTLED]

    def add(self, row: Mapping[str, Any], minutes: int) -> None:
        """Add an event; one without a time counts, and belongs to no hour."""
        self.events += 1
        at: datetime | None = row["at"]
        if at is None:
            return
        at = at.astimezone(UTC)
        self.first, self.last = min(self.first or at, at), max(self.last or at, at)
        kind = row["type"]
        if kind in _CHAT:
            self.intervals[_floor(at, minutes)].chat += 1
        elif kind == "viewer_update" and row["count"] is not None:
            self.intervals[_floor(at, minutes)].tell(row["count"], at)
        elif kind in self._gifts:
            self._add_gift(row, kind, at)

    def top(self, gifts: Gifts, count: int) -> list[tuple[str, int]]:
        """Return the names and diamonds of the most generous, the names as they were last."""
        return [(self.names[gifter], diamonds) for gifter, diamonds in gifts.diamonds.most_common(count)]

    def _add_gift(self, row: Mapping[str, Any], kind: str, at: datetime) -> None:
        """Of a `gift`, count what it adds to its streak: its own numbers are running totals."""
        total = row["count"] or 0
        added = total if kind == _SETTLED or row["delta"] is None else row["delta"]
        if added <= 0:
            return
        price = (row["diamonds"] or 0) / total if total else 0
        gifter = row["user_id"] or row["user"] or row["nickname"] or ""
        self.names[gifter] = row["nickname"] or row["user"] or row["user_id"] or "somebody"
        self._gifts[kind][_floor(at, 60)].add(gifter, added, round(price * added))


@frozen
class Summary:
    """What happened, by host.

    Attributes:
        minutes: Length of the intervals of chat and viewers.
        hosts: By handle, in the order in which they came; by room where a handle is not known.
    """

    minutes: int = 1
    hosts: dict[str, HostSummary] = field(factory=lambda: defaultdict[str, HostSummary](HostSummary))

    def add(self, row: Mapping[str, Any]) -> None:
        """Add an event.

        Args:
            row: Its columns.
        """
        self.hosts[row["host"] or row["room"] or ""].add(row, self.minutes)


def _floor(at: datetime, minutes: int) -> datetime:
    return at - (at - EPOCH) % timedelta(minutes=minutes)
