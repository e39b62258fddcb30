"""Specifications of message classes and their fields, read from betterproto2 metadata."""

from __future__ import annotations

import builtins
import dataclasses
import inspect
import sys
import types
from functools import cached_property
from typing import Any, Final, get_args

import betterproto2
from attrs import define, field
from betterproto2 import Casing

from livetok._codec.json_form import is_id

__all__ = [
    "FieldSpec",
    "MessageSpec",
    "annotation_of",
    "annotations_of",
    "json_name",
    "owner_of",
    "spec_of",
    "zero",
]

_ZERO: Final[dict[str, Any]] = {
    betterproto2.TYPE_BOOL: False,
    betterproto2.TYPE_STRING: "",
    betterproto2.TYPE_BYTES: b"",
    betterproto2.TYPE_FLOAT: 0.0,
    betterproto2.TYPE_DOUBLE: 0.0,
}


class _Names(dict[str, Any]):
    """Names an annotation of a generated class may hold: its module's, Python's, and every generated class's."""

    def __init__(self, module: types.ModuleType) -> None:
        super().__init__(builtins=builtins)
        self._module = module

    def __missing__(self, name: str) -> Any:
        places = (self._module, builtins, self._module.__dict__.get("_proto"))
        return next(value for place in places if (value := getattr(place, name, None)) is not None)


def annotation_of(cls: type, declared: dataclasses.Field[Any]) -> Any:
    """Evaluate the annotation of a field; loads the module of the class it names, and no other."""
    home = next(base for base in cls.__mro__ if declared.name in inspect.get_annotations(base))
    return eval(str(declared.type), {"__builtins__": {}}, _Names(sys.modules[home.__module__]))  # noqa: S307 -- generated text


def annotations_of(cls: type) -> dict[str, Any]:
    """Evaluate the annotations of all fields."""
    return {declared.name: annotation_of(cls, declared) for declared in dataclasses.fields(cls)}


@define
class FieldSpec:
    """One field of a message class.

    Attributes:
        types: Classes that the annotation names, innermost: `(User,)`, for a map key and value.
        default: What an absent scalar reads as; None for scalar members of a oneof.
        is_id: An integer, or a map of integers, that names something: text in livetok's own JSON form.
    """

    name: str
    number: int
    kind: str
    repeated: bool
    group: str | None
    types: tuple[Any, ...]
    key_kind: str = ""
    value_kind: str = ""
    default: Any = None
    is_id: bool = False
    oneof_siblings: tuple[str, ...] = ()

    @cached_property
    def is_map(self) -> bool:
        return self.kind == betterproto2.TYPE_MAP

    @cached_property
    def is_message(self) -> bool:
        """Singular message field."""
        return self.kind == betterproto2.TYPE_MESSAGE and not self.repeated

    @cached_property
    def has_presence(self) -> bool:
        """Whether setting the field to its default is not the same as not setting it."""
        return self.is_message or (self.is_scalar and self.default is None)

    def is_present(self, value: Any) -> bool:
        """Tell whether a value, None for a field nobody touched, counts as set. Every default of proto3 is falsy."""
        return value is not None and (self.has_presence or bool(value))

    @cached_property
    def is_scalar(self) -> bool:
        """Singular field of a type that is no message."""
        return not self.repeated and not self.is_map and self.kind != betterproto2.TYPE_MESSAGE

    @cached_property
    def absent_message(self) -> Any:
        """What a singular message field reads as while nothing is set; always the same."""
        return self.types[0].absent()

    def absent(self) -> Any:
        """Return what a field other than a singular message reads as while nothing is set, made anew."""
        if self.is_map:
            return {}
        return [] if self.repeated else self.default


@define
class MessageSpec:
    """The fields of a class, in the order of their numbers."""

    fields: tuple[FieldSpec, ...]
    by_name: dict[str, FieldSpec] = field(init=False)
    defaults: dict[str, Any] = field(init=False)
    numbers: dict[str, int] = field(init=False)
    # How the fields are shown in livetok's own JSON form; made by `convert` when the first message is shown.
    json_plan: dict[str, Any] | None = field(default=None, init=False)
    _keys: dict[Casing, dict[str, str]] = field(factory=dict[Casing, dict[str, str]], init=False)

    def __attrs_post_init__(self) -> None:
        self.by_name = {field.name: field for field in self.fields}
        self.numbers = {field.name: field.number for field in self.fields}
        self.defaults = {field.name: field.default for field in self.fields if field.is_scalar}

    @cached_property
    def message_maps(self) -> tuple[str, ...]:
        """Names of the maps whose values are messages."""
        return tuple(
            field.name
            for field in self.fields
            if field.is_map and field.value_kind == betterproto2.TYPE_MESSAGE
        )

    @cached_property
    def by_key(self) -> dict[str, FieldSpec]:
        """Fields by the names that JSON may give them: Python's, the proto file's, and that in camel case."""
        return {
            key: field
            for field in self.fields
            for key in (field.name, json_name(field.name, Casing.SNAKE), json_name(field.name, Casing.CAMEL))
        }

    def keys_in(self, casing: Casing) -> dict[str, str]:
        """Return the names that the fields have in JSON."""
        if casing not in self._keys:
            self._keys[casing] = {field.name: json_name(field.name, casing) for field in self.fields}
        return self._keys[casing]

    @classmethod
    def of(cls, message_class: type) -> MessageSpec:
        """Read the metadata of a generated class."""
        declared = dataclasses.fields(message_class)
        specs = [_field_spec(message_class, declaration) for declaration in declared]
        groups: dict[str, list[str]] = {}
        for spec in specs:
            groups.setdefault(spec.group or "", []).append(spec.name)
        for spec in specs:
            if spec.group:
                spec.oneof_siblings = tuple(name for name in groups[spec.group] if name != spec.name)
        return cls(tuple(sorted(specs, key=lambda spec: spec.number)))


def _field_spec(message_class: type, declared: dataclasses.Field[Any]) -> FieldSpec:
    meta: betterproto2.FieldMetadata = declared.metadata["betterproto"]
    annotation = annotation_of(message_class, declared)
    # `int | None` marks a scalar in a oneof; None itself names no class
    named = tuple(each for each in get_args(annotation) if each is not types.NoneType) or (annotation,)
    key_kind, value_kind = (part.proto_type for part in meta.map_meta) if meta.map_meta else ("", "")
    spec = FieldSpec(
        name=declared.name,
        number=meta.number,
        kind=meta.proto_type,
        repeated=bool(meta.repeated),
        group=meta.group,
        types=named,
        key_kind=key_kind,
        value_kind=value_kind,
        is_id=is_id(message_class.__name__, declared.name, is_map=bool(meta.map_meta)),
    )
    if spec.is_scalar and not meta.group and not meta.optional:
        spec.default = zero(spec.kind, named[-1])
    return spec


def spec_of(cls: Any) -> MessageSpec:
    """Return the specification of a message class, read once; subclasses without fields of their own share it."""
    if cls._spec is None:
        owner = owner_of(cls)
        owner._spec = MessageSpec.of(owner)
    spec: Any = cls._spec
    return spec


def owner_of(cls: Any) -> Any:
    """Return the class that declares the fields; None when there is none."""
    return next((base for base in cls.__mro__ if "_declared" in base.__dict__), None)


def json_name(name: str, casing: Casing) -> str:
    """Return what a field is called in JSON.

    In snake case the names are those of the proto files; a trailing underscore only dodges a Python keyword.
    """
    return (name if casing is Casing.SNAKE else casing(name)).rstrip("_")


def zero(kind: str, named: Any) -> Any:
    """Return the value that proto3 gives a scalar nobody set."""
    return named(0) if kind == betterproto2.TYPE_ENUM else _ZERO.get(kind, 0)
