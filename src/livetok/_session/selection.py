"""Views for users: an iterator over the events of some types, and over the commands in a chat."""

from __future__ import annotations

from types import TracebackType
from typing import Generic, TypeVar, cast

import anyio

from livetok._mixins.event import Event
from livetok._session.commands import Command, parse_command
from livetok._session.event_queue import EventQueue
from livetok._session.session import RoomSession
from livetok.errors import LiveError, UserError
from livetok.proto import CommentEvent

__all__ = ["Commands", "Selection"]

_E = TypeVar("_E", bound=Event)


class Selection(Generic[_E]):
    """An asynchronous iterator over the events of some types, with a bounded queue of its own.

    It takes part from the moment it is made and until it is closed, left as a `with` block, or forgotten; until then
    a full queue lets the session wait, as the live's own does. It ends when the broadcast ends.
    """

    def __init__(self, session: RoomSession, types: tuple[type[_E], ...]) -> None:
        _check(types)
        options = session.options
        self._hub = session.broadcaster
        self._session = session
        self._view = EventQueue(high_water_mark=options.buffer, overflow=options.overflow, types=types)
        self._hub.subscribe(self._view)

    def __aiter__(self) -> Selection[_E]:
        return self

    async def __anext__(self) -> _E:
        event = self._view.get_nowait_or_none()
        try:
            return cast(_E, await self._view.get() if event is None else event)
        except anyio.EndOfStream:
            failure = self.failure()
        if failure is not None:
            raise failure
        raise StopAsyncIteration

    def failure(self) -> LiveError | None:
        """Return what ended the session, None while it runs and when the broadcast simply ended."""
        return self._session.report_failure()

    def choose(self, types: tuple[type[_E], ...]) -> None:
        """Take in events of other types from now on; what waits already stays.

        Raises:
            UserError: A type is no event class.
        """
        _check(types)
        self._view.types = types

    def close(self) -> None:
        """Leave the session; may be called again."""
        self._hub.unsubscribe(self._view)

    def __enter__(self) -> Selection[_E]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        # A loop that was left with `break` forgets its iterator; the session must not wait for it.
        if hasattr(self, "_view"):
            self.close()


def _check(types: tuple[type[Event], ...]) -> None:
    for one in types:
        if not (isinstance(one, type) and issubclass(one, Event)):
            raise UserError(
                f"{one!r} is no event class", hint="for example live.only(CommentEvent, GiftEvent)"
            )
    if not types:
        raise UserError("only() needs an event class", hint="for example live.only(CommentEvent)")


class Commands:
    """An asynchronous iterator over the chat commands of a room; closes like a `Selection`."""

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
        while True:
            command = parse_command(await anext(self._comments), self._prefix)
            if command is not None:
                return command

    def close(self) -> None:
        """Leave the session; may be called again."""
        self._comments.close()

    def __enter__(self) -> Commands:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
