"""Push frames: what one websocket message holds, and the frames that a client sends (protocol notes 4.4 to 4.7)."""

from __future__ import annotations

import zlib
from typing import Final

from attrs import frozen

from livetok.errors import DecodeError
from livetok.proto import (
    BaseProtoMessage,
    HeartBeatMessage,
    ProtoMessageFetchResult,
    WebcastImEnterRoomMessage,
    WebcastPushFrame,
)

__all__ = ["Batch", "ack", "enter_room", "heartbeat", "inflate", "open_frame", "open_result"]

DEFAULT_LIMIT: Final = 16 * 1024 * 1024
_GZIP_MAGIC: Final = b"\x1f\x8b\x08"
_GZIP_WINDOW: Final = 16 + zlib.MAX_WBITS
_LIVE_ID: Final = 12
# Both carry a fetch result; the second may hold the first batch after entering (protocol notes 4.4).
_BATCH_TYPES: Final = {"msg", "im_enter_room_resp"}


@frozen
class Batch:
    """What a websocket message says, taken apart as far as the envelopes of its messages.

    Attributes:
        kind: Payload type of the frame, empty when the frame itself is damaged.
        messages: Envelopes in server order; in place of a damaged one, the error that holds its bytes.
        log_id: Id to acknowledge the frame with.
        need_ack: Whether the server wants it acknowledged.
        cursor: Resume token, empty when the frame does not change it.
        internal_ext: Acknowledgement token.
        error: Why nothing could be read, None when all is well.
    """

    kind: str = ""
    messages: tuple[BaseProtoMessage | DecodeError, ...] = ()
    log_id: int = 0
    need_ack: bool = False
    cursor: str = ""
    internal_ext: bytes = b""
    error: DecodeError | None = None


def open_frame(data: bytes, *, limit: int = DEFAULT_LIMIT) -> Batch:
    """Take one websocket message apart. Damage ends up in `Batch.error`, with the bytes, never as an exception.

    Args:
        data: The message.
        limit: Bytes that a compressed payload may unfold to.
    """
    kind = ""
    try:
        frame = WebcastPushFrame.parse(data)
        kind = frame.payload_type
        if kind not in _BATCH_TYPES or not frame.payload:
            return Batch(kind=kind, log_id=frame.log_id)
        headers = {header.key: header.value for header in frame.headers}
        payload = frame.payload
        if headers.get("compress_type") == "gzip" or payload.startswith(_GZIP_MAGIC):
            payload = inflate(payload, limit)
        return _batch(frame, headers, ProtoMessageFetchResult.parse(payload))
    except DecodeError as error:
        error.payload = data
        return Batch(kind=kind, error=error)


def open_result(body: bytes) -> Batch:
    """Take apart a fetch result that came by HTTP; it has the body of a frame without the frame."""
    try:
        return _batch(WebcastPushFrame(payload_type="msg"), {}, ProtoMessageFetchResult.parse(body))
    except DecodeError as error:
        error.payload = body
        return Batch(error=error)


def _batch(frame: WebcastPushFrame, headers: dict[str, str], result: ProtoMessageFetchResult) -> Batch:
    # "0" means that the cursor is unchanged; a cursor in the headers overrides the body's (protocol notes 4.4, 4.12)
    cursor = headers.get("im_cursor") or result.cursor
    return Batch(
        kind=frame.payload_type,
        messages=tuple(_opened(envelope) for envelope in result.messages),
        log_id=frame.log_id,
        need_ack=result.need_ack,
        cursor="" if cursor == "0" else cursor,
        internal_ext=result.internal_ext,
    )


def _opened(envelope: BaseProtoMessage) -> BaseProtoMessage | DecodeError:
    """Fill an envelope, which would otherwise happen at its first use: one that is damaged costs one message."""
    try:
        envelope.method  # noqa: B018 -- reading fills
    except DecodeError as error:
        error.payload = bytes(envelope)
        return error
    return envelope


def inflate(payload: bytes, limit: int = DEFAULT_LIMIT) -> bytes:
    """Unpack gzip.

    A payload announced as gzip that does not look like it is given back as it is: some servers announce
    compression and then send plain bytes.

    Raises:
        DecodeError: The stream is damaged or cut short, or unfolds to more than `limit` bytes.
    """
    if not payload.startswith(_GZIP_MAGIC):
        return payload
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    try:
        unpacked = unpacker.decompress(payload, limit)
    except zlib.error as error:
        raise DecodeError(f"damaged gzip: {error}") from error
    if unpacker.eof:
        return unpacked
    if unpacker.unconsumed_tail:
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
    return _frame("ack", internal_ext, log_id=log_id)


def _frame(kind: str, payload: bytes, *, log_id: int = 0) -> bytes:
    return bytes(WebcastPushFrame(log_id=log_id, payload_encoding="pb", payload_type=kind, payload=payload))
