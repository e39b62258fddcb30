"""Gifts on their way through frames: duplicates, reconnects, history, damage, the end of the room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livetok import Event, GiftEvent, GiftSettledEvent, LiveEndEvent
from livetok._protocol.room_protocol import RoomProtocol
from livetok.proto import (
    BaseProtoMessage,
    ControlAction,
    ControlEvent,
    Gift,
    ProtoMessageFetchResult,
    SettledBy,
    User,
    WebcastPushFrame,
)
from support.streaks import message

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
GALAXY = Gift(id=20, name="Galaxy", type=2, diamond_count=1000)


def envelope(event: GiftEvent, number: int, *, history: bool = False) -> BaseProtoMessage:
    return BaseProtoMessage(
        method="WebcastGiftMessage", payload=bytes(event), msg_id=number, is_history=history
    )


def the_end(number: int = 9999, *, history: bool = False) -> BaseProtoMessage:
    over = ControlEvent(action=ControlAction.STREAM_ENDED)
    return BaseProtoMessage(
        method="WebcastControlMessage", payload=bytes(over), msg_id=number, is_history=history
    )


def received(protocol: RoomProtocol, *envelopes: BaseProtoMessage, after: float = 0.0) -> tuple[Event, ...]:
    body = bytes(ProtoMessageFetchResult(messages=list(envelopes)))
    frame = bytes(WebcastPushFrame(payload_type="msg", payload=body))
    return protocol.receive(frame, NOON + timedelta(seconds=after)).events


def summary(events: Sequence[Event]) -> list[tuple[str, int, bool]]:
    return [
        (type(event).__name__, event.count if isinstance(event, GiftSettledEvent) else 0, event.meta.history)
        for event in events
    ]


def test_a_settled_gift_follows_the_message_that_settled_it():
    protocol = RoomProtocol(room_id=0)
    first = received(protocol, envelope(message(1), 1), envelope(message(2), 2))
    last = received(protocol, envelope(message(2, end=True), 3))
    assert summary(first) == [("GiftEvent", 0, False)] * 2
    assert summary(last) == [("GiftEvent", 0, False), ("GiftSettledEvent", 2, False)]
    assert [event.meta.sequence for event in (*first, *last)] == [1, 2, 3, 4]
    assert (last[1].meta.message_id, last[1].meta.method) == (0, "")


def test_open_streaks_are_settled_before_the_end_is_told():
    protocol = RoomProtocol(room_id=0)
    events = received(protocol, envelope(message(3), 1), the_end())
    assert [type(event) for event in events] == [GiftEvent, GiftSettledEvent, LiveEndEvent]
    assert protocol.close(NOON) == ()


def test_an_end_in_the_history_settles_nothing():
    protocol = RoomProtocol(room_id=0)
    events = received(protocol, envelope(message(3), 1), the_end(history=True))
    assert [type(event) for event in events] == [GiftEvent, LiveEndEvent]
    assert summary(protocol.close(NOON)) == [("GiftSettledEvent", 3, False)]


def test_history_stays_marked_in_what_follows_from_it():
    protocol = RoomProtocol(room_id=0)
    old = received(protocol, envelope(message(1, group=1, end=True), 1, history=True))
    received(protocol, envelope(message(2, group=2), 2, history=True))
    received(protocol, envelope(message(2, group=3), 3, history=True))
    new = received(protocol, envelope(message(4, group=3, end=True), 4))
    silent = received(protocol, after=60)
    assert summary(old)[1] == ("GiftSettledEvent", 1, True)
    assert summary(new)[1] == ("GiftSettledEvent", 4, False)
    assert summary(silent) == [("GiftSettledEvent", 2, True)]
    assert (protocol.state.gifts, protocol.state.diamonds) == (2, 2)  # of the third streak, what came since


def test_a_streak_crosses_a_reconnect():
    protocol = RoomProtocol(room_id=0)
    received(protocol, envelope(message(1), 1), envelope(message(2), 2))
    protocol.opening()
    again = received(protocol, envelope(message(2), 2, history=True), envelope(message(3), 3))
    over = received(protocol, envelope(message(3, end=True), 4), after=20)
    assert summary(again) == [("GiftEvent", 0, False)]
    assert summary(over) == [("GiftEvent", 0, False), ("GiftSettledEvent", 3, False)]


@pytest.mark.parametrize("damaged", [b"\x3a\x01\x08", b"\x7a\x01\x08"], ids=["user", "gift"])
def test_a_gift_with_a_damaged_part_settles_from_what_is_whole(damaged: bytes):
    protocol = RoomProtocol(room_id=0)
    bad = BaseProtoMessage(
        method="WebcastGiftMessage",
        payload=bytes(GiftEvent(group_id=7, gift_id=10, repeat_count=9, repeat_end=1)) + damaged,
        msg_id=1,
    )
    [event, final] = received(protocol, bad)
    assert isinstance(event, GiftEvent)
    assert isinstance(final, GiftSettledEvent)
    assert (event.delta, final.count, final.gift_id) == (9, 9, 10)
    assert (protocol.state.gifts, protocol.counts.undecoded, protocol.counts.decoded) == (9, 1, 1)


Sending = tuple[int, int, int, bool]  # group, user, count, end


@st.composite
def rooms(draw: st.DrawFn) -> list[Sending]:
    """Streaks of several users under few group ids, and gifts that have no streaks (group 0)."""
    sent: list[Sending] = []
    for group, user in draw(st.sets(st.tuples(st.sampled_from((1, 2)), st.sampled_from((1, 2))))):
        length = draw(st.integers(1, 5))
        sent += [(group, user, count, False) for count in range(1, length + 1)] + [
            (group, user, length, True)
        ]
    return sent + [(0, user, 1, False) for user in draw(st.lists(st.sampled_from((1, 2)), max_size=3))]


@settings(deadline=None)
@given(rooms(), st.data())
def test_whatever_frames_come_the_settled_gifts_are_what_was_sent(sent: list[Sending], data: st.DataObject):
    """Any messages, repeated under their own id, in any order, in frames of any size, across reconnects."""
    numbers = list(range(len(sent)))
    arriving = data.draw(st.lists(st.lists(st.sampled_from(numbers), max_size=6), max_size=8)) if sent else []
    protocol, events, after = RoomProtocol(room_id=0), [], 0.0
    for frame in arriving:
        if data.draw(st.booleans()):
            protocol.opening()
        after += data.draw(st.sampled_from((0.0, 1.0, 61.0)))
        messages = []
        for number in frame:
            group, user, count, over = sent[number]
            extra = {"gift": GALAXY} if not group else {}
            event = message(count, end=over, group=group, user=User(id=user), **extra)
            messages.append(envelope(event, number + 1))
        events += received(protocol, *messages, after=after)
    events += received(protocol, the_end(), after=after)

    seen = {number for frame in arriving for number in frame}
    expected: Counter[tuple[int, int]] = Counter()
    for group, user in {sent[number][:2] for number in seen}:
        counts = [sent[number][2] for number in seen if sent[number][:2] == (group, user)]
        expected[group, user] = max(counts) if group else sum(counts)
    settled, deltas = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for event in events:
        if isinstance(event, GiftSettledEvent):
            settled[event.group_id, event.user.id] += event.count
        elif isinstance(event, GiftEvent):
            deltas[event.group_id, event.user.id] += event.delta
    assert settled == deltas == expected
    assert protocol.state.gifts == expected.total()
    assert isinstance(events[-1], LiveEndEvent)
    assert all(event.settled_by != SettledBy.NEXT for event in events if isinstance(event, GiftSettledEvent))
