"""Protobuf bytes of the transport, written and read by hand.

The simulator shares no code with the client for push frames and fetch results: a mistake in one must not be
answered by the same mistake in the other. Field numbers are those of protocol notes 4.4, 4.6 and 4.7.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

__all__ = [
    "ClientFrame",
    "EnterRoom",
    "WireError",
    "common_replaced",
    "envelope",
    "fetch_result",
    "fields",
    "gzipped",
    "number",
    "push_frame",
    "read_enter_room",
    "read_frame",
    "read_heartbeat",
    "text",
]

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
# Constants of the sibling platform; the web player ignores both.
_SERVICE, _METHOD = 8888, 8


class WireError(ValueError):
    """The bytes are not a protobuf message."""


@frozen(kw_only=True)
class ClientFrame:
    """Push frame as a client sent it."""

    seq_id: int = 0
    log_id: int = 0
    payload_encoding: str = ""
    payload_type: str = ""
    payload: bytes = b""


@frozen(kw_only=True)
class EnterRoom:
    """Payload of `im_enter_room`."""

    room_id: int = 0
    live_id: int = 0
    identity: str = ""
    cursor: str = ""
    enter_unique_id: int = 0
    filter_welcome_msg: str = ""


def varint(value: int) -> bytes:
    """Encode an integer; negative ones take ten bytes, as protobuf has it."""
    value &= 0xFFFF_FFFF_FFFF_FFFF
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def number(field: int, value: int) -> bytes:
    """One varint field; nothing for zero."""
    if not value:
        return b""
    return _tag(field, _VARINT) + (_SMALL[value] if 0 < value < len(_SMALL) else varint(value))


def text(field: int, value: str | bytes) -> bytes:
    """One length-delimited field; nothing for an empty value."""
    return _delimited(field, value.encode() if isinstance(value, str) else value) if value else b""


def _delimited(field: int, data: bytes) -> bytes:
    size = len(data)
    return _tag(field, _BYTES) + (_SMALL[size] if size < len(_SMALL) else varint(size)) + data


def _tag(field: int, wire_type: int) -> bytes:
    tag = field << 3 | wire_type
    return _SMALL[tag] if tag < len(_SMALL) else varint(tag)


# Tags, lengths and small values are needed for nearly every field.
_SMALL = [varint(value) for value in range(2048)]


def fields(values: Mapping[int, int | str | bytes | Iterable[bytes]]) -> bytes:
    """Fields in the order given: numbers, texts, encoded messages, and repeated ones of these."""
    out: list[bytes] = []
    for field, value in values.items():
        if isinstance(value, int):
            out.append(number(field, value))
        elif isinstance(value, str | bytes):
            out.append(text(field, value))
        else:
            out += [_delimited(field, part) for part in value]
    return b"".join(out)


def gzipped(data: bytes) -> bytes:
    """A gzip container (RFC 1952) of the data, the same for the same data."""
    return zlib.compress(data, 1, wbits=31)


def envelope(
    method: str, payload: bytes, message_id: int, *, is_history: bool = False, sample_flag: int = 0
) -> bytes:
    """Encode one message of a fetch result, field tag included.

    Args:
        method: Webcast method of the envelope, which may differ from the one in the message's header.
        payload: The typed message, encoded.
        message_id: 64-bit id, by which clients drop duplicates.
        is_history: The message is from before the room was entered.
        sample_flag: 2 on the messages that describe the state of the room (protocol notes 10.1), 0 on others.
    """
    body = text(1, method) + _delimited(2, payload) + number(3, message_id)
    return _delimited(1, body + number(6, is_history) + number(7, sample_flag))


def fetch_result(
    envelopes: Iterable[bytes],
    *,
    cursor: str = "",
    now: int = 0,
    internal_ext: str = "",
    fetch_type: int = 0,
    route_params: Mapping[str, str] | None = None,
    heartbeat_duration: int = 0,
    need_ack: bool = False,
    push_server: str = "",
    is_first: bool = False,
    history_comment_cursor: str = "",
    history_no_more: bool = False,
) -> bytes:
    """Body of `msg`, `im_enter_room_resp`, im/fetch and the sign server; `now` in unix milliseconds."""
    return b"".join(
        [
            *envelopes,
            text(2, cursor),
            number(3, 1000),
            number(4, now),
            text(5, internal_ext),
            number(6, fetch_type),
            *(_delimited(7, text(1, key) + text(2, value)) for key, value in (route_params or {}).items()),
            number(8, heartbeat_duration),
            number(9, need_ack),
            text(10, push_server),
            number(11, is_first),
            text(12, history_comment_cursor),
            number(13, history_no_more),
        ]
    )


def push_frame(
    payload_type: str,
    payload: bytes,
    *,
    seq_id: int = 0,
    log_id: int = 0,
    headers: Sequence[tuple[str, str]] = (),
    payload_encoding: str = "pb",
) -> bytes:
    """Encode one websocket message as the server sends it.

    Args:
        payload_type: `msg`, `hb`, `im_enter_room_resp`, `close` ...
        payload: Left out when empty.
        seq_id: Number of the frame on its connection.
        log_id: Id that the client acknowledges; 0 for none.
        headers: Key and value, in this order.
        payload_encoding: Empty on the heartbeat's echo of today (protocol notes 10.1).
    """
    return b"".join(
        [
            number(1, seq_id),
            number(2, log_id),
            number(3, _SERVICE),
            number(4, _METHOD),
            *(_delimited(5, text(1, key) + text(2, value)) for key, value in headers),
            text(6, payload_encoding),
            text(7, payload_type),
            text(8, payload),
        ]
    )


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            raise WireError("a number is cut off")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value & 0xFFFF_FFFF_FFFF_FFFF, at
    raise WireError("a number is longer than ten bytes")


def _spans(data: bytes) -> Iterator[tuple[int, int | bytes, int]]:
    """Fields as (number, value, position after it)."""
    at = 0
    while at < len(data):
        tag, at = _read_varint(data, at)
        field, wire_type = tag >> 3, tag & 7
        if field == 0:
            raise WireError("a field has number 0")
        if wire_type == _VARINT:
            value, at = _read_varint(data, at)
            yield field, value, at
            continue
        if wire_type == _BYTES:
            length, at = _read_varint(data, at)
        elif wire_type in {_FIXED64, _FIXED32}:
            length = 8 if wire_type == _FIXED64 else 4
        else:
            raise WireError(f"field {field} has wire type {wire_type}")
        if at + length > len(data):
            raise WireError(f"field {field} is cut off")
        at += length
        yield field, data[at - length : at], at


def _collect(data: bytes, names: Mapping[int, tuple[str, type]]) -> dict[str, int | str | bytes]:
    values: dict[str, int | str | bytes] = {}
    for field, value, _ in _spans(data):
        name, kind = names.get(field, ("", bytes))
        if not name:
            continue
        if isinstance(value, int) != (kind is int):
            raise WireError(f"{name} has the wrong wire type")
        if kind is str and isinstance(value, bytes):
            try:
                values[name] = value.decode()
            except UnicodeDecodeError as error:
                raise WireError(f"{name} is not UTF-8") from error
        else:
            values[name] = value
    return values


_FRAME: Mapping[int, tuple[str, type]] = {
    1: ("seq_id", int),
    2: ("log_id", int),
    6: ("payload_encoding", str),
    7: ("payload_type", str),
    8: ("payload", bytes),
}
_ENTER: Mapping[int, tuple[str, type]] = {
    1: ("room_id", int),
    4: ("live_id", int),
    5: ("identity", str),
    6: ("cursor", str),
    8: ("enter_unique_id", int),
    9: ("filter_welcome_msg", str),
}
_HEARTBEAT: Mapping[int, tuple[str, type]] = {1: ("room_id", int), 2: ("seq", int)}


def read_frame(data: bytes) -> ClientFrame:
    """Read a client's push frame.

    Raises:
        WireError: It is not one.
    """
    return ClientFrame(**_collect(data, _FRAME))  # pyright: ignore[reportArgumentType]  # _FRAME has the types


def read_enter_room(payload: bytes) -> EnterRoom:
    """Read the payload of `im_enter_room`.

    Raises:
        WireError: It is damaged.
    """
    return EnterRoom(**_collect(payload, _ENTER))  # pyright: ignore[reportArgumentType]  # _ENTER has the types


def read_heartbeat(payload: bytes) -> tuple[int, int]:
    """Read room id and sequence number of a heartbeat; 0 where absent.

    Raises:
        WireError: It is damaged.
    """
    values = _collect(payload, _HEARTBEAT)
    return int(values.get("room_id", 0)), int(values.get("seq", 0))


def common_replaced(payload: bytes, method: str, message_id: int, room_id: int, time_ms: int) -> bytes:
    """Give a typed message the header of this room (fields 1 to 4 of `common`); everything else stays.

    Raises:
        WireError: The payload is damaged.
    """
    kept = b""
    rest: list[bytes] = []
    for field, value in _fields_raw(payload):
        if field == 1:
            kept = b"".join(raw for number_, raw in _fields_raw(_content(value)) if number_ > 4)
        else:
            rest.append(value)
    header = text(1, method) + number(2, message_id) + number(3, room_id) + number(4, time_ms)
    return b"".join([_delimited(1, header + kept), *rest])


def _fields_raw(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Fields with their tags, as they stand."""
    at = 0
    for field, _, end in _spans(data):
        yield field, data[at:end]
        at = end


def _content(raw: bytes) -> bytes:
    for _, value, _ in _spans(raw):
        if isinstance(value, bytes):
            return value
    raise WireError("common is no message")
