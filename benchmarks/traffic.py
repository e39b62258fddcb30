"""Websocket messages to decode, in two mixes: what a room says, and one of each kind that was ever captured."""

from __future__ import annotations

import itertools
import json
import random
import zlib
from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

from livetok.proto import METHODS, BaseProtoMessage, ProtoMessageFetchResult, PushHeader, WebcastPushFrame
from livetok.testing import Simulator, TrafficGenerator
from livetok.testing._world.wire_format import WireError, common_replaced

CAPTURES = Path(__file__).resolve().parents[2] / "shared" / "captures" / "payloads.jsonl"
MESSAGES_PER_FRAME = 5
FIRST_ID = 7_400_000_000_000_000_000
# What ends a broadcast, and what is told once only.
UNREPEATABLE = {"WebcastControlMessage", "WebcastSystemMessage", "SystemMessage"}

Said = tuple[str, bytes]
"""Webcast method and payload."""


Mix = Literal["room", "captured"]
"""The simulator's messages, as a real room has them; or real payloads, 77 kinds of them, few of each."""
MIXES: tuple[Mix, ...] = ("room", "captured")


def mixes() -> tuple[Mix, ...]:
    """Return the mixes that there are here, the room's first; the captures do not come with the source."""
    return MIXES if CAPTURES.exists() else MIXES[:1]


def messages(mix: Mix) -> list[Said]:
    """Return the messages of a mix."""
    return list(captured()) if mix == "captured" else list(simulated(1_400))


def captured() -> Iterator[Said]:
    for line in CAPTURES.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["method"] in METHODS:
            yield record["method"], b64decode(record["payload"])


def simulated(number: int) -> Iterator[Said]:
    room = Simulator().room("bench")
    generator = TrafficGenerator(room=room)
    for _ in range(number):
        for act in (generator.comment, generator.like, generator.join, generator.gift, generator.social):
            act()
    for message in room.broadcast.log.newest(number):
        yield message.method, message.payload


def endless(room_id: int = 0, mix: Mix = "room") -> Iterator[Said]:
    """The same messages over and over, in a fixed disorder, as if said in a room, or in whatever room reads them."""
    kept: list[Said] = []
    for method, payload in messages(mix):
        with suppress(WireError):  # a few have no header that could say which room
            kept.append((method, common_replaced(payload, method, 1, room_id, 1_700_000_000_000)))
    mixed = [message for message in kept if message[0] not in UNREPEATABLE]
    random.Random(1).shuffle(mixed)  # they are recorded kind by kind
    return itertools.cycle(mixed)


def frames(said: Iterable[Said], per_frame: int = MESSAGES_PER_FRAME) -> list[bytes]:
    """Put messages into websocket messages as TikTok does, gzip and all."""
    whole = [
        BaseProtoMessage(method=method, payload=payload, msg_id=FIRST_ID + index)
        for index, (method, payload) in enumerate(said)
    ]
    return [frame(whole[at : at + per_frame]) for at in range(0, len(whole), per_frame)]


def frame(few: Sequence[BaseProtoMessage]) -> bytes:
    result = bytes(
        ProtoMessageFetchResult(
            messages=list(few), cursor="1", internal_ext=b"internal_src:dim", need_ack=True
        )
    )
    return bytes(
        WebcastPushFrame(
            log_id=7,
            headers=[PushHeader(key="compress_type", value="gzip")],
            payload_encoding="pb",
            payload_type="msg",
            payload=zlib.compress(result, wbits=31),
        )
    )
