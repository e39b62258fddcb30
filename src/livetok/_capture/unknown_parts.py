"""What recorded messages hold that our tables do not: methods, fields and enum values, with pseudonymised examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import IntEnum
from typing import Any, cast

from attrs import define, field, frozen

from livetok._capture.pseudonyms import Pseudonyms
from livetok._codec import Message, spec_of, unknown_of
from livetok._codec.structure import WireField, dissect
from livetok._protocol.frames import Batch, Envelope, open_frame
from livetok.errors import DecodeError
from livetok.events import class_for

__all__ = ["UnknownPart", "UnknownParts"]


@frozen
class UnknownPart:
    """One place in the messages of a method that nothing is known about.

    Attributes:
        method: Webcast method.
        path: Names of known fields and numbers of unknown ones from the top of the message, `user.99.1`; empty when the
            method itself is unknown.
        kind: `method`, `enum value`, `damaged`, or what the field looks like: `varint`, `string`, `message`, `bytes`,
            `fixed32`, `fixed64`, `group`.
    """

    method: str
    path: str
    kind: str


@define(eq=False)
class UnknownParts:
    """Collects the unknown parts of any number of messages.

    Args:
        pseudonyms: Replaces names, ids and texts in the examples.

    Attributes:
        messages: Messages seen.
        counts: How often each part was there.
        examples: A value of each part, for those that have one.
    """

    _pseudonyms: Pseudonyms
    messages: int = field(default=0, init=False)
    counts: Counter[UnknownPart] = field(factory=Counter[UnknownPart], init=False)
    examples: dict[UnknownPart, str] = field(factory=dict[UnknownPart, str], init=False)

    def add_frame(self, data: bytes) -> None:
        """Look at all messages of a websocket message.

        Args:
            data: A push frame as it came.
        """
        self.add_batch(open_frame(data))

    def add_batch(self, batch: Batch) -> None:
        """Look at all messages of a frame or of an answer by HTTP.

        Args:
            batch: Its envelopes.
        """
        if batch.error is not None:
            self._count("", batch.kind, "damaged", "")
        for envelope in batch.messages:
            if isinstance(envelope, Envelope):
                self.add(envelope.method, envelope.payload)
            else:
                self._count("", "", "damaged", "")

    def add(self, method: str, payload: bytes) -> None:
        """Look at one message.

        Args:
            method: Its webcast method.
            payload: The typed message.
        """
        self.messages += 1
        event_class: type[Message] | None = class_for(method)
        if event_class is None:
            self._count(method, "", "method", "")
            self._add_raw(method, "", payload)
            return
        try:
            self._add_message(method, "", event_class.parse(payload))
        except DecodeError:
            self._count(method, "", "damaged", "")

    def _add_message(self, method: str, path: str, message: Message) -> None:
        if unknown := unknown_of(message):
            self._add_raw(method, path, unknown)
        for spec in spec_of(type(message)).fields:
            if message.has(spec.name):
                for value in _values(getattr(message, spec.name)):
                    self._add_value(method, f"{path}{spec.name}", value)

    def _add_value(self, method: str, path: str, value: Any) -> None:
        if isinstance(value, Message):
            try:
                self._add_message(method, f"{path}.", value)
            except DecodeError:
                self._count(method, path, "damaged", "")
        elif isinstance(value, IntEnum) and not value.name:  # as betterproto2 has it for numbers of no table
            self._count(method, path, "enum value", str(int(value)))

    def _add_raw(self, method: str, path: str, raw: bytes) -> None:
        try:
            self._add_fields(method, path, dissect(self._pseudonyms.unknown(raw)))
        except DecodeError:
            self._count(method, path.rstrip("."), "damaged", "")

    def _add_fields(self, method: str, path: str, fields: tuple[WireField, ...]) -> None:
        for part in fields:
            place = f"{path}{part.number}"
            if isinstance(part.value, tuple):
                self._count(method, place, part.kind, "")
                self._add_fields(method, f"{place}.", part.value)
            else:
                self._count(method, place, part.kind, _shown(part.value))

    def _count(self, method: str, path: str, kind: str, example: str) -> None:
        part = UnknownPart(method, path, kind)
        self.counts[part] += 1
        if example:
            self.examples.setdefault(part, example)


def _values(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        yield from cast("list[Any]", value)
    elif isinstance(value, dict):
        yield from cast("dict[Any, Any]", value).values()
    else:
        yield value


def _shown(value: int | str | bytes) -> str:
    return value.hex()[:64] if isinstance(value, bytes) else str(value)[:64]
