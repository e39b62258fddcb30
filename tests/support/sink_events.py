"""Events to put into sinks, and a writer that fails when told to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import anyio

from livetok import CommentEvent, Meta, User
from livetok._mixins.event import with_meta

BEGIN = datetime(2026, 11, 28, 20, 0, 0, tzinfo=UTC)
ROOM = 7300000000000000001


def comment(
    number: int, text: str | None = None, *, host: str = "ann", seconds: float | None = None, room: int = ROOM
) -> CommentEvent:
    """Comment with a number that tells it from the others, a second after the one before."""
    meta = Meta(
        message_id=7500000000000000000 + number,
        method="WebcastChatMessage",
        room_id=room,
        unique_id=host,
        received_at=BEGIN + timedelta(seconds=number if seconds is None else seconds),
        sequence=number,
    )
    user = User(id=6800000000000000001, display_id="bo_b", nickname='Bo, "the" b\r\nob')
    return with_meta(CommentEvent(content=f"hello {number}" if text is None else text, user=user), meta)


def ids(*numbers):
    return [comment(number).key for number in numbers]


class AsyncWriter:
    """Keeps what it is given; does what `acts` says with each call in turn."""

    def __init__(self, *acts):
        self.acts, self.batches, self.closed, self.times = list(acts), [], 0, []

    async def write(self, rows):
        self.times.append(anyio.current_time())
        await anyio.lowlevel.checkpoint()
        act = self.acts.pop(0) if self.acts else None
        if isinstance(act, BaseException):
            raise act
        if act is not None:
            await act()
        self.batches.append([row.id for row in rows])

    async def close(self):
        self.closed += 1

    @property
    def written(self):
        return [row_id for batch in self.batches for row_id in batch]
