"""`Event`, the base class of all events, and `Meta`, what is known of an event beside its own fields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final, TypeVar, cast

from attrs import frozen

from livetok._codec import Message

__all__ = ["EPOCH", "Event", "Meta", "attach_derived", "derived_of", "with_meta"]

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

_E = TypeVar("_E", bound="Event")
_M = TypeVar("_M", bound=Message)


@frozen(kw_only=True)
class Meta:
    """Where an event comes from; none of it is in the message itself.

    Attributes:
        message_id: Message id, unique in its room; 0 for events that livetok makes.
        method: Webcast method string as sent, empty for events that livetok makes.
        room_id: Room that the event was received in.
        unique_id: Handle of the room's host, without `@`; empty when only a room id was given.
        received_at: When the websocket message arrived here.
        sequence: Position in the session, counted from 1, without gaps but for messages that were not delivered.
        history: True for what happened before the room was entered.
    """

    message_id: int = 0
    method: str = ""
    room_id: int = 0
    unique_id: str = ""
    received_at: datetime = EPOCH
    sequence: int = 0
    history: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-ready dict; 64-bit ids are text, the time is ISO 8601."""
        return {
            "message_id": str(self.message_id),
            "method": self.method,
            "room_id": str(self.room_id),
            "unique_id": self.unique_id,
            "received_at": self.received_at.isoformat(),
            "sequence": self.sequence,
            "history": self.history,
        }


_NOWHERE: Final = Meta()

MetaFields = tuple[int, str, int, str, datetime, int, bool]
"""The values of a `Meta`, in the order of its attributes."""


class Event(Message):
    """Something that happened in a room.

    Every event is a message of a generated type; `meta` holds what is not in the message.
    """

    __slots__ = ("_derived", "_meta")

    _meta: Meta | MetaFields
    _derived: object

    @property
    def meta(self) -> Meta:
        """Where the event comes from; all zero for an event made by hand."""
        meta = _get_meta(self)
        if type(meta) is tuple:
            meta = _made(meta)
            _set_meta(self, meta)
        return cast("Meta", meta)

    def recast(self, cls: type[_M]) -> _M:
        made = super().recast(cls)
        if isinstance(made, Event):
            attach_derived(with_meta(made, self.meta), derived_of(self))
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), bytes(self), self.meta, derived_of(self))


def _made(values: MetaFields) -> Meta:
    message_id, method, room_id, unique_id, received_at, sequence, history = values
    return Meta(
        message_id=message_id,
        method=method,
        room_id=room_id,
        unique_id=unique_id,
        received_at=received_at,
        sequence=sequence,
        history=history,
    )


_set_meta: Callable[[Event, Meta | MetaFields], None] = Event.__dict__["_meta"].__set__
_slot_of_meta = Event.__dict__["_meta"]


_set_derived: Callable[[Event, object], None] = Event.__dict__["_derived"].__set__
_slot_of_derived = Event.__dict__["_derived"]


def _get_meta(event: Event) -> Meta | MetaFields:
    try:
        meta: Meta | MetaFields = _slot_of_meta.__get__(event)
    except AttributeError:
        return _NOWHERE
    return meta


def derived_of(event: Event) -> Any:
    """Return what `attach_derived` stored with an event, None when nothing was."""
    try:
        return _slot_of_derived.__get__(event)
    except AttributeError:
        return None


def attach_derived(event: Event, derived: object) -> None:
    """Store with an event what follows from earlier messages, such as a gift's delta; for the session."""
    _set_derived(event, derived)


def with_meta(event: _E, meta: Meta | MetaFields) -> _E:
    """Attach `Meta` to an event; for code that makes events, not for users.

    Fast path: given a tuple of its fields, the `Meta` is built when `event.meta` is first read.
    """
    _set_meta(event, meta)
    return event


def _rebuild(cls: type[_E], data: bytes, meta: Meta, derived: object) -> _E:
    made = with_meta(cls.parse(data), meta)
    attach_derived(made, derived)
    return made
