"""One broadcast of a room: its id, its figures and everything that was said."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from enum import IntEnum
from typing import Protocol

from attrs import define, field, frozen

from livetok.testing._world.actions import Action
from livetok.testing._world.wire_format import envelope

__all__ = ["Broadcast", "Published", "Status"]


class Status(IntEnum):
    """Room status as TikTok numbers it (protocol notes 2.13)."""

    PREPARING = 1
    LIVE = 2
    PAUSED = 3
    ENDED = 4


@frozen
class Published:
    """A message of a room, encoded once for all who listen.

    Attributes:
        method: TikTok's name of its type, for example `WebcastChatMessage`.
        payload: The typed message.
        message_id: Its id, by which clients drop duplicates.
        at: Seconds of the simulator when it was published.
        envelope: The message as an entry of a fetch result.
    """

    method: str
    payload: bytes
    message_id: int
    at: float
    envelope: bytes = field(repr=False)

    @classmethod
    def of(cls, method: str, payload: bytes, message_id: int, at: float) -> Published:
        """Encode a message.

        Args:
            method: TikTok's name of its type.
            payload: The typed message, header included.
            message_id: Its id.
            at: Seconds of the simulator.
        """
        return cls(method, payload, message_id, at, envelope(method, payload, message_id))

    def as_history(self) -> bytes:
        """Return the entry as part of the backlog that a client gets on entering."""
        return envelope(self.method, self.payload, self.message_id, is_history=True)


@define(eq=False)
class Log:
    """The newest messages of a broadcast, counted from its start."""

    keep: int = 4096
    _first: int = 0
    _kept: list[Published] = field(factory=list[Published])

    @property
    def end(self) -> int:
        """Position after the newest message."""
        return self._first + len(self._kept)

    def append(self, message: Published) -> None:
        """Add the newest; old ones are let go in bulk, so that it stays cheap."""
        self._kept.append(message)
        if len(self._kept) >= 2 * self.keep:
            self._first += self.keep
            del self._kept[: self.keep]

    def since(self, position: int, limit: int) -> tuple[list[Published], int]:
        """Messages from a position on, and the position after them; what is gone is skipped."""
        start = max(position - self._first, 0)
        messages = self._kept[start : start + limit]
        return messages, self._first + start + len(messages)

    def newest(self, count: int) -> list[Published]:
        """The last few."""
        return self._kept[-count:] if count > 0 else []

    def position_at(self, seconds: float) -> int:
        """Position of the first message that is younger than this time."""
        for back, message in enumerate(reversed(self._kept)):
            if message.at <= seconds:
                return self.end - back
        return self._first


class Listener(Protocol):
    """A connection, as the room knows it."""

    wake: Callable[[], None]

    def put(self, action: Action) -> None:
        """Queue something to be sent to it alone."""
        ...


@define(eq=False, kw_only=True)
class Broadcast:
    """State of one broadcast.

    Attributes:
        room_id: New for every broadcast.
        unique_id: Handle of the host.
        started: Unix seconds.
        began: The same in seconds of the simulator.
        notice_id: Id of the notice that a client gets on entering; the next few are those of the room's state.
        status: Where it stands.
        ended_at: Seconds of the simulator when it ended; None while it has not.
        paused_at: Since when the stream has been paused, in seconds of the simulator; None while it is not.
        paused_for: Seconds of earlier pauses.
        end_action: Control action that ended it: 3 ended, 4 suspended.
        viewers: Viewers now.
        total_viewers: Visits since the start.
        likes: Likes since the start.
        follows: Users who followed the host since the start.
        shares: Times it was shared since the start.
        coins: Diamonds by handle of the giver.
        said_by: What each handle wrote last through the chat API, which refuses repetition.
        log: The newest messages.
        chats: The newest comments, for the backlog.
        listeners: The open connections that have entered.
    """

    room_id: int
    unique_id: str
    started: int
    began: float = 0.0
    notice_id: int = 0
    status: Status = Status.LIVE
    ended_at: float | None = None
    paused_at: float | None = None
    paused_for: float = 0.0
    end_action: int = 3
    viewers: int = 0
    total_viewers: int = 0
    likes: int = 0
    follows: int = 0
    shares: int = 0
    coins: Counter[str] = field(factory=Counter[str])
    said_by: dict[str, str] = field(factory=dict[str, str])
    log: Log = field(factory=Log)
    chats: deque[Published] = field(factory=lambda: deque(maxlen=100))
    listeners: set[Listener] = field(factory=set["Listener"])

    @property
    def is_live(self) -> bool:
        """True from the start to the end, pauses included."""
        return self.status in {Status.LIVE, Status.PAUSED}

    def set_viewers(self, count: int) -> None:
        """Set the viewer count; visits are at least as many.

        Args:
            count: Viewers now.
        """
        self.viewers = count
        self.total_viewers = max(self.total_viewers, count)

    def played(self, now: float) -> float:
        """Return the seconds of video so far; pauses do not count.

        Args:
            now: Seconds of the simulator.
        """
        stop = min(moment for moment in (now, self.paused_at, self.ended_at) if moment is not None)
        return max(stop - self.began - self.paused_for, 0.0)

    def publish(self, message: Published) -> None:
        """Add a message to the log and wake the open connections.

        Args:
            message: What is published.
        """
        self.log.append(message)
        if message.method == "WebcastChatMessage":
            self.chats.append(message)
        self.notify()

    def tell(self, action: Action) -> None:
        """Have something done on every open connection.

        Args:
            action: What to send, or how to end it.
        """
        for listener in tuple(self.listeners):
            listener.put(action)
            listener.wake()

    def notify(self) -> None:
        """Wake the open connections, so that they look at what there is to send."""
        for listener in tuple(self.listeners):
            listener.wake()
