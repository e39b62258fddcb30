"""Fast paths of the codec: reading parts of a message without making instances, and changing one in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, reduce
from typing import Any, Final, TypeVar, cast

from livetok._codec.compile import slice_of
from livetok._codec.damage import OnDamage
from livetok._codec.message import ABSENT, DAMAGED, Message, decode, decoder_of, is_damaged, unfilled
from livetok._codec.spec import spec_of
from livetok._codec.wire import read_tag, skip
from livetok.errors import DecodeError

__all__ = [
    "decode_whole",
    "downcast_in_place",
    "has_whole",
    "held_bytes",
    "nested_bytes",
    "on_damage_of",
    "peek_field",
    "received_bytes",
    "replace_unknown",
    "scan",
    "scan_fields",
    "undecoded_copy",
    "unknown_of",
    "untouched_bytes",
    "whole_bytes",
]

_M = TypeVar("_M", bound=Message)

_EMPTY: Final = frozenset({ABSENT, DAMAGED})


def scan(
    cls: type[Message], buf: bytes, start: int = 0, end: int | None = None
) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """Decode a message that is a part of a buffer, without making an instance; for envelopes, which are not kept.

    Returns the scalars that are set, and the places in the buffer where nested messages begin and end.

    Raises:
        DecodeError: The bytes are no such message.
    """
    values, later, _ = decoder_of(cls)(buf, start, len(buf) if end is None else end, 0)
    return values, later or {}


def scan_fields(raw: bytes) -> Iterator[tuple[int, int, int]]:
    """Give tag, beginning and end of each field of a message, without decoding it.

    Raises:
        DecodeError: A field is malformed.
    """
    p = 0
    try:
        while p < len(raw):
            start = p
            tag, p = read_tag(raw, p)
            p = skip(raw, p, tag)
            if p > len(raw):
                raise DecodeError("the message is cut short", payload=raw)
            yield tag, start, p
    except IndexError as error:
        raise DecodeError("the message is cut short", payload=raw) from error


def peek_field(message: Message, *path: str) -> Any:
    """Read a scalar, or a list of them, in nested messages as attributes would, without making instances of them.

    For decisions about every message of a kind, whether or not anybody reads the fields in question. In an event that
    livetok delivers, a damaged message on the way reads as empty; it is reported when somebody looks into it.

    Raises:
        DecodeError: A message on the way is damaged, in a message that was parsed by hand.
    """
    message._fill()
    where: Any = (message._later or {}).get(path[0])
    if where is None:  # absent, or looked at before
        return reduce(getattr, path, message)
    buf: bytes = message._raw or b""
    for at, cls in enumerate(_classes_on(type(message), path), 1):
        if isinstance(where, bytes):
            buf, where = where, (0, len(where))
        try:
            start, end = where
            values, spans, _ = decode(cls, buf, start, end, 0)
        except DecodeError:
            if message._on_damage is None:
                raise
            return reduce(getattr, path[at:], cls.absent())
        later: Mapping[str, Any] = spans or {}
        where = later.get(path[at], values.get(path[at]))
        if where is None:
            return reduce(getattr, path[at:], cls.absent())
    return where


@cache
def _classes_on(cls: type[Message], path: tuple[str, ...]) -> tuple[type[Message], ...]:
    """Return the classes of the nested messages on the way to a field."""
    way: list[type[Message]] = []
    for name in path[:-1]:
        cls = spec_of(cls).by_name[name].types[0]
        way.append(cls)
    return tuple(way)


def downcast_in_place(message: Message, cls: type[_M]) -> _M:
    """Change the class of a just decoded message to a subclass that has no fields of its own."""
    object.__setattr__(message, "__class__", cls)
    return cast("_M", message)


def undecoded_copy(message: _M) -> _M:
    """Return an undecoded copy: the smallest form, for messages that are kept for minutes, by the thousand.

    Nested messages that were changed in place are copied as they were before the change.
    """
    if message._state == DAMAGED:
        return message.recast(type(message))  # it was reported
    raw = message._raw
    twin: _M = unfilled(type(message), bytes(message) if raw is None else raw, 0, message._on_damage)
    return twin


def on_damage_of(message: Message) -> OnDamage | None:
    """Return what a message calls when nested ones turn out to be damaged; None for one that raises then."""
    return message._on_damage


def nested_bytes(message: Message, name: str) -> bytes | None:
    """Return the bytes of a nested message, which stays as it is; None when there is none."""
    values = message._fill()
    where: Any = (message._later or {}).get(name)
    if where is not None:
        return slice_of(message._raw or b"", where)
    nested = values.get(name)
    return None if nested is None else bytes(nested)


def whole_bytes(message: Message, name: str) -> bytes | None:
    """Return the bytes of a nested message; None when there is none, or it is damaged."""
    nested: Message = getattr(message, name)
    nested._fill()
    if nested._state in _EMPTY:
        return None
    raw = nested._raw
    return bytes(nested) if raw is None else raw


def has_whole(message: Message, name: str) -> bool:
    """Tell whether a nested message is there and not damaged."""
    return message.has(name) and not is_damaged(getattr(message, name))


def decode_whole(message: _M) -> _M:
    """Decode all nested messages of a message now, and return it: then nothing raises later.

    Raises:
        DecodeError: One of them is damaged.
    """
    for value in message._whole().values():
        for part in cast("list[Any]", value) if isinstance(value, list) else [value]:
            if isinstance(part, Message):
                decode_whole(part)
    return message


def held_bytes(message: Message) -> int:
    """Return how many bytes a message holds: those that it came as, else its own fields of bytes. Decodes nothing."""
    raw = message._raw
    if raw is not None:
        return len(raw)
    return sum(len(value) for value in vars(message).values() if isinstance(value, bytes))


def untouched_bytes(message: Message) -> bytes | None:
    """Return the bytes of a message that nobody looked into, None once somebody did: it may have changed since."""
    return message._raw if message._state >= 0 else None


def received_bytes(message: Message) -> bytes:
    """Return the bytes that a message was parsed from; those of `bytes()` where a field was assigned since.

    Unlike `bytes()` it does not look whether something nested was changed in place, which takes a comparison of
    everything that was read.
    """
    return bytes(message) if message._raw is None else message._raw


def unknown_of(message: Message) -> bytes:
    """Return the fields of a message that its class does not know, as they stood on the wire."""
    return message._unknown_fields


def replace_unknown(message: Message, raw: bytes) -> None:
    """Replace the fields that the class does not know."""
    message._put_unknown(raw)
