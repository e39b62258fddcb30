"""Iterators for users: over the events of some types, and over the commands in a chat."""

from __future__ import annotations

from collections.abc import Awaitable
from types import TracebackType
from typing import Generic, TypeVar, cast

from livetok._mixins.event import Event
from livetok._session.commands import Command, parse_command
from livetok._session.event_queue import EventQueue
from livetok._session.session import RoomSession
from livetok.errors import LiveError, UserError
from livetok.proto import CommentEvent

__all__ = ["Commands", "Selection"]

_E = TypeVar("_E", bound=Event)


class Selection(Generic[_E]):
    """An asynchronous iterator over the events of some types, made by `Live.only()`, with a bounded queue of its own.

    It receives events from the moment it is made until it is closed, left as a `with` block, or garbage collected.
    Until then a full queue makes the session wait, or drops, as the option `overflow` says. One task iterates at a
    time. Cancelling a step loses no event. The iteration ends when the broadcast ends, and raises what ended the
    session otherwise.
    """

    def __init__(self, session: RoomSession, types: tuple[type[_E], ...]) -> None:
        _check(types)
        options = session.options
        self._broadcaster = session.broadcaster
        self._session = session
        self._queue = EventQueue(high_water_mark=options.buffer, overflow=options.overflow, types=types)
        self._broadcaster.subscribe(self._queue)

    def __aiter__(self) -> Selection[_E]:
        return self

    def __anext__(self) -> Awaitable[_E]:
        """Wait for the next event. Cancelling it loses no event.

        Raises:
            StopAsyncIteration: The broadcast is over.
            LiveError: The session failed.
            UserError: Another task iterates this selection.
        """
        return cast("Awaitable[_E]", self._session.next_event(self._queue))

    def failure(self) -> LiveError | None:
        """Return what ended the session; None while it runs and after a normal end."""
        return self._session.report_failure()

    def choose(self, types: tuple[type[_E], ...]) -> None:
        """Take in events of other types from now on; what waits already stays.

        Args:
            types: Event classes, at least one.

        Raises:
            UserError: A type is no event class.
        """
        _check(types)
        self._queue.choose(types)

    def close(self) -> None:
        """End the iteration and give up the queue. May be called again."""
        self._broadcaster.unsubscribe(self._queue)

    def __enter__(self) -> Selection[_E]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        # A loop that was left with `break` forgets its iterator; the session must not wait for it.
        if hasattr(self, "_queue"):
            self.close()


def _check(types: tuple[type[Event], ...]) -> None:
    for event_class in types:
        if not (isinstance(event_class, type) and issubclass(event_class, Event)):
            raise UserError(
                f"{event_class!r} is no event class", hint="for example live.only(CommentEvent, GiftEvent)"
            )
    if not types:
        raise UserError("only() needs an event class", hint="for example live.only(CommentEvent)")


class Commands:
    """An asynchronous iterator over the chat commands of a room, made by `Live.commands()`.

    Closes like a `Selection`.
    """

    def __init__(self, comments: Selection[CommentEvent], prefix: str) -> None:
        if not isinstance(prefix, str) or not prefix.strip():
            raise UserError(
                f"prefix is {prefix!r}, and must be some text", hint='for example live.commands("!")'
            )
        self._comments = comments
        self._prefix = prefix

    def __aiter__(self) -> Commands:
        return self

    async def __anext__(self) -> Command:
        """Wait for the next command. Cancelling it loses no command.

        Raises:
            StopAsyncIteration: The broadcast is over.
            LiveError: The session failed.
        """
        while True:
            command = parse_command(await anext(self._comments), self._prefix)
            if command is not None:
                return command

    def close(self) -> None:
        """End the iteration and give up the queue. May be called again."""
        self._comments.close()

    def __enter__(self) -> Commands:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
