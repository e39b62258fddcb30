"""Encoding: fields and values to bytes, in the order of the field numbers."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Mapping
from typing import Any, Final

import betterproto2

from livetok._codec.damage import BadText
from livetok._codec.spec import FieldSpec
from livetok._codec.wire import FIXED32, FIXED64, LENGTH, VARINT, varint

__all__ = ["encode"]

_FIXED: Final = {
    betterproto2.TYPE_DOUBLE: (FIXED64, struct.Struct("<d")),
    betterproto2.TYPE_FIXED64: (FIXED64, struct.Struct("<Q")),
    betterproto2.TYPE_SFIXED64: (FIXED64, struct.Struct("<q")),
    betterproto2.TYPE_FLOAT: (FIXED32, struct.Struct("<f")),
    betterproto2.TYPE_FIXED32: (FIXED32, struct.Struct("<I")),
    betterproto2.TYPE_SFIXED32: (FIXED32, struct.Struct("<i")),
}
_LENGTH_KINDS: Final = {betterproto2.TYPE_STRING, betterproto2.TYPE_BYTES, betterproto2.TYPE_MESSAGE}
_LIMITS: Final = {
    betterproto2.TYPE_BOOL: (0, 2),
    betterproto2.TYPE_ENUM: (-(1 << 31), 1 << 31),
    betterproto2.TYPE_INT32: (-(1 << 31), 1 << 31),
    betterproto2.TYPE_INT64: (-(1 << 63), 1 << 63),
    betterproto2.TYPE_SINT32: (-(1 << 31), 1 << 31),
    betterproto2.TYPE_SINT64: (-(1 << 63), 1 << 63),
    betterproto2.TYPE_UINT32: (0, 1 << 32),
    betterproto2.TYPE_UINT64: (0, 1 << 64),
}
_ZIGZAG: Final = {betterproto2.TYPE_SINT32, betterproto2.TYPE_SINT64}


def encode(fields: Iterable[FieldSpec], values: Mapping[str, Any]) -> bytes:
    """Encode the values that are set; an absent field and a scalar at its default are not written.

    Raises:
        TypeError: A value is of the wrong type; the text names the field, as that of the next does.
        ValueError: A value does not fit its field.
    """
    out = bytearray()
    for field in fields:
        value = values.get(field.name)
        if not field.is_present(value) and not _is_negative_zero(value):
            continue
        try:
            out += _field(field, value)
        except (AttributeError, TypeError) as error:
            raise TypeError(f"{field.name}: {error}") from error
        except (OverflowError, ValueError, struct.error) as error:
            raise ValueError(f"{field.name}: {error}") from error
    return bytes(out)


def _is_negative_zero(value: Any) -> bool:
    """Whether a value is a zero with a sign, which is written although it equals the default."""
    return isinstance(value, float) and math.copysign(1.0, value) < 0


def _field(field: FieldSpec, value: Any) -> bytes:
    if field.is_map:
        return b"".join(_entry(field, key, item) for key, item in value.items())
    if not field.repeated:
        return _tagged(field.number, field.kind, value)
    if field.kind in _LENGTH_KINDS:
        return b"".join(_tagged(field.number, field.kind, item) for item in value)
    packed = b"".join(_value(field.kind, item) for item in value)
    return varint(field.number << 3 | LENGTH) + varint(len(packed)) + packed


def _entry(field: FieldSpec, key: Any, item: Any) -> bytes:
    entry = _tagged(1, field.key_kind, key) + _tagged(2, field.value_kind, item)
    return varint(field.number << 3 | LENGTH) + varint(len(entry)) + entry


def _tagged(number: int, kind: str, value: Any) -> bytes:
    content = _value(kind, value)
    if kind in _LENGTH_KINDS:
        return varint(number << 3 | LENGTH) + varint(len(content)) + content
    wire_type = _FIXED[kind][0] if kind in _FIXED else VARINT
    return varint(number << 3 | wire_type) + content


def _value(kind: str, value: Any) -> bytes:
    if kind == betterproto2.TYPE_STRING:
        return value.raw if type(value) is BadText else str.encode(value)
    if kind == betterproto2.TYPE_BYTES:
        return bytes(memoryview(value))  # bytes() of a number would be that many zeros
    if kind == betterproto2.TYPE_MESSAGE:
        if not isinstance(value, betterproto2.Message):
            raise TypeError(f"{value!r} is no message")
        return bytes(value)
    if kind in _FIXED:
        return _FIXED[kind][1].pack(value)
    low, limit = _LIMITS[kind]
    if not low <= value < limit:
        raise ValueError(f"{value} does not fit into {kind}")
    return varint(value << 1 ^ value >> 63 if kind in _ZIGZAG else value)
