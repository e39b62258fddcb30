"""Looking into messages without making instances of what is in them."""

from __future__ import annotations

import gc
import sys

import pytest

from livetok import CommentEvent, FollowEvent, SocialEvent
from livetok._codec import downcast_in_place, peek_field, scan, undecoded_copy
from livetok.errors import DecodeError
from livetok.proto import BaseProtoMessage, CommonMessageData, ProtoMessageFetchResult, Text, User
from support.kinds import Kinds

KEY = "pm_main_follow_message_viewer_2"


def social() -> SocialEvent:
    common = CommonMessageData(method="WebcastSocialMessage", display_text=Text(key=KEY))
    return SocialEvent.parse(bytes(SocialEvent(common=common, action=1)))


def test_scan_reads_a_part_of_a_buffer_in_place() -> None:
    first, two = (bytes(BaseProtoMessage(method=name, payload=b"abc", msg_id=7)) for name in ("A", "B"))
    buf = first + two
    assert scan(BaseProtoMessage, buf, 0, len(first)) == ({"method": "A", "payload": b"abc", "msg_id": 7}, {})
    assert scan(BaseProtoMessage, buf, len(first))[0]["method"] == "B"


def test_scan_says_where_nested_messages_are() -> None:
    messages = [BaseProtoMessage(method=name) for name in "AB"]
    buf = bytes(ProtoMessageFetchResult(messages=messages, cursor="c"))
    values, parts = scan(ProtoMessageFetchResult, buf)
    assert values == {"cursor": "c"}
    assert [buf[start:end] for start, end in parts["messages"]] == [bytes(message) for message in messages]


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_part_that_ends_early_is_damaged_whatever_follows_it(cut: int) -> None:
    raw = bytes(BaseProtoMessage(method="AAAA", payload=b"abc"))
    assert len(raw) == 11
    for behind in (b"", b"\0" * 20, raw):
        if cut in {6, 11}:  # between fields
            scan(BaseProtoMessage, raw[:cut] + behind, 0, cut)
        else:
            with pytest.raises(DecodeError) as caught:
                scan(BaseProtoMessage, raw[:cut] + behind, 0, cut)
            assert caught.value.payload == raw[:cut]


def test_glimpse_reads_as_attributes_would_and_leaves_no_trace() -> None:
    event = social()
    assert peek_field(event, "common", "display_text", "key") == KEY
    assert peek_field(event, "common", "method") == "WebcastSocialMessage"
    assert peek_field(event, "common", "room_id") == 0
    assert peek_field(event, "common", "create_time") == 0
    assert peek_field(event, "user", "nickname") == ""
    assert peek_field(event, "action") == 1
    assert not any(name in vars(event) for name in ("common", "user"))
    assert event.common.display_text.key == KEY


def test_glimpse_sees_changes() -> None:
    event = social()
    event.common.display_text.key = "other"
    assert peek_field(event, "common", "display_text", "key") == "other"
    assert peek_field(SocialEvent(action=3), "action") == 3
    assert peek_field(SocialEvent(user=User(nickname="Ann")), "user", "nickname") == "Ann"


def test_glimpse_at_a_message_that_came_in_two_pieces() -> None:
    pieces = CommonMessageData(method="m"), CommonMessageData(display_text=Text(key=KEY))
    raw = b"".join(b"\x0a" + bytes([len(bytes(piece))]) + bytes(piece) for piece in pieces)
    event = SocialEvent.parse(raw)
    assert peek_field(event, "common", "display_text", "key") == KEY
    assert peek_field(event, "common", "method") == "m"


def test_glimpse_at_damage() -> None:
    event = SocialEvent.parse(b"\x0a\x03\x0a\x05a")
    with pytest.raises(DecodeError):
        peek_field(event, "common", "display_text", "key")


def test_narrowing_keeps_the_instance() -> None:
    event = social()
    follow = downcast_in_place(event, FollowEvent)
    assert follow is event
    assert type(follow) is FollowEvent
    assert follow.common.display_text.key == KEY


def test_a_nested_message_keeps_nothing_but_its_own_bytes() -> None:
    """Programs keep a user, and not the five kilobytes that it came in."""
    event = CommentEvent.parse(bytes(CommentEvent(user=User(nickname="Ann"), content="x" * 100_000)))
    user = event.user
    assert user.nickname == "Ann"
    reached, waiting = 0, [user]
    seen = set()
    while waiting:
        item = waiting.pop()
        if id(item) in seen or isinstance(item, type):
            continue
        seen.add(id(item))
        reached += sys.getsizeof(item)
        waiting += gc.get_referents(item)
    assert reached < 3_000


def test_packed_keeps_a_message_as_it_came() -> None:
    user = User.parse(bytes(User(id=7, nickname="Ann")))
    assert user.nickname == "Ann"
    kept = undecoded_copy(user)
    assert kept is not user
    assert not vars(kept)
    assert kept == user
    assert undecoded_copy(User(nickname="by hand")).nickname == "by hand"


@pytest.mark.parametrize("inside", [b"\x01\x80", b"\x01\x02\x80\x80"])
def test_the_error_of_a_packed_field_has_the_whole_message(inside: bytes) -> None:
    packed_field = b"\xa2\x01" + bytes([len(inside)]) + inside  # many_int32, its last number cut short
    raw = b"\xa2\x01\x02\x05\x06" + packed_field + b"\xa2\x01\x01\x07"
    with pytest.raises(DecodeError) as caught:
        Kinds.parse(raw)
    assert caught.value.payload == raw
