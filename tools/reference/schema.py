"""The JSON Schema of what ``--json`` prints and ``to_dict()`` returns."""

import inspect
import json
from typing import Any

import betterproto2
from betterproto2 import Casing

from livetok._codec import Message
from livetok._codec.json_form import helpers_of
from livetok._codec.message import spec_of
from livetok._codec.spec import FieldSpec, json_name, owner_of
from tools.reference.facts import Fact

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_ID = {"type": "string", "pattern": "^-?[0-9]+$"}
_NUMBER = {"type": "integer"}
_FLOAT = {"anyOf": [{"type": "number"}, {"enum": ["NaN", "Infinity", "-Infinity"]}]}
_SCALARS: dict[str, dict[str, Any]] = {
    betterproto2.TYPE_BOOL: {"type": "boolean"},
    betterproto2.TYPE_STRING: {"type": "string"},
    betterproto2.TYPE_BYTES: {"type": "string", "contentEncoding": "base64"},
    betterproto2.TYPE_FLOAT: _FLOAT,
    betterproto2.TYPE_DOUBLE: _FLOAT,
}
_META: dict[str, Any] = {
    "type": "object",
    "properties": {
        "message_id": _ID,
        "method": {"type": "string"},
        "room_id": _ID,
        "unique_id": {"type": "string"},
        "received_at": {"type": "string", "format": "date-time"},
        "sequence": {"type": "integer", "minimum": 0},
        "history": {"type": "boolean"},
    },
    "required": ["message_id", "method", "room_id", "unique_id", "received_at", "sequence", "history"],
}


class Schema:
    """Collects the definitions of all messages and enums that the events lead to."""

    def __init__(self, facts: list[Fact]):
        self._facts = facts
        self._messages: dict[str, dict[str, Any]] = {}
        self._enums: dict[str, dict[str, Any]] = {}

    def document(self) -> dict[str, Any]:
        """The whole schema: one line of output is one of the named events."""
        lines = {fact.name: self._line(fact) for fact in self._facts}
        return {
            "$schema": DIALECT,
            "title": "An event of livetok, as `livetok watch --json` prints it",
            "description": (
                "Ids are strings, other integers numbers, enums are names (or numbers that have no name yet), "
                "bytes are base64. "
                "What the server did not send is left out. Ignore fields and events that you do not know: "
                "TikTok adds to them."
            ),
            "oneOf": [{"$ref": f"#/$defs/event.{name}"} for name in lines],
            "$defs": {
                "meta": _META,
                **{f"event.{name}": line for name, line in lines.items()},
                **dict(sorted(self._messages.items())),
                **dict(sorted(self._enums.items())),
            },
        }

    def _line(self, fact: Fact) -> dict[str, Any]:
        return {
            "description": fact.meaning,
            "type": "object",
            "properties": {
                "type": {"const": fact.name},
                "event": self._message(fact.event_class),
                "meta": {"$ref": "#/$defs/meta"},
            },
            "required": ["type", "event", "meta"],
        }

    def _message(self, message_class: type[Message]) -> dict[str, Any]:
        owner = owner_of(message_class)
        name = (owner if helpers_of(message_class) == helpers_of(owner) else message_class).__name__
        if name not in self._messages:
            self._messages[name] = properties = {}  # before its fields, because messages hold each other
            fields = {
                json_name(field.name, Casing.SNAKE): self._field(field) for field in spec_of(owner).fields
            }
            properties |= {"type": "object", "properties": fields | _helpers(message_class)}
        return {"$ref": f"#/$defs/{name}"}

    def _field(self, field: FieldSpec) -> dict[str, Any]:
        if field.is_map:
            return {"type": "object", "additionalProperties": self._value(field, field.value_kind)}
        value = self._value(field, field.kind)
        return {"type": "array", "items": value} if field.repeated else value

    def _value(self, field: FieldSpec, kind: str) -> dict[str, Any]:
        if kind == betterproto2.TYPE_MESSAGE:
            return self._message(field.types[-1])
        if kind == betterproto2.TYPE_ENUM:
            return self._enum(field.types[-1])
        return _SCALARS.get(kind, _ID if field.is_id else _NUMBER)

    def _enum(self, enum: type[betterproto2.Enum]) -> dict[str, Any]:
        names = [member.proto_name or member.name for member in enum]
        self._enums[enum.__name__] = {"anyOf": [{"enum": names}, {"type": "integer"}]}
        return {"$ref": f"#/$defs/{enum.__name__}"}


def _helpers(message_class: type[Message]) -> dict[str, Any]:
    """Properties that stand behind the fields."""
    kinds = {"bool": "boolean", "int": "integer", "str": "string"}
    properties: dict[str, Any] = {}
    for name in helpers_of(message_class):
        function = getattr(message_class, name).fget
        kind = str(function.__annotations__["return"]).removeprefix("builtins.")
        first = inspect.cleandoc(function.__doc__ or "").split("\n")[0]
        properties[name] = {"description": first, "type": kinds[kind]}
    return properties


def schema_text(facts: list[Fact]) -> str:
    """Gives the file: a definition a line, so that a change shows as the lines that it changes."""
    document = Schema(facts).document()
    definitions = document.pop("$defs")
    lines = ",\n".join(
        f"    {json.dumps(name)}: {json.dumps(definition)}" for name, definition in definitions.items()
    )
    head = json.dumps(document, indent=2).removesuffix("\n}")
    return f'{head},\n  "$defs": {{\n{lines}\n  }}\n}}\n'
