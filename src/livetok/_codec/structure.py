"""Schema-less parsing: the fields of a protobuf message of unknown type."""

from __future__ import annotations

import struct

from attrs import frozen

from livetok._codec.wire import FIXED32, FIXED64, LENGTH, VARINT, read_tag, read_varint, skip
from livetok.errors import DecodeError

_MAX_DEPTH = 12
_MAX_FIELDS = 10_000


@frozen
class WireField:
    """One field as it stands on the wire.

    Attributes:
        number: Field number.
        kind: A guess: `varint`, `fixed32`, `fixed64`, `string`, `message`, `bytes` or `group`.
        value: int, str, bytes, or the fields of a nested message.
    """

    number: int
    kind: str
    value: int | str | bytes | tuple[WireField, ...]

    def to_dict(self) -> dict[str, object]:
        """Return a JSON-ready form; bytes become hexadecimal text, numbers text."""
        if isinstance(self.value, tuple):
            value: object = [part.to_dict() for part in self.value]
        elif isinstance(self.value, bytes):
            value = self.value.hex()
        else:
            value = str(self.value)
        return {"number": self.number, "kind": self.kind, "value": value}


def dissect(raw: bytes, *, _depth: int = 0) -> tuple[WireField, ...]:
    """Return the fields of a message of unknown type, in wire order.

    Length-delimited fields are guessed: printable UTF-8 is a string, what parses completely is a message, the rest
    is bytes. Guesses can be wrong; numbers and order are not.

    Raises:
        DecodeError: The bytes are no protobuf message.
    """
    fields: list[WireField] = []
    p = 0
    try:
        while p < len(raw):
            tag, start = read_tag(raw, p)
            p = skip(raw, start, tag)
            if p > len(raw):
                raise DecodeError(f"field {tag >> 3} is cut short", payload=raw)
            fields.append(_field(tag, raw, start, p, _depth))
            if len(fields) > _MAX_FIELDS:
                raise DecodeError(f"more than {_MAX_FIELDS} fields")
    except IndexError as error:
        raise DecodeError("the message is cut short", payload=raw) from error
    return tuple(fields)


def _field(tag: int, buf: bytes, start: int, end: int, depth: int) -> WireField:
    number, wire_type = tag >> 3, tag & 7
    if wire_type == VARINT:
        return WireField(number, "varint", read_varint(buf, start)[0])
    if wire_type == FIXED64:
        return WireField(number, "fixed64", int(struct.unpack_from("<Q", buf, start)[0]))
    if wire_type == FIXED32:
        return WireField(number, "fixed32", int(struct.unpack_from("<I", buf, start)[0]))
    if wire_type == LENGTH:
        return _guess(number, buf[read_varint(buf, start)[1] : end], depth)
    return WireField(number, "group", buf[start:end])


def _guess(number: int, content: bytes, depth: int) -> WireField:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = None
    if text is not None and text.isprintable():
        return WireField(number, "string", text)
    if depth < _MAX_DEPTH:
        try:
            return WireField(number, "message", dissect(content, _depth=depth + 1))
        except DecodeError:
            pass  # not a message after all
    return WireField(number, "bytes", content)
