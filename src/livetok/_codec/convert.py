"""Conversion of messages to JSON-ready dicts, and back."""

from __future__ import annotations

import math
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

import betterproto2
from attrs import frozen
from betterproto2 import Casing, OutputFormat

from livetok._codec.spec import FieldSpec, MessageSpec, json_name

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
        keys[field.name]: _convert(field, values[field.name] if held else _absent(field), form_of)
        for field, held in _chosen(values, spec, defaults)
    }


def message_to_json_form(
    values: Mapping[str, Any],
    spec: MessageSpec,
    defaults: bool,
    nested: Callable[[Any], Any],
    later: Mapping[str, Any] | None = None,
    located: Callable[[Any, Any], Any] | None = None,
) -> dict[str, Any]:
    """Return the set fields, or all, in livetok's own form.

    As proto3's JSON, but for names, which are those of the proto files, and integers: ids are text, others numbers.

    Args:
        values: What is set.
        spec: The fields.
        defaults: Show what is not set, too.
        nested: Returns the form of a message.
        later: Where nested messages are that nobody made instances of.
        located: Returns the form of one of these, given its class and place.
    """
    if spec.json_plan is None:
        spec.json_plan = {field.name: _JsonField.of(field) for field in spec.fields}
    plan: dict[str, _JsonField] = spec.json_plan
    shown: dict[str, Any] = {}
    names = [*values, *later] if later else values
    for name in plan if defaults else sorted(names, key=spec.numbers.__getitem__):
        field = plan[name]
        if later and located and name in later:
            where, message_class = later[name], field.spec.types[0]
            shown[field.key] = (
                [located(message_class, place) for place in where]
                if field.spec.repeated
                else located(message_class, where)
            )
            continue
        value = values.get(name)
        if not (value is not None if field.has_presence else value):
            if not defaults:
                continue
            value = _absent(field.spec)
        if value is None or field.form is None:
            shown[field.key] = value
        elif field.is_nested:
            shown[field.key] = field.form(value, nested)
        else:
            shown[field.key] = field.form(value)
    return shown


@frozen
class _JsonField:
    """How a field is shown; worked out once.

    Attributes:
        key: Its name.
        form: Converts the value, with the function for nested messages where they are in it; None for values that are
            shown as they are.
        is_nested: Whether there are messages in it.
    """

    spec: FieldSpec
    key: str
    has_presence: bool
    form: Callable[..., Any] | None
    is_nested: bool

    @classmethod
    def of(cls, field: FieldSpec) -> _JsonField:
        forms = _IDS if field.is_id else _NUMBERS
        is_nested = betterproto2.TYPE_MESSAGE in {field.kind, field.value_kind}
        if field.is_map:
            form = _map_form(forms.get(field.key_kind), forms.get(field.value_kind), is_nested=is_nested)
        elif is_nested:
            form = _nested_list if field.repeated else _nested
        else:
            form = forms.get(field.kind)
            if field.repeated:
                form = list if form is None else partial(_list, form)
        return cls(field, json_name(field.name, Casing.SNAKE), field.has_presence, form, is_nested)


def _nested(value: Any, nested: Callable[[Any], Any]) -> Any:
    return nested(value)


def _nested_list(value: Any, nested: Callable[[Any], Any]) -> list[Any]:
    return [nested(item) for item in value]


def _list(form: Callable[[Any], Any], value: Any) -> list[Any]:
    return [form(item) for item in value]


def _map_form(
    key_form: Callable[[Any], Any] | None, form: Callable[[Any], Any] | None, *, is_nested: bool
) -> Callable[..., Any]:
    of_key, of_value = key_form or _same, form or _same

    def convert(value: Mapping[Any, Any], nested: Callable[[Any], Any] | None = None) -> dict[str, Any]:
        of_item = nested if is_nested and nested is not None else of_value
        return {_key(of_key(key)): of_item(item) for key, item in value.items()}

    return convert


def _key(key: Any) -> str:
    return str(key).lower() if isinstance(key, bool) else str(key)


def _chosen(values: Mapping[str, Any], spec: MessageSpec, defaults: bool) -> list[tuple[FieldSpec, bool]]:
    """Return the fields to be shown, in the order of their numbers, and whether each is set."""
    if defaults:
        return [(field, field.is_present(values.get(field.name))) for field in spec.fields]
    chosen = [
        (field, True) for name, value in values.items() if (field := spec.by_name[name]).is_present(value)
    ]
    chosen.sort(key=_number)
    return chosen


def _absent(field: FieldSpec) -> Any:
    return None if field.is_message else field.absent()


def _number(chosen: tuple[FieldSpec, bool]) -> int:
    return chosen[0].number


def _convert(field: FieldSpec, value: Any, form_of: Callable[[str], Callable[[Any], Any] | None]) -> Any:
    if value is None:
        return None
    form = form_of(field.kind)
    if field.is_map:
        key_form, form = form_of(field.key_kind) or _same, form_of(field.value_kind) or _same
        return {key_form(key): form(item) for key, item in value.items()}
    if field.repeated:
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
        field = spec.by_key.get(key)
        if field is None and not ignore_unknown and key not in helpers:
            raise KeyError(f"unknown field {key!r} in {label}")
        if field is None or value is None:
            continue
        try:
            values[field.name] = _parse(field, value, ignore_unknown)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{field.name}: {error}") from error
    return values


def _parse(field: FieldSpec, value: Any, ignore_unknown: bool) -> Any:
    named = field.types[-1]
    if field.is_map:
        return {
            _from_json(field.key_kind, field.types[0], key, ignore_unknown): _from_json(
                field.value_kind, named, item, ignore_unknown
            )
            for key, item in _expect(Mapping, value).items()
        }
    if field.repeated:
        return [_from_json(field.kind, named, item, ignore_unknown) for item in _items(value)]
    return _from_json(field.kind, named, value, ignore_unknown)


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
