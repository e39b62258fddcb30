"""Random messages of any type to try things on."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message as GoogleMessage

from livetok._codec import Message
from livetok._codec.spec import FieldSpec
from support.oracles import python_name

Fields = dict[str, Any]
"""Field name in the `.proto` file to value: scalars, lists, maps as dicts, messages as `Fields`."""

_TEXTS = ("", "a", "zoë", "\0", "ライブ", "🎁" * 3, "x" * 200, "Infinity")
_FLOATS = (0.0, -0.0, 1.0, -2.5, 2.0**127, 2.0**-149, float("inf"), float("-inf"), float("nan"))
_TYPE_NAMES = {
    getattr(FieldDescriptor, name): name.removeprefix("TYPE_").lower()
    for name in dir(FieldDescriptor)
    if name.startswith("TYPE_")
}


def type_name(field: FieldDescriptor) -> str:
    return _TYPE_NAMES[field.type]


def is_map(field: FieldDescriptor) -> bool:
    return field.message_type is not None and field.message_type.GetOptions().map_entry


def random_fields(descriptor: Descriptor, random: Random, depth: int = 2) -> Fields:
    """Set about half of the fields; of a oneof at most one."""
    chosen = [field for field in descriptor.fields if random.randrange(2)]
    groups = {field.containing_oneof.full_name: field.name for field in chosen if field.containing_oneof}
    return {
        field.name: _random_field(field, random, depth)
        for field in chosen
        if not field.containing_oneof or groups[field.containing_oneof.full_name] == field.name
    }


def _random_field(field: FieldDescriptor, random: Random, depth: int) -> Any:
    if is_map(field):
        key, value = field.message_type.fields
        return {
            _random_value(key, random, 0): _random_value(value, random, depth)
            for _ in range(random.randrange(3))
        }
    if field.is_repeated:
        return [_random_value(field, random, depth) for _ in range(random.randrange(4))]
    return _random_value(field, random, depth)


def _random_value(field: FieldDescriptor, random: Random, depth: int) -> Any:
    if field.message_type is not None:
        return random_fields(field.message_type, random, depth - 1) if depth else {}
    if field.enum_type is not None:
        return random.choice([*(each.number for each in field.enum_type.values), 99, -(2**31)])
    kind = type_name(field)
    match kind:
        case "string":
            return random.choice(_TEXTS)
        case "bytes":
            return random.choice((b"", b"\0", b"\xff\x80", bytes(130)))
        case "bool":
            return bool(random.randrange(2))
        case "double":
            return random.choice((*_FLOATS, 1e-300))
        case "float":
            return random.choice(_FLOATS)
        case _:
            return _random_int(kind, random)


def _random_int(kind: str, random: Random) -> int:
    signed = kind.startswith(("int", "s"))
    bits = int(kind[-2:]) - signed
    size = random.choice((0, 1, 7, 8, 14, 15, bits))
    edge = (1 << min(size, bits)) - random.randrange(2)
    return max(-(1 << bits), -edge) if signed and random.randrange(2) else min(edge, (1 << bits) - 1)


def fill_google(message: GoogleMessage, fields: Fields) -> GoogleMessage:
    """Set the fields of one of Google's messages, and return it."""
    by_name = message.DESCRIPTOR.fields_by_name
    for name, value in fields.items():
        field, place = by_name[name], getattr(message, name)
        if is_map(field):
            for key, item in value.items():
                if isinstance(item, dict):
                    fill_google(place[key], item)
                else:
                    place[key] = item
        elif field.is_repeated and field.message_type:
            for item in value:
                fill_google(place.add(), item)
        elif field.is_repeated:
            place.extend(value)
        elif field.message_type:
            place.SetInParent()
            fill_google(place, value)
        else:
            setattr(message, name, value)
    return message


def make_ours(cls: type[Message], fields: Fields) -> Message:
    """Make the same message by keyword arguments, as a user would."""
    by_name = {field.name: field for field in cls()._fields()}
    return cls(
        **{python_name(name): _ours(by_name[python_name(name)], value) for name, value in fields.items()}
    )


def _ours(field: FieldSpec, value: Any) -> Any:
    def make(item: Any) -> Any:
        return make_ours(field.types[-1], item) if isinstance(item, dict) else item

    if field.is_map:
        return {key: make(item) for key, item in value.items()}
    return [make(item) for item in value] if field.repeated else make(value)


def walk(message: Message) -> Iterator[Message]:
    """Give a message and every message in it; decodes all of them."""
    yield message
    for value in message._whole().values():
        yield from _walk_value(value)


def _walk_value(value: Any) -> Iterator[Message]:
    if isinstance(value, Message):
        yield from walk(value)
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _walk_value(item)


def forget_bytes(message: Message) -> Message:
    """Take away the bytes that messages came from, so that encoding starts from the fields; return the message."""
    for each in tuple(walk(message)):
        Message.__dict__["_raw"].__set__(each, None)
    return message
