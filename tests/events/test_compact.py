"""The compact form: small, flat, the same everywhere, cheap."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from livetok import COLUMNS, Event, Meta, events, proto
from livetok._mixins import compact as module
from livetok._mixins.event import with_meta
from livetok._mixins.gift import set_delta
from livetok._protocol.classify import to_event
from livetok._protocol.room_protocol import RoomProtocol
from livetok.events import event_name
from livetok.proto import BaseProtoMessage
from livetok.testing import Room, Simulator
from support.oracles import ROOT
from support.recorded import captures
from tools.reference.facts import all_facts
from tools.reference.samples import sample_of

FACTS = all_facts()
META = Meta(
    message_id=7510000000000000042,
    method="WebcastGiftMessage",
    room_id=7300000000000000001,
    unique_id="ann",
    received_at=datetime(2026, 11, 28, 20, 31, 15, 123456, tzinfo=UTC),
    sequence=5,
)
ADMIN, TOP_FAN, GIFTER = 1, 4, 8
BO = proto.User(
    id=6800000000000000001,
    display_id="bo_b",
    nickname="Bo",
    avatar_thumb=proto.ImageModel(url_list=["", "https://p16.example/bo.webp"]),
    badge_list=[
        proto.BadgeStruct(scene_type=proto.BadgeSceneType(ADMIN)),
        proto.BadgeStruct(scene_type=proto.BadgeSceneType(TOP_FAN)),
        proto.BadgeStruct(
            scene_type=proto.BadgeSceneType(GIFTER), privilege_log_extra=proto.PrivilegeLogExtra(level="12")
        ),
    ],
)
BO_FORM = {
    "id": "6800000000000000001",
    "name": "bo_b",
    "nickname": "Bo",
    "avatar": "https://p16.example/bo.webp",
    "moderator": True,
    "subscriber": True,
    "level": 12,
}
ROSE = proto.Gift(
    id=5655,
    name="Rose",
    type=1,
    diamond_count=1,
    image=proto.ImageModel(url_list=["https://p16.example/r.webp"]),
)
HEAD = {
    "v": 1,
    "id": "7300000000000000001-7510000000000000042",
    "at": "2026-11-28T20:31:15.123Z",
    "room": "7300000000000000001",
    "host": "ann",
    "history": False,
}


@cache
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ROOT / "docs" / "compact.schema.json").read_text(encoding="utf-8"))
    return loaded


@cache
def strict() -> Draft202012Validator:
    """The schema, without tolerance for keys that it does not have."""

    def closed(node: Any) -> Any:
        if isinstance(node, list):
            return [closed(item) for item in node]
        if not isinstance(node, dict):
            return node
        shut = {key: closed(value) for key, value in node.items()}
        return {"additionalProperties": False, **shut} if "properties" in shut else shut

    return Draft202012Validator(closed(schema()))


def check(event: Event) -> dict[str, Any]:
    form: dict[str, Any] = json.loads(json.dumps(event.compact()))
    assert form == event.compact()
    strict().validate(form)
    assert form["type"] == event_name(type(event))
    assert form["id"] == event.key
    return form


def shown(event: Event) -> dict[str, Any]:
    """The form without what all have."""
    return {key: value for key, value in check(with_meta(event, META)).items() if key not in {*HEAD, "type"}}


def gift(**fields: Any) -> proto.GiftEvent:
    return proto.GiftEvent(user=BO, gift=ROSE, gift_id=5655, group_id=1795348801234, **fields)


def test_a_gift_in_full():
    event = gift(repeat_count=5, to_user=proto.User(id=9, nickname="Cy"))
    with_meta(event, META)
    set_delta(event, 2)
    assert check(event) == {
        **HEAD,
        "type": "gift",
        "user": BO_FORM,
        "gift": {
            "id": "5655",
            "name": "Rose",
            "count": 5,
            "delta": 2,
            "diamonds": 5,
            "over": False,
            "image": "https://p16.example/r.webp",
            "to": {"id": "9", "nickname": "Cy"},
        },
    }


def text_of(pattern: str) -> proto.Text:
    return proto.Text(default_pattern=pattern)


def option(name: str, votes: int) -> proto.PollOptionInfo:
    return proto.PollOptionInfo(display_content=name, votes=votes)


WAVE = proto.EmoteWithIndex(index=2, emote=proto.EmoteModel(emote_id="wave"))
SAID = [
    (events.CommentEvent(user=BO, content="hi"), {"user": BO_FORM, "text": "hi"}),
    (events.CommentEvent(content="hi you", emotes=[WAVE]), {"text": "hi[wave] you"}),
    (events.LikeEvent(count=15, total=1203), {"count": 15, "total": 1203}),
    (events.ViewerUpdateEvent(total=87, total_user=1530), {"count": 87, "total": 1530}),
    (events.JoinEvent(user=BO, member_count=88), {"user": BO_FORM, "count": 88}),
    (events.FollowEvent(user=BO, follow_count=2041), {"user": BO_FORM, "total": 2041}),
    (events.SubscribeEvent(user=BO, sub_month=3), {"user": BO_FORM, "count": 3}),
    (
        events.QuestionNewEvent(data=proto.Question(user=BO, content="why?")),
        {"user": BO_FORM, "text": "why?"},
    ),
    (
        events.PollEvent(
            start_content=proto.PollStartContent(
                title="tea?", option_list=[option("yes", 2), option("no", 1)]
            )
        ),
        {"text": "tea? yes 2 / no 1"},
    ),
    (
        events.EnvelopeEvent(
            envelope_info=proto.MessageRedEnvelopInfo(
                send_user_id="42", send_user_name="Bo", diamond_count=20, people_count=4
            )
        ),
        {"user": {"id": "42", "nickname": "Bo"}, "count": 4, "diamonds": 20},
    ),
    (
        events.BarrageEvent(
            user_grade_param=proto.BarrageTypeUserGradeParam(user=BO), content=text_of("level up")
        ),
        {"user": BO_FORM, "text": "level up"},
    ),
    (
        events.MicBattleUpdateEvent(
            armies={1: proto.BattleUserArmies(host_score=10), 2: proto.BattleUserArmies(host_score=20)}
        ),
        {"text": "10 : 20"},
    ),
    (events.SystemEvent(message="welcome"), {"text": "welcome"}),
    (
        events.ToastEvent(common=proto.CommonMessageData(display_text=text_of("the goal is near"))),
        {"text": "the goal is near"},
    ),
    (events.DisconnectEvent(reason="gone", code=1000), {"text": "gone"}),
    (events.LaggedEvent(count=7), {"count": 7}),
]


@pytest.mark.parametrize(("event", "expected"), SAID, ids=lambda value: type(value).__name__)
def test_what_is_told(event: Event, expected: dict[str, Any]):
    assert shown(event) == expected


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.title)
def test_every_event_fits_the_schema(fact: Any):
    event = sample_of(fact)
    check(event)
    check(with_meta(event, META))
    row = event.columns()
    assert list(row) == list(COLUMNS)
    assert all(value is None or isinstance(value, COLUMNS[name]) for name, value in row.items())
    assert fact.event_class.parse(row["data"]) == event
    for told in (event, with_meta(event, META)):
        whole, alone = told.compact(), module.compact_columns(told, told.meta)
        assert module.flatten(alone, None, b"") == module.flatten(whole, None, b"")


def test_the_page_says_what_every_number_counts():
    page = (ROOT / "docs" / "compact.md").read_text(encoding="utf-8")
    for name in module._NUMBERS.keys() - {"GiftEvent", "GiftSettledEvent"}:
        assert f"`{event_name(getattr(events, name))}`" in page, name
    assert f"`{', '.join(COLUMNS)}`" in page


def test_columns():
    event = with_meta(gift(repeat_count=5), META)
    set_delta(event, 2)
    assert event.columns() == {
        "id": HEAD["id"],
        "type": "gift",
        "at": META.received_at,
        "room": "7300000000000000001",
        "host": "ann",
        "user_id": "6800000000000000001",
        "user": "bo_b",
        "nickname": "Bo",
        "text": None,
        "gift_id": "5655",
        "gift": "Rose",
        "count": 5,
        "delta": 2,
        "diamonds": 5,
        "total": None,
        "data": bytes(event),
    }


# --- ids


def deliver(room: Room, protocol: RoomProtocol) -> list[Event]:
    """Feed everything that a simulated room says to a session of its own."""
    batch = [
        BaseProtoMessage(method=said.method, payload=said.payload, msg_id=said.message_id)
        for said in room.broadcast.log.newest(1000)
    ]
    result = proto.ProtoMessageFetchResult(messages=batch)
    received = protocol.first(bytes(result), datetime.now(UTC))
    return [*received.events, *protocol.close(datetime.now(UTC))]


def busy_room() -> Room:
    room = Simulator(seed=1).room("ann")
    room.start()
    room.comment("hello")
    room.gift("Rose", streak=3, user="mila")
    room.gift("Galaxy", user="mila")
    room.gift("Rose", streak=2, user="mila")
    room.like(15)
    return room


def test_two_sessions_give_the_same_ids_and_no_id_twice():
    room = busy_room()
    first_run, second_run = (
        [event.key for event in deliver(room, RoomProtocol(room_id=room.room_id, unique_id="ann"))]
        for _ in range(2)
    )
    assert first_run == second_run
    assert len(set(first_run)) == len(first_run)
    assert sum(key.startswith("settled:") for key in first_run) == 3


def test_decode_and_a_parsed_payload_give_the_id_of_the_session():
    header = proto.CommonMessageData(msg_id=42, room_id=7)
    comment = proto.CommentEvent(common=header, content="hi")
    assert with_meta(comment, Meta(message_id=42, room_id=7, received_at=META.received_at)).key == "7-42"
    assert with_meta(comment, Meta(message_id=42, method="WebcastChatMessage")).key == "7-42"
    assert proto.CommentEvent.parse(bytes(comment)).key == "7-42"


def streak(total: int, message_id: int, *, group_id: int, over: bool = False) -> proto.GiftEvent:
    return proto.GiftEvent(
        common=proto.CommonMessageData(msg_id=message_id, room_id=7),
        user=proto.User(id=5),
        gift=ROSE,
        gift_id=5655,
        group_id=group_id,
        repeat_count=total,
        repeat_end=int(over),
    )


def settle(*messages: proto.GiftEvent) -> list[tuple[str, int]]:
    """Keys and counts of the settled gifts that a session makes of these."""
    protocol = RoomProtocol(room_id=7)
    batch = [
        BaseProtoMessage(method="WebcastGiftMessage", payload=bytes(event), msg_id=event.common.msg_id)
        for event in messages
    ]
    received = protocol.first(bytes(proto.ProtoMessageFetchResult(messages=batch)), META.received_at)
    settled = [*received.events, *protocol.close(META.received_at)]
    return [(event.key, event.count) for event in settled if isinstance(event, proto.GiftSettledEvent)]


def test_a_streak_has_one_id_wherever_it_is_counted():
    whole = settle(
        *(streak(total, total, group_id=99) for total in (1, 2, 3)), streak(3, 9, group_id=99, over=True)
    )
    joined_late = settle(streak(3, 9, group_id=99, over=True))
    never_ended = settle(streak(1, 1, group_id=99), streak(3, 3, group_id=99))
    assert whole == joined_late == never_ended == [("settled:7-99-5-5655", 3)]


def test_what_comes_late_has_an_id_of_its_own():
    assert settle(streak(2, 1, group_id=99, over=True), streak(5, 2, group_id=99)) == [
        ("settled:7-99-5-5655", 2),
        ("settled:7-99-5-5655+2", 3),
    ]


def test_streaks_without_a_group_are_told_apart_by_their_first_messages():
    messages = (
        streak(1, 11, group_id=0),
        streak(2, 12, group_id=0, over=True),
        streak(1, 13, group_id=0, over=True),
    )
    assert settle(*messages) == [("settled:7-11-5-5655", 2), ("settled:7-13-5-5655", 1)]


def test_own_events_have_ids_too():
    protocol = RoomProtocol(room_id=7)
    keys = [
        protocol.stamp(event, META.received_at).key
        for event in (proto.ConnectEvent(), proto.DisconnectEvent(), proto.DisconnectEvent())
    ]
    assert keys == [
        "connect:7-1795897875123-1",
        "disconnect:7-1795897875123-2",
        "disconnect:7-1795897875123-3",
    ]


def test_messages_without_an_id_are_told_apart_by_what_they_say():
    protocol = RoomProtocol(room_id=7)
    batch = [
        BaseProtoMessage(method="WebcastChatMessage", payload=bytes(proto.CommentEvent(content=content)))
        for content in ("a", "b")
    ]
    result = bytes(proto.ProtoMessageFetchResult(messages=batch))
    keys = [event.key for event in protocol.first(result, META.received_at).events]
    again = [event.key for event in RoomProtocol(room_id=7).first(result, datetime.now(UTC)).events]
    assert keys == again
    assert len(set(keys)) == 2
    assert all(key.startswith("comment:7-") for key in keys)


# --- damage, real messages, cost


def test_damage_costs_only_the_part_that_is_damaged():
    comment = bytes(proto.CommentEvent(content="hi")) + b"\x12\x02\xff\xff"  # a user that is cut short
    event = with_meta(proto.CommentEvent.parse(comment), META)
    form = event.compact()
    assert (form["text"], "user" in form) == ("hi", False)


@pytest.mark.skipif(not captures(), reason="no captured payloads here")
def test_real_messages_fit_the_schema():
    for captured in captures():
        event = with_meta(to_event(BaseProtoMessage(method=captured.method, payload=captured.payload)), META)
        form = check(event)
        user = getattr(event, "user", None)
        if isinstance(user, proto.User) and form.get("user", {}).get("id") == str(user.id):
            # by now the badges were looked into, so that no shortcut is taken
            slow = (user.is_moderator, user.is_subscriber, user.gifter_level)
            assert (
                form["user"]["moderator"],
                form["user"]["subscriber"],
                form["user"].get("level", 0),
            ) == slow


def test_cost():
    """Function calls that the compact form of a gift and of a comment take, decoding included."""
    program = Path(__file__).parents[1] / "support" / "counting_compact.py"
    counted = json.loads(
        subprocess.run([sys.executable, str(program)], capture_output=True, check=True, text=True).stdout
    )
    assert counted["comment"] < 240, counted
    assert counted["gift"] < 330, counted
