"""Pseudonymisation of captures: names, ids, texts and addresses replaced consistently, with their lengths kept.

The same input always becomes the same output within one capture, and never the same in two, since each has a key of
its own. What decides how a message is understood stays: methods, text keys and patterns, languages, numbers that
count something, times, the host part of addresses.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, Final, cast
from urllib.parse import urlsplit, urlunsplit

from livetok._codec import Message, replace_unknown, spec_of, unknown_of
from livetok._codec.wire import LENGTH, VARINT, read_varint, skip, varint
from livetok._mixins.event import Event
from livetok._protocol.frames import inflate
from livetok.errors import DecodeError
from livetok.events import class_for
from livetok.proto import (
    BaseProtoMessage,
    HeartBeatMessage,
    ProtoMessageFetchResult,
    WebcastImEnterRoomMessage,
    WebcastPushFrame,
)

__all__ = ["Pseudonyms"]

# Any number this large is an id: times in milliseconds and amounts of money are smaller.
_SURELY_ID: Final = 10**14
_LONGEST_ID: Final = 19  # digits of what fits into 64 bits; a text may hold more of them in a row
_MAYBE_ID: Final = 10**6
_ID_NAME: Final = re.compile(r"(^|_)u?ids?(_str|_int)?$|Ids?$")
_DIGITS: Final = re.compile(r"\d{14,}")
_KEPT_TEXT: Final = frozenset(
    {
        "key",
        "default_pattern",
        "method",
        "content_language",
        "lang",
        "language",
        "event_name",
        "identity",
        "avg_color",
        "color",
    }
)
_BATCHES: Final = frozenset({"msg", "im_enter_room_resp"})


class Pseudonyms:
    """Replaces what tells who somebody is, for one capture."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def number(self, value: int) -> int:
        """Return another number with as many digits; small ones, which are no ids, stay."""
        if abs(value) < _MAYBE_ID:
            return value
        digits = len(str(abs(value)))
        low, high = 10 ** (digits - 1), 10**digits if digits > _LONGEST_ID else min(10**digits, 1 << 63)
        pseudonym = low + int.from_bytes(self._stream(str(abs(value)), 16), "big") % (high - low)
        return pseudonym if value > 0 else -pseudonym

    def text(self, value: str) -> str:
        """Return another text with the same length in characters and in bytes; addresses keep their host."""
        if value.startswith(("http://", "https://")):
            return self.url(value)
        if value.isdecimal() and value.isascii():
            return str(self.number(int(value))) if value[0] != "0" else value
        noise = self._stream(value, len(value))
        return "".join(_other(char, salt) for char, salt in zip(value, noise, strict=True))

    def url(self, value: str) -> str:
        """Return an address on the same host."""
        try:
            parts = urlsplit(value)
        except ValueError:
            return "x" * len(value)
        hidden = (self.text(part.lstrip("/")) for part in (parts.path, parts.query, parts.fragment))
        path, query, fragment = hidden
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], f"/{path}", query, fragment))

    def document(self, body: bytes) -> bytes:
        """Return a JSON document with everything replaced but its shape; anything else becomes empty."""
        try:
            return json.dumps(self._json(json.loads(body), ""), separators=(",", ":")).encode()
        except (ValueError, RecursionError):
            return b""

    def frame(self, data: bytes) -> bytes:
        """Return a websocket message with what it carries replaced; one that cannot be read stays so."""
        try:
            frame = WebcastPushFrame.parse(data)
            packed = frame.payload.startswith(b"\x1f\x8b\x08")
            plain = self._payload(frame.payload_type, inflate(frame.payload))
            frame.payload = gzip.compress(plain, mtime=0) if packed else plain
            for header in frame.headers:
                header.value = self._token(header.value.encode()).decode()
            return bytes(frame)
        except DecodeError:
            return _unreadable(data)

    def unknown(self, raw: bytes) -> bytes:
        """Return a message of unknown type with everything replaced that seems to be a name, an id or a text.

        Args:
            raw: The message, or a few fields of one.
        """
        return self._blind(raw)

    # --- what a frame carries

    def _payload(self, kind: str, plain: bytes) -> bytes:
        if kind in _BATCHES and plain:
            return self._batch(plain)
        if kind in _CLIENT:
            return bytes(self._message(_CLIENT[kind].parse(plain)))
        return self._token(plain)

    def _batch(self, payload: bytes) -> bytes:
        result = ProtoMessageFetchResult.parse(payload)
        for envelope in result.messages:
            self._envelope(envelope)
        result.cursor = self._token(result.cursor.encode()).decode()
        result.internal_ext = self._token(result.internal_ext)
        result.push_server, result.route_params = "", {}
        return bytes(result)

    def _envelope(self, envelope: BaseProtoMessage) -> None:
        envelope.msg_id = self.number(envelope.msg_id)
        event_class: type[Event] | None = class_for(envelope.method)
        if event_class is None:
            envelope.payload = self._blind(envelope.payload)
            return
        try:
            envelope.payload = bytes(self._message(event_class.parse(envelope.payload)))
        except DecodeError:
            envelope.payload = _unreadable(envelope.payload)

    def _message(self, message: Message) -> Message:
        for name in [field.name for field in spec_of(type(message)).fields if message.has(field.name)]:
            value = getattr(message, name)
            if isinstance(value, list):
                items = cast("list[Any]", value)
                items[:] = [self._value(item, name) for item in items]
            elif isinstance(value, dict):
                pairs = cast("dict[Any, Any]", value).items()
                renamed = {self._value(key, "id"): self._value(item, name) for key, item in pairs}
                setattr(message, name, renamed)
            else:
                setattr(message, name, self._value(value, name))
        if unknown := unknown_of(message):
            replace_unknown(message, self._blind(unknown))
        return message

    def _value(self, value: Any, name: str) -> Any:
        if isinstance(value, Message):
            return self._message(value)
        if isinstance(value, bool | float):
            return value
        if isinstance(value, int):
            is_id = abs(value) >= _SURELY_ID or _ID_NAME.search(name) is not None
            return self.number(value) if is_id and type(value) is int else value
        if isinstance(value, str):
            return value if name in _KEPT_TEXT else self.text(value)
        return self._blind(value)

    def _blind(self, raw: bytes) -> bytes:
        """Replace what a message of unknown type seems to hold."""
        out = bytearray()
        p = 0
        try:
            while p < len(raw):
                tag, start = read_varint(raw, p)
                p = skip(raw, start, tag)
                out += varint(tag) + self._blind_value(tag & 7, raw[start:p])
        except (IndexError, DecodeError):
            return bytes(len(raw))
        return bytes(out) if p == len(raw) else bytes(len(raw))

    def _blind_value(self, wire_type: int, content: bytes) -> bytes:
        if wire_type == VARINT:
            value = read_varint(content, 0)[0]
            return varint(self.number(value)) if _SURELY_ID <= value < 1 << 63 else content
        if wire_type == LENGTH:
            inner = content[read_varint(content, 0)[1] :]
            changed = self._blind_content(inner)
            return varint(len(changed)) + changed
        return content  # numbers of fixed size, and groups, which TikTok does not send

    def _blind_content(self, inner: bytes) -> bytes:
        try:
            text = inner.decode()
        except UnicodeDecodeError:
            return self._blind(inner)
        return self.text(text).encode() if text.isprintable() else self._blind(inner)

    # --- pieces

    def _json(self, value: Any, name: str) -> Any:
        if isinstance(value, dict):
            return {key: self._json(item, key) for key, item in cast("dict[str, Any]", value).items()}
        if isinstance(value, list):
            return [self._json(item, name) for item in cast("list[Any]", value)]
        return value if value is None else self._value(value, name)

    def _token(self, value: bytes) -> bytes:
        """Replace only the ids in a resume token; the rest tells nothing about anybody."""
        text = value.decode("latin-1")
        return _DIGITS.sub(lambda match: str(self.number(int(match[0]))), text).encode("latin-1")

    def _stream(self, value: str, length: int) -> bytes:
        blocks = -(-length // 64)
        return b"".join(self._blocks(value, blocks))[:length]

    def _blocks(self, value: str, count: int) -> Iterator[bytes]:
        for at in range(count):
            seed = f"{at}:{value}".encode(errors="surrogatepass")
            yield blake2b(seed, key=self._key).digest()


_CLIENT: Final[dict[str, type[Message]]] = {
    "hb": HeartBeatMessage,
    "im_enter_room": WebcastImEnterRoomMessage,
}


def _unreadable(data: bytes) -> bytes:
    """Return as many bytes that are no message either."""
    return b"\xff" * len(data)


def _other(char: str, salt: int) -> str:
    """Return another character of the same kind and the same length in UTF-8."""
    code = ord(char)
    if char.isascii():
        if not char.isalnum():
            return char
        first, count = ("0", 10) if char.isdigit() else ("A", 26) if char.isupper() else ("a", 26)
        return chr(ord(first) + salt % count)
    if code < 0x800:
        return chr(0xE0 + salt % 23)  # letters with accents
    return chr(0x3042 + salt % 60) if code < 0x10000 else chr(0x1F600 + salt % 64)  # kana, faces
