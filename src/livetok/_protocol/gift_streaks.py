"""Gift streaks: running totals turned into deltas and settled totals, each gift counted once (protocol notes 5.4).

A gift message carries the running total of its streak, so the total of a streak is the largest seen, whatever was
lost, repeated or out of order. A streak is final with its closing message, after a silence, or when the room ends.

The messages of a streak share a group id, which is the moment it began: two users may have the same. Gifts that have
no streaks come without one, a message each. Should messages of a streak come without one, then order is all there is
to tell one streak from the next: a running total that does not grow begins another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Final, Literal

from attrs import define, evolve, field

from livetok._codec import OnDamage, is_damaged, nested_bytes, on_damage_of, unfilled, whole_bytes
from livetok._mixins.event import message_id_of, meta_of, with_meta
from livetok._mixins.gift import set_delta
from livetok._mixins.meta import Meta, MetaFields
from livetok.proto import Gift, GiftEvent, GiftMonitorInfo, GiftSettledEvent, SettledBy, User

__all__ = ["GiftStreaks", "OpenStreaks", "Streak", "streak_to_bytes"]

# Bounds of memory. Past the first, the streak that was silent longest settles early; past the second, a message that
# comes later than the messages of so many other streaks is counted anew. 4,096 that are remembered take 1.4 MB; an open
# one takes 3 KB, and as much as the last of these when its sender or gift says a lot.
_MOST_OPEN: Final = 4096
_MOST_REMEMBERED: Final = 4096
_MOST_BYTES: Final = 16_384
_MOST_TEXT: Final = 200
_MOST_SHARED: Final = 2048  # bytes of a gift of which 512 are kept for all rooms: a megabyte at most

# Stands for a sender whose part of the message is damaged, and how many streaks are searched for the one that is meant.
_UNREADABLE: Final = -1
_SEARCHED: Final = 64
# Changes that are replayed at most for one look at the open streaks, or as many as there are open ones. Each keeps its
# streak, also one that was settled since.
_FEW_CHANGES: Final = 8

_Key = tuple[int, int, int]


@define(eq=False)
class _Content:
    """What a gift message says, in little space: many streaks can be open for minutes.

    Attributes:
        total: The running total; whoever sends a gift sends at least one.
        single: Whether the gift is known to be one without streaks.
        over: Whether the message closes its streak.
        user: The bytes of the sender; None when there is none, or damage. So with `gift` and `to_user`.
        price: Diamonds for one, as `gift` says.
        monitor: The bytes in which most messages name who gets it, in place of `to_user`; read when it is settled.
    """

    group_id: int
    gift_id: int
    total: int
    single: bool
    over: bool
    user: bytes | None
    gift: bytes | None
    price: int
    to_user: bytes | None
    monitor: bytes | None
    meta: Meta | MetaFields
    on_damage: OnDamage | None

    @classmethod
    def of(cls, event: GiftEvent) -> _Content:
        gift = event.gift
        gift_bytes, monitor = whole_bytes(event, "gift"), nested_bytes(event, "monitor_info")
        single = gift_bytes is not None and not gift.streakable
        return cls(
            event.group_id,
            event.gift_id or gift.id,
            max(1, event.repeat_count),
            single,
            single or event.repeat_end == 1,
            _bounded_user(event, "user"),
            _bounded_gift(gift, gift_bytes),
            gift.price,
            _bounded_user(event, "to_user"),
            monitor if monitor is not None and len(monitor) <= _MOST_BYTES else None,
            meta_of(event),
            on_damage_of(event),
        )

    def completed_by(self, other: _Content) -> None:
        """Take over what only the other message of the streak has."""
        if self.user is None:
            self.user = other.user
        if self.gift is None:
            self.gift, self.price = other.gift, other.price
        if self.to_user is None:
            self.to_user = other.to_user
        if self.monitor is None:
            self.monitor = other.monitor

    @property
    def rank(self) -> tuple[bool, int]:
        """How well the message may stand for its streak: one without the gift would take the price away."""
        return self.gift is not None, self.total

    def sender(self) -> User | None:
        return None if self.user is None else unfilled(User, self.user, 0, self.on_damage)

    def given(self) -> Gift | None:
        return None if self.gift is None else unfilled(Gift, self.gift, 0, self.on_damage)

    def to(self) -> User | None:
        """Return who gets the gift; most messages only have the id (protocol notes 10.1)."""
        to_user: User | None = None
        if self.to_user is not None:
            to_user = unfilled(User, self.to_user, 0, self.on_damage)
        if to_user is not None and to_user.id:
            return to_user
        receiver = self._receiver()
        return User(id=receiver) if receiver else to_user

    def _receiver(self) -> int:
        if self.monitor is None:
            return 0
        monitor: GiftMonitorInfo = unfilled(GiftMonitorInfo, self.monitor, 0, self.on_damage)
        return monitor.to_user_id


@define
class Streak:
    """A streak that is under way; `content` is what is kept of the message that it will be settled with."""

    content: _Content
    total: int
    last_message_at: float
    first_message_id: int

    def continues_with(self, total: int, *, over: bool) -> bool:
        """Tell whether a message without a group id belongs to this streak."""
        return total > self.total or (over and total == self.total)


_Change = tuple[_Key, Streak | None]


@define(eq=False)
class OpenStreaks:
    """The streaks that were open at one moment; worked out when somebody asks, which hardly anybody does.

    Attributes:
        base: Those that were open before the changes.
        changes: Streaks that were opened, grew or were settled since; it goes on growing.
        count: How many of the changes came before the moment.
    """

    base: Mapping[_Key, Streak] = field(factory=dict[_Key, Streak])
    changes: Sequence[_Change] = ()
    count: int = 0

    def streaks(self) -> dict[_Key, Streak]:
        """Return them by key, longest silent first."""
        streaks = dict(self.base)
        for key, streak in islice(self.changes, self.count):
            streaks.pop(key, None)
            if streak is not None:
                streaks[key] = streak
        return streaks


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
    _base: Mapping[_Key, Streak] = field(factory=dict[_Key, Streak], init=False)
    _changes: list[_Change] = field(factory=list[_Change], init=False)

    def add(self, event: GiftEvent, now: float) -> list[GiftSettledEvent]:
        """Count a gift message: set its `delta`, and return the streaks that became final with it.

        Args:
            event: The gift message; its `delta` is set in place.
            now: Seconds on any clock; a jump settles streaks early or late, but never miscounts.

        A message whose sender is damaged counts for the streak of its group id, whoever sends that.
        """
        content = _Content.of(event)
        group, single = content.group_id, content.single
        if single and not group:
            set_delta(event, content.total)
            return [_settled(content, content.total, SettledBy.SINGLE, message_id_of(event), event=event)]
        key = self._key(event, content)
        finals = [] if group else self._end_unrelated(key, content)
        done = self._done.get(key)
        if done is not None:
            return finals + _late(event, content, done)
        self._update(key, event, content, now)
        if content.over:
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

    def snapshot(self) -> OpenStreaks:
        """Return the streaks that are open at this moment; takes the same little time however many there are."""
        if len(self._changes) > max(_FEW_CHANGES, len(self._open)):
            self._base, self._changes = dict(self._open), []
        return OpenStreaks(self._base, self._changes, len(self._changes))

    def _put(self, key: _Key, streak: Streak) -> None:
        """Put a streak at the end of the line; what was there under its key is gone already."""
        self._open[key] = streak
        self._changes.append((key, streak))

    def _pop(self, key: _Key) -> Streak:
        self._changes.append((key, None))
        return self._open.pop(key)

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
            content = _Content.of(event)
            self._put(
                self._key(event, content), Streak(content, settled.count, now, settled.first_message_id)
            )

    def _update(self, key: _Key, event: GiftEvent, content: _Content, now: float) -> None:
        """Let a message into the streak it belongs to, or begin one; the streak goes to the end of the line."""
        streak = self._open.pop(key, None)
        if streak is None:
            set_delta(event, content.total)
            self._put(key, Streak(content, content.total, now, message_id_of(event)))
            return
        before = streak.total
        set_delta(event, max(0, content.total - before))
        best, other = content, streak.content
        if content.rank < other.rank:
            best, other = evolve(other), content  # a copy: earlier snapshots have the other
        best.completed_by(other)
        self._put(key, Streak(best, max(content.total, before), now, streak.first_message_id))

    def _key(self, event: GiftEvent, content: _Content) -> _Key:
        """Return what tells a streak from others; of an unreadable sender's, that of the latest streak that fits."""
        group, gift = content.group_id, content.gift_id
        if content.user is not None or not is_damaged(event.user):
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
            self._put(key, self._pop(before))
        elif before in self._done:
            self._done[key] = self._done.pop(before)

    def _end_unrelated(self, key: _Key, content: _Content) -> list[GiftSettledEvent]:
        """Without a group id: end the streak before, or forget it, when the message is not one of its."""
        before = self._open.get(key) or self._done.get(key)
        if before is None or before.continues_with(content.total, over=content.over):
            return []
        finals = self._settle(key, SettledBy.NEXT) if key in self._open else []
        del self._done[key]
        return finals

    def _settle(self, key: _Key, by: SettledBy) -> list[GiftSettledEvent]:
        streak = self._pop(key)
        over = by in {SettledBy.END, SettledBy.SINGLE}
        self._done[key] = _Settled(streak.total, over, streak.first_message_id)
        if len(self._done) > _MOST_REMEMBERED:
            del self._done[next(iter(self._done))]
        return [_settled(streak.content, streak.total, by, streak.first_message_id)]


def streak_to_bytes(streak: Streak) -> bytes:
    """Return an open streak as the settled gift that it would be now, with the better part of its people and gift."""
    settled = _settled(streak.content, streak.total, SettledBy.CLOSE, streak.first_message_id)
    gift = settled.gift
    settled.user = _short(settled.user)
    settled.to_user = _short(settled.to_user)
    settled.gift = Gift(
        id=gift.id, name=gift.name, type=gift.type, diamond_count=gift.diamond_count, image=gift.image
    )
    return bytes(settled)


def _short(user: User) -> User:
    return User(
        id=user.id, nickname=user.nickname, display_id=user.display_id, avatar_thumb=user.avatar_thumb
    )


def _bounded_user(event: GiftEvent, name: Literal["user", "to_user"]) -> bytes | None:
    """Return the bytes of a user; of one that says too much, those of the better part."""
    raw = whole_bytes(event, name)
    if raw is None or len(raw) <= _MOST_BYTES:
        return raw
    user: User = getattr(event, name)
    return bytes(
        User(id=user.id, nickname=user.nickname[:_MOST_TEXT], display_id=user.display_id[:_MOST_TEXT])
    )


def _bounded_gift(gift: Gift, raw: bytes | None) -> bytes | None:
    """Return the bytes of a gift; of one that says too much, those of the better part."""
    if raw is None:
        return None
    if len(raw) <= _MOST_BYTES:
        return _shared(raw) if len(raw) <= _MOST_SHARED else raw
    return bytes(
        Gift(id=gift.id, name=gift.name[:_MOST_TEXT], type=gift.type, diamond_count=gift.diamond_count)
    )


@lru_cache(maxsize=512)
def _shared(gift: bytes) -> bytes:
    """Return the same object for the same gift: a few kinds are given thousands of times, in all rooms."""
    return gift


def _late(event: GiftEvent, content: _Content, done: _Settled) -> list[GiftSettledEvent]:
    """Count what a message adds to a streak that was settled before: nothing, but after losses."""
    before = done.total
    rest = max(0, content.total - before)
    set_delta(event, rest)
    done.total += rest
    done.over = done.over or content.over
    if not rest:
        return []
    return [_settled(content, rest, SettledBy.LATE, done.first_message_id, before, event=event)]


def _settled(
    content: _Content,
    count: int,
    by: SettledBy,
    first_message_id: int,
    counted_before: int = 0,
    event: GiftEvent | None = None,
) -> GiftSettledEvent:
    """Return a settled gift; of the event itself where it is given, whose damaged parts keep their bytes."""
    settled = GiftSettledEvent(
        gift_id=content.gift_id,
        count=count,
        diamonds=count * content.price,
        group_id=content.group_id,
        settled_by=by,
        first_message_id=first_message_id,
        counted_before=counted_before,
    )
    for name, part in (
        ("user", content.sender() if event is None else event.user),
        ("gift", content.given() if event is None else event.gift),
        ("to_user", content.to()),
    ):
        if part is not None:
            setattr(settled, name, part)
    return with_meta(settled, content.meta)
