"""Proof by search: in a capture in which every text, id and name is unique, none of them is left once pseudonymised."""

from __future__ import annotations

import ast
import gzip
import inspect
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import betterproto2
import pytest

import livetok.models
import livetok.models.stream_urls
from livetok import decode
from livetok._capture.file_format import read_records
from livetok._capture.known_words import JSON_KEYS
from livetok._capture.writer import create
from livetok._codec import spec_of
from livetok._codec.wire import varint
from livetok._net.websocket import HandshakeRefused
from livetok._protocol.frames import ack, enter_room, heartbeat
from livetok._webapi import responses, user_responses
from livetok.errors import ClosedByServer, DecodeError, NetworkError
from livetok.events import class_for
from livetok.http_types import HttpRequest, HttpResponse
from livetok.proto import (
    BaseProtoMessage,
    CaptureHeader,
    ProtoMessageFetchResult,
    PushHeader,
    WebcastPushFrame,
)

METHODS = (
    "WebcastChatMessage", "WebcastGiftMessage", "WebcastMemberMessage", "WebcastSocialMessage", "WebcastLikeMessage",
    "WebcastRoomUserSeqMessage", "WebcastEmoteChatMessage", "WebcastQuestionNewMessage", "WebcastLinkMicBattle",
    "WebcastLinkMicArmies", "WebcastEnvelopeMessage", "WebcastBarrageMessage", "WebcastRoomMessage",
    "WebcastPollMessage", "WebcastSubNotifyMessage", "WebcastRankUpdateMessage", "WebcastControlMessage",
)  # fmt: skip


class Secrets:
    """Texts and ids of all shapes, each of them used once."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.ids: list[int] = []
        self._numbers = count(1)

    def text(self) -> str:
        number = next(self._numbers)
        shapes = (
            f"Annika{number:07d}Berg",
            f"06{number:07d}78",
            f"{47_000_000 + number}",
            f"http://anni{number:07d}",
            f"https://user.anni{number:07d}.example/p/anni{number:07d}?q=1",
            f"ann.{number:07d}_smith",
            f"日本{number:07d}語",
            f"two\nlines{number:07d}",
            f"{{{number:07d}}}",
            f"6{number:07d}",
            f"Webcast{number:07d}",
        )
        self.texts.append(shapes[number % len(shapes)])
        return self.texts[-1]

    def id(self) -> int:
        number = next(self._numbers)
        self.ids.append(
            (31_000_000 + number, 5_100_000_000 + number, 7_300_000_000_000_000_000 + number)[number % 3]
        )
        return self.ids[-1]

    def traces(self) -> Iterator[tuple[str, bytes]]:
        """How each of them would look in a file."""
        for text in self.texts:
            yield text, text.encode()
            yield text, json.dumps(text)[1:-1].encode()
        for number in self.ids:
            yield str(number), str(number).encode()
            yield str(number), varint(number)
            yield str(number), number.to_bytes(8, "little")


def fill(cls: Any, secrets: Secrets, depth: int = 0) -> Any:
    """An instance with a value of its own in every text, every bytes, and every field that is called an id."""
    message = cls()
    for field in spec_of(cls).fields:
        if field.is_map:
            continue
        value: Any = None
        if field.kind == betterproto2.TYPE_STRING:
            value = secrets.text()
        elif field.kind == betterproto2.TYPE_BYTES:
            value = secrets.text().encode()
        elif field.is_message and depth < 4:
            value = (
                fill(type(getattr(message, field.name)), secrets, depth + 1) if not field.repeated else None
            )
        elif field.kind in {betterproto2.TYPE_INT64, betterproto2.TYPE_UINT64} and (
            field.name == "id" or field.name.endswith("_id")
        ):
            value = secrets.id()
        if value is not None:
            setattr(message, field.name, [value] if field.repeated else value)
    return message


def piece(number: int, wire_type: int, content: bytes) -> bytes:
    head = varint(number << 3 | wire_type)
    return head + (varint(len(content)) if wire_type == 2 else b"") + content


def blind(secrets: Secrets) -> bytes:
    """A message that no schema knows, with all wire types, groups and depth."""
    inner = (
        piece(1, 2, secrets.text().encode()) + piece(2, 0, varint(secrets.id())) + piece(3, 0, varint(4711))
    )
    group = varint(9009 << 3 | 3) + piece(1, 2, secrets.text().encode()) + varint(9009 << 3 | 4)
    deep = piece(1, 2, secrets.text().encode())
    for _ in range(600):
        deep = piece(9001, 2, deep)
    fixed = piece(9004, 1, secrets.id().to_bytes(8, "little")) + piece(9005, 5, b"\xef\xbe\xad\xde")
    whole = piece(9001, 2, inner) + piece(9002, 0, varint(secrets.id())) + fixed + group + deep
    return whole + piece(9006, 2, b"\xff" + secrets.text().encode())


def frames(secrets: Secrets) -> Iterator[bytes]:
    messages = [
        BaseProtoMessage(
            method=method,
            payload=bytes(fill(cls, secrets)) + blind(secrets),
            msg_id=secrets.id(),
            group_key=secrets.text(),
            group_scene=secrets.text(),
        )
        for method in METHODS
        if (cls := class_for(method)) is not None
    ]
    assert len(messages) > 10
    messages.append(BaseProtoMessage(method="WebcastNobodyKnowsMessage", payload=blind(secrets)))
    messages.append(
        BaseProtoMessage(method="WebcastChatMessage", payload=b"\x0a\xff" + secrets.text().encode())
    )
    tokens = f"t-{secrets.id()}_r-{secrets.id()}_{secrets.text()}|h-{secrets.text()}"
    result = ProtoMessageFetchResult(
        messages=messages, cursor=tokens, internal_ext=f"fetch_time:1|{secrets.text()}:{secrets.id()}".encode(),
        history_comment_cursor=secrets.text(), push_server=f"wss://{secrets.text()}/",
        route_params={secrets.text(): secrets.text()},
    )  # fmt: skip
    for payload in (bytes(result) + blind(secrets), gzip.compress(bytes(result))):
        yield bytes(
            WebcastPushFrame(
                payload_type="msg", payload=payload, log_id=secrets.id(),
                headers=[PushHeader(key=secrets.text(), value=secrets.text())],
            )
        ) + blind(secrets)  # fmt: skip
    yield bytes(WebcastPushFrame(payload_type=secrets.text(), payload=secrets.text().encode()))
    yield bytes(WebcastPushFrame(payload_type="new", payload=blind(secrets)))
    yield secrets.text().encode()
    yield heartbeat(secrets.id())
    yield enter_room(secrets.id())
    yield ack(secrets.id(), secrets.text().encode())


def test_nothing_of_anybody_is_left(tmp_path: Path) -> None:
    left = left_in(tmp_path / "first.capture")
    if left:  # a number's pseudonym can happen to be another's number, under one key
        left &= left_in(tmp_path / "second.capture")
    assert left == set()


def left_in(path: Path) -> set[str]:
    """Capture the same secrets under new pseudonyms; returns those that can be found in the file."""
    secrets = Secrets()
    header = CaptureHeader(room_id=secrets.id(), unique_id=secrets.text())
    capture = create(
        path, header, time=lambda: 0.0, now=datetime.now(UTC), pseudonymise=True, end=lambda _: None
    )
    for data in frames(secrets):
        capture.received(data)
        capture.sent(data)
    room, user = secrets.id(), secrets.text().replace("/", "")
    facts = {
        secrets.text(): {str(secrets.id()): secrets.id(), "id": secrets.id(), "user": {"id": secrets.id()}},
        "data": [
            secrets.text(),
            {"nickname": secrets.text(), "status": secrets.text(), "key": secrets.text()},
        ],
    }
    for url in (
        f"https://sign.example.org/webcast/rooms/{room}/connect", f"https://sign.example.org/for/{user}/{room}?k={user}",
        f"https://www.tiktok.com/@{user}/live", f"https://www.tiktok.com/api/{user}",
    ):  # fmt: skip
        headers = tuple(
            (name, secrets.text()) for name in ("content-type", "date", "handshake-msg", "x-other")
        )
        answer = HttpResponse(status=200, headers=headers, body=json.dumps(facts).encode(), url=url)
        capture.answered(HttpRequest(url="https://www.tiktok.com/"), answer)
    capture.lost(ClosedByServer(code=4001, reason=secrets.text()))
    capture.lost(NetworkError(f"the peer said {secrets.text()}", stage="read"))
    capture.lost(HandshakeRefused(200, {"handshake-msg": secrets.text(), "content-type": secrets.text()}))
    capture.close()
    assert capture.failure is None

    whole = b"".join(unpacked(path.read_bytes()))
    assert len(secrets.texts) > 1000
    assert len(secrets.ids) > 200
    assert b"WebcastGiftMessage" in whole
    assert b"/webcast/rooms/" in whole
    return {secret for secret, trace in secrets.traces() if trace in whole}


def unpacked(data: bytes) -> Iterator[bytes]:
    """The file as it is, its records, and what is packed in those."""
    yield data
    for record in read_records(io.BytesIO(data)):
        yield bytes(record)
        try:
            payload = WebcastPushFrame.parse(record.body).payload
        except DecodeError:
            continue  # no frame
        if payload.startswith(b"\x1f\x8b"):
            yield gzip.decompress(payload)


def test_a_message_that_is_nested_too_deep_is_replaced_and_ends_nothing(tmp_path: Path) -> None:
    deep = b""
    for _ in range(5000):
        deep = piece(1, 2, deep)
    names = tmp_path / "deep.capture"
    capture = create(
        names, CaptureHeader(), time=lambda: 0.0, now=datetime.now(UTC), pseudonymise=True, end=lambda _: None
    )
    for method in ("WebcastNobodyKnowsMessage", *METHODS):
        result = ProtoMessageFetchResult(messages=[BaseProtoMessage(method=method, payload=deep)])
        capture.received(bytes(WebcastPushFrame(payload_type="msg", payload=bytes(result))))
    assert capture.records == 2 + len(METHODS)
    capture.close()


def test_a_user_who_is_his_own_fan_is_followed_as_deep_as_messages_go(tmp_path: Path) -> None:
    deep = piece(1, 0, varint(7))
    for _ in range(200):
        deep = piece(45, 2, deep)  # top_fans
    names = tmp_path / "deep.capture"
    capture = create(
        names, CaptureHeader(), time=lambda: 0.0, now=datetime.now(UTC), pseudonymise=True, end=lambda _: None
    )
    result = ProtoMessageFetchResult(
        messages=[BaseProtoMessage(method="WebcastChatMessage", payload=piece(2, 2, deep))]
    )
    capture.received(bytes(WebcastPushFrame(payload_type="msg", payload=bytes(result))))
    capture.close()

    _, record = read_records(io.BytesIO(names.read_bytes()))
    (event,) = decode(record.body)
    user, depth = event.user, 0
    while user.top_fans:
        (user,) = user.top_fans
        depth += 1
    assert 90 < depth <= 100


@pytest.mark.parametrize("module", [livetok.models, livetok.models.stream_urls, responses, user_responses])
def test_the_keys_that_readers_ask_for_are_kept(module: ModuleType) -> None:
    """A reader that asks for a new key fails here, until a pseudonymised capture keeps that key."""
    asked: set[str] = set()
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            asked.add(str(node.slice.value))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            arguments = node.args if node.func.attr in {"text", "integer", "flag", "moment"} else []
            asked |= {str(given.value) for given in arguments if isinstance(given, ast.Constant)}
    asked = {key for key in asked if key.isidentifier() and len(key) > 1}
    # Of the hints for handshakes.
    assert asked - JSON_KEYS - {"device_blocked"} == set()
