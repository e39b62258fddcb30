"""Where a session can go on after an event: the resume tokens, and what was handled beyond them.

The server's tokens stand between batches, and a program may stop in the middle of one. So a resume point before the end
of a batch has the tokens from before it, and the ids of the messages that were handled since. Points are made by the
thousand and hardly ever asked for: each refers to what its batch shares, and the `Resume` is made on demand.
"""

from __future__ import annotations

from array import array
from typing import Any, Final

from attrs import define, field, frozen

from livetok._protocol.gift_streaks import OpenStreaks, streak_to_bytes
from livetok.options import Resume

__all__ = ["BatchTokens", "MessageLog", "ResumePoint"]

# More than a batch holds, and than the server sends again from before its tokens.
_SEEN: Final = 512
_KEPT: Final = 8192
_LET_GO: Final = 512


@define
class MessageLog:
    """The ids of the latest messages, in the order in which they were taken in; 0 for those without.

    Attributes:
        end: How many there were, those included that are no longer remembered.
    """

    end: int = 0
    _ids: array[int] = field(factory=lambda: array("q"), init=False)

    def append(self, message_id: int) -> None:
        """Add the newest; old ones are let go in bulk, so that it stays cheap."""
        self._ids.append(message_id)
        self.end += 1
        if len(self._ids) >= _KEPT + _LET_GO:
            del self._ids[:_LET_GO]

    def before(self, position: int) -> tuple[int, ...]:
        """Return the latest ids before a position, without those that were let go since."""
        stop = max(0, len(self._ids) - (self.end - position))
        return tuple(filter(None, self._ids[max(0, stop - _SEEN) : stop]))


@define
class BatchTokens:
    """The tokens around one batch.

    Attributes:
        before: Cursor and acknowledgement token to get the batch again with.
        after: Those to get what follows with.
        end: Position in the log after the batch.
    """

    room_id: int
    log: MessageLog
    before: tuple[str, bytes]
    after: tuple[str, bytes]
    end: int = -1


@define(eq=False)
class ResumePoint:
    """Makes the `Resume` of an event.

    Attributes:
        position: In the log, after the event's message when nothing more comes of it.
        pending: The message that more events come of, 0 for none, and how many came up to here.
    """

    tokens: BatchTokens
    position: int
    streaks: OpenStreaks
    pending: tuple[int, int] = (0, 0)

    def pend(self, message_id: int, count: int) -> None:
        """Say that more events come of the message; one without an id cannot be told from others later."""
        if message_id:
            self.position -= 1
            self.pending = message_id, count

    def __call__(self) -> Resume:
        tokens = self.tokens
        complete = self.position == tokens.end and not self.pending[0]
        cursor, internal_ext = tokens.after if complete else tokens.before
        return Resume(
            room_id=tokens.room_id,
            cursor=cursor,
            internal_ext=internal_ext,
            seen=tokens.log.before(self.position),
            pending=self.pending,
            streaks=tuple(map(streak_to_bytes, self.streaks.streaks().values())),
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return _FixedPoint, (self(),)


@frozen
class _FixedPoint:
    """The point of an event that was copied or sent to another process."""

    resume: Resume

    def __call__(self) -> Resume:
        return self.resume
