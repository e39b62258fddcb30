"""What is fuzzed: frames through a session's protocol, JSON answers through their readers, captures through theirs."""

from __future__ import annotations

import io
import json
import struct
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from random import Random
from typing import Any, Final, cast

from livetok._capture.file_format import pack, read_records, signature
from livetok._protocol.room_protocol import RoomProtocol
from livetok._webapi import responses, sign_server, user_responses
from livetok.errors import CaptureError, LiveError
from livetok.http_types import HttpResponse
from livetok.proto import (
    BaseProtoMessage,
    CaptureHeader,
    CaptureKind,
    CaptureRecord,
    ProtoMessageFetchResult,
    WebcastPushFrame,
)
from tools.fuzz.seeds import event_classes, filled, mutated
from tools.fuzz.touch import touch

__all__ = ["TARGETS"]

_MOST_IDS = 1 << 62


def fuzz_frame(random: Random) -> None:
    """One frame of a few messages of any kind, damaged inside, in its envelopes, or as a whole."""
    room = RoomProtocol(room_id=random.choice((0, 7)))
    where = random.choice(("message", "message", "message", "result", "frame"))
    messages = [_message(random, damaged=where == "message") for _ in range(random.randint(1, 3))]
    payload = bytes(ProtoMessageFetchResult(messages=messages, cursor="1", internal_ext=b"x", need_ack=True))
    payload = mutated(payload, random) if where == "result" else payload
    frame = bytes(WebcastPushFrame(payload_type="msg", log_id=3, payload=payload))
    now = datetime.now(UTC)
    received = room.receive(mutated(frame, random) if where == "frame" else frame, now)
    for event in (*received.events, *room.close(now)):
        touch(event)
    touch(room.state.snapshot(now))


def _message(random: Random, *, damaged: bool) -> BaseProtoMessage:
    method, cls = random.choice(list(event_classes().items()))
    payload = bytes(filled(cls, random))
    return BaseProtoMessage(
        method=method,
        payload=mutated(payload, random) if damaged else payload,
        msg_id=random.choice((0, 1, random.randrange(_MOST_IDS))),
    )


# --- JSON

_ODD: Final[tuple[Any, ...]] = (
    None,
    True,
    -1,
    -5,
    0,
    1,
    2**63 - 1,
    2**63,
    2**64,
    10**30,
    -(2**63),
    1.5,
    1e300,
    float("nan"),
    float("inf"),
    "",
    "-5",
    "99999999999999999999",
    "٣",
    "\ud800",
    "http://[",
    [],
    [[]],
    {},
    {"id": {}},
)
_USER = {
    "id": "7",
    "id_str": "7",
    "uniqueId": "ann",
    "display_id": "ann",
    "nickname": "Ann",
    "secUid": "s",
    "roomId": "7300000000000000001",
    "status": 2,
    "avatarThumb": "https://p.test/a",
    "avatar_thumb": {"url_list": ["https://p.test/a"]},
    "follow_info": {"follower_count": 3, "following_count": 4},
    "verified": True,
    "bioLink": {"link": "x"},
    "privateAccount": False,
    "signature": "hi",
}
_STREAM = {
    "live_core_sdk_data": {
        "pull_data": {
            "options": {"qualities": [{"sdk_key": "hd", "level": 3}]},
            "stream_data": json.dumps(
                {"data": {"hd": {"main": {"flv": "https://x.test/a.flv", "sdk_params": '{"vbitrate": 1}'}}}}
            ),
        }
    },
    "flv_pull_url": {"HD1": "https://x.test/b.flv"},
    "rtmp_pull_url": "https://x.test/c.flv",
}
_ROOM = {
    "status": 2,
    "title": "t",
    "startTime": 1790000000,
    "liveRoomStats": {"userCount": 3, "enterCount": 9},
    "streamData": _STREAM["live_core_sdk_data"],
    "coverUrl": "https://p.test/c",
    "liveSubOnly": 0,
    "paidEvent": {"paid_type": 0},
}
_INFO = {
    "id_str": "7300000000000000001",
    "id": 7300000000000000001,
    "status": 2,
    "title": "t",
    "owner": _USER,
    "user_count": 3,
    "like_count": 4,
    "create_time": 1790000000,
    "stats": {"total_user": 9, "like_count": 3},
    "cover": {"url_list": ["https://p.test/c"]},
    "stream_url": _STREAM,
    "share_url": "https://x.test",
    "age_restricted": {"restricted": False},
}
_GIFT = {
    "id": 5655,
    "name": "Rose",
    "diamond_count": 1,
    "type": 1,
    "image": {"url_list": ["https://p.test/g"]},
}
_PROFILE = {"__DEFAULT_SCOPE__": {"webapp.user-detail": {"userInfo": {"user": _USER, "stats": {"heart": 3}}}}}
_LOOKUP = {"user": _USER, "liveRoom": _ROOM, "stats": {"followerCount": 3}}

_STATE = "__UNIVERSAL_DATA_FOR_REHYDRATION__"

Reader = Callable[[HttpResponse], Any]
_ANSWERS: tuple[tuple[Any, Reader], ...] = (
    ({"statusCode": 0, "data": _LOOKUP}, lambda answer: responses.read_room_lookup(answer, user="ann")),
    (
        {"LiveRoom": {"liveRoomUserInfo": _LOOKUP}},
        lambda answer: responses.read_live_page(_page(answer, "SIGI_STATE"), user="ann"),
    ),
    (
        {"status_code": 0, "data": _INFO},
        lambda answer: responses.read_room_info(answer, user="ann", room_id=7),
    ),
    (
        {"status_code": 0, "data": [{"alive": True, "room_id": 7, "room_id_str": "7"}]},
        responses.read_check_alive,
    ),
    ({"status_code": 0, "data": {"gifts": [_GIFT]}}, responses.read_gift_list),
    (_PROFILE, lambda answer: user_responses.read_profile(_page(answer, _STATE), user="ann")),
    (
        {
            "status_code": 0,
            "data": {"total": 3, "anonymous": 1, "ranks": [{"rank": 1, "score": 3, "user": _USER}]},
        },
        user_responses.read_audience,
    ),
    (
        {"status_code": 0, "data": {"message": "m"}},
        lambda answer: user_responses.read_chat(answer, signed=True),
    ),
    ({"minute": {"max": 5, "remaining": 3}, "code": 0}, sign_server.read_quota),
    ({"code": 429, "message": "slow", "limit_label": "minute"}, sign_server.read_connect),
)


def _page(answer: HttpResponse, name: str) -> HttpResponse:
    body = f'<script id="{name}">'.encode() + answer.body + b"</script>"
    return HttpResponse(status=answer.status, headers=answer.headers, body=body, url=answer.url)


def fuzz_answer(random: Random) -> None:
    """One JSON answer with a few values that nobody should send, or with damaged bytes."""
    document, reader = random.choice(_ANSWERS)
    body = json.dumps(_altered(document, random)).encode()
    if random.random() < 0.2:
        body = mutated(body, random)
    headers = tuple(
        (name, random.choice(("", "7", "-1", "9" * 30, "nan", "x")))
        for name in ("retry-after", "ratelimit-reset", "x-room-id")
    )
    status = random.choice((200, 200, 200, 200, 403, 429, 500))
    result = reader(HttpResponse(status=status, headers=headers, body=body, url="https://www.tiktok.com/"))
    if not isinstance(result, LiveError):
        touch(result)
        _within_bounds(result)


def _altered(value: Any, random: Random) -> Any:
    if random.random() < 0.06:
        return random.choice(_ODD)
    if isinstance(value, dict):
        pairs = cast("dict[str, Any]", value).items()
        return {key: _altered(item, random) for key, item in pairs if random.random() > 0.02}
    if isinstance(value, list):
        return [_altered(item, random) for item in cast("list[Any]", value)] * random.randint(1, 2)
    return value


def _within_bounds(value: Any) -> None:
    """Every number that an answer gave fits where ids and counts go."""
    if hasattr(value, "__attrs_attrs__"):
        for field in value.__attrs_attrs__:
            if field.name not in {"raw", "_raw"}:
                _within_bounds(getattr(value, field.name))
    elif isinstance(value, int):
        assert 0 <= value < 1 << 63, f"{value} came out of an answer"
    elif isinstance(value, list | tuple):
        for item in cast("Sequence[Any]", value):
            _within_bounds(item)


# --- captures


def fuzz_capture(random: Random) -> None:
    """A capture file of a few records: damaged inside a record whose checksum is right, or anywhere."""
    records = [filled(CaptureRecord, random) for _ in range(random.randint(1, 3))]
    parts = [pack(CaptureRecord(kind=CaptureKind.HEADER, header=CaptureHeader(unique_id="ann")))]
    for record in records:
        packed = mutated(pack(record)[8:], random)
        parts.append(struct.pack("<II", len(packed), zlib.crc32(packed)) + packed)
    data = signature() + b"".join(parts)
    data = mutated(data, random) if random.random() < 0.3 else data
    with suppress(CaptureError):
        for record in read_records(io.BytesIO(data)):
            touch(record)


TARGETS: dict[str, Callable[[Random], None]] = {
    "frames": fuzz_frame,
    "answers": fuzz_answer,
    "captures": fuzz_capture,
}
