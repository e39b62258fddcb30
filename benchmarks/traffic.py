"""Websocket messages to decode: captured ones where captures are at hand, else the simulator's."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode
from collections.abc import Iterable, Iterator
from pathlib import Path

from livetok.proto import METHODS, BaseProtoMessage, ProtoMessageFetchResult, PushHeader, WebcastPushFrame
from livetok.testing import Audience, Simulator

CAPTURES = Path(__file__).resolve().parents[2] / "shared" / "captures" / "payloads.jsonl"
MESSAGES_PER_FRAME = 5

Said = tuple[str, bytes]
"""Webcast method and payload."""


def messages() -> tuple[str, list[Said]]:
    """Return the messages and where they are from."""
    if CAPTURES.exists():
        return "captured messages", list(captured())
    return "messages of the simulator (no captures here)", list(simulated(1_400))


def captured() -> Iterator[Said]:
    for line in CAPTURES.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["method"] in METHODS:
            yield record["method"], b64decode(record["payload"])


def simulated(number: int) -> Iterator[Said]:
    room = Simulator().room("bench")
    audience = Audience(room=room)
    for _ in range(number):
        for act in (audience.comment, audience.like, audience.join, audience.gift, audience.social):
            act()
    for one in room.broadcast.log.newest(number):
        yield one.method, one.payload


def frames(said: Iterable[Said]) -> list[bytes]:
    """Put messages into websocket messages as TikTok does, gzip and all."""
    whole = [
        BaseProtoMessage(method=method, payload=payload, msg_id=7_400_000_000_000_000_000 + index)
        for index, (method, payload) in enumerate(said)
    ]
    return [_frame(whole[at : at + MESSAGES_PER_FRAME]) for at in range(0, len(whole), MESSAGES_PER_FRAME)]


def _frame(few: list[BaseProtoMessage]) -> bytes:
    result = bytes(
        ProtoMessageFetchResult(messages=few, cursor="1", internal_ext=b"internal_src:dim", need_ack=True)
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
