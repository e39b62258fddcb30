"""Gift streaks, counted once (protocol notes 5.4).

A gift message carries the running total of its streak, so the total of a streak is the largest seen, whatever was
lost, repeated or out of order. A streak is final with its closing message, after a silence, or when the room ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import define, field

from livetok._mixins.event import with_meta
from livetok._mixins.gift import count_of, set_delta
from livetok.proto import GiftEvent, GiftSettledEvent, SettledBy

__all__ = ["Streaks"]

_REMEMBERED: Final = 4096  # settled streaks whose late messages are still recognised

_Key = tuple[int, int, int]


@define
class _Streak:
    """A streak that is under way, or was: `last` is the message with the largest total."""

    last: GiftEvent
    total: int
    heard_at: float
    settled: int = 0


@define(kw_only=True)
class Streaks:
    """The gift streaks of one room.

    Attributes:
        silence: Seconds without a message after which a streak counts as over.
    """

    silence: float = 60.0
    _open: dict[_Key, _Streak] = field(factory=dict[_Key, _Streak], init=False)
    _done: dict[_Key, _Streak] = field(factory=dict[_Key, _Streak], init=False)

    def take(self, event: GiftEvent, now: float) -> Iterator[GiftSettledEvent]:
        """Take in a gift message, tell it its `delta`, and yield what became final by it.

        Args:
            event: The message.
            now: Seconds on any clock that does not jump.
        """
        total = count_of(event)
        if event.has("gift") and not event.gift.streakable:
            set_delta(event, total)
            yield _settled(event, total, SettledBy.SINGLE)
            return
        key = _key(event)
        streak = self._find(key, event, now)
        set_delta(event, max(0, total - streak.total))
        if total >= streak.total:
            streak.last, streak.total = event, total
        streak.heard_at = now
        if key in self._done:
            yield from _rest(streak, SettledBy.LATE)
        elif event.repeat_end:
            yield from self._settle([key], SettledBy.END)

    def expire(self, now: float) -> Iterator[GiftSettledEvent]:
        """Yield the streaks that nothing was heard of for `silence` seconds."""
        quiet = [key for key, streak in self._open.items() if now - streak.heard_at >= self.silence]
        return self._settle(quiet, SettledBy.SILENCE)

    def close(self) -> Iterator[GiftSettledEvent]:
        """Yield all streaks that are still open; for the end of the room."""
        return self._settle(list(self._open), SettledBy.CLOSE)

    def _find(self, key: _Key, event: GiftEvent, now: float) -> _Streak:
        done = self._done.get(key)
        # Without a group id nothing tells a new streak from a late message of the old one but that it is running.
        if done is not None and not event.group_id and not event.repeat_end:
            del self._done[key]
            done = None
        if done is not None:
            return done
        return self._open.setdefault(key, _Streak(event, 0, now))

    def _settle(self, keys: Iterable[_Key], by: SettledBy) -> Iterator[GiftSettledEvent]:
        for key in keys:
            streak = self._open.pop(key)
            self._done[key] = streak
            if len(self._done) > _REMEMBERED:
                del self._done[next(iter(self._done))]
            yield from _rest(streak, by)


def _key(event: GiftEvent) -> _Key:
    # The group id alone should do, but two users have been seen under one.
    return event.group_id, event.user.id, event.gift_id or event.gift.id


def _rest(streak: _Streak, by: SettledBy) -> Iterator[GiftSettledEvent]:
    """Yield what of a streak was not settled yet."""
    rest = streak.total - streak.settled
    if rest > 0:
        streak.settled = streak.total
        yield _settled(streak.last, rest, by)


def _settled(event: GiftEvent, count: int, by: SettledBy) -> GiftSettledEvent:
    settled = GiftSettledEvent(
        user=event.user,
        gift=event.gift,
        to_user=event.to_user,
        gift_id=event.gift_id or event.gift.id,
        count=count,
        diamonds=count * event.gift.diamond_count,
        group_id=event.group_id,
        settled_by=by,
    )
    return with_meta(settled, event.meta)
