"""The reference says what is so: it is up to date, and its schema fits what is printed."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from livetok import Event, Meta, UndecodedEvent, events
from livetok._mixins.event import with_meta
from livetok._protocol.classify import classify, to_event
from livetok.cli.lines import json_line
from livetok.proto import BaseProtoMessage
from livetok.testing import Room, Simulator
from livetok.testing._world.broadcast import Published
from support.recorded import captures
from tools.reference.__main__ import DOCS, drift, reference
from tools.reference.facts import Fact, all_facts
from tools.reference.samples import sample_dict, sample_of

FACTS = all_facts()


@cache
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DOCS / "events.schema.json").read_text(encoding="utf-8"))
    return loaded


@cache
def strict(event_type: str) -> Draft202012Validator:
    """For one event, and without tolerance for names that the schema does not have."""
    definitions = {
        name: {"additionalProperties": False, **definition} if "properties" in definition else definition
        for name, definition in schema()["$defs"].items()
    }
    return Draft202012Validator({"$ref": f"#/$defs/event.{event_type}", "$defs": definitions})


def line(event: Event) -> dict[str, Any]:
    printed: dict[str, Any] = json.loads(json_line(event))
    return printed


def check(event: Event) -> None:
    printed = line(event)
    strict(printed["type"]).validate(printed)


def said_by(room: Room) -> list[Published]:
    """One of everything that the simulator can say."""
    room.start()
    greeting = room.greeting()
    room.comment("hello 🌸", emotes=["wave"], mentions=["juno"])
    room.emote("wave", "heart")
    room.question("why?")
    room.like(15)
    room.join("mila")
    room.follow("mila")
    room.share("mila")
    room.share("mila", joined=5)
    room.subscribe("mila", month=3)
    room.viewers(120)
    room.gift("Rose", streak=3, user="mila")
    room.gift("Galaxy", user="mila")
    room.envelope(100, user="mila")
    room.ranking(7)
    room.user_ranking(1, user="mila")
    room.pause()
    room.resume()
    room.message("WebcastBrandNewMessage", b"\x12\x01a")
    battle, poll = room.battle("juno"), room.poll("tea?")
    battle.score(500)
    battle.finish()
    poll.vote(0)
    poll.end()
    room.end()
    damaged = Published.of("WebcastChatMessage", b"\x12\x05oops", 1, 0)
    return [*greeting, *room.broadcast.log.newest(1000), damaged]


def test_the_pages_are_up_to_date():
    assert drift(reference()) == [], "run `nox -s generate`"


def test_a_page_that_differs_is_named(tmp_path: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tools.reference.__main__.DOCS", tmp_path)
    assert drift({"events.md": "text"}) == ["events.md"]
    (tmp_path / "events.md").write_text("text", encoding="utf-8")
    assert drift({"events.md": "text"}) == []


def test_every_event_is_on_the_page():
    page = (DOCS / "events.md").read_text(encoding="utf-8")
    assert [fact.title for fact in FACTS] == sorted(events.__all__, key=str.lower)
    assert all(f"\n## {fact.title}\n\n{fact.meaning}" in page for fact in FACTS)
    assert all(fact.meaning and fact.meaning[0].isupper() for fact in FACTS)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(schema())
    assert len(schema()["oneOf"]) == len(FACTS)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.title)
def test_samples(fact: Fact):
    sample = sample_of(fact)
    assert type(sample) is fact.event_class
    assert fact.event_class.from_dict(sample_dict(fact)) == sample
    assert fact.event_class.parse(bytes(sample)) == sample
    assert sample_dict(fact)
    check(sample)
    header = sample_dict(fact).get("event", sample_dict(fact)).get("common", {})
    for method in [header["method"]] if header.get("method") else fact.methods[:1]:
        assert type(to_event(BaseProtoMessage(method=method, payload=bytes(sample)))) is fact.event_class


def test_what_the_simulator_says_fits_the_schema():
    tolerant = Draft202012Validator(schema())
    seen: set[str] = set()
    for message in said_by(Simulator(seed=1).room("ann")):
        event = to_event(BaseProtoMessage(method=message.method, payload=message.payload))
        printed = line(
            with_meta(event, Meta(message_id=message.message_id, method=message.method, sequence=1))
        )
        strict(printed["type"]).validate(printed)
        if printed["type"] not in seen:
            tolerant.validate(printed)  # exactly one of all
        seen.add(printed["type"])
    assert seen >= {
        "comment",
        "gift",
        "mic_battle_end",
        "poll",
        "live_end",
        "unknown",
        "undecoded",
        "more_share",
    }


def test_the_schema_finds_mistakes():
    fact = next(fact for fact in FACTS if fact.name == "comment")
    good = line(sample_of(fact))
    for change in (
        {"type": "coment"},
        {"event": {**good["event"], "content": 5}},
        {"event": {**good["event"], "user": {"id": 42}}},
        {"event": {**good["event"], "user": {"nick": "Mila"}}},
        {"meta": {}},
    ):
        with pytest.raises(ValidationError):
            strict("comment").validate({**good, **change})


def test_events_that_livetok_has_no_words_for_fit_the_schema():
    check(with_meta(UndecodedEvent(method="", payload=b"\xff", error="?"), Meta()))


@pytest.mark.skipif(not captures(), reason="no captured payloads here")
@pytest.mark.parametrize("method", sorted({capture.method for capture in captures()}))
def test_real_messages_fit_the_schema(method: str):
    for capture in [capture for capture in captures() if capture.method == method][:5]:
        check(with_meta(classify(capture.cls.parse(capture.payload)), Meta(method=method)))
