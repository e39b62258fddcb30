"""Every message has a public name, and what has none is shown as what it is."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import betterproto2
import pytest

import livetok
from livetok import (
    CommentEvent,
    ControlEvent,
    DecodeError,
    Event,
    FollowEvent,
    GiftEvent,
    GiftSettledEvent,
    LikeEvent,
    Message,
    PollEvent,
    ShareEvent,
    SocialEvent,
    UndecodedEvent,
    UnknownEvent,
    UserError,
    events,
    message,
    register,
)
from livetok.events import BarrageEvent, JoinEvent, class_for, event_name, methods_of
from livetok.proto import METHODS, BaseProtoMessage, ProtoMessageFetchResult, WebcastPushFrame
from support.recorded import captures

METHODS_TABLE = Path(__file__).resolve().parents[3] / "shared" / "schema" / "methods.tsv"


@message
class Mood(Message):
    word: str = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class MoodEvent(Event):
    level: int = betterproto2.field(1, betterproto2.TYPE_INT64)
    mood: Mood = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


class LoudPollEvent(PollEvent):
    """A class of one's own for a method that is known."""


@pytest.fixture(autouse=True)
def _forget_registrations(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(events, "_registered", {})
    yield
    events._methods_of.cache_clear()


def decoded(method: str, payload: bytes, *, history: bool = False) -> Event:
    result = ProtoMessageFetchResult(
        messages=[BaseProtoMessage(method=method, payload=payload, msg_id=1, is_history=history)]
    )
    [event] = livetok.decode(bytes(WebcastPushFrame(payload_type="msg", payload=bytes(result))))
    return event


# --- names


def test_every_class_of_a_method_is_public():
    assert {name for name in METHODS.values() if name not in livetok.__all__} == set()


def test_every_event_is_reached_by_a_method_or_made_by_livetok_or_refined():
    for name in events.__all__:
        event_class = getattr(livetok, name)
        assert issubclass(event_class, Event)
        lineage = {base.__name__ for base in event_class.__mro__}
        made_here = event_class.__module__.startswith("livetok.proto.livetok.")
        assert made_here or not lineage.isdisjoint(METHODS.values()), name


@pytest.mark.skipif(not METHODS_TABLE.exists(), reason="no table of methods here")
def test_every_method_of_the_table_has_a_class():
    with METHODS_TABLE.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    core = [row["webcast_method"] for row in rows if row["tier"] == "core" and row["webcast_method"] != "-"]
    assert len(core) == 76
    assert [method for method in core if class_for(method) is None] == []


def test_a_method_may_come_without_its_prefix():
    for method, name in METHODS.items():
        expected = getattr(livetok, name)
        assert class_for(method) is expected
        assert class_for(method.removeprefix("Webcast")) is expected
        assert class_for(f"Webcast{method.removeprefix('Webcast')}") is expected
    assert class_for("WebcastNobodyKnowsMessage") is None
    assert class_for("") is None


def test_names_in_snake_case():
    names = {event_name(getattr(livetok, name)): name for name in events.__all__}
    assert len(names) == len(events.__all__)
    assert names["comment"] == "CommentEvent"
    assert names["viewer_update"] == "ViewerUpdateEvent"
    assert names["ai_summary"] == "AISummaryEvent"
    assert names["ba_lead_gen"] == "BALeadGenEvent"
    assert names["mic_battle_start"] == "MicBattleStartEvent"
    assert all(name == name.lower() and "__" not in name for name in names)


def test_a_name_nobody_has():
    with pytest.raises(AttributeError, match="no attribute 'NoSuchEvent'"):
        _ = events.NoSuchEvent


def test_narrowing():
    event: Event = FollowEvent()
    match event:
        case LikeEvent():
            matched = "like"
        case SocialEvent():
            matched = "social"
        case _:
            matched = "other"
    assert matched == "social"
    assert not isinstance(event, ShareEvent)


# --- what is needed for what


@pytest.mark.parametrize(
    ("types", "methods"),
    [
        ((CommentEvent,), {"ChatMessage"}),
        ((FollowEvent, ShareEvent), {"SocialMessage"}),
        ((GiftSettledEvent,), {"GiftMessage"}),
        ((livetok.ConnectEvent,), set[str]()),
        ((livetok.RoomEvent,), {"RoomMessage"}),
        ((), set[str]()),
    ],
    ids=repr,
)
def test_methods_of(types: tuple[type[Event], ...], methods: set[str]):
    assert methods_of(types) == methods


@pytest.mark.parametrize("types", [None, (Event,), (CommentEvent, UnknownEvent), (UndecodedEvent,)], ids=repr)
def test_whoever_wants_the_unknown_needs_everything(types: tuple[type[Event], ...] | None):
    assert methods_of(types) is None


# --- methods of one's own


def test_a_registered_class_is_decoded():
    assert isinstance(decoded("WebcastMoodMessage", b"\x08\x05"), UnknownEvent)
    register("WebcastMoodMessage", MoodEvent)
    event = decoded("WebcastMoodMessage", bytes(MoodEvent(level=5, mood=Mood(word="fine"))))
    assert isinstance(event, MoodEvent)
    assert (event.level, event.mood.word, event.meta.method) == (5, "fine", "WebcastMoodMessage")
    assert event.to_dict()["event"] == {"level": 5, "mood": {"word": "fine"}}
    assert isinstance(decoded("MoodMessage", b""), MoodEvent)
    assert methods_of([MoodEvent]) == {"MoodMessage"}
    assert event_name(MoodEvent) == "mood"


def test_a_registered_class_takes_the_place_of_ours():
    register("WebcastPollMessage", LoudPollEvent)
    assert type(decoded("WebcastPollMessage", bytes(PollEvent(poll_id=3)))) is LoudPollEvent
    assert methods_of([PollEvent]) == methods_of([LoudPollEvent]) == {"PollMessage"}


def test_what_was_asked_before_a_registration_is_asked_anew():
    assert methods_of([MoodEvent]) == set()
    register("WebcastMoodMessage", MoodEvent)
    assert methods_of([MoodEvent]) == {"MoodMessage"}


@pytest.mark.parametrize("method", ["", None, 5, b"WebcastPollMessage"])
def test_a_method_is_a_string(method: str):
    with pytest.raises(UserError, match="method"):
        register(method, MoodEvent)


@pytest.mark.parametrize("event_class", [Mood, int, None, MoodEvent(), "MoodEvent"], ids=str)
def test_a_class_is_an_event(event_class: type[Event]):
    with pytest.raises(UserError, match="subclass"):
        register("WebcastMoodMessage", event_class)


# --- what nobody knows, and what is damaged


def test_an_unknown_event_can_be_taken_apart():
    event = decoded("WebcastNewMessage", b"\x08\x96\x01\x12\x03abc\x1a\x02\x08\x01")
    assert isinstance(event, UnknownEvent)
    assert (event.method, event.base64) == ("WebcastNewMessage", "CJYBEgNhYmMaAggB")
    fields = event.dissect()
    assert [field.number for field in fields] == [1, 2, 3]
    assert "150" in str(fields[0])
    assert "abc" in str(fields[1])
    assert event.meta.method == "WebcastNewMessage"


def test_an_unknown_event_that_is_no_message_cannot():
    event = decoded("WebcastNewMessage", b"\xff")
    assert isinstance(event, UnknownEvent)
    with pytest.raises(DecodeError):
        event.dissect()


def test_a_damaged_event_keeps_its_bytes():
    event = decoded("WebcastChatMessage", b"\x08")
    assert isinstance(event, UndecodedEvent)
    assert (event.method, event.payload, event.base64) == ("WebcastChatMessage", b"\x08", "CA==")
    assert event.error


def test_unknown_enum_values_are_kept():
    event = decoded("WebcastControlMessage", b"\x10\xe7\x07")
    assert type(event) is ControlEvent
    assert event.action == 999
    assert event.to_dict()["event"] == {"action": 999}
    assert bytes(event) == b"\x10\xe7\x07"


def test_an_empty_payload_is_an_empty_event():
    for method in METHODS:
        event = decoded(method, b"")
        assert not isinstance(event, UndecodedEvent | UnknownEvent)
        assert event.to_dict(casing=betterproto2.Casing.SNAKE) == {}


# --- real ones


@pytest.mark.skipif(not captures(), reason="no captured payloads here")
def test_every_captured_payload_becomes_its_event(capsys: pytest.CaptureFixture[str]):
    covered: dict[tuple[str, str], int] = {}
    for capture in captures():
        event = decoded(capture.method, capture.payload)
        entrance = capture.cls is BarrageEvent and type(event) is JoinEvent  # some are announced by a barrage
        assert entrance or isinstance(event, capture.cls)
        event.to_dict()  # looks into everything
        key = capture.method, type(event).__name__
        covered[key] = covered.get(key, 0) + 1
    with capsys.disabled():
        print(f"\n{'captured payloads':<45} {'become':<30} {'how many':>8}")
        for (method, name), count in sorted(covered.items()):
            print(f"{method:<45} {name:<30} {count:>8}")
        methods = {method for method, _ in covered}
        print(f"{len(methods)} methods, {sum(covered.values())} payloads, none unknown or damaged")
    assert sum(covered.values()) == len(captures()) == 1412
    assert not {"UnknownEvent", "UndecodedEvent"} & {name for _, name in covered}


@pytest.mark.skipif(not captures(), reason="no captured payloads here")
def test_captured_gifts_settle():
    gifts = [
        decoded(capture.method, capture.payload)
        for capture in captures()
        if capture.method == "WebcastGiftMessage"
    ]
    assert all(isinstance(event, GiftEvent) and event.gift.name for event in gifts)
