"""Gift streaks: running totals turned into deltas and settled totals, each gift counted once (protocol notes 5.4).

A gift message carries the running total of its streak, so the total of a streak is the largest seen, whatever was
lost, repeated or out of order. A streak is final with its closing message, after a silence, or when the room ends.

The messages of a streak share a group id, which is the moment it began: two users may have the same. Gifts that have
no streaks come without one, a message each. Should messages of a streak come without one, then order is all there is
to tell one streak from the next: a running total that does not grow begins another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Final

from attrs import define, field

from livetok._codec import has_whole, is_damaged, undecoded_copy
from livetok._mixins.event import with_meta
from livetok._mixins.gift import count_of, set_delta
from livetok.proto import Gift, GiftEvent, GiftMonitorInfo, GiftSettledEvent, SettledBy, User

__all__ = ["GiftStreaks", "Streak", "streak_to_bytes"]

# Bounds of memory. Past the first, the streak that was silent longest settles early; past the second, a message that
# comes later than the messages of so many other streaks is counted anew.
_MOST_OPEN: Final = 4096
_MOST_REMEMBERED: Final = 16_384

_WHOLE: Final = ("user", "gift", "to_user", "monitor_info")
# Stands for a sender whose part of the message is damaged, and how many streaks are searched for the one that is meant.
_UNREADABLE: Final = -1
_SEARCHED: Final = 64

_Key = tuple[int, int, int]


@define
class Streak:
    """A streak that is under way; `event` is what is kept of the message that it will be settled with."""

    event: GiftEvent
    total: int
    last_message_at: float
    first_message_id: int

    def continues_with(self, total: int, *, over: bool) -> bool:
        """Tell whether a message without a group id belongs to this streak."""
        return total > self.total or (over and total == self.total)


@define
class _Settled:
    """What is remembered of a streak that was settled; `over` when that was by its closing message."""

    total: int
    over: bool
    first_message_id: int

    def continues_with(self, total: int, *, over: bool) -> bool:
        """Tell whether a message without a group id belongs to this streak."""
        repeated = over and total == self.total
        return repeated if self.over else repeated or total > self.total


@define(kw_only=True)
class GiftStreaks:
    """The gift streaks of one room.

    Attributes:
        silence: Seconds without a message after which a streak counts as over (default 60).
    """

    silence: float = 60.0
    _open: dict[_Key, Streak] = field(factory=dict[_Key, Streak], init=False)  # longest silent first
    _done: dict[_Key, _Settled] = field(factory=dict[_Key, _Settled], init=False)  # settled first first

    def add(self, event: GiftEvent, now: float) -> list[GiftSettledEvent]:
        """Count a gift message: set its `delta`, and return the streaks that became final with it.

        Args:
            event: The gift message; its `delta` is set in place.
            now: Seconds on any clock; a jump settles streaks early or late, but never miscounts.

        A message whose sender is damaged counts for the streak of its group id, whoever sends that.
        """
        key, single = self._key(event), event.is_single
        if single and not event.group_id:
            set_delta(event, count_of(event))
            return [_settled(event, count_of(event), SettledBy.SINGLE, event.meta.message_id)]
        finals = [] if event.group_id else self._end_unrelated(key, event)
        done = self._done.get(key)
        if done is not None:
            return finals + _late(event, done)
        self._update(key, event, now)
        if event.streak_over:
            finals += self._settle(key, SettledBy.SINGLE if single else SettledBy.END)
        elif len(self._open) > _MOST_OPEN:
            finals += self._settle(next(iter(self._open)), SettledBy.SILENCE)
        return finals

    def expire(self, now: float) -> list[GiftSettledEvent]:
        """Settle and return the streaks without a message for `silence` seconds.

        Args:
            now: Seconds on the clock that `add` is given.
        """
        finals: list[GiftSettledEvent] = []
        while self._open:
            key = next(iter(self._open))
            if now - self._open[key].last_message_at < self.silence:
                break
            finals += self._settle(key, SettledBy.SILENCE)
        return finals

    def close(self) -> list[GiftSettledEvent]:
        """Settle and return all open streaks; for the end of the room."""
        return [final for key in tuple(self._open) for final in self._settle(key, SettledBy.CLOSE)]

    def snapshot(self) -> Mapping[_Key, Streak]:
        """Return the streaks that are open at this moment, longest silent first."""
        return dict(self._open)

    def restore(self, streaks: Iterable[bytes], now: float) -> None:
        """Go on with streaks that an earlier session left open.

        Args:
            streaks: As `streak_to_bytes` gave them.
            now: What their silence is counted from; on the clock of `add`.

        Raises:
            DecodeError: Bytes are damaged.
        """
        for data in streaks:
            settled = GiftSettledEvent.parse(data)
            event = GiftEvent(
                user=settled.user,
                gift=settled.gift,
                to_user=settled.to_user,
                gift_id=settled.gift_id,
                group_id=settled.group_id,
                repeat_count=settled.count,
            )
            self._open[self._key(event)] = Streak(event, settled.count, now, settled.first_message_id)

    def _update(self, key: _Key, event: GiftEvent, now: float) -> None:
        """Let a message into the streak it belongs to, or begin one; the streak goes to the end of the line."""
        total = count_of(event)
        streak = self._open.pop(key, None)
        before = streak.total if streak is not None else 0
        set_delta(event, max(0, total - before))
        best = _kept(event) if streak is None or _rank(event) >= _rank(streak.event) else streak.event
        if streak is not None:
            for name in _WHOLE:  # what only some of its messages carry
                kept = streak.event if best is not streak.event else event
                if not best.has(name) and has_whole(kept, name):
                    setattr(best, name, undecoded_copy(getattr(kept, name)))
        first = event.meta.message_id if streak is None else streak.first_message_id
        self._open[key] = Streak(best, max(total, before), now, first)

    def _key(self, event: GiftEvent) -> _Key:
        """Return what tells a streak from others; of an unreadable sender's, that of the latest streak that fits."""
        group, gift = event.group_id, event.gift_id or event.gift.id
        if not is_damaged(event.user):
            key, nameless = (group, event.user.id, gift), (group, _UNREADABLE, gift)
            if group and key not in self._open and key not in self._done:
                self._rename(nameless, key)
            return key
        latest: Iterable[_Key] = chain(
            islice(reversed(self._open), _SEARCHED), islice(reversed(self._done), _SEARCHED)
        )
        fitting = (key for key in latest if group and key[0] == group and key[2] == gift)
        return next(fitting, (group, _UNREADABLE, gift))

    def _rename(self, before: _Key, key: _Key) -> None:
        """Let a streak whose sender was unreadable so far be that of a sender."""
        if before in self._open:
            self._open[key] = self._open.pop(before)
        elif before in self._done:
            self._done[key] = self._done.pop(before)

    def _end_unrelated(self, key: _Key, event: GiftEvent) -> list[GiftSettledEvent]:
        """Without a group id: end the streak before, or forget it, when the message is not one of its."""
        before = self._open.get(key) or self._done.get(key)
        if before is None or before.continues_with(count_of(event), over=event.streak_over):
            return []
        finals = self._settle(key, SettledBy.NEXT) if key in self._open else []
        del self._done[key]
        return finals

    def _settle(self, key: _Key, by: SettledBy) -> list[GiftSettledEvent]:
        streak = self._open.pop(key)
        over = by in {SettledBy.END, SettledBy.SINGLE}
        self._done[key] = _Settled(streak.total, over, streak.first_message_id)
        if len(self._done) > _MOST_REMEMBERED:
            del self._done[next(iter(self._done))]
        return [_settled(streak.event, streak.total, by, streak.first_message_id)]


def streak_to_bytes(streak: Streak) -> bytes:
    """Return an open streak as the settled gift that it would be now, with the better part of its people and gift."""
    event = streak.event
    gift, settled = event.gift, _settled(event, streak.total, SettledBy.CLOSE, streak.first_message_id)
    settled.user = _short(event.user)
    settled.to_user = _short(event.to_user)
    settled.gift = Gift(
        id=gift.id, name=gift.name, type=gift.type, diamond_count=gift.diamond_count, image=gift.image
    )
    return bytes(settled)


def _short(user: User) -> User:
    return User(
        id=user.id, nickname=user.nickname, display_id=user.display_id, avatar_thumb=user.avatar_thumb
    )


def _rank(event: GiftEvent) -> tuple[bool, int]:
    """Return how well a message may stand for its streak: one without the gift would take the price away."""
    return has_whole(event, "gift"), count_of(event)


def _kept(event: GiftEvent) -> GiftEvent:
    """Return what a settled gift is made of, in little space: many streaks can be open for minutes."""
    whole = {name: undecoded_copy(getattr(event, name)) for name in _WHOLE if has_whole(event, name)}
    if "monitor_info" in whole:
        whole["monitor_info"] = GiftMonitorInfo(to_user_id=event.monitor_info.to_user_id)
    kept = GiftEvent(group_id=event.group_id, gift_id=event.gift_id, repeat_count=event.repeat_count, **whole)
    return with_meta(kept, event.meta)


def _receiver(event: GiftEvent) -> User:
    """Return who gets the gift; most messages only have the id (protocol notes 10.1)."""
    receiver = event.monitor_info.to_user_id
    return User(id=receiver) if receiver and not event.to_user.id else event.to_user


def _late(event: GiftEvent, done: _Settled) -> list[GiftSettledEvent]:
    """Count what a message adds to a streak that was settled before: nothing, but after losses."""
    before = done.total
    rest = max(0, count_of(event) - before)
    set_delta(event, rest)
    done.total += rest
    done.over = done.over or event.streak_over
    return [_settled(event, rest, SettledBy.LATE, done.first_message_id, before)] if rest else []


def _settled(
    event: GiftEvent, count: int, by: SettledBy, first_message_id: int, counted_before: int = 0
) -> GiftSettledEvent:
    settled = GiftSettledEvent(
        user=event.user,
        gift=event.gift,
        to_user=_receiver(event),
        gift_id=event.gift_id or event.gift.id,
        count=count,
        diamonds=count * event.gift.price,
        group_id=event.group_id,
        settled_by=by,
        first_message_id=first_message_id,
        counted_before=counted_before,
    )
    return with_meta(settled, event.meta)
