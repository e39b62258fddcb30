"""Helpers on lifecycle events, which livetok makes itself."""

from __future__ import annotations

from base64 import b64encode

from livetok._codec import WireField, dissect
from livetok._mixins.event import Event, derived_of
from livetok.errors import LiveError

__all__ = ["RoomErrorEventMixin", "UndecodedEventMixin", "UnknownEventMixin"]


class _Payload:
    """An event that carries a payload nobody decoded."""

    __slots__ = ()

    payload: bytes

    @property
    def base64(self) -> str:
        """The payload as base64 text, to paste into a protobuf decoder."""
        return b64encode(self.payload).decode()

    def dissect(self) -> tuple[WireField, ...]:
        """Take the payload apart without a schema: field numbers, guessed types, values.

        Raises:
            DecodeError: The payload is no protobuf message.
        """
        return dissect(self.payload)


class UnknownEventMixin(_Payload):
    """A message of a method that has no type here."""

    __slots__ = ()


class UndecodedEventMixin(_Payload):
    """A message whose bytes are damaged."""

    __slots__ = ()


class RoomErrorEventMixin:
    """What became of one room among many."""

    __slots__ = ()

    @property
    def exception(self) -> LiveError | None:
        """The error itself, with its attributes and its cause; None for an event that was made by hand."""
        fact = derived_of(self) if isinstance(self, Event) else None
        return fact if isinstance(fact, LiveError) else None
