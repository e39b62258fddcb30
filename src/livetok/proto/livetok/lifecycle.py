"""What the library itself has to say in the stream of events.

Generated from proto/livetok/lifecycle.proto by `nox -s generate`; do not edit.
"""

import betterproto2

from livetok._codec import message
from livetok._mixins.event import Event
from livetok._mixins.lifecycle import RoomErrorEventMixin, UndecodedEventMixin, UnknownEventMixin


@message
class ConnectEvent(Event):
    """The room was entered."""

    room_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    unique_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    attempt: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    """1 for the first connection; reconnects count on."""


@message
class DisconnectEvent(Event):
    """The connection was lost, or the session is over."""

    reason: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    code: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    """Close code of the websocket, 0 where there was none."""
    will_reconnect: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    """False for the last event of a session."""


@message
class ReconnectEvent(Event):
    """The room was entered again after a loss; a ConnectEvent follows."""

    attempt: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    """Tries that it took."""
    delay: "float" = betterproto2.field(2, betterproto2.TYPE_DOUBLE)
    """Seconds waited before the last of them."""
    gap_seconds: "float" = betterproto2.field(3, betterproto2.TYPE_DOUBLE)
    """Seconds without a message, up to this entry: what happened meanwhile and is not sent again is missing."""


@message
class LaggedEvent(Event):
    """Messages were dropped because the program reads too slowly and asked for that."""

    count: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    """Messages lost at this place in the stream."""


@message
class RoomErrorEvent(RoomErrorEventMixin, Event):
    """One of many rooms that are followed failed; the others go on."""

    unique_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    """0 when the room is not known."""
    error: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    """Class of the error, for example NetworkError."""
    message: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    hint: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    """What to do, in one line; empty when there is nothing."""
    will_retry: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)
    """False when waiting cannot help: this is the last event of the host."""
    retry_after: "float" = betterproto2.field(7, betterproto2.TYPE_DOUBLE)
    """Seconds until the host is tried again, at the earliest."""


@message
class UnknownEvent(UnknownEventMixin, Event):
    """A message of a method that no type is known for."""

    method: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    payload: "bytes" = betterproto2.field(2, betterproto2.TYPE_BYTES)


@message
class UndecodedEvent(UndecodedEventMixin, Event):
    """A message of a known method whose bytes are damaged."""

    method: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    payload: "bytes" = betterproto2.field(2, betterproto2.TYPE_BYTES)
    error: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
