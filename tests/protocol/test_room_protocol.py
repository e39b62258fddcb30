"""One room over many connections, sans I/O."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from livetok import CommentEvent, GiftEvent, GiftSettledEvent, LiveEndEvent, LivePauseEvent, UnknownEvent
from livetok._mixins.event import Event
from livetok._protocol.room_protocol import Received, RoomProtocol, SeenIds, decode
from livetok.errors import DecodeError
from livetok.proto import (
    BaseProtoMessage,
    CommonMessageData,
    ControlAction,
    ControlEvent,
    Gift,
    ProtoMessageFetchResult,
    RoomEvent,
    SystemEvent,
    UndecodedEvent,
    User,
    WebcastImEnterRoomMessage,
    WebcastPushFrame,
)

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ROOM = 7300000000000000001


def said(event: Event, number: int, *, method: str = "", history: bool = False) -> BaseProtoMessage:
    names = {
        CommentEvent: "WebcastChatMessage",
        GiftEvent: "WebcastGiftMessage",
        SystemEvent: "SystemMessage",
    }
    method = method or names.get(type(event), "WebcastControlMessage")
    return BaseProtoMessage(method=method, payload=bytes(event), msg_id=number, is_history=history)


def comment(number: int, *, room_id: int = ROOM, history: bool = False) -> BaseProtoMessage:
    common = CommonMessageData(room_id=room_id)
    return said(CommentEvent(common=common, content=f"m{number}"), number, history=history)


def gift_message(number: int, count: int, *, over: bool = False, history: bool = False) -> BaseProtoMessage:
    rose = Gift(id=5655, type=1, diamond_count=1)
    event = GiftEvent(
        user=User(id=1), gift=rose, gift_id=5655, group_id=9, repeat_count=count, repeat_end=int(over)
    )
    return said(event, number, history=history)


def control(action: ControlAction, number: int, *, history: bool = False) -> BaseProtoMessage:
    return said(ControlEvent(action=action), number, history=history)


def batch_frame(*messages: BaseProtoMessage, log_id: int = 0, cursor: str = "", ext: bytes = b"") -> bytes:
    result = ProtoMessageFetchResult(
        messages=list(messages), need_ack=bool(log_id), cursor=cursor, internal_ext=ext
    )
    return bytes(WebcastPushFrame(log_id=log_id, payload_type="msg", payload=bytes(result)))


def ids(received: Received) -> list[int]:
    return [event.meta.message_id for event in received.events]


@pytest.fixture
def room() -> RoomProtocol:
    return RoomProtocol(room_id=ROOM, unique_id="ann")


def test_entering_says_hello_first(room: RoomProtocol) -> None:
    beat, enter = (WebcastPushFrame.parse(data) for data in room.opening())
    assert (beat.payload_type, enter.payload_type) == ("hb", "im_enter_room")
    assert bytes(beat) == room.heartbeat()
    assert WebcastImEnterRoomMessage.parse(enter.payload).cursor == ""
    room.receive(batch_frame(cursor="t-5"), NOW)
    again = WebcastPushFrame.parse(room.opening()[1])
    assert WebcastImEnterRoomMessage.parse(again.payload).cursor == "t-5"


def test_frames_that_want_it_are_acknowledged(room: RoomProtocol) -> None:
    received = room.receive(batch_frame(comment(1), log_id=8, ext=b"e1"), NOW)
    (reply,) = received.replies
    ack = WebcastPushFrame.parse(reply)
    assert (ack.payload_type, ack.log_id, ack.payload) == ("ack", 8, b"e1")
    assert room.receive(batch_frame(comment(2), ext=b"e2"), NOW).replies == ()
    # An empty token does not replace the last one, and is acknowledged as it is.
    (reply,) = room.receive(batch_frame(log_id=9), NOW).replies
    assert WebcastPushFrame.parse(reply).payload == b""
    assert room.internal_ext == b"e2"


def test_an_answer_by_http_is_not_acknowledged(room: RoomProtocol) -> None:
    body = bytes(ProtoMessageFetchResult(messages=[comment(1)], need_ack=True, cursor="t-1"))
    received = room.first(body, NOW)
    assert ids(received) == [1]
    assert received.replies == ()
    assert room.cursor == "t-1"
    assert ids(room.receive(batch_frame(comment(1), comment(2)), NOW)) == [2]


def test_tokens_change_only_to_something(room: RoomProtocol) -> None:
    for cursor, ext in (("t-1", b"a"), ("", b""), ("0", b"")):
        room.receive(batch_frame(cursor=cursor, ext=ext), NOW)
        assert (room.cursor, room.internal_ext) == ("t-1", b"a")


def test_meta_is_filled(room: RoomProtocol) -> None:
    (event,) = room.receive(batch_frame(comment(7, history=True)), NOW).events
    assert event.meta.to_dict() == {
        "message_id": "7",
        "method": "WebcastChatMessage",
        "room_id": str(ROOM),
        "unique_id": "ann",
        "received_at": "2026-11-22T00:00:00+00:00",
        "sequence": 1,
        "history": True,
    }


def test_duplicates_foreign_and_unwanted_messages_are_counted(room: RoomProtocol) -> None:
    room.wanted = frozenset({"ChatMessage"})
    unasked = said(SystemEvent(), 5, method="WebcastPollMessage")
    received = room.receive(batch_frame(comment(1), comment(1), comment(2, room_id=ROOM + 1), unasked), NOW)
    counts = room.counts
    assert ids(received) == [1]
    assert (counts.messages, counts.duplicates, counts.foreign, counts.skipped, counts.decoded) == (
        4,
        1,
        1,
        1,
        1,
    )
    assert (counts.frames, counts.bytes > 100) == (1, True)


def test_what_the_state_needs_is_decoded_whoever_asks(room: RoomProtocol) -> None:
    room.wanted = frozenset()
    received = room.receive(batch_frame(comment(1), control(ControlAction.STREAM_ENDED, 2)), NOW)
    assert received.ended
    assert ids(received) == [2]


def test_a_room_that_is_not_known_yet_owns_every_message() -> None:
    assert ids(RoomProtocol(room_id=0).receive(batch_frame(comment(1), comment(2, room_id=5)), NOW)) == [1, 2]


def test_history_left_out_is_remembered_all_the_same() -> None:
    room = RoomProtocol(room_id=ROOM, history=False)
    assert ids(room.receive(batch_frame(comment(1, history=True), comment(2)), NOW)) == [2]


def greeting(number: int, text: str = "Welcome", *, welcome: bool = True) -> BaseProtoMessage:
    """The welcome of 2026: two names, and a room message by its content."""
    common = CommonMessageData(method="SystemMessage", msg_id=number + 1000, room_id=ROOM)
    return said(RoomEvent(common=common, content=text, is_welcome=welcome), number, method="RoomMessage")


def old_greeting(number: int, text: str = "Welcome") -> BaseProtoMessage:
    return said(SystemEvent(message=text), number, method="WebcastSystemMessage")


def entered(room: RoomProtocol, *messages: BaseProtoMessage) -> list[int]:
    return ids(room.receive(batch_frame(*messages), NOW))


def test_the_welcome_of_2026_comes_once_for_each_entry(room: RoomProtocol) -> None:
    for first in (1, 11):
        room.opening()
        assert entered(room, greeting(first)) == [first]
        # in the language of the signer's machine, and under its old name
        assert entered(room, greeting(first + 1, "Willkommen"), old_greeting(first + 2)) == []
        assert entered(room, greeting(first + 3, "Willkommen")) == []


def test_other_messages_of_the_room_are_no_welcome(room: RoomProtocol) -> None:
    room.opening()
    notices = [greeting(number, "comments are filtered", welcome=False) for number in (1, 2)]
    relay = old_greeting(3, "Connected through the fallback proxy")
    assert entered(room, *notices, relay, greeting(4)) == [1, 2, 3, 4]
    assert entered(room, greeting(5, "comments are filtered", welcome=False)) == [5]


def test_a_damaged_greeting_is_delivered(room: RoomProtocol) -> None:
    room.opening()
    result = ProtoMessageFetchResult(
        messages=[BaseProtoMessage(method="RoomMessage", payload=b"\x12\xff", msg_id=7)]
    )
    data = bytes(WebcastPushFrame(payload_type="msg", payload=bytes(result)))
    assert [type(event).__name__ for event in room.receive(data, NOW).events] == ["UndecodedEvent"]


def test_the_welcome_comes_once_for_each_entry(room: RoomProtocol) -> None:
    def welcomes(*numbers: int) -> list[int]:
        return ids(room.receive(batch_frame(*(said(SystemEvent(), number) for number in numbers)), NOW))

    room.opening()
    assert welcomes(1, 2) == [1]
    assert welcomes(3) == []
    room.opening()
    assert welcomes(4, 5) == [4]
    assert room.counts.duplicates == 3


def test_the_end(room: RoomProtocol) -> None:
    assert not room.receive(batch_frame(control(ControlAction.STREAM_ENDED, 1, history=True)), NOW).ended
    assert not room.receive(batch_frame(control(ControlAction.STREAM_PAUSED, 2)), NOW).ended
    received = room.receive(batch_frame(control(ControlAction.STREAM_SUSPENDED, 3)), NOW)
    assert received.ended
    assert isinstance(received.events[0], LiveEndEvent)
    assert room.state.snapshot(NOW).ended
    assert not isinstance(received.events[0], LivePauseEvent)


def test_streaks_are_settled_before_the_end_and_at_the_close(room: RoomProtocol) -> None:
    events = room.receive(batch_frame(gift_message(1, 3), control(ControlAction.STREAM_ENDED, 2)), NOW).events
    assert [type(event) for event in events] == [GiftEvent, GiftSettledEvent, LiveEndEvent]
    assert [event.meta.sequence for event in events] == [1, 2, 3]
    other = RoomProtocol(room_id=ROOM)
    other.receive(batch_frame(gift_message(1, 3)), NOW)
    (settled,) = other.close(NOW)
    assert isinstance(settled, GiftSettledEvent)
    assert settled.count == 3
    assert other.close(NOW) == ()


def test_streaks_are_settled_by_their_last_message_and_by_silence(room: RoomProtocol) -> None:
    events = room.receive(
        batch_frame(gift_message(1, 3), gift_message(2, 4, over=True, history=True)), NOW
    ).events
    assert [type(event) for event in events] == [GiftEvent, GiftEvent, GiftSettledEvent]
    assert events[2].meta.history
    quiet = RoomProtocol(room_id=ROOM)
    quiet.receive(batch_frame(gift_message(1, 3)), NOW)
    late = quiet.receive(batch_frame(comment(2)), NOW + timedelta(hours=1)).events
    assert [type(event) for event in late] == [GiftSettledEvent, CommentEvent]


def test_the_server_announces_that_it_closes(room: RoomProtocol) -> None:
    received = room.receive(bytes(WebcastPushFrame(payload_type="close")), NOW)
    assert received.closing
    assert not received.ended


def test_damage_is_an_event(room: RoomProtocol) -> None:
    (event,) = room.receive(b"\xff" * 9, NOW).events
    assert isinstance(event, UndecodedEvent)
    assert (event.method, event.payload) == ("", b"\xff" * 9)
    broken = bytes(WebcastPushFrame(payload_type="msg", payload=b"\xff" * 9))
    (event,) = room.receive(broken, NOW).events
    assert isinstance(event, UndecodedEvent)
    assert (event.method, event.payload) == ("msg", broken)
    damaged = BaseProtoMessage(method="WebcastChatMessage", payload=b"\x0a\x05ab", msg_id=3)
    (event, sound) = room.receive(batch_frame(damaged, comment(4)), NOW).events
    assert isinstance(event, UndecodedEvent)
    assert event.meta.message_id == 3
    assert isinstance(sound, CommentEvent)
    assert (room.counts.undecoded, room.counts.decoded) == (3, 1)


def test_damage_that_only_the_state_meets(room: RoomProtocol) -> None:
    """A gift whose nested user announces more bytes than there are: it is a gift all the same, of nobody known."""
    payload = b"\x3a\x03\x1a\x09a" + bytes(GiftEvent(gift_id=1, repeat_count=2))
    broken = BaseProtoMessage(method="WebcastGiftMessage", payload=payload, msg_id=1)
    (event,) = room.receive(batch_frame(broken), NOW).events
    assert isinstance(event, GiftEvent)
    assert bytes(event) == payload
    assert (event.user.nickname, event.delta, event.meta.method) == ("", 2, "WebcastGiftMessage")
    assert (room.counts.undecoded, room.counts.decoded) == (1, 1)


def damaged_envelope() -> bytes:
    good = bytes(comment(2))
    result = b"\x0a\x04\x0a\x05ab" + b"\x0a" + bytes([len(good)]) + good
    return bytes(WebcastPushFrame(payload_type="msg", payload=result))


def test_a_damaged_envelope_costs_one_message(room: RoomProtocol) -> None:
    first, second = room.receive(damaged_envelope(), NOW).events
    assert isinstance(first, UndecodedEvent)
    assert first.payload == b"\x0a\x05ab"
    assert isinstance(second, CommentEvent)
    assert [type(event) for event in decode(damaged_envelope(), received_at=NOW)] == [
        UndecodedEvent,
        CommentEvent,
    ]


def test_unknown_messages_are_counted_as_neither(room: RoomProtocol) -> None:
    (event,) = room.receive(batch_frame(said(SystemEvent(), 1, method="WebcastOfTheFuture")), NOW).events
    assert isinstance(event, UnknownEvent)
    assert (room.counts.undecoded, room.counts.decoded, room.counts.messages) == (0, 0, 1)


def test_decode_keeps_no_state() -> None:
    data = batch_frame(comment(1), comment(1), gift_message(2, 1, over=True), log_id=4)
    for _ in range(2):
        events = decode(data, received_at=NOW)
        assert [event.meta.message_id for event in events] == [1, 1, 2]
    (event,) = decode(b"\xff" * 9, received_at=NOW)
    assert isinstance(event, UndecodedEvent)


@pytest.mark.parametrize("size", [1, 256, 300, 700, 8192])
def test_the_window_holds_as_many_ids_as_it_says(size: int) -> None:
    window = SeenIds(size=size)
    for message_id in range(1, 3 * 8192):
        assert window.is_new(message_id)
        if message_id > size and message_id % 97 == 0:
            assert not window.is_new(message_id - size + 1)


def test_the_window_forgets_the_oldest() -> None:
    window = SeenIds(size=1024)
    assert all(window.is_new(number) for number in range(1, 10_001))
    assert not any(window.is_new(number) for number in range(10_000 - 1023, 10_001))
    assert window.is_new(1)  # thousands came after it
    assert not window.is_new(1)
    assert window.is_new(0)
    assert window.is_new(0)  # no id at all


@pytest.mark.parametrize("order", ["growing", "falling", "wild", "negative"])
def test_the_window_knows_the_latest_ids_in_any_order(order: str) -> None:
    rng = random.Random(order)
    ids = [7_400_000_000_000_000_000 + (number << 20) for number in range(1, 6_001)]
    if order == "falling":
        ids.reverse()
    elif order == "wild":
        rng.shuffle(ids)
    elif order == "negative":
        ids = [-number for number in ids]
    window = SeenIds(size=2048)
    for at, number in enumerate(ids):
        assert window.is_new(number)
        assert not window.is_new(rng.choice(ids[max(0, at - 2047) : at + 1]))


def test_no_frame_raises_whatever_is_wrong_with_it() -> None:
    rng = random.Random(5)
    sound = batch_frame(
        comment(1),
        gift_message(2, 3),
        control(ControlAction.STREAM_PAUSED, 3),
        gift_message(4, 5, over=True),
        log_id=7,
    )
    room = RoomProtocol(room_id=ROOM)
    damaged = 0
    for _ in range(5000):
        data = bytearray(sound)
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        cut = bytes(data[: rng.randint(len(data) // 2, len(data))]) if rng.random() < 0.3 else bytes(data)
        room.opening()
        events = room.receive(cut, NOW).events
        damaged += any(isinstance(event, UndecodedEvent) for event in events)
        for event in (*events, *decode(cut, received_at=NOW)):
            with suppress(DecodeError):
                repr(event)
    assert damaged > 1000


def test_a_room_that_was_entered_already_is_not_asked_for(room: RoomProtocol) -> None:
    asked, relayed = (
        [WebcastPushFrame.parse(data).payload_type for data in room.opening(enter=enter)]
        for enter in (True, False)
    )
    assert (asked, relayed) == (["hb", "im_enter_room"], ["hb"])
