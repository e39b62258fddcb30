"""Push frames: parsing of websocket messages, and the frames that a client sends (protocol notes 4.4 to 4.7)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, Final

from attrs import define

from livetok._codec import Decoder, decoder_of, scan, scan_fields, varint
from livetok.errors import DecodeError
from livetok.proto import (
    BaseProtoMessage,
    HeartBeatMessage,
    ProtoMessageFetchResult,
    PushHeader,
    WebcastImEnterRoomMessage,
    WebcastPushFrame,
)

__all__ = [
    "Batch",
    "Envelope",
    "ack",
    "answers_entry",
    "enter_room",
    "heartbeat",
    "inflate",
    "open_frame",
    "open_result",
]

DEFAULT_LIMIT: Final = 16 * 1024 * 1024
MOST_MESSAGES: Final = 10_000
_GZIP_MAGIC: Final = b"\x1f\x8b\x08"
_GZIP_WINDOW: Final = 16 + zlib.MAX_WBITS
_CURSOR_HEADER: Final = b"im_cursor"
_LIVE_ID: Final = 12
_MESSAGES_TAG: Final = 1 << 3 | 2
_LEAST_MESSAGE: Final = 2  # bytes of an empty one
# Both carry a fetch result; the second may hold the first batch after entering (protocol notes 4.4).
_BATCH_TYPES: Final = {"msg", "im_enter_room_resp"}


@define
class Envelope:
    """One message of a batch, not decoded.

    Attributes:
        method: Webcast method string.
        payload: The message, a copy that keeps nothing else of the frame.
        msg_id: Message id, 0 when there is none.
        is_history: Whether it is from before the room was entered.
    """

    method: str = ""
    payload: bytes = b""
    msg_id: int = 0
    is_history: bool = False


@define
class Batch:
    """One websocket message, parsed down to its messages, which stay undecoded.

    Attributes:
        kind: Payload type of the frame, empty when the frame itself is damaged.
        messages: Envelopes in server order; in place of a damaged one, the error that holds its bytes.
        log_id: Id to acknowledge the frame with.
        need_ack: Whether the server wants it acknowledged.
        cursor: Resume token, empty when the frame does not change it.
        internal_ext: Acknowledgement token.
        dropped: How many more messages the frame holds than are taken from one.
        error: Why nothing could be read, None when all is well.
    """

    kind: str = ""
    messages: Sequence[Envelope | DecodeError] = ()
    log_id: int = 0
    need_ack: bool = False
    cursor: str = ""
    internal_ext: bytes = b""
    dropped: int = 0
    error: DecodeError | None = None


def _fastest_gzip() -> Any:
    """Return the module that unpacks gzip: that of the extra `speed`, which takes half the time, or Python's own."""
    try:
        return import_module("isal.isal_zlib")
    except ImportError:
        return zlib


_gzip: Final = _fastest_gzip()


def open_frame(data: bytes, *, limit: int = DEFAULT_LIMIT, most_messages: int = MOST_MESSAGES) -> Batch:
    """Parse one websocket message. Never raises: damage is returned in `Batch.error`, with the bytes.

    Args:
        data: The message.
        limit: Largest size of the decompressed payload, in bytes (default 16 MiB).
        most_messages: Messages that are taken from one frame (default 10,000).
    """
    kind = ""
    try:
        frame, parts = scan(WebcastPushFrame, data)
        kind, payload = frame.get("payload_type", ""), frame.get("payload", b"")
        if kind not in _BATCH_TYPES or not payload:
            return Batch(kind=kind, log_id=frame.get("log_id", 0))
        # what looks like gzip is gzip, whatever the headers say about it (protocol notes 4.5)
        cursor = _cursor(data, parts.get("headers", ()))
        return _batch(inflate(payload, limit), most_messages, kind, frame.get("log_id", 0), cursor)
    except DecodeError as error:
        error.payload = data
        return Batch(kind=kind, error=error)


def answers_entry(data: bytes) -> bool:
    """Return whether a websocket message shows that the room was entered: anything but the echo of a heartbeat.

    A server that refuses the entry answers the heartbeat all the same, and closes a little later (protocol notes
    10.3). A damaged message counts too: who refuses sends none.
    """
    try:
        return scan(WebcastPushFrame, data)[0].get("payload_type", "") != "hb"
    except DecodeError:
        return True


def open_result(body: bytes, *, most_messages: int = MOST_MESSAGES) -> Batch:
    """Parse a fetch result that came by HTTP: the payload of a frame without the frame. Never raises."""
    try:
        return _batch(body, most_messages, "msg")
    except DecodeError as error:
        error.payload = body
        return Batch(error=error)


def _cursor(data: bytes, headers: Iterable[tuple[int, int]]) -> str:
    """Return the resume token in the headers of a frame; the only one of them that says anything new."""
    for start, end in headers:
        if data.find(_CURSOR_HEADER, start, end) > 0:
            header, _ = scan(PushHeader, data, start, end)
            if header.get("key") == _CURSOR_HEADER.decode():
                return header.get("value", "")
    return ""


def _batch(body: bytes, most_messages: int, kind: str, log_id: int = 0, cursor: str = "") -> Batch:
    """Parse a fetch result. Fast path: nothing on the way to the messages becomes an instance."""
    dropped = 0
    if len(body) > most_messages * _LEAST_MESSAGE:
        body, dropped = _without_excess(body, most_messages)
    result, parts = scan(ProtoMessageFetchResult, body)
    decode = decoder_of(BaseProtoMessage)
    # "0" means that the cursor is unchanged; a cursor in the headers overrides the body's (protocol notes 4.4, 4.12)
    cursor = cursor or result.get("cursor", "")
    return Batch(
        kind=kind,
        messages=[_envelope(decode, body, start, end) for start, end in parts.get("messages", ())],
        log_id=log_id,
        need_ack=result.get("need_ack", False),
        cursor="" if cursor == "0" else cursor,
        internal_ext=result.get("internal_ext", b""),
        dropped=dropped,
    )


def _without_excess(body: bytes, most_messages: int) -> tuple[bytes, int]:
    """Return a fetch result without the messages that are too many, and how many those are.

    Two kilobytes can unfold to millions of empty messages, of which not even the places are noted.

    Raises:
        DecodeError: The bytes are no such message.
    """
    count, kept = 0, bytearray()
    for tag, start, end in scan_fields(body):
        count += tag == _MESSAGES_TAG
        if tag != _MESSAGES_TAG or count <= most_messages:
            kept += body[start:end]
    return (bytes(kept), count - most_messages) if count > most_messages else (body, 0)


def _envelope(decode: Decoder, body: bytes, start: int, end: int) -> Envelope | DecodeError:
    """Parse one message's envelope; a damaged one costs only that message."""
    try:
        get = decode(body, start, end, 1)[0].get
    except DecodeError as error:
        return error
    return Envelope(get("method", ""), get("payload", b""), get("msg_id", 0), get("is_history", False))


def inflate(payload: bytes, limit: int = DEFAULT_LIMIT) -> bytes:
    """Unpack gzip.

    A payload that does not look like gzip is given back as it is: some servers announce compression and then send
    plain bytes, others compress without saying so (protocol notes 4.5).

    Raises:
        DecodeError: The stream is damaged or cut short, or unfolds to more than `limit` bytes.
    """
    if not payload.startswith(_GZIP_MAGIC):
        return payload
    unpacker = _gzip.decompressobj(_GZIP_WINDOW)
    try:
        unpacked: bytes = unpacker.decompress(payload, limit)
    except _gzip.error as error:
        raise DecodeError(f"damaged gzip: {error}") from error
    if unpacker.eof:
        return unpacked
    if len(unpacked) >= limit:
        raise DecodeError(
            f"a payload of {len(payload)} bytes unfolds to more than {limit}", hint="see max_frame_size"
        )
    raise DecodeError("the gzip stream is cut short")


def heartbeat(room_id: int) -> bytes:
    """Return the frame that keeps the connection alive."""
    return _frame("hb", bytes(HeartBeatMessage(room_id=room_id)))


def enter_room(room_id: int, *, cursor: str = "") -> bytes:
    """Return the frame that enters a room; with the last cursor it resumes where an earlier connection ended."""
    message = WebcastImEnterRoomMessage(
        room_id=room_id, live_id=_LIVE_ID, identity="audience", cursor=cursor, filter_welcome_msg="0"
    )
    return _frame("im_enter_room", bytes(message))


def ack(log_id: int, internal_ext: bytes) -> bytes:
    """Return the frame that acknowledges one of the server's (protocol notes 4.9)."""
    # One for each frame that comes, so its fields are put together by hand: 2, 6 and 7, 8.
    number = b"\x10" + varint(log_id) if log_id else b""
    payload = b"\x42" + varint(len(internal_ext)) + internal_ext if internal_ext else b""
    return number + _ACK + payload


def _frame(kind: str, payload: bytes = b"") -> bytes:
    return bytes(WebcastPushFrame(payload_encoding="pb", payload_type=kind, payload=payload))


_ACK: Final = _frame("ack")
