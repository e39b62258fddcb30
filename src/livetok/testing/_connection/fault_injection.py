"""Faults on an open connection, turned into what is sent (protocol notes 8.2)."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence

from livetok.testing._connection.frames import Frames
from livetok.testing._world.actions import Abort, Action, Close, Ping, Send
from livetok.testing._world.broadcast import Published
from livetok.testing._world.wire_format import envelope, gzipped, number, text
from livetok.testing.faults import Fault
from livetok.testing.room import Room

__all__ = ["apply"]

_NO_PROTOBUF = b"\xff" * 24
_NO_WEBSOCKET = b"\xf7\x7f this is no websocket frame"
_EMPTY_MESSAGE = b"\x0a\x00"
_UNKNOWN_FIELDS = number(900, 7) + text(901, "from the future") + b"\xad\x38\x01\x02\x03\x04"


def apply(fault: Fault, frames: Frames, room: Room) -> Sequence[Action]:
    """What a fault does; most of it comes in frames of their own, so that nothing real is lost."""
    simple = _ACTIONS.get(fault.name)
    if simple is not None:
        return [simple(fault)]
    if fault.name == "suspend":
        room.end(suspended=True)
        return []
    if fault.name == "close_type":
        return [frames.plain("close")]
    if fault.name in _DAMAGES:
        return [
            frames.result([room.aside("damaged").envelope], room.room_id, damage=_DAMAGES[fault.name](fault))
        ]
    if fault.name in _ENVELOPES:
        return [frames.result(_ENVELOPES[fault.name](fault, room), room.room_id)]
    return [frames.plain(*_FRAMES[fault.name])]


def _cut_in_frame(_: Fault) -> Action:
    # A final binary frame that announces 126 bytes and holds ten.
    return Abort(last=b"\x82\x7e\x00\x7e" + bytes(10))


_ACTIONS: Mapping[str, Callable[[Fault], Action]] = {
    "abort": lambda _: Abort(reset=True),
    "eof": lambda _: Abort(),
    "cut_frame": _cut_in_frame,
    "garbage": lambda _: Abort(last=_NO_WEBSOCKET),
    "close": lambda fault: Close(code=int(fault.value)),
    "close_bare": lambda _: Close(code=None),
    "ping": lambda _: Ping(),
    "text_message": lambda _: Send(data="a text message"),
    "empty_frame": lambda _: Send(data=b""),
    "not_protobuf": lambda _: Send(data=_NO_PROTOBUF),
}


def _corrupt(payload: bytes) -> bytes:
    packed = bytearray(gzipped(payload) if payload[:2] != b"\x1f\x8b" else payload)
    for place in range(12, len(packed), 5):
        packed[place] ^= 0x5A
    return bytes(packed)


def _cut(payload: bytes) -> bytes:
    packed = gzipped(payload) if payload[:2] != b"\x1f\x8b" else payload
    return packed[: len(packed) * 2 // 3]


def _bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    chunk = bytes(1 << 20)
    return b"".join([*(packer.compress(chunk) for _ in range(size >> 20)), packer.flush()])


_DAMAGES: Mapping[str, Callable[[Fault], Callable[[bytes], bytes]]] = {
    "corrupt_gzip": lambda _: _corrupt,
    "cut_gzip": lambda _: _cut,
    "gzip_bomb": lambda fault: lambda _: _bomb(int(fault.value)),
    "bad_result": lambda _: lambda _: _NO_PROTOBUF,
}

_FRAMES: Mapping[str, tuple[str, bytes]] = {
    "unknown_payload_type": ("im_of_the_future", b"\x08\x01"),
    "empty_payload": ("msg", b""),
}


def _likes_back(room: Room) -> list[bytes]:
    broadcast = room.broadcast
    return [room.aside_like(max(broadcast.likes - 1000, 1)).envelope]


def _altered(said: Published, payload: bytes) -> bytes:
    return envelope(said.method, payload, said.message_id)


def _bad_message(room: Room) -> list[bytes]:
    said = room.aside("cut off")
    return [_altered(said, said.payload[: len(said.payload) // 2])]


def _comment_by(user: bytes, room: Room) -> list[bytes]:
    payload = text(2, user) + text(3, "by somebody odd")
    return [envelope("WebcastChatMessage", payload, room.world.next_id())]


def _unknown_fields(room: Room) -> list[bytes]:
    said = room.aside("with fields from the future")
    return [_altered(said, said.payload + _UNKNOWN_FIELDS)]


_ENVELOPES: Mapping[str, Callable[[Fault, Room], list[bytes]]] = {
    "bad_message": lambda _, room: _bad_message(room),
    "bad_text": lambda _, room: _comment_by(number(1, 7) + b"\x1a\x06Ann \xf0\x9f", room),
    "bad_user": lambda _, room: _comment_by(b"\x1a\x09Ann", room),
    "crowded": lambda fault, _: [_EMPTY_MESSAGE * int(fault.value)],
    "unknown_fields": lambda _, room: _unknown_fields(room),
    "unknown_method": lambda _, room: [
        envelope("WebcastOfTheFutureMessage", b"\x08\x01", room.world.next_request_id())
    ],
    "empty_result": lambda _, __: [],
    "duplicate": lambda fault, room: [
        message.envelope for message in room.broadcast.log.newest(int(fault.value))
    ],
    "foreign_room": lambda _, room: [room.aside("wrong room", room_id=room.room_id + 1).envelope],
    "likes_back": lambda _, room: _likes_back(room),
    "huge": lambda fault, room: [room.aside("x" * int(fault.value)).envelope],
}
