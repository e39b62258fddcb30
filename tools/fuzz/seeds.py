"""What is damaged: every generated event with all its fields filled, and answers of the simulated site."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any, TypeVar

import betterproto2

from livetok import proto
from livetok._codec import Message, spec_of

__all__ = ["event_classes", "filled", "mutated"]

_M = TypeVar("_M", bound=Message)

_DEPTH = 3
_NOTHING = object()
_NUMBERS = (0, 1, 2, 7, 9, 11, 127, 128, 1 << 31, (1 << 53) + 1, (1 << 63) - 1, -1, -(1 << 63))
_TEXTS = (
    "Ann 😀",
    "",
    "ttlive_superfan",
    "pm_mt_guidance_viewer_5_share",
    "{0:user} sent {1:gift}",
    "x" * 200,
    "7300000000000000001",
    "\x1b[31m\n",
)
_INTEGERS = {
    betterproto2.TYPE_INT32: (-(1 << 31), (1 << 31) - 1),
    betterproto2.TYPE_SINT32: (-(1 << 31), (1 << 31) - 1),
    betterproto2.TYPE_SFIXED32: (-(1 << 31), (1 << 31) - 1),
    betterproto2.TYPE_UINT32: (0, (1 << 32) - 1),
    betterproto2.TYPE_FIXED32: (0, (1 << 32) - 1),
    betterproto2.TYPE_UINT64: (0, (1 << 64) - 1),
    betterproto2.TYPE_FIXED64: (0, (1 << 64) - 1),
}
_INT64 = (-(1 << 63), (1 << 63) - 1)


@cache
def event_classes() -> dict[str, type[Message]]:
    """Return the class of each webcast method."""
    return {method: getattr(proto, name) for method, name in proto.METHODS.items()}


def filled(cls: type[_M], random: Random, depth: int = 0) -> _M:
    """Return a message with most of its fields filled, nested ones included."""
    message = cls()
    for field in spec_of(cls).fields:
        if random.random() < 0.3 + depth * 0.2:
            continue
        value = _field_value(field, random, depth)
        if value is not _NOTHING:
            setattr(message, field.name, value)
    return message


def _field_value(field: Any, random: Random, depth: int) -> Any:
    kind, named = (field.value_kind if field.is_map else field.kind), field.types[-1]
    values = [_value(kind, named, random, depth) for _ in range(random.randint(1, 2))]
    if values[0] is _NOTHING:
        return _NOTHING
    if field.is_map:
        return {_value(field.key_kind, field.types[0], random, depth): values[0]}
    return values if field.repeated else values[0]


def _value(kind: str, named: Any, random: Random, depth: int) -> Any:
    if kind == betterproto2.TYPE_MESSAGE:
        return filled(named, random, depth + 1) if depth < _DEPTH else _NOTHING
    if kind == betterproto2.TYPE_STRING:
        return random.choice(_TEXTS)
    if kind == betterproto2.TYPE_BYTES:
        return random.randbytes(random.randint(0, 9))
    if kind == betterproto2.TYPE_BOOL:
        return random.random() < 0.5
    if kind in (betterproto2.TYPE_FLOAT, betterproto2.TYPE_DOUBLE):
        return random.choice((0.0, 1.5, float("inf"), float("nan")))
    if kind == betterproto2.TYPE_ENUM:
        return named(random.choice((0, 1, 2, 3, 9, 11, 19, 77, -5)))
    low, high = _INTEGERS.get(kind, _INT64)
    return min(max(random.choice(_NUMBERS), low), high)


def mutated(raw: bytes, random: Random) -> bytes:
    """Return bytes with a little damage: bits turned, cut short, bytes put in, taken out or moved."""
    damaged = bytearray(raw)
    for _ in range(random.randint(0, 4)):
        at = random.randrange(len(damaged) + 1)
        match random.randrange(6):
            case 0 if at < len(damaged):
                damaged[at] ^= 1 << random.randrange(8)
            case 1 if random.random() < 0.3:
                del damaged[at:]
            case 2:
                damaged[at:at] = random.randbytes(random.randint(1, 4))
            case 3:
                del damaged[at : at + random.randint(1, 8)]
            case 4:
                damaged[at:at] = b"\x80" * random.randint(1, 11)
            case _ if at < len(damaged):
                damaged[at] = random.choice((0, 0x7F, 0x80, 0xFF, 0xF0, 0xC3))
            case _:
                pass  # at the end there is nothing to alter
    return bytes(damaged)
