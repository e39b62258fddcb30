"""Messages to dicts that JSON can hold, and back."""

from __future__ import annotations

import math
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import betterproto2
from betterproto2 import Casing, OutputFormat

from livetok._codec.spec import FieldSpec

__all__ = ["message_from_dict", "message_to_dict"]

_WORDS: Final = {math.inf: "Infinity", -math.inf: "-Infinity"}


def message_to_dict(
    message: Any, fields: Iterable[FieldSpec], output_format: OutputFormat, casing: Casing, defaults: bool
) -> dict[str, Any]:
    """Return the set fields, or all, in the order of their numbers."""

    def one_value(kind: str, value: Any) -> Any:
        if kind == betterproto2.TYPE_MESSAGE:
            return value.to_dict(output_format=output_format, casing=casing, include_default_values=defaults)
        return value if output_format == OutputFormat.PYTHON else _to_json(kind, value)

    out: dict[str, Any] = {}
    for one in fields:
        present = message.has(one.name)
        if present or (defaults and not one.is_message):
            out[_key(one.name, casing)] = _convert(one, getattr(message, one.name), one_value)
        elif defaults:
            out[_key(one.name, casing)] = None
    return out


def _key(name: str, casing: Casing) -> str:
    # In snake case the names are those of the proto files; a trailing underscore only dodges a Python keyword.
    return (name if casing is Casing.SNAKE else casing(name)).rstrip("_")


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
    fields: Iterable[FieldSpec], given: Mapping[str, Any], ignore_unknown: bool, label: str
) -> dict[str, Any]:
    """Return keyword arguments for the constructor; names may be in snake or camel case."""
    by_key = {
        key: one
        for one in fields
        for key in (one.name, _key(one.name, Casing.SNAKE), _key(one.name, Casing.CAMEL))
    }
    values: dict[str, Any] = {}
    for key, value in given.items():
        one = by_key.get(key)
        if one is None and not ignore_unknown:
            raise KeyError(f"unknown field {key!r} in {label}")
        if one is None or value is None:
            continue
        values[one.name] = _parse(one, value, ignore_unknown)
    return values


def _parse(one: FieldSpec, value: Any, ignore_unknown: bool) -> Any:
    named = one.types[-1]
    if one.is_map:
        return {
            _from_json(one.key_kind, one.types[0], key, ignore_unknown): _from_json(
                one.value_kind, named, item, ignore_unknown
            )
            for key, item in value.items()
        }
    if one.repeated:
        return [_from_json(one.kind, named, item, ignore_unknown) for item in value]
    return _from_json(one.kind, named, value, ignore_unknown)


def _from_json(kind: str, named: Any, value: Any, ignore_unknown: bool) -> Any:
    if kind == betterproto2.TYPE_MESSAGE:
        return (
            named.from_dict(value, ignore_unknown_fields=ignore_unknown)
            if isinstance(value, Mapping)
            else value
        )
    if kind == betterproto2.TYPE_ENUM:
        return _enum(named, value)
    if kind in betterproto2.ALL_INT_TYPES:
        return int(value)
    if kind == betterproto2.TYPE_BYTES:
        return value if isinstance(value, bytes) else b64decode(value)
    if kind in {betterproto2.TYPE_FLOAT, betterproto2.TYPE_DOUBLE}:
        return float(value)
    if kind == betterproto2.TYPE_BOOL and isinstance(value, str):  # keys of a map
        return value == "true"
    return value


def _enum(named: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return named(value)
    number = named.betterproto_renamed_proto_names_to_value().get(value)
    return named.from_string(value) if number is None else named(number)
