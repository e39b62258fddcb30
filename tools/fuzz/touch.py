"""The oracle: whoever is handed a value looks at all of it, and nothing raises."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, cast

import attrs
from betterproto2 import Casing, OutputFormat

from livetok import Event
from livetok._codec import Message, spec_of

__all__ = ["touch"]

_WAYS: tuple[Callable[[Any], Any], ...] = (
    repr,
    bytes,
    bool,
    copy.copy,
    copy.deepcopy,
    Message.to_dict,
    lambda message: message.to_dict(casing=Casing.SNAKE, include_default_values=True),
    lambda message: message.to_dict(output_format=OutputFormat.PYTHON),
    lambda message: json.dumps(message.to_dict()),
    lambda message: message == copy.copy(message),
    lambda message: [message.has(field.name) for field in spec_of(type(message)).fields],
)
_EVENT_WAYS: tuple[Callable[[Any], Any], ...] = (
    lambda event: json.dumps(event.compact()),
    Event.columns,
    lambda event: event.key,
    lambda event: event.meta.to_dict(),
)


def touch(value: Any, *, thorough: bool = True) -> None:
    """Look at everything in a value: messages, attrs classes, and what they hold.

    Args:
        value: Anything that livetok hands out.
        thorough: Also make copies and other forms of it. What is nested is only looked at, being part of those.
    """
    if isinstance(value, Message):
        _touch_message(value, thorough=thorough)
    elif attrs.has(kind := cast("type[Any]", type(value))):
        repr(value)
        for name in _properties(kind):
            touch(getattr(value, name), thorough=False)
    elif isinstance(value, Mapping):
        for key, item in cast("Mapping[Any, Any]", value).items():
            touch(key, thorough=False)
            touch(item, thorough=False)
    elif isinstance(value, list | tuple | set | frozenset):
        for item in cast("Iterable[Any]", value):
            touch(item, thorough=False)
    elif isinstance(value, str):
        value.encode()


def _touch_message(message: Message, *, thorough: bool) -> None:
    if thorough:
        before = bytes(message)
        for field in spec_of(type(message)).fields:
            touch(getattr(message, field.name), thorough=False)
        assert bytes(message) == before, "looking at a message changed its bytes"
        for way in (*_WAYS, *(_EVENT_WAYS if isinstance(message, Event) else ())):
            way(message)
        again = pickle.loads(pickle.dumps(message))
        touch(again, thorough=False)
    else:
        for field in spec_of(type(message)).fields:
            value = getattr(message, field.name)
            if message.has(field.name):  # an absent message may hold another of its class, without end
                touch(value, thorough=False)
    for name in _properties(type(message)):
        value = getattr(message, name)
        if not isinstance(value, Message):
            touch(value, thorough=False)


@cache
def _properties(cls: type) -> tuple[str, ...]:
    """Return the names of the public properties of a class, and of the fields of an attrs class."""
    names = [name for name, _ in inspect.getmembers(cls, lambda member: isinstance(member, property))]
    fields = [field.name for field in attrs.fields(cls)] if attrs.has(cls) else []
    return tuple(name for name in (*names, *fields) if not name.startswith("_"))
