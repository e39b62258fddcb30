"""livetok's own JSON form: ids are text, every other integer adds up, helpers stand beside the fields."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from typing import Any

import pytest

from livetok import CommentEvent, Event, Meta, events, proto
from livetok._codec import Message
from livetok._codec.json_form import EXCEPTIONS, helpers_of, is_id
from livetok._codec.spec import FieldSpec, spec_of
from livetok._codec.wire import MAX_DEPTH
from livetok._mixins.event import with_meta
from livetok._mixins.gift import set_delta
from livetok._protocol.classify import to_event
from livetok._protocol.frames import Envelope
from livetok.cli.lines import json_line
from livetok.errors import DecodeError
from livetok.testing import Simulator
from support.kinds import Kinds
from support.recorded import captures
from support.samples import walk
from support.wire import number, text

CLASSES = [
    cls
    for name in proto.__all__
    if isinstance(cls := getattr(proto, name), type) and issubclass(cls, Message)
]
BEYOND_DOUBLES = 2**53
MAP_OF_KINDS = spec_of(Kinds).by_name["map_int64_kinds"].number
# Integers that real messages hold above 2**53 and that name nothing: moments in nanoseconds, scores.
LARGE_NUMBERS = {
    ("CommentQualityScore", "score"),
    ("FanTicketRoomNoticeContent", "version"),
    ("GroupChannelUser", "join_time"),
    ("GroupChannelUser", "linked_time"),
    ("LinkLayerListUser", "linked_time_nano"),
}


def integer_fields() -> Iterator[tuple[type[Message], FieldSpec]]:
    """Every integer field, and every map of integers, of every message there is."""
    for cls in CLASSES:
        for field in spec_of(cls).fields:
            if "int" in (field.value_kind or field.kind) or "fixed" in (field.value_kind or field.kind):
                yield cls, field


def test_the_rule_covers_every_integer_field():
    fields = list(integer_fields())
    ids = {field.name for _, field in fields if field.is_id}
    numbers = {field.name for _, field in fields if not field.is_id}
    assert len(fields) > 1400
    assert {
        "id",
        "gift_id",
        "msg_id",
        "group_id",
        "op_uid",
        "delete_msg_ids",
        "hidden_gids",
        "to_member_id_int",
    } <= ids
    assert {
        "count",
        "total",
        "diamond_count",
        "repeat_count",
        "create_time",
        "host_score",
        "votes",
        "level",
    } <= numbers
    assert {name for name in ids & numbers if name != "key"} == set()
    # in words, not only in the expression that the rule is made of: no id escapes it, no count falls to it
    assert not {name for name in numbers if {"id", "ids", "uid", "gids"} & set(name.split("_"))} - {
        "host_visible_rank_from_team_id",  # maps of numbers, which are named after their keys
        "single_action_effect_ids",
        "action_effect_ids",
        "reaction_effect_ids",
        "single_action_asset_ids",
        "action_asset_ids",
        "reaction_asset_ids",
    }
    counting = {
        "count",
        "cnt",
        "total",
        "score",
        "time",
        "duration",
        "ms",
        "num",
        "size",
        "price",
        "level",
        "width",
    }
    assert not {name for name in ids if name.split("_")[-1] in counting}


def test_no_exception_is_idle():
    fields = {(cls.__name__, field.name): field for cls, field in integer_fields()}
    for message, name in EXCEPTIONS:
        assert (message, name) in fields
        assert not is_id("Any", name, is_map=fields[message, name].is_map)


@pytest.mark.skipif(not captures(), reason="no captured payloads here")
def test_what_real_messages_hold_beyond_doubles_are_ids():
    for captured in captures():
        for message in walk(captured.cls.parse(captured.payload)):
            for field in spec_of(type(message)).fields:
                if message.has(field.name) and not field.is_id and not field.is_map:
                    value = getattr(message, field.name)
                    large = [item for item in (value if field.repeated else [value]) if is_large(item)]
                    assert not large or (type(message).__name__, field.name) in LARGE_NUMBERS, (
                        message,
                        field,
                    )


def is_large(value: Any) -> bool:
    return type(value) is int and abs(value) > BEYOND_DOUBLES


def integers(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from integers(value, f"{path}.{key}")
    elif isinstance(node, list):
        for value in node:
            yield from integers(value, path)
    else:
        yield path, node


GIFT = with_meta(
    events.GiftEvent(
        gift_id=5655,
        repeat_count=5,
        repeat_end=1,
        group_id=1795348801234,
        user=proto.User(id=2**62 + 1, display_id="bo_b", nickname="Bo"),
        gift=proto.Gift(id=5655, type=1, diamond_count=4),
    ),
    Meta(message_id=2**62, method="WebcastGiftMessage", room_id=7, unique_id="ann", sequence=3),
)


def test_a_gift():
    set_delta(GIFT, 2)
    assert GIFT.to_dict() == {
        "type": "gift",
        "event": {
            "gift_id": "5655",
            "repeat_count": 5,
            "user": {"id": str(2**62 + 1), "nickname": "Bo", "display_id": "bo_b", "unique_id": "bo_b"},
            "repeat_end": 1,
            "group_id": "1795348801234",
            "gift": {"id": "5655", "type": 1, "diamond_count": 4, "streakable": True, "price": 4},
            "is_single": False,
            "streak_over": True,
            "delta": 2,
            "diamonds": 20,
        },
        "meta": GIFT.meta.to_dict(),
    }


def test_diamonds_add_up():
    lines = [json_line(GIFT)] * 3
    assert sum(json.loads(line)["event"]["diamonds"] for line in lines) == 60


def test_one_form_everywhere():
    assert json.loads(json_line(GIFT)) == json.loads(GIFT.to_json()) == GIFT.to_dict()
    assert "\n" not in GIFT.to_json()
    assert json.loads(GIFT.to_json(indent=2)) == GIFT.to_dict()


def test_the_whole_comes_back_with_its_meta():
    again = events.GiftEvent.from_dict(GIFT.to_dict())
    assert (again, again.meta) == (GIFT, GIFT.meta)
    assert events.GiftEvent.from_dict(GIFT.to_dict()["event"]) == GIFT
    assert events.GiftEvent.from_json(GIFT.to_json()) == GIFT
    with pytest.raises(ValueError, match="type 'gift', and CommentEvent is 'comment'"):
        CommentEvent.from_dict(GIFT.to_dict())


def test_an_event_inside_another_is_shown_as_fields():
    event = events.BindingGiftEvent(message=events.GiftEvent(gift_id=1, repeat_count=2))
    shown = event.to_dict()["event"]
    assert shown["message"]["gift_id"] == "1"
    assert shown["message"]["delta"] == 2
    assert events.BindingGiftEvent.from_dict(event.to_dict()) == event


def test_helpers_are_those_of_the_class():
    assert helpers_of(events.GiftEvent) == ("is_single", "streak_over", "delta", "diamonds")
    assert "amount" in helpers_of(events.MoreShareEvent)
    assert "amount" not in helpers_of(events.ShareEvent)
    assert {"unique_id", "is_moderator", "is_subscriber", "gifter_level"} <= set(helpers_of(proto.User))
    assert not {"key", "base64"} & {name for cls in CLASSES for name in helpers_of(cls)}
    assert helpers_of(Kinds) == ()


def test_maps_floats_bytes_and_defaults():
    message = Kinds(
        map_int64_kinds={2**60: Kinds(one_int64=5)},
        one_double=float("inf"),
        one_bytes=b"\xff",
        one_uint64=2**64 - 1,
    )
    shown = message.to_dict()
    assert shown == json.loads(message.to_json())
    assert shown["map_int64_kinds"] == {str(2**60): {"one_int64": 5}}
    assert (shown["one_double"], shown["one_bytes"], shown["one_uint64"]) == ("Infinity", "/w==", 2**64 - 1)
    assert Kinds.from_dict(shown) == message
    everything = Kinds().to_dict(include_default_values=True)
    assert len(everything) == len(Kinds()._fields())
    assert (everything["one_int64"], everything["maybe_int64"]) == (0, None)
    assert Kinds(map_bool_int32={True: 1}).to_dict() == {"map_bool_int32": {"true": 1}}


@pytest.mark.skipif(not captures(), reason="no captured payloads here")
def test_real_messages_come_back():
    for captured in captures():
        event = to_event(Envelope(captured.method, captured.payload))
        if isinstance(event, Event):
            printed = json.loads(event.to_json())
            assert printed == event.to_dict()
            assert type(event).from_dict(printed) == event


def opened(message: Message) -> Message:
    """The message, after somebody looked into all that is in it."""
    for _ in walk(message):
        pass
    return message


def payloads() -> Iterator[tuple[type[Message], bytes]]:
    """Messages as the simulator sends them, and recorded ones where they are at hand."""
    room = Simulator(seed=3).room("anna")
    for name in ("mila", "juno"):
        room.comment("hello", user=name)
        room.join(name)
        room.follow(name)
        room.gift("Rose", streak=3, user=name)
    room.viewers(120)
    room.envelope(100, user="mila")
    room.ranking(7)
    for published in room.broadcast.log.newest(500):
        cls = events.class_for(published.method)
        assert cls is not None
        yield cls, published.payload
    for captured in captures()[::5]:
        yield captured.cls, captured.payload


def test_what_nobody_looked_into_is_shown_as_what_somebody_did():
    for cls, payload in payloads():
        assert json.dumps(cls.parse(payload).to_dict()) == json.dumps(opened(cls.parse(payload)).to_dict())


def test_damage_is_shown_as_nothing_and_reported_once():
    """However often a message is shown, and whether somebody looked into it before."""
    for cls, payload in payloads():
        for position in range(0, len(payload), max(1, len(payload) // 20)):
            damaged = bytearray(payload)
            damaged[position] ^= 0xFF
            assert_shown_alike(cls, bytes(damaged))


def assert_shown_alike(cls: type[Message], payload: bytes) -> None:
    reported: list[type] = []
    before: list[type] = []
    try:
        message = cls.parse(payload, on_damage=lambda cls, _: reported.append(cls))
    except DecodeError:
        return
    other = opened(cls.parse(payload, on_damage=lambda cls, _: before.append(cls)))
    shown = [json.dumps(each.to_dict()) for each in (message, message, other)]
    assert shown[0] == shown[1] == shown[2]
    assert sorted(map(str, reported)) == sorted(map(str, before))


@pytest.mark.parametrize("field", [17, 34], ids=["one", "several"])
def test_messages_that_nest_without_end_are_shown_as_far_as_they_are_read(field: int):
    raw = b""
    for _ in range(MAX_DEPTH + 5):
        raw = text(field, raw)
    reported: list[type] = []
    message = Kinds.parse(raw, on_damage=lambda cls, _: reported.append(cls))

    assert message.to_json().count("{") == MAX_DEPTH + 2
    assert reported == [Kinds]
    with pytest.raises(DecodeError, match="nest deeper"):
        Kinds.parse(raw).to_dict()


@pytest.mark.parametrize("tolerant", [True, False])
@pytest.mark.parametrize("kind", ["a list", "joined", "a map"])
def test_damage_deep_within_costs_little(kind: str, tolerant: bool):
    """Each level must not try the ones below it again for each of those above."""
    cls = {"a list": proto.User, "joined": Kinds, "a map": Kinds}[kind]
    raw = text(3, b"\xff") if cls is proto.User else text(14, b"\xff")
    for _ in range(18):
        raw = {
            "a list": lambda raw: text(45, raw),  # the top fans of a user are users
            "joined": lambda raw: text(17, b"") + text(17, raw),
            "a map": lambda raw: text(MAP_OF_KINDS, number(1, 7) + text(2, raw)),
        }[kind](raw)
    on_damage = (lambda cls, _: None) if tolerant else None
    with suppress(DecodeError):
        cls.parse(raw, on_damage=on_damage).to_dict()  # compiles decoders
    message = cls.parse(raw, on_damage=on_damage)
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        with nullcontext() if tolerant else pytest.raises(DecodeError):
            message.to_dict()
    finally:
        sys.setprofile(None)
    assert calls < 40_000  # with twice as many for each level it would be millions
