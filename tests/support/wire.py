"""Protobuf's wire by hand, and ways to rearrange a message that a reader must put up with."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from random import Random
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.empty_pb2 import Empty

from support.oracles import unknown_fields
from support.samples import is_map

VARINT, FIXED64, LENGTH, GROUP, GROUP_END, FIXED32 = range(6)

_FIXED32_TYPES = {FieldDescriptor.TYPE_FLOAT, FieldDescriptor.TYPE_FIXED32, FieldDescriptor.TYPE_SFIXED32}
_FIXED64_TYPES = {FieldDescriptor.TYPE_DOUBLE, FieldDescriptor.TYPE_FIXED64, FieldDescriptor.TYPE_SFIXED64}
_LENGTH_TYPES = {FieldDescriptor.TYPE_STRING, FieldDescriptor.TYPE_BYTES, FieldDescriptor.TYPE_MESSAGE}


def varint(value: int) -> bytes:
    value &= 2**64 - 1
    head = bytearray()
    while value > 127:
        head.append(value & 127 | 128)
        value >>= 7
    return bytes((*head, value))


def tag(number: int, wire_type: int) -> bytes:
    return varint(number << 3 | wire_type)


def number(field: int, value: int) -> bytes:
    return tag(field, VARINT) + varint(value)


def text(field: int, value: bytes) -> bytes:
    return tag(field, LENGTH) + varint(len(value)) + value


def group(field: int, content: bytes) -> bytes:
    return tag(field, GROUP) + content + tag(field, GROUP_END)


def nested(field: int, depth: int, content: bytes = b"") -> bytes:
    """One field in itself, that deep. Built from the inside, which costs the square of the depth: keep it small."""
    for _ in range(depth):
        content = text(field, content)
    return content


def pieces(raw: bytes) -> list[bytes]:
    """Cut a message into its fields."""
    return [_piece(*each) for each in unknown_fields(Empty.FromString(raw))]


def _piece(field: int, wire_type: int, data: Any) -> bytes:
    match wire_type:
        case 0:
            return number(field, data)
        case 1:
            return tag(field, FIXED64) + struct.pack("<Q", data)
        case 5:
            return tag(field, FIXED32) + struct.pack("<I", data)
        case 3:
            return group(field, b"".join(_piece(*each) for each in data))
        case _:
            return text(field, data)


def wire_type_of(field: FieldDescriptor) -> int:
    if field.type in _FIXED32_TYPES:
        return FIXED32
    if field.type in _FIXED64_TYPES:
        return FIXED64
    return LENGTH if field.type in _LENGTH_TYPES else VARINT


def rearranged(descriptor: Descriptor, raw: bytes, other: bytes, random: Random) -> bytes:
    """Give bytes that say something else than `raw`, but what they say is well defined.

    Fields of another message of the type come in between (last scalar wins, messages merge, lists grow), packed
    lists come in parts or unpacked, known numbers come with wrong wire types, unknown numbers with any, and the
    order is random.
    """
    parts = [
        *pieces(raw),
        *pieces(other),
        number(536_000_000, 1),
        group(77_777, text(1, b"in") + group(2, b"")),
    ]
    parts += [_mistyped(field, random) for field in descriptor.fields if not random.randrange(3)]
    parts = [part for whole in parts for part in _unpacked(descriptor, whole, random)]
    random.shuffle(parts)
    return b"".join(parts)


def _mistyped(field: FieldDescriptor, random: Random) -> bytes:
    right = wire_type_of(field)
    allowed = {right, LENGTH} if field.is_repeated and not is_map(field) else {right}
    wrong = random.choice([each for each in (VARINT, FIXED64, LENGTH, GROUP, FIXED32) if each not in allowed])
    return _piece(field.number, wrong, {LENGTH: b"\xff\x00", GROUP: [(1, 0, 2)]}.get(wrong, 7))


def _unpacked(descriptor: Descriptor, part: bytes, random: Random) -> list[bytes]:
    """Cut the packed form of a list into single values or two packed parts; give anything else as it is."""
    ((number_, wire_type, data),) = unknown_fields(Empty.FromString(part))
    field = descriptor.fields_by_number.get(number_)
    if field is None or not field.is_repeated or wire_type != LENGTH or wire_type_of(field) == LENGTH:
        return [part]
    values = list(_values(wire_type_of(field), data))
    if random.randrange(2):
        return [tag(number_, wire_type_of(field)) + value for value in values]
    return [text(number_, b"".join(values[:1])), text(number_, b"".join(values[1:]))]


def _values(wire_type: int, data: bytes) -> Iterator[bytes]:
    if wire_type != VARINT:
        size = 8 if wire_type == FIXED64 else 4
        yield from (data[at : at + size] for at in range(0, len(data), size))
        return
    start = 0
    for at, byte in enumerate(data, start=1):
        if byte < 128:
            yield data[start:at]
            start = at
