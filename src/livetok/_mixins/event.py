"""`Event`, the base of everything a room says, and `Meta`, what is known of an event beside its own fields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from attrs import frozen

from livetok._codec import Message

__all__ = ["EPOCH", "Event", "Meta", "with_meta"]

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

_E = TypeVar("_E", bound="Event")


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


class Event(Message):
    """Something that happened in a room.

    Every event is a message of a generated type; `meta` holds what is not in the message.
    """

    __slots__ = ("_meta",)

    _meta: Meta

    @property
    def meta(self) -> Meta:
        """Where the event comes from; all zero for an event made by hand."""
        return _get_meta(self) or _NOWHERE

    def __copy__(self, _: Any = None) -> Event:
        return with_meta(super().__copy__(), self.meta)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), bytes(self), self.meta)


_set_meta: Callable[[Event, Meta], None] = Event.__dict__["_meta"].__set__
_slot_of_meta = Event.__dict__["_meta"]


def _get_meta(event: Event) -> Meta | None:
    try:
        found: Meta = _slot_of_meta.__get__(event)
    except AttributeError:
        return None
    return found


def with_meta(event: _E, meta: Meta) -> _E:
    """Give an event its meta; for whoever makes events, not for users."""
    _set_meta(event, meta)
    return event


def _rebuild(cls: type[_E], data: bytes, meta: Meta) -> _E:
    return with_meta(cls.parse(data), meta)
