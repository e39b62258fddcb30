"""Push frames: the bytes of protocol notes 4.7 and 8.4, and everything that can be wrong with them."""

from __future__ import annotations

import gzip
import random
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livetok._protocol import frames
from livetok._protocol.frames import (
    Envelope,
    ack,
    answers_entry,
    enter_room,
    heartbeat,
    inflate,
    open_frame,
    open_result,
)
from livetok.errors import DecodeError
from livetok.proto import BaseProtoMessage, ProtoMessageFetchResult, PushHeader, WebcastPushFrame

ROOM = 7300000000000000001
CHAT = bytes.fromhex(
    "0a2f0a1257656263617374436861744d65737361676510e48090cfb09985d966188180e8e2aaeab3a7652080d8c1a28c34"
    "1241088380a0c58dff9caf5e1a044e69636bb20209736f6d652e75736572f2020c4d5334774c6a414241414141a2401336"
    "3830303030303030303030303030303030331a0568656c6c6f"
)
RESULT = (
    bytes.fromhex("0a9b010a1257656263617374436861744d657373616765127b")
    + CHAT
    + bytes.fromhex(
        "18e48090cfb09985d966"
        "121f742d313739303030303030303030305f722d315f642d315f752d315f682d31"
        "18e8072080d8c1a28c34"
        "2a10696e7465726e616c5f7372633a64696d"
        "3a0c0a05696d7072701203616263"
        "40904e4801"
        "52187773733a2f2f782f776562636173742f696d2f707573682f"
        "5801"
    )
)


def test_heartbeat_vector() -> None:
    assert heartbeat(ROOM).hex() == "320270623a026862420a088180e8e2aaeab3a765"


def test_enter_room_vector() -> None:
    assert enter_room(ROOM).hex() == (
        "320270623a0d696d5f656e7465725f726f6f6d4219088180e8e2aaeab3a765200c2a0861756469656e63654a0130"
    )
    assert b"2\x03t-1" in enter_room(ROOM, cursor="t-1")  # field 6 of the message


def test_ack_vectors() -> None:
    internal_ext = b"internal_src:dim|wss_push_room_id:7300000000000000001"
    assert ack(7400000000000000002, internal_ext).hex() == (
        "10828090cfb09985d966320270623a0361636b4235696e7465726e616c5f7372633a64696d7c7773735f707573685f726f6f6d"
        "5f69643a37333030303030303030303030303030303031"
    )
    assert ack(5, b"").hex() == "1005320270623a0361636b"
    for log_id in (0, 1, 300, (1 << 64) - 1):
        frame = WebcastPushFrame(
            log_id=log_id, payload_encoding="pb", payload_type="ack", payload=internal_ext
        )
        assert ack(log_id, internal_ext) == bytes(frame)


def test_a_header_that_only_mentions_the_cursor_is_none() -> None:
    assert open_frame(push(RESULT, about="im_cursor")).cursor == "t-1790000000000_r-1_d-1_u-1_h-1"
    assert open_frame(push(RESULT, im_cursor="t-2")).cursor == "t-2"
    assert open_frame(push(RESULT, im_cursor="0")).cursor == ""


def push(payload: bytes, *, kind: str = "msg", **headers: str) -> bytes:
    return bytes(
        WebcastPushFrame(
            log_id=7400000000000000200,
            payload_encoding="pb",
            payload_type=kind,
            payload=payload,
            headers=[PushHeader(key=key, value=value) for key, value in headers.items()],
        )
    )


def test_the_recorded_result_is_read() -> None:
    packed = gzip.compress(RESULT)
    head = bytes.fromhex(
        "10c88190cfb09985d9662a150a0d636f6d70726573735f747970651204677a6970320270623a036d7367"
    )
    assert len(packed) < 16384
    length = bytes([len(packed) & 0x7F | 0x80, len(packed) >> 7])
    batch = open_frame(head + b"\x42" + length + packed)
    assert batch.error is None
    assert (batch.kind, batch.log_id, batch.need_ack) == ("msg", 7400000000000000200, True)
    assert batch.cursor == "t-1790000000000_r-1_d-1_u-1_h-1"
    assert batch.internal_ext == b"internal_src:dim"
    (envelope,) = batch.messages
    assert isinstance(envelope, Envelope)
    assert (envelope.method, envelope.payload, envelope.msg_id) == (
        "WebcastChatMessage",
        CHAT,
        7400000000000000100,
    )
    assert open_result(RESULT).messages == batch.messages


@pytest.mark.parametrize("kind", ["msg", "im_enter_room_resp"])
@pytest.mark.parametrize("called", ["gzip", "none", ""])
@pytest.mark.parametrize("packed", [True, False])
def test_compression_is_seen_by_name_or_by_magic(kind: str, called: str, packed: bool) -> None:
    payload = gzip.compress(RESULT) if packed else RESULT
    assert len(open_frame(push(payload, kind=kind, compress_type=called)).messages) == 1


@pytest.mark.parametrize("kind", ["hb", "ack", "close", "im_of_the_future", ""])
def test_other_payloads_are_not_looked_into(kind: str) -> None:
    batch = open_frame(push(b"\xff\xff\xff", kind=kind))
    assert batch.error is None
    assert batch.kind == kind
    assert not batch.messages


def test_frames_without_content() -> None:
    for data in (b"", push(b""), push(bytes(ProtoMessageFetchResult()))):
        batch = open_frame(data)
        assert batch.error is None
        assert not batch.messages
        assert not batch.need_ack


def test_the_cursor_of_the_header_goes_first_and_zero_means_unchanged() -> None:
    result = bytes(ProtoMessageFetchResult(cursor="t-2"))
    assert open_frame(push(result)).cursor == "t-2"
    assert open_frame(push(result, im_cursor="t-3")).cursor == "t-3"
    assert open_frame(push(result, im_cursor="0")).cursor == ""
    assert open_frame(push(bytes(ProtoMessageFetchResult(cursor="0")))).cursor == ""


def corrupt() -> bytes:
    packed = bytearray(gzip.compress(RESULT))
    packed[20] ^= 0xFF
    packed[-6] ^= 0xFF
    return bytes(packed)


@pytest.mark.parametrize(
    "payload",
    [b"\xff" * 24, corrupt(), gzip.compress(RESULT)[:-12], gzip.compress(b"\xff" * 24), b"\x1f\x8b\x08"],
    ids=["no protobuf", "corrupt gzip", "cut gzip", "no protobuf in gzip", "only the magic"],
)
def test_damage_is_an_error_with_the_bytes(payload: bytes) -> None:
    data = push(payload, compress_type="gzip")
    batch = open_frame(data)
    assert isinstance(batch.error, DecodeError)
    assert batch.error.payload == data
    assert batch.kind == "msg"
    assert not batch.messages


def test_a_frame_that_is_no_protobuf() -> None:
    batch = open_frame(b"\xff" * 24)
    assert isinstance(batch.error, DecodeError)
    assert batch.kind == ""
    assert isinstance(open_result(b"\xff" * 24).error, DecodeError)
    assert open_result(b"\xff" * 24).error.payload == b"\xff" * 24  # type: ignore[union-attr]


def test_a_damaged_envelope_costs_one_message() -> None:
    damaged = b"\x0a\x05ab"  # announces five bytes and holds two
    good = bytes(BaseProtoMessage(method="WebcastChatMessage", payload=CHAT, msg_id=1))
    result = b"".join(
        b"\x0a" + bytes([len(envelope) & 0x7F | 0x80, len(envelope) >> 7]) + envelope
        for envelope in (damaged, good)
    )
    batch = open_frame(push(result))
    assert batch.error is None
    first, second = batch.messages
    assert isinstance(first, DecodeError)
    assert first.payload == damaged
    assert isinstance(second, Envelope)


def test_a_bomb_is_not_unfolded() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(64)), packer.flush()])
    assert len(bomb) < 100_000
    with pytest.raises(DecodeError, match="unfolds to more than 1048576"):
        inflate(bomb, 1 << 20)
    assert "max_frame_size" in open_frame(push(bomb), limit=1 << 20).error.hint  # type: ignore[union-attr]
    assert inflate(gzip.compress(bytes(1 << 20)), 1 << 20) == bytes(1 << 20)


@pytest.fixture(params=["zlib", "isal.isal_zlib"])
def gzip_module(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Unpack with Python's own module, and with that of the extra `speed`."""
    monkeypatch.setattr(frames, "_gzip", pytest.importorskip(request.param))
    return request.param


@pytest.mark.usefixtures("gzip_module")
@pytest.mark.parametrize("size", [1, 2, 100, 1 << 15, 1 << 16, 1 << 20])
@pytest.mark.parametrize("content", ["zeros", "noise"])
def test_both_modules_keep_to_the_limit(size: int, content: str) -> None:
    plain = bytes(size) if content == "zeros" else random.Random(size).randbytes(size)
    packed = gzip.compress(plain)

    assert inflate(packed, size) == plain
    assert inflate(packed + b"behind it", size + 1) == plain
    if size > 1:
        with pytest.raises(DecodeError, match=rf"unfolds to more than {size - 1}\n"):
            inflate(packed, size - 1)


@pytest.mark.usefixtures("gzip_module")
@pytest.mark.parametrize("size", [10, 5_000])
def test_both_modules_find_every_damage(size: int) -> None:
    packed = gzip.compress(random.Random(1).randbytes(size))
    for end in {*range(3, 20), *range(len(packed) - 20, len(packed))}:
        with pytest.raises(DecodeError, match="cut short|damaged gzip"):
            inflate(packed[:end])
    for at in (*range(len(packed) - 8, len(packed)), len(packed) // 2):
        damaged = bytearray(packed)
        damaged[at] ^= 0x41
        with pytest.raises(DecodeError, match="damaged gzip|cut short"):
            inflate(bytes(damaged))


def test_the_extra_is_taken_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert frames._fastest_gzip() is pytest.importorskip("isal.isal_zlib")
    monkeypatch.setitem(sys.modules, "isal.isal_zlib", None)  # as if it were not installed
    assert frames._fastest_gzip() is zlib


def test_what_is_called_gzip_and_is_none_is_taken_as_it_is() -> None:
    assert inflate(b"plain") == b"plain"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.binary(max_size=200), st.integers(0, 400), st.booleans())
def test_no_bytes_raise(junk: bytes, at: int, pack: bool) -> None:
    whole = push(gzip.compress(RESULT) if pack else RESULT)
    for data in (junk, whole[:at], whole[:at] + junk + whole[at + len(junk) :]):
        batch = open_frame(data)
        assert batch.error is None or batch.error.payload == data
        open_result(data)


def test_what_answers_an_entry() -> None:
    def answers(kind: str) -> bool:
        return answers_entry(bytes(WebcastPushFrame(payload_type=kind)))

    assert [answers(kind) for kind in ("hb", "im_enter_room_resp", "msg", "close", "")] == [
        False,
        *[True] * 4,
    ]
    assert answers_entry(b"\xff\xff\xff")
