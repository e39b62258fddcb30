"""`Row`: what a sink keeps of an event."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any, cast

from attrs import frozen

from livetok._codec import received_bytes
from livetok._mixins.compact import COLUMNS, compact_columns, flatten, received_at
from livetok._mixins.event import Event

__all__ = ["Row"]


@frozen(eq=False)
class Row:
    """An event as a sink keeps it. Reading from it decodes nothing, so any thread may.

    Attributes:
        compact: The compact form (docs/compact.md); of sinks that write columns alone, what these take from it.
        at: When the event arrived, in UTC; None when nobody knows.
        data: The bytes of the protobuf message.
    """

    compact: dict[str, Any]
    at: datetime | None
    data: bytes

    @classmethod
    def of(cls, event: Event, *, columns_only: bool = False) -> Row:
        """Return the row of an event.

        Args:
            event: Any event.
            columns_only: Leave out of `compact` what no column holds (default False); takes half the time.
        """
        form = compact_columns(event, event.meta) if columns_only else event.compact()
        return cls(form, received_at(event.meta), received_bytes(event))

    @property
    def id(self) -> str:
        """The event's stable id."""
        return cast("str", self.compact["id"])

    def values(self) -> tuple[Any, ...]:
        """Return the values of `COLUMNS`, in their order; None for what is unknown."""
        return flatten(self.compact, self.at, self.data)

    def columns(self) -> dict[str, Any]:
        """Return the values by the names of their columns."""
        return dict(zip(COLUMNS, self.values(), strict=True))

    def json(self, *, data: bool = False) -> str:
        """Return the compact form as JSON on one line.

        Args:
            data: Add the message's bytes, in base64, under the key `data` (default False).
        """
        form = {**self.compact, "data": base64.b64encode(self.data).decode()} if data else self.compact
        return json.dumps(form, ensure_ascii=False, separators=(",", ":"))

    def to_list(self) -> list[Any]:
        """Return what `from_list()` reads, ready for JSON."""
        moment = None if self.at is None else self.at.isoformat()
        return [self.compact, moment, base64.b64encode(self.data).decode()]

    @classmethod
    def from_list(cls, parts: list[Any]) -> Row:
        """Return the row that `to_list()` was called on.

        Args:
            parts: Its result.
        """
        compact, moment, data = parts
        return cls(
            compact, None if moment is None else datetime.fromisoformat(moment), base64.b64decode(data)
        )
