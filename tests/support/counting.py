"""Counts what reading a comment takes: ``python counting.py`` prints calls and lines a message, as JSON.

A process of its own, because coverage and debuggers watch the same events.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from types import FrameType
from typing import Any

from livetok import decode
from livetok._protocol.room_protocol import RoomProtocol
from livetok.proto import (
    BaseProtoMessage,
    CommentEvent,
    CommonMessageData,
    ImageModel,
    ProtoMessageFetchResult,
    PushHeader,
    User,
    WebcastPushFrame,
)

MESSAGES = 50
ROOM_ID = 7


def comments_frame(first_id: int) -> bytes:
    """A frame of comments; every call gives new ones, of the same shape."""
    picture = ImageModel(url_list=["https://p16.example/badge.webp"], uri="badge", height=16, width=16)
    user = User(id=6_900_000_000_000_000_000, nickname="Ann", display_id="ann", avatar_thumb=picture)
    user.badge_image_list = [picture] * 5
    comment = CommentEvent(
        common=CommonMessageData(method="WebcastChatMessage", msg_id=1, room_id=ROOM_ID, create_time=1),
        user=user,
        content="hello there",
        content_language="en",
    )
    messages = [
        BaseProtoMessage(method="WebcastChatMessage", payload=bytes(comment), msg_id=first_id + each)
        for each in range(MESSAGES)
    ]
    result = bytes(ProtoMessageFetchResult(messages=messages, cursor="1", internal_ext=b"x", need_ack=True))
    return bytes(
        WebcastPushFrame(
            log_id=1,
            headers=[PushHeader(key="compress_type", value="gzip")],
            payload_encoding="pb",
            payload_type="msg",
            payload=zlib.compress(result, wbits=31),
        )
    )


def read(events: Sequence[Any]) -> None:
    for event in events:
        assert event.user.id and event.user.nickname and event.meta.message_id  # noqa: PT018 -- three fields


def count(run: Callable[[], None]) -> dict[str, float]:
    """Calls of functions, Python's and C's, and lines of Python that a run takes, by message."""
    calls = lines = 0

    def on_call(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    def on_line(_: FrameType, event: str, __: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return on_line

    sys.setprofile(on_call)
    run()
    sys.setprofile(None)
    sys.settrace(on_line)
    run()
    sys.settrace(None)
    return {"calls": calls / MESSAGES, "lines": lines / MESSAGES}


def main() -> None:
    now = datetime.now(UTC)
    room = RoomProtocol(room_id=ROOM_ID, unique_id="ann")
    ready = iter([comments_frame(1000 * each) for each in range(1, 7)])
    same = comments_frame(1)
    counted: dict[str, dict[str, float]] = {}
    for name, run in {
        "decode": lambda: read(decode(same)),
        "session": lambda: read(room.receive(next(ready), now).events),
    }.items():
        run()  # builds the decoders
        counted[name] = count(run)
    print(json.dumps(counted))


if __name__ == "__main__":
    main()
