"""What the parts above the codec need of messages beyond their fields: looks inside, without instances, and changes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, reduce
from typing import Any, TypeVar, cast

from livetok._codec.message import Message, decoder_of, unfilled
from livetok._codec.spec import spec_of

__all__ = [
    "downcast_in_place",
    "peek_field",
    "replace_unknown",
    "scan",
    "undecoded_copy",
    "unknown_of",
    "untouched_bytes",
]

_M = TypeVar("_M", bound=Message)


def scan(
    cls: type[Message], buf: bytes, start: int = 0, end: int | None = None
) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """Decode a message that is a part of a buffer, without making an instance; for envelopes, which nobody keeps.

    Returns the scalars that are set, and the places in the buffer where nested messages begin and end.

    Raises:
        DecodeError: The bytes are no such message.
    """
    values, later, _ = decoder_of(cls)(buf, start, len(buf) if end is None else end, 0)
    return values, later or {}


def peek_field(message: Message, *path: str) -> Any:
    """Read a scalar in nested messages as attributes would, without making instances of them.

    For decisions about every message of a kind, whether or not anybody reads the fields in question.

    Raises:
        DecodeError: A message on the way is damaged.
    """
    message._fill()
    where: Any = (message._later or {}).get(path[0])
    if where is None:  # absent, or looked at before
        return reduce(getattr, path, message)
    buf: bytes = message._raw or b""
    for at, cls in enumerate(_classes_on(type(message), path), 1):
        if isinstance(where, bytes):
            buf, where = where, (0, len(where))
        found, later = scan(cls, buf, *where)
        where = later.get(path[at], found.get(path[at]))
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
    """Make a message one of a subclass that has no fields of its own; for who has just decoded it."""
    object.__setattr__(message, "__class__", cls)
    return cast("_M", message)


def undecoded_copy(message: _M) -> _M:
    """Return a message as it came, not decoded: the smallest form for what is kept for minutes, by the thousand.

    Of nested messages that were changed in place, it has what they were before.
    """
    raw = message._raw
    twin: _M = unfilled(type(message), bytes(message) if raw is None else raw, 0)
    return twin


def untouched_bytes(message: Message) -> bytes | None:
    """Return the bytes of a message that nobody looked into, None once somebody did: it may have changed since."""
    return message._raw if message._state >= 0 else None


def unknown_of(message: Message) -> bytes:
    """Return the fields of a message that its class does not know, as they stood on the wire."""
    return message._unknown_fields


def replace_unknown(message: Message, raw: bytes) -> None:
    """Replace the fields that the class does not know."""
    message._put_unknown(raw)
