"""Messages to dicts that JSON can hold, and back."""

from __future__ import annotations

import math
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import betterproto2
from betterproto2 import Casing, OutputFormat

from livetok._codec.spec import FieldSpec, MessageSpec

__all__ = ["message_from_dict", "message_to_dict", "message_to_json_form"]

_INT_32_TYPES: Final = (
    betterproto2.TYPE_INT32,
    betterproto2.TYPE_UINT32,
    betterproto2.TYPE_SINT32,
    betterproto2.TYPE_FIXED32,
    betterproto2.TYPE_SFIXED32,
)
_WORDS: Final = {math.inf: "Infinity", -math.inf: "-Infinity"}


def message_to_dict(
    values: Mapping[str, Any],
    spec: MessageSpec,
    output_format: OutputFormat,
    casing: Casing,
    defaults: bool,
) -> dict[str, Any]:
    """Return the set fields, or all, in the order of their numbers."""
    forms = _PLAIN if output_format == OutputFormat.PYTHON else _JSON

    def nested(value: Any) -> Any:
        return value.to_dict(output_format=output_format, casing=casing, include_default_values=defaults)

    def form_of(kind: str) -> Callable[[Any], Any] | None:
        return nested if kind == betterproto2.TYPE_MESSAGE else forms.get(kind)

    keys = spec.keys_in(casing)
    return {
        keys[one.name]: _convert(one, values[one.name] if held else _absent(one), form_of)
        for one, held in _chosen(values, spec, defaults)
    }


def message_to_json_form(
    values: Mapping[str, Any], spec: MessageSpec, defaults: bool, nested: Callable[[Any], Any]
) -> dict[str, Any]:
    """Return the set fields, or all, in livetok's own form.

    As proto3's JSON, but for names, which are those of the proto files, and integers: ids are text, others numbers.
    """

    def form_of(field: FieldSpec) -> Callable[[str], Callable[[Any], Any] | None]:
        forms = _IDS if field.is_id else _NUMBERS
        return lambda kind: nested if kind == betterproto2.TYPE_MESSAGE else forms.get(kind)

    keys = spec.keys_in(Casing.SNAKE)
    shown: dict[str, Any] = {}
    for field, held in _chosen(values, spec, defaults):
        value = _convert(field, values[field.name] if held else _absent(field), form_of(field))
        shown[keys[field.name]] = {_key(key): item for key, item in value.items()} if field.is_map else value
    return shown


def _key(key: Any) -> str:
    return str(key).lower() if isinstance(key, bool) else str(key)


def _chosen(values: Mapping[str, Any], spec: MessageSpec, defaults: bool) -> list[tuple[FieldSpec, bool]]:
    """Return the fields to be shown, in the order of their numbers, and whether each is set."""
    if defaults:
        return [(one, one.is_present(values.get(one.name))) for one in spec.fields]
    chosen = [(one, True) for name, value in values.items() if (one := spec.by_name[name]).is_present(value)]
    chosen.sort(key=_number)
    return chosen


def _absent(one: FieldSpec) -> Any:
    return None if one.is_message else one.absent()


def _number(chosen: tuple[FieldSpec, bool]) -> int:
    return chosen[0].number


def _convert(one: FieldSpec, value: Any, form_of: Callable[[str], Callable[[Any], Any] | None]) -> Any:
    if value is None:
        return None
    form = form_of(one.kind)
    if one.is_map:
        key_form, form = form_of(one.key_kind) or _same, form_of(one.value_kind) or _same
        return {key_form(key): form(item) for key, item in value.items()}
    if one.repeated:
        return [form(item) for item in value] if form else list(value)
    return form(value) if form else value


def _same(value: Any) -> Any:
    return value


def _base64(value: bytes) -> str:
    return b64encode(value).decode()


def _enum_name(value: Any) -> Any:
    # plain integers stand in for enum members when a message was made by hand
    return getattr(value, "proto_name", None) or getattr(value, "name", "") or int(value)


def _real(value: float) -> float | str:
    return "NaN" if math.isnan(value) else _WORDS.get(value, value)


_PLAIN: Final[Mapping[str, Callable[[Any], Any]]] = {}
_JSON: Final[Mapping[str, Callable[[Any], Any]]] = {
    **dict.fromkeys(betterproto2.INT_64_TYPES, str),
    betterproto2.TYPE_BYTES: _base64,
    betterproto2.TYPE_ENUM: _enum_name,
    betterproto2.TYPE_FLOAT: _real,
    betterproto2.TYPE_DOUBLE: _real,
}

_NUMBERS: Final = {kind: form for kind, form in _JSON.items() if kind not in betterproto2.INT_64_TYPES}
_IDS: Final = _NUMBERS | dict.fromkeys((*betterproto2.INT_64_TYPES, *_INT_32_TYPES), str)


def message_from_dict(
    spec: MessageSpec, given: Mapping[str, Any], ignore_unknown: bool, label: str, helpers: Sequence[str]
) -> dict[str, Any]:
    """Return keyword arguments for the constructor; helpers follow from the fields and are passed over."""
    values: dict[str, Any] = {}
    for key, value in given.items():
        one = spec.by_key.get(key)
        if one is None and not ignore_unknown and key not in helpers:
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
