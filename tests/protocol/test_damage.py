"""What is delivered never raises: bad text, damaged parts, frames without end (design: the codec)."""

from __future__ import annotations

import copy
import logging
import pickle
import zlib
from datetime import UTC, datetime

import pytest

from livetok import (
    CommentEvent,
    FollowEvent,
    GiftEvent,
    GiftSettledEvent,
    MicBattleUpdateEvent,
    UndecodedEvent,
    ViewerUpdateEvent,
    decode,
)
from livetok._codec import Message, undecoded_copy, varint
from livetok._protocol.frames import open_frame, open_result
from livetok._protocol.room_protocol import Received, RoomProtocol
from livetok.errors import DecodeError
from livetok.proto import BaseProtoMessage, Gift, GiftMonitorInfo, User, WebcastPushFrame
from livetok.state import RoomState

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CUT = "Ann 😀".encode()[:-1]


def part(number: int, content: bytes) -> bytes:
    return varint(number << 3 | 2) + varint(len(content)) + content


def push(*messages: tuple[str, bytes], first_id: int = 1) -> bytes:
    result = b"".join(
        part(
            1,
            bytes(BaseProtoMessage(method=f"Webcast{method}Message", payload=payload, msg_id=first_id + at)),
        )
        for at, (method, payload) in enumerate(messages)
    )
    return bytes(WebcastPushFrame(payload_type="msg", payload=result))


def gift(user: bytes, count: int, *, end: bool = False, more: bytes = b"") -> tuple[str, bytes]:
    event = GiftEvent(group_id=5, gift_id=10, repeat_count=count, repeat_end=int(end), gift=ROSE)
    return "Gift", part(7, user) + bytes(event) + more


ROSE = Gift(id=10, type=1, diamond_count=3)
WHOLE = bytes(User(id=8, nickname="Ann"))
NICKNAMED = bytes(User(id=8)) + part(3, CUT)
DAMAGED = b"\x1a\x09Ann"


def test_text_that_is_not_utf8(caplog: pytest.LogCaptureFixture) -> None:
    payload = part(2, NICKNAMED) + part(3, b"hi \xff")
    room = RoomProtocol(room_id=0)
    [event] = room.receive(push(("Chat", payload)), NOW).events
    assert isinstance(event, CommentEvent)
    assert (event.user.nickname, event.user.id, event.content) == ("Ann \ufffd", 8, "hi \ufffd")
    assert bytes(event) == payload
    assert (room.counts.undecoded, caplog.records) == (0, [])
    event.content_language = "en"  # encoded anew, the bytes survive
    assert bytes(event) == payload + part(14, b"en")
    with pytest.raises(DecodeError):
        CommentEvent.parse(payload)


@pytest.mark.parametrize("form", [lambda event: event, copy.copy, copy.deepcopy, undecoded_copy])
def test_a_damaged_part_reads_as_empty(form, caplog: pytest.LogCaptureFixture) -> None:
    payload = part(2, DAMAGED) + part(3, b"hi") + part(8, DAMAGED)
    room = RoomProtocol(room_id=0)
    [event] = room.receive(push(("Chat", payload)), NOW).events
    assert room.counts.undecoded == 0, "nobody has looked yet"
    event = form(event)
    for _ in range(3):
        assert isinstance(event, CommentEvent)
        assert (event.user.nickname, event.user.avatar_thumb.url_list, event.content) == ("", [], "hi")
        assert event.user.to_dict() == {}
        assert bytes(event) == payload
    assert bytes(event.user) == DAMAGED
    assert room.counts.undecoded == 1
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "User" in caplog.text
    again = copy.copy(event.user), undecoded_copy(event.user)
    assert [(one.nickname, bytes(one)) for one in again] == [("", DAMAGED)] * 2
    assert room.counts.undecoded == 1
    event.user.nickname = "Bo"
    assert CommentEvent.parse(bytes(event)).user == User(nickname="Bo")


def test_it_stays_so_in_a_pickle() -> None:
    [event] = decode(push(("Chat", part(2, DAMAGED) + part(3, b"\xff"))))
    again = pickle.loads(pickle.dumps(event))
    assert (again.user.nickname, again.content) == ("", "\ufffd")
    user = pickle.loads(pickle.dumps(again.user))
    assert (user.nickname, bytes(user)) == ("", DAMAGED)


def test_only_the_first_is_logged_as_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "livetok")
    room = RoomProtocol(room_id=0)
    for event in room.receive(push(*[("Chat", part(2, DAMAGED))] * 3), NOW).events:
        assert not event.user  # type: ignore[attr-defined]
    assert [record.levelno for record in caplog.records] == [logging.WARNING, logging.DEBUG, logging.DEBUG]
    assert room.counts.undecoded == 3


def test_damage_in_a_map_and_in_lists() -> None:
    armies = part(3, b"\x08\x07" + part(2, b"\x0a\x09x")) + part(3, b"\x08\x09" + part(2, b"\x10\x05"))
    event = MicBattleUpdateEvent.parse(armies, on_damage=lambda *_: None)
    assert {host: army.host_score for host, army in event.armies.items()} == {7: 0, 9: 5}
    [ranked] = decode(push(("RoomUserSeq", part(2, b"\x0a\x09") + part(2, part(2, WHOLE)))))
    assert isinstance(ranked, ViewerUpdateEvent)
    assert [viewer.user.nickname for viewer in ranked.ranks] == ["", "Ann"]


def test_damage_beside_what_tells_the_kind() -> None:
    follow = part(1, part(8, part(1, b"pm_main_follow") + part(2, b"\xff")))
    [event] = decode(push(("Social", follow)))
    assert isinstance(event, FollowEvent)
    [unsure] = decode(push(("Social", part(1, b"\x42\x09") + b"\x20\x01")))
    assert isinstance(unsure, FollowEvent), "the action decides where the key is damaged"


def test_nesting_without_end() -> None:
    user = b""
    for _ in range(400):
        user = part(2, user)
    [event] = decode(push(("Chat", part(2, WHOLE) + part(18, user))))
    repr(event)
    assert event.to_dict()


# --- money


@pytest.mark.parametrize("bad", [NICKNAMED, DAMAGED], ids=["nickname", "user"])
@pytest.mark.parametrize("at", range(4))
def test_a_streak_settles_once_whichever_message_is_damaged(bad: bytes, at: int) -> None:
    users = [WHOLE] * 4
    users[at] = bad
    counts = [(1, False), (2, False), (3, False), (3, True)]
    sent = [gift(user, count, end=end) for user, (count, end) in zip(users, counts, strict=True)]
    room = RoomProtocol(room_id=0)
    events = room.receive(push(*sent), NOW).events + room.close(NOW)
    finals = [event for event in events if isinstance(event, GiftSettledEvent)]
    assert [(final.count, final.diamonds, final.user.id) for final in finals] == [(3, 9, 8)]
    assert sum(event.delta for event in events if isinstance(event, GiftEvent)) == 3
    assert room.state.gifts == 3


def test_a_late_message_by_somebody_unreadable_counts_for_the_streak() -> None:
    room = RoomProtocol(room_id=0)
    room.receive(push(gift(DAMAGED, 2, end=True)), NOW)
    [event] = room.receive(push(gift(WHOLE, 2, end=True), first_id=9), NOW).events
    assert isinstance(event, GiftEvent)
    assert event.delta == 0


def test_a_damaged_gift_neither_ends_a_streak_nor_sets_the_price() -> None:
    broken = part(7, WHOLE) + bytes(GiftEvent(group_id=5, gift_id=10, repeat_count=2)) + part(15, b"\x08")
    room = RoomProtocol(room_id=0)
    events = room.receive(push(gift(WHOLE, 1), ("Gift", broken), gift(WHOLE, 3, end=True)), NOW).events
    assert [(event.count, event.diamonds) for event in events if isinstance(event, GiftSettledEvent)] == [
        (3, 9)
    ]


def test_who_gets_a_gift() -> None:
    guest = bytes(GiftEvent(to_user=User(id=9, nickname="Guest")))
    for sent in (
        [gift(WHOLE, 1, more=guest), gift(WHOLE, 2, end=True)],
        [gift(WHOLE, 1), gift(WHOLE, 2, more=guest), gift(WHOLE, 2, end=True)],
    ):
        finals = RoomProtocol(room_id=0).receive(push(*sent), NOW).events
        assert finals[-1].to_user == User(id=9, nickname="Guest")  # type: ignore[attr-defined]
    monitor = bytes(GiftEvent(monitor_info=GiftMonitorInfo(to_user_id=9, anchor_id=3)))
    for sent in (
        [gift(WHOLE, 1, more=monitor), gift(WHOLE, 1, end=True)],
        [gift(WHOLE, 1, end=True, more=monitor)],
    ):
        finals = RoomProtocol(room_id=0).receive(push(*sent), NOW).events
        assert finals[-1].to_user == User(id=9)  # type: ignore[attr-defined]


# --- frames of many messages


def crowd(count: int, tail: bytes = b"") -> bytes:
    payload = zlib.compress(b"\x0a\x00" * count + tail, wbits=31)
    return bytes(WebcastPushFrame(payload_type="msg", log_id=4, payload=payload))


def taken(room: RoomProtocol, data: bytes) -> list[Received]:
    parts = [room.receive(data, NOW)]
    while parts[-1].more:
        parts.append(room.receive_more())
    return parts


def test_a_frame_without_end() -> None:
    data = crowd(1_000_000, part(5, b"ext") + b"\x48\x01" + part(2, b"t-9"))
    room = RoomProtocol(room_id=0)
    parts = taken(room, data)
    events = [event for received in parts for event in received.events]
    assert len(events) == 10_001
    assert max(len(received.events) for received in parts) <= 257
    assert isinstance(events[-1], UndecodedEvent)
    assert events[-1].payload == data
    assert "990000" in events[-1].error
    assert "max_frame_messages" in events[-1].error
    assert (room.counts.messages, room.counts.undecoded) == (1_000_000, 990_000)
    assert len([reply for received in parts for reply in received.replies]) == 1, "what comes behind is read"
    assert room.cursor == "t-9"


def test_the_bound_is_an_option() -> None:
    room = RoomProtocol(room_id=0, most_messages=3)
    data = push(*[("Chat", part(3, b"x"))] * 5)
    events = room.receive(data, NOW).events
    assert [type(event) for event in events] == [CommentEvent] * 3 + [UndecodedEvent]
    assert len(open_frame(data, most_messages=5).messages) == 5
    assert open_frame(data, most_messages=5).dropped == 0
    assert len(decode(crowd(20_000))) == 10_001


def test_a_frame_without_end_that_is_damaged() -> None:
    for tail in (b"\x0a\x80", b"\x07", b"\x0a\x05x"):
        assert open_result(b"\x0a\x00" * 30_000 + tail).error is not None


def test_a_first_result_is_bounded_too_and_not_acknowledged() -> None:
    room = RoomProtocol(room_id=0)
    received = room.first(b"\x0a\x00" * 600 + b"\x48\x01", NOW)
    assert received.more
    while received.more:
        received = room.receive_more()
    assert received.replies == ()


def test_the_state_of_a_room_never_raises() -> None:
    room = RoomProtocol(room_id=0)
    room.receive(push(gift(DAMAGED, 2, end=True), ("RoomUserSeq", part(2, part(2, DAMAGED)))), NOW)
    state = room.state.snapshot(NOW)
    assert isinstance(state, RoomState)
    assert state.top_viewers[0].user.nickname == ""
    assert state.leaderboard[0].user.nickname == ""
    assert isinstance(state.leaderboard[0].user, Message)
