"""Messages to dicts that JSON can hold, and back."""

from __future__ import annotations

import math
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import betterproto2
from betterproto2 import Casing, OutputFormat

from livetok._codec.spec import FieldSpec, MessageSpec, json_name

__all__ = ["message_from_dict", "message_to_dict"]

_WORDS: Final = {math.inf: "Infinity", -math.inf: "-Infinity"}


def message_to_dict(
    values: Mapping[str, Any],
    fields: Iterable[FieldSpec],
    output_format: OutputFormat,
    casing: Casing,
    defaults: bool,
) -> dict[str, Any]:
    """Return the set fields, or all, in the order of their numbers."""

    def one_value(kind: str, value: Any) -> Any:
        if kind == betterproto2.TYPE_MESSAGE:
            return value.to_dict(output_format=output_format, casing=casing, include_default_values=defaults)
        return value if output_format == OutputFormat.PYTHON else _to_json(kind, value)

    out: dict[str, Any] = {}
    for one in fields:
        value = values.get(one.name)
        if one.holds(value):
            out[json_name(one.name, casing)] = _convert(one, value, one_value)
        elif defaults:
            absent = None if one.is_message else one.absent()
            out[json_name(one.name, casing)] = _convert(one, absent, one_value)
    return out


def _convert(one: FieldSpec, value: Any, convert: Callable[[str, Any], Any]) -> Any:
    if one.is_map:
        return {convert(one.key_kind, key): convert(one.value_kind, item) for key, item in value.items()}
    if one.repeated:
        return [convert(one.kind, item) for item in value]
    return None if value is None else convert(one.kind, value)


def _to_json(kind: str, value: Any) -> Any:
    if kind in betterproto2.INT_64_TYPES:
        return str(value)
    if kind == betterproto2.TYPE_BYTES:
        return b64encode(value).decode()
    if kind == betterproto2.TYPE_ENUM:
        # plain integers stand in for enum members when a message was made by hand
        return getattr(value, "proto_name", None) or getattr(value, "name", "") or int(value)
    if kind in {betterproto2.TYPE_FLOAT, betterproto2.TYPE_DOUBLE}:
        return "NaN" if math.isnan(value) else _WORDS.get(value, value)
    return value


def message_from_dict(
    spec: MessageSpec, given: Mapping[str, Any], ignore_unknown: bool, label: str
) -> dict[str, Any]:
    """Return keyword arguments for the constructor."""
    values: dict[str, Any] = {}
    for key, value in given.items():
        one = spec.by_key.get(key)
        if one is None and not ignore_unknown:
            raise KeyError(f"unknown field {key!r} in {label}")
        if one is None or value is None:
            continue
        try:
            values[one.name] = _parse(one, value, ignore_unknown)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{one.name}: {error}") from error
    return values


def _parse(one: FieldSpec, value: Any, ignore_unknown: bool) -> Any:
    named = one.types[-1]
    if one.is_map:
        return {
            _from_json(one.key_kind, one.types[0], key, ignore_unknown): _from_json(
                one.value_kind, named, item, ignore_unknown
            )
            for key, item in _expect(Mapping, value).items()
        }
    if one.repeated:
        return [_from_json(one.kind, named, item, ignore_unknown) for item in _items(value)]
    return _from_json(one.kind, named, value, ignore_unknown)


def _from_json(kind: str, named: Any, value: Any, ignore_unknown: bool) -> Any:
    if kind == betterproto2.TYPE_MESSAGE:
        ready = isinstance(value, named)
        return (
            value if ready else named.from_dict(_expect(Mapping, value), ignore_unknown_fields=ignore_unknown)
        )
    if kind == betterproto2.TYPE_ENUM:
        return _enum(named, value)
    return _READ.get(kind, _int)(value)


def _expect(kind: type[Any], value: Any) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is not of type {kind.__name__}")
    return value


def _items(value: Any) -> Sequence[Any]:
    if isinstance(value, str | bytes):  # sequences too, but of characters
        raise TypeError(f"{value!r} is no list")
    items: Sequence[Any] = _expect(Sequence, value)
    return items


def _text(value: Any) -> Any:
    return _expect(str, value)


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else b64decode(value, validate=True)


def _bool(value: Any) -> Any:
    return value == "true" if value in {"true", "false"} else _expect(bool, value)  # text as the key of a map


def _int(value: Any) -> int:
    number = int(value)
    if number != value and not isinstance(value, str):
        raise ValueError(f"{value!r} is no whole number")
    return number


_READ: Final[dict[str, Callable[[Any], Any]]] = {
    betterproto2.TYPE_BOOL: _bool,
    betterproto2.TYPE_BYTES: _bytes,
    betterproto2.TYPE_DOUBLE: float,
    betterproto2.TYPE_FLOAT: float,
    betterproto2.TYPE_STRING: _text,
}


def _enum(named: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return named(value)
    number = named.betterproto_renamed_proto_names_to_value().get(value)
    return named.from_string(value) if number is None else named(number)
