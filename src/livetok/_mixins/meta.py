"""`Meta`, what is known of an event beside its own fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from attrs import field, frozen

from livetok.options import Resume

__all__ = ["EPOCH", "Meta", "MetaFields", "meta_from"]

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


# Without slots: one dict is set in one step, and there is a Meta for each event that somebody reads.
@frozen(kw_only=True, slots=False)
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
    _point: Callable[[], Resume] | None = field(default=None, eq=False, repr=False, alias="point")

    @property
    def resume(self) -> Resume | None:
        """Where to go on once this event, and all before it, were handled; None outside of a session."""
        return None if self._point is None else self._point()

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

    @classmethod
    def from_dict(cls, value: Mapping[str, Any]) -> Meta:
        """Build from what `to_dict()` gave; names that are missing or unknown do not matter.

        Args:
            value: The mapping; 64-bit ids may be text or numbers.

        Raises:
            ValueError: A value does not fit.
        """
        return cls(
            message_id=int(value.get("message_id", 0)),
            method=str(value.get("method", "")),
            room_id=int(value.get("room_id", 0)),
            unique_id=str(value.get("unique_id", "")),
            received_at=datetime.fromisoformat(value["received_at"]) if "received_at" in value else EPOCH,
            sequence=int(value.get("sequence", 0)),
            history=bool(value.get("history", False)),
        )


MetaFields = tuple[int, str, int, str, datetime, int, bool, Callable[[], Resume] | None]
"""The values of a `Meta`, in the order of its attributes."""


_set_dict: Callable[[Meta, dict[str, Any]], None] = Meta.__dict__["__dict__"].__set__
_new: Callable[[type[Meta]], Meta] = object.__new__


def meta_from(fields: MetaFields) -> Meta:
    """Return the `Meta` of these values; fast path of the constructor."""
    made = _new(Meta)
    message_id, method, room_id, unique_id, received_at, sequence, history, point = fields
    _set_dict(
        made,
        {
            "message_id": message_id,
            "method": method,
            "room_id": room_id,
            "unique_id": unique_id,
            "received_at": received_at,
            "sequence": sequence,
            "history": history,
            "_point": point,
        },
    )
    return made
