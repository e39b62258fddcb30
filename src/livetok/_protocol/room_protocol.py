"""The protocol state machine of one room, sans-I/O: websocket messages in; events, and frames to send, out.

Duplicates are dropped here (`SeenIds`, the deduplication window), and so are messages for other rooms.
"""

from __future__ import annotations

import logging
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from typing import Final

from attrs import define, field, frozen

from livetok._codec import OnDamage, log_damage, peek, scan, varint
from livetok._mixins.event import Event, is_history, with_meta
from livetok._mixins.gift import set_catalogue
from livetok._mixins.meta import Meta
from livetok._protocol.classify import to_event
from livetok._protocol.frames import (
    DEFAULT_LIMIT,
    MOST_MESSAGES,
    Batch,
    Envelope,
    ack,
    enter_room,
    heartbeat,
    open_frame,
    open_result,
)
from livetok._protocol.gift_streaks import GiftStreaks, OpenStreaks
from livetok._protocol.resume_point import BatchTokens, MessageLog, ResumePoint
from livetok._protocol.room_state import COUNTED, RoomStateBuilder
from livetok.errors import DecodeError
from livetok.events.derived import LiveEndEvent
from livetok.models import Gift
from livetok.options import Resume
from livetok.proto import (
    GiftEvent,
    GiftSettledEvent,
    RoomEvent,
    SystemEvent,
    UndecodedEvent,
    UnknownEvent,
)

__all__ = ["Counts", "Received", "RoomProtocol", "SeenIds", "decode"]

_COMMON: Final = 1
_COMMON_ROOM_ID: Final = 3
_ROOM_ID_SEARCH_LENGTH: Final = (
    96  # bytes in which the room id is found: only a method and a message id come before it
)
_PART: Final = 256  # messages that are decoded before other tasks get a turn
_WINDOW_PART: Final = 256  # ids in one part of the deduplication window
# Messages that may be the welcome. It comes at each entry, with a new id, and with a signer twice: in the signer's
# batch and from the server, perhaps under another name (protocol notes 4.13, 10.1).
_GREETINGS: Final[dict[str, type[RoomEvent | SystemEvent]]] = {
    "RoomMessage": RoomEvent,
    "WebcastRoomMessage": RoomEvent,
    "SystemMessage": SystemEvent,
    "WebcastSystemMessage": SystemEvent,
}
_MOST_PLANS: Final = 1024  # methods; a hostile server may make up any number
_WELCOME: Final = ""  # stands for the text of the welcome, whose language may differ


@define
class SeenIds:
    """Deduplication window: the latest message ids of a room, so that none is delivered twice, also across reconnects.

    Ids mostly grow with time, so an id above all others is new without a lookup (the fast path). New ids go into a
    set; when that is full it becomes a sorted array, which takes an eighth of the memory.

    Attributes:
        size: How many ids are remembered at least (default 8,192); at most 256 more.
    """

    size: int = 8_192
    _highest: int = field(default=0, init=False)
    _recent: set[int] = field(factory=set[int], init=False)
    _older: list[array[int]] = field(factory=list["array[int]"], init=False)

    def is_new(self, message_id: int) -> bool:
        """Return whether an id is seen for the first time, and remember it. Id 0 means none, and is always new."""
        if message_id > self._highest:
            self._highest = message_id
        elif not message_id:
            return True
        elif message_id in self._recent or any(_holds(part, message_id) for part in self._older):
            return False
        self._recent.add(message_id)
        if len(self._recent) == _WINDOW_PART:
            self._older.append(array("q", sorted(self._recent)))
            del self._older[: -max(1, -(-self.size // _WINDOW_PART))]
            self._recent = set()
        return True


def _holds(part: array[int], message_id: int) -> bool:
    at = bisect_left(part, message_id)
    return at < len(part) and part[at] == message_id


@define
class Counts:
    """Totals of a session.

    Attributes:
        frames: Websocket messages received.
        bytes: Their size, as received.
        messages: Webcast messages in them, before any was dropped.
        duplicates: Messages that had been delivered before.
        foreign: Messages for another room.
        skipped: Messages that were not decoded because nobody asked for their type.
        decoded: Messages that became typed events.
        undecoded: Messages and frames whose bytes were damaged, nested messages that were looked into included.
    """

    frames: int = 0
    bytes: int = 0
    messages: int = 0
    duplicates: int = 0
    foreign: int = 0
    skipped: int = 0
    decoded: int = 0
    undecoded: int = 0


@define
class DamageCounter:
    """Counts the nested messages of a session that turn out to be damaged, and logs the first.

    A small object of its own, because every event holds on to it.

    Attributes:
        counts: Where they are counted.
    """

    counts: Counts
    _logged: bool = False

    def __call__(self, message_class: type, error: DecodeError) -> None:
        """Take note of one."""
        self.counts.undecoded += 1
        log_damage(message_class, error, logging.DEBUG if self._logged else logging.WARNING)
        self._logged = True


@frozen
class Received:
    """The result of one websocket message, or of a part of one that holds many.

    Attributes:
        events: In server order.
        replies: Acknowledgement frames to send at once, before the program has read the events.
        ended: The broadcast is over.
        closing: The server is about to close.
        more: The message holds more: call `RoomProtocol.receive_more`.
    """

    events: tuple[Event, ...] = ()
    replies: tuple[bytes, ...] = ()
    ended: bool = False
    closing: bool = False
    more: bool = False


@frozen
class MethodPlan:
    """What is done with the messages of one method.

    Attributes:
        is_wanted: Whether some reader, or the state, needs them.
        greeting: Class to tell a welcome by; None for methods that never are one.
    """

    is_wanted: bool
    greeting: type[RoomEvent | SystemEvent] | None


@define(kw_only=True)
class RoomProtocol:
    """Protocol state of one room over all its connections: resume tokens, deduplication, gift streaks, counts, state.

    Has no clock and does no I/O: the session passes in the time, and sends what is returned.

    Attributes:
        room_id: The room.
        unique_id: Handle of its host, for `Meta`.
        history: Whether messages from before the entry are delivered.
        wanted: Methods to decode, without the prefix `Webcast`; None for all. What the state needs is decoded anyway.
        limit: Largest size of a decompressed payload, in bytes (default 16 MiB).
        most_messages: Messages that are taken from one frame (default 10,000).
        cursor: Resume token of the last batch.
        internal_ext: Acknowledgement token of the last batch.
        catalogue: The gifts of the room by id; gift events carry their entry.
        counts: Totals so far.
        state: The running room state.
    """

    room_id: int
    unique_id: str = ""
    history: bool = True
    wanted: frozenset[str] | None = None
    limit: int = DEFAULT_LIMIT
    most_messages: int = MOST_MESSAGES
    cursor: str = ""
    internal_ext: bytes = b""
    catalogue: Mapping[int, Gift] = field(factory=dict[int, Gift])
    counts: Counts = field(factory=Counts)
    state: RoomStateBuilder = field(factory=RoomStateBuilder)
    _streaks: GiftStreaks = field(factory=GiftStreaks)
    _seen_ids: SeenIds = field(factory=SeenIds)
    _log: MessageLog = field(factory=MessageLog)
    _tokens: BatchTokens = field(init=False)
    _open_streaks: OpenStreaks = field(factory=OpenStreaks)
    _pending: tuple[int, int] = (0, 0)
    _sequence: int = 0
    _plans: dict[str, MethodPlan] = field(factory=dict[str, MethodPlan], init=False)
    _planned_for: frozenset[str] | None = field(default=None, init=False)
    # Texts of greetings since the room was entered.
    _greetings: set[str] = field(factory=set[str])
    _on_damage: DamageCounter = field(init=False)
    _parts: Iterator[Received] = field(factory=lambda: iter(()), init=False)

    def __attrs_post_init__(self) -> None:
        self._on_damage = DamageCounter(self.counts)
        self._tokens = self._tokens_until(("", b""))

    def restore(self, resume: Resume, now: datetime) -> None:
        """Go on where an earlier session stopped; before anything is taken in.

        Raises:
            DecodeError: The streaks in it are damaged.
        """
        self.cursor, self.internal_ext = resume.cursor, resume.internal_ext
        for message_id in resume.seen:
            self._seen_ids.is_new(message_id)
            self._log.append(message_id)
        self._pending = resume.pending
        self._streaks.restore(resume.streaks, now.timestamp())
        self._open_streaks = self._streaks.snapshot()
        self._tokens = self._tokens_until((self.cursor, self.internal_ext))

    def opening(self, *, enter: bool = True) -> tuple[bytes, ...]:
        """Return the frames to be sent once the websocket is open, in this order.

        Args:
            enter: Whether to ask to enter the room (default True); a signer's relay has done so already.
        """
        self._greetings.clear()
        self._tokens = self._tokens_until((self.cursor, self.internal_ext))
        return (
            (self.heartbeat(), enter_room(self.room_id, cursor=self.cursor)) if enter else (self.heartbeat(),)
        )

    def heartbeat(self) -> bytes:
        """Return the frame to send every heartbeat interval."""
        return heartbeat(self.room_id)

    def first(self, body: bytes, received_at: datetime) -> Received:
        """Handle a fetch result that came by HTTP; it is never acknowledged (protocol notes 4.8).

        Args:
            body: The body of the answer.
            received_at: When it came.
        """
        batch = open_result(body, most_messages=self.most_messages)
        batch.need_ack = False
        self._parts = self._handle_batch(batch, body, received_at)
        return self.receive_more()

    def receive(self, data: bytes, received_at: datetime) -> Received:
        """Handle one websocket message. Never raises: damage becomes an `UndecodedEvent`.

        What holds hundreds of messages is handled in parts: while `Received.more` is true, `receive_more` must follow.

        Args:
            data: The message.
            received_at: When it came, for `Meta` and for gift streaks.
        """
        self.counts.frames += 1
        self.counts.bytes += len(data)
        batch = open_frame(data, limit=self.limit, most_messages=self.most_messages)
        self._parts = self._handle_batch(batch, data, received_at)
        return self.receive_more()

    def receive_more(self) -> Received:
        """Handle the next part of the message that `receive` or `first` began; other tasks may have a turn before."""
        received = next(self._parts)
        if not received.more:
            self._parts = iter(())  # or the message and its events would be kept until the next
        return received

    def _handle_batch(self, batch: Batch, data: bytes, received_at: datetime) -> Iterator[Received]:
        """Return what comes of a batch, part by part; each part is worked out when it is asked for."""
        if batch.error is None:
            return self._handle_messages(batch, data, received_at)
        self.counts.undecoded += 1
        return iter((Received(events=(self.stamp(_damaged(batch.error, batch.kind), received_at),)),))

    def _handle_messages(self, batch: Batch, data: bytes, received_at: datetime) -> Iterator[Received]:
        before = self.cursor, self.internal_ext
        self.cursor = batch.cursor or self.cursor
        self.internal_ext = batch.internal_ext or self.internal_ext
        self._tokens = self._tokens_until(before)
        messages, events = batch.messages, self._silent(received_at)
        while len(messages) > _PART:
            yield Received(events=self._events(messages[:_PART], received_at, events), more=True)
            messages, events = messages[_PART:], []
        if batch.dropped:
            events = [*self._events(messages, received_at, events), self._excess(batch, data, received_at)]
            messages = ()
        last = self._events(messages, received_at, events)
        self._tokens.end = self._log.end
        yield Received(
            events=last,
            replies=(ack(batch.log_id, batch.internal_ext),) if batch.need_ack else (),
            ended=self.state.ended,
            closing=batch.kind == "close",
        )

    def close(self, now: datetime) -> tuple[Event, ...]:
        """Settle the streaks that are still open and return their events; for the end of the room.

        Args:
            now: The time that their `Meta` gets.
        """
        open_before = self._open_streaks
        finals = self._streaks.close()
        self._open_streaks = self._streaks.snapshot()
        return self._stamp_settled(finals, open_before, now)

    def _stamp_settled(
        self, finals: Iterable[GiftSettledEvent], open_before: OpenStreaks, now: datetime
    ) -> tuple[Event, ...]:
        """Stamp streaks that were settled in their order: behind each, those after it are still open."""
        before = open_before.streaks()
        settled = [(key, None) for key in before]
        return tuple(
            self.stamp(
                final,
                now,
                point=ResumePoint(self._tokens, self._log.end, OpenStreaks(before, settled, count)),
            )
            for count, final in enumerate(finals, 1)
        )

    def _tokens_until(self, before: tuple[str, bytes]) -> BatchTokens:
        """Return the tokens around what is taken in next."""
        after = self.cursor, self.internal_ext
        return BatchTokens(self.room_id, self._log, before, after)

    def stamp(
        self,
        event: Event,
        received_at: datetime,
        envelope: Envelope | None = None,
        point: ResumePoint | None = None,
    ) -> Event:
        """Number an event and give it its meta; one that livetok made follows from history or does not.

        Args:
            event: The event.
            received_at: When it, or what it follows from, arrived.
            envelope: The message that it is; None for one that livetok made.
            point: Where to go on after it; None for after all that was taken in.
        """
        self._sequence += 1
        return with_meta(
            event,
            (
                0 if envelope is None else envelope.msg_id,
                "" if envelope is None else envelope.method,
                self.room_id,
                self.unique_id,
                received_at,
                self._sequence,
                is_history(event) if envelope is None else envelope.is_history,
                point or ResumePoint(self._tokens, self._log.end, self._open_streaks),
            ),
        )

    def _silent(self, received_at: datetime) -> list[Event]:
        silent = self._streaks.expire(received_at.timestamp())
        if not silent:
            return []
        open_before, self._open_streaks = self._open_streaks, self._streaks.snapshot()
        return list(self._stamp_settled(silent, open_before, received_at))

    def _excess(self, batch: Batch, data: bytes, received_at: datetime) -> Event:
        """Return what is said about the messages that are too many for one frame."""
        self.counts.messages += batch.dropped
        self.counts.undecoded += batch.dropped
        return self.stamp(_too_many(batch, data), received_at)

    def _events(
        self, messages: Sequence[Envelope | DecodeError], received_at: datetime, events: list[Event]
    ) -> tuple[Event, ...]:
        """Append the events of messages to a list, and return all of it."""
        self.counts.messages += len(messages)
        plans, on_damage = self._plans, self._on_damage
        if self._planned_for != self.wanted:
            plans.clear()
            self._planned_for = self.wanted
        for message in messages:
            if isinstance(message, DecodeError):
                self.counts.undecoded += 1
                events.append(self.stamp(_damaged(message), received_at))
                continue
            plan = plans.get(message.method) or self._plan(message.method)
            if self._is_due(message, plan):
                event = to_event(message, on_damage)
                if _is_plain(type(event)):
                    events.append(self.stamp(event, received_at, message))
                    self._count(event)
                else:
                    self._append_events(event, message, received_at, events)
        return tuple(events)

    def _plan(self, method: str) -> MethodPlan:
        """Work out what is done with the messages of a method; kept until a reader wants something else."""
        name = method.removeprefix("Webcast")
        is_wanted = self.wanted is None or name in COUNTED or name in self.wanted
        plan = MethodPlan(
            is_wanted=is_wanted,
            greeting=_GREETINGS.get(method),
        )
        if len(self._plans) < _MOST_PLANS:
            self._plans[method] = plan
        return plan

    def _is_due(self, envelope: Envelope, plan: MethodPlan) -> bool:
        payload, message_id = envelope.payload, envelope.msg_id
        if (
            self.room_id
            and payload.find(_room_id_bytes(self.room_id), 0, _ROOM_ID_SEARCH_LENGTH) <= 0
            and self._is_foreign(payload)
        ):
            return False
        if not self._seen_ids.is_new(message_id) or (
            plan.greeting is not None and not self._is_first_greeting(plan.greeting, payload)
        ):
            self.counts.duplicates += 1
            return False
        self._log.append(message_id)
        if envelope.is_history and not self.history:
            return False
        self.counts.skipped += not plan.is_wanted
        return plan.is_wanted

    def _is_foreign(self, payload: bytes) -> bool:
        foreign = peek(payload, _COMMON, _COMMON_ROOM_ID) not in {0, self.room_id}
        self.counts.foreign += foreign
        return foreign

    def _append_events(
        self, event: Event, envelope: Envelope, received_at: datetime, events: list[Event]
    ) -> None:
        """Append the message's event, then any `GiftSettledEvent`s that it completes."""
        points: list[ResumePoint] = []

        def stamped(event: Event, envelope: Envelope | None = None) -> Event:
            points.append(ResumePoint(self._tokens, self._log.end, self._open_streaks))
            return self.stamp(event, received_at, envelope, points[-1])

        over = isinstance(event, LiveEndEvent) and not envelope.is_history
        # Before the end, so that who stops there has all gifts.
        made = [stamped(final) for final in (self._streaks.close() if over else ())]
        made.append(stamped(event, envelope))
        if isinstance(event, GiftEvent):
            made += map(stamped, self._count_gift(event, received_at))
        self._count(event)
        self._open_streaks = points[-1].streaks = self._streaks.snapshot()
        for count, point in enumerate(points[:-1], 1):
            point.pend(envelope.msg_id, count)
        handled = self._pending[1] if envelope.msg_id and envelope.msg_id == self._pending[0] else 0
        events += made[handled:]

    def _count_gift(self, event: GiftEvent, received_at: datetime) -> Iterable[Event]:
        """Update the gift streaks, and return those that are final now."""
        finals = self._streaks.add(event, received_at.timestamp())
        if self.catalogue:
            set_catalogue(event, self.catalogue.get(event.gift_id or event.gift.id))
        return finals

    def _count(self, event: Event) -> None:
        """Update room state and totals."""
        self.state.add(event)
        kind = type(event)
        if kind is UndecodedEvent:
            self.counts.undecoded += 1
        elif kind is not UnknownEvent:
            self.counts.decoded += 1

    def _is_first_greeting(self, kind: type[RoomEvent | SystemEvent], payload: bytes) -> bool:
        """Return whether a message greets for the first time since the room was entered; others always do.

        What greets is told by its content: a room message that says so, and any system message. Of both each text is
        delivered once.
        """
        try:
            values, _ = scan(kind, payload)
        except DecodeError:
            return True
        is_welcome = values.get("is_welcome", False)
        if kind is RoomEvent and not is_welcome:
            return True
        texts = {
            values.get("content" if kind is RoomEvent else "message", ""),
            *((_WELCOME,) if is_welcome else ()),
        }
        fresh = texts.isdisjoint(self._greetings)
        self._greetings |= texts
        return fresh


@cache
def _is_plain(event_class: type[Event]) -> bool:
    """Return whether an event of this class completes no other; gifts do, and the end of the broadcast."""
    return not issubclass(event_class, (GiftEvent, LiveEndEvent))


@lru_cache(maxsize=4096)
def _room_id_bytes(room_id: int) -> bytes:
    """Return `common.room_id` as protobuf bytes: the fast path searches them instead of decoding the message."""
    return varint(_COMMON_ROOM_ID << 3) + varint(room_id)


def decode(frame: bytes, *, received_at: datetime, limit: int = DEFAULT_LIMIT) -> list[Event]:
    """Return the events in one websocket message, statelessly: no duplicate is dropped, no gift settled."""
    batch = open_frame(frame, limit=limit)
    if batch.error is not None:
        return [with_meta(_damaged(batch.error, batch.kind), Meta(received_at=received_at, sequence=1))]
    on_damage = DamageCounter(Counts())
    events = [_decoded(message, at, received_at, on_damage) for at, message in enumerate(batch.messages, 1)]
    if batch.dropped:
        meta = Meta(received_at=received_at, sequence=len(events) + 1)
        events.append(with_meta(_too_many(batch, frame), meta))
    return events


def _decoded(
    envelope: Envelope | DecodeError, sequence: int, received_at: datetime, on_damage: OnDamage
) -> Event:
    if isinstance(envelope, DecodeError):
        return with_meta(_damaged(envelope), Meta(received_at=received_at, sequence=sequence))
    meta = envelope.msg_id, envelope.method, 0, "", received_at, sequence, envelope.is_history, None
    return with_meta(to_event(envelope, on_damage), meta)


def _too_many(batch: Batch, data: bytes) -> UndecodedEvent:
    error = f"{batch.dropped} messages more than are taken from one frame; see max_frame_messages"
    return UndecodedEvent(method=batch.kind, payload=data, error=error)


def _damaged(error: DecodeError, method: str = "") -> UndecodedEvent:
    return UndecodedEvent(method=method, payload=error.payload, error=str(error))
