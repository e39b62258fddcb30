"""Every recorded frame and payload of 2026 through the whole client: events, history marks, acknowledgements."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Sequence
from functools import cache
from typing import Any

import anyio.lowlevel
import pytest
from attrs import frozen

from livetok import Event
from livetok._capture.pseudonyms import Pseudonyms
from livetok._capture.unknown_parts import UnknownParts
from livetok._codec import peek
from livetok._protocol.frames import Envelope, open_frame, open_result
from livetok.events import class_for
from livetok.options import SignRequest, Ticket
from livetok.proto import BaseProtoMessage, ProtoMessageFetchResult, UnknownEvent, WebcastPushFrame
from support.fake_room import FakeNetwork, end
from support.fake_site import LOOKUP, good_site, lookup
from support.recorded import CAPTURES

FOLDER = CAPTURES.parent
FRAMES, PAYLOADS, RESULT = (
    FOLDER / name for name in ("frames_2026.jsonl", "payloads_2026.jsonl", "fetch_result_2026.pb")
)

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(not FRAMES.exists(), reason="no recorded frames here"),
]

# Nobody has published what these hold.
UNPUBLISHED = {"WebcastUpdateShareRevenueNoticeMessage", "WebcastHostBoardMessage"}
END = 999_999


@frozen
class Ticketing:
    """A signer that brings a recorded answer along."""

    first: bytes
    name: str = "recorded"
    brings_cookie: bool = True

    async def sign(self, request: SignRequest) -> Ticket:
        await anyio.lowlevel.checkpoint()
        return Ticket(url=request.url, headers={"Cookie": "ttwid=x"}, first=self.first)


@cache
def recorded_frames() -> dict[int, list[bytes]]:
    """Whole frames by room; those without a message about a room follow the one before."""
    rooms: dict[int, list[bytes]] = {}
    room = 0
    for line in FRAMES.read_text().splitlines():
        data = b64decode(json.loads(line)["frame"])
        named = [room_of(message) for message in envelopes(data)]
        room = next(filter(None, named), room)
        rooms.setdefault(room, []).append(data)
    return rooms


@cache
def recorded_payloads() -> dict[int, list[Envelope]]:
    rooms: dict[int, list[Envelope]] = {}
    room = 0
    for number, line in enumerate(PAYLOADS.read_text().splitlines(), 1):
        entry = json.loads(line)
        message = Envelope(entry["method"], b64decode(entry["payload"]), number)
        room = room_of(message) or room
        rooms.setdefault(room, []).append(message)
    return rooms


def room_of(message: Envelope) -> int:
    return peek(message.payload, 1, 3)


def envelopes(data: bytes) -> list[Envelope]:
    return [message for message in open_frame(data).messages if isinstance(message, Envelope)]


def wrapped(message: Envelope) -> bytes:
    """A recorded payload in a frame of its own, with an id that no other has."""
    envelope = BaseProtoMessage(method=message.method, payload=message.payload, msg_id=message.msg_id)
    result = ProtoMessageFetchResult(messages=[envelope])
    return bytes(WebcastPushFrame(payload_encoding="pb", payload_type="msg", payload=bytes(result)))


async def heard(room_id: int, frames: Sequence[bytes], **options: Any) -> tuple[list[Event], list[bytes]]:
    """What a client hears in a room, but for what livetok adds itself, and what it acknowledges."""
    site = good_site().on(LOOKUP, lookup(2, room_id))
    network = FakeNetwork(acts=[[*frames, end()]], site=site)
    async with network.connect(**options) as live:
        events = [event async for event in live]
        assert (live.statistics.undecoded, live.statistics.foreign) == (0, 0)
    (socket,) = network.sockets
    acks = [data for _, data in socket.sent if WebcastPushFrame.parse(data).payload_type == "ack"]
    return [event for event in events if event.meta.message_id not in {0, END}], acks


def check(events: Sequence[Event], messages: Sequence[Envelope], room_id: int) -> None:
    """Each message is the right event, whole, with the right marks, and nothing in it is unknown."""
    unknown = UnknownParts(Pseudonyms(b"key"))
    assert [event.meta.message_id for event in events] == [message.msg_id for message in messages]
    for event, message in zip(events, messages, strict=True):
        expected = class_for(message.method)
        assert expected is not None
        assert isinstance(event, expected)
        assert not isinstance(event, UnknownEvent)
        assert bytes(event) == message.payload
        assert (event.meta.method, event.meta.history) == (message.method, message.is_history)
        assert event.meta.room_id == room_id
        unknown.add(message.method, message.payload)
    assert {part.method for part in unknown.counts if part.kind != "enum value"} <= UNPUBLISHED


def test_all_of_them_are_here() -> None:
    assert sum(map(len, recorded_frames().values())) == 13
    assert sum(map(len, recorded_payloads().values())) == 40


async def test_frames() -> None:
    for room_id, frames in recorded_frames().items():
        events, acks = await heard(room_id, frames)
        messages = [message for data in frames for message in envelopes(data)]
        check(events, messages, room_id)
        batches = map(open_frame, frames)
        assert acks == [
            bytes(
                WebcastPushFrame(log_id=batch.log_id, payload_encoding="pb", payload_type="ack", payload=b"-")
            )
            for batch in batches
            if batch.need_ack
        ]


async def test_each_frame_alone() -> None:
    for room_id, frames in recorded_frames().items():
        for data in frames:
            events, acks = await heard(room_id, [data])
            check(events, envelopes(data), room_id)
            assert len(acks) == open_frame(data).need_ack


async def test_the_six_chats_of_before_are_marked() -> None:
    marked = 0
    for room_id, frames in recorded_frames().items():
        events, _ = await heard(room_id, frames)
        fresh, _ = await heard(room_id, frames, history=False)
        marked += sum(event.meta.history for event in events)
        assert [event.meta.message_id for event in fresh] == [
            event.meta.message_id for event in events if not event.meta.history
        ]
    assert marked == 6


async def test_payloads() -> None:
    for room_id, messages in recorded_payloads().items():
        welcomes = {message.msg_id for message in messages if message.method == "RoomMessage"}
        assert len(welcomes) <= 1
        events, _ = await heard(room_id, [wrapped(message) for message in messages])
        check(events, messages, room_id)


async def test_the_answer_of_a_signer() -> None:
    body = RESULT.read_bytes()
    messages = [message for message in open_result(body).messages if isinstance(message, Envelope)]
    room_id = room_of(messages[0])
    welcome = next(message for message in messages if message.method == "RoomMessage")
    again = Envelope(welcome.method, welcome.payload, welcome.msg_id + 5)
    events, acks = await heard(room_id, [wrapped(again)], signer=Ticketing(body))
    assert len(messages) == 13
    check(events, messages, room_id)
    assert acks == []
