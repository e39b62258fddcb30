"""Handlers: functions that are called with the events of some types, a layer on top of the iterator.

What a handler raises and what befalls the connection are kept apart: `on_error` is asked about the first only, and the
second is raised by `run` as itself, never in a group with the first.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from typing import Any, Final, Literal, cast

import anyio
from anyio.abc import TaskStatus
from attrs import define, field, frozen

from livetok._mixins.event import Event
from livetok._session.selection import Selection
from livetok._session.session import RoomSession
from livetok._util.task_group import open_private_group
from livetok.errors import LiveError, UserError
from livetok.proto import DisconnectEvent

__all__ = ["Handler", "Handlers", "OnError", "check_handler", "name_of", "outcome"]

Handler = Callable[[Any], object]
OnError = Literal["raise", "log"] | Callable[[Exception, Event], object]

_log = logging.getLogger("livetok.callbacks")

# A view of no types at all would be one of everything. This one is made by the session and costs no decoding.
_NOTHING_WANTED: Final[tuple[type[Event], ...]] = (DisconnectEvent,)


def name_of(handler: object) -> str:
    """Return what a handler is called in messages."""
    return str(getattr(handler, "__qualname__", None) or repr(handler))


def check_handler(handler: object) -> None:
    """Check that a function can be called with an event.

    Raises:
        UserError: It is no function, takes another number of arguments, or is a generator, which would never run.
    """
    hint = "for example: async def on_comment(event: CommentEvent) -> None"
    if not callable(handler):
        raise UserError(f"{handler!r} is no function", hint=hint)
    if inspect.isgeneratorfunction(handler) or inspect.isasyncgenfunction(handler):
        raise UserError(
            f"{name_of(handler)} yields, and would never run", hint="leave the yield out of a handler"
        )
    try:
        signature = inspect.signature(handler)
    except ValueError:
        return  # some functions in C do not tell
    try:
        signature.bind(None)
    except TypeError as error:
        raise UserError(
            f"{name_of(handler)}{signature} cannot be called with an event alone: {error}", hint=hint
        ) from error


async def outcome(function: Callable[..., object], *arguments: object) -> Exception | None:
    """Call a function of the user's, wait for it where it is asynchronous, and return what it raised."""
    try:
        result = function(*arguments)
        if inspect.isawaitable(result):
            await result
    except Exception as error:  # noqa: BLE001 -- whatever it is, the caller decides what becomes of it
        return error
    return None


@frozen(eq=False)
class _Listener:
    event_type: type[Event]
    handler: Handler
    once: bool


@define(eq=False)
class Handlers:
    """The handlers of one live, and the loop that calls them."""

    _listeners: list[_Listener] = field(factory=list[_Listener], init=False)
    _found: dict[type[Event], tuple[_Listener, ...]] = field(
        factory=dict[type[Event], tuple["_Listener", ...]], init=False
    )
    _selection: Selection[Event] | None = field(default=None, init=False)
    # The last event that was handed out: what waits for a live is shown to each new view, and so to a second run().
    _seen: int = field(default=0, init=False)

    def add(self, event_type: type[Event], handler: Handler, *, once: bool = False) -> None:
        """Call a function with the events of a type, and of types derived from it; adding it again changes nothing.

        Raises:
            UserError: This is no event class, or the function cannot be called with an event.
        """
        if not (isinstance(event_type, type) and issubclass(event_type, Event)):
            raise UserError(
                f"{event_type!r} is no event class",
                hint="for example live.on(CommentEvent), not live.on('comment')",
            )
        check_handler(handler)
        if not self._of(event_type, handler):
            self._listeners.append(_Listener(event_type, handler, once))
            self._changed()

    def remove(self, event_type: type[Event], handler: Handler) -> None:
        """Call a function no more.

        Raises:
            UserError: It is not called for this type.
        """
        found = self._of(event_type, handler)
        if not found:
            raise UserError(
                f"{name_of(handler)} does not listen to {getattr(event_type, '__name__', event_type)}",
                hint="name the type that it was added with",
            )
        self._drop(found)

    async def run(self, session: RoomSession, *, concurrent: bool, limit: int, on_error: OnError) -> None:
        """Call the handlers until the broadcast ends."""
        if on_error not in {"raise", "log"} and not callable(on_error):
            raise UserError(
                f"on_error is {on_error!r}", hint="'raise', 'log', or a function of error and event"
            )
        if not isinstance(limit, int) or limit < 1:
            raise UserError(f"limit is {limit!r}, and must be a whole number of at least 1", hint="limit=100")
        crew = HandlerRunner(on_error, limit)
        with self._selected(session) as events:
            if concurrent:
                await crew.concurrently(events, self._take)
            else:
                await crew.in_order(events, self._take)

    # --- inside

    @contextmanager
    def _selected(self, session: RoomSession) -> Generator[Selection[Event]]:
        if self._selection is not None:
            raise UserError(
                "run() is under way", hint="one task runs the handlers; add as many as you like to it"
            )
        with Selection(session, self._types) as selection:
            self._selection = selection
            try:
                yield selection
            finally:
                self._selection = None

    def _take(self, event: Event) -> tuple[Handler, ...]:
        """Return who is to be called, each handler once whatever it listens to."""
        if event.meta.sequence <= self._seen:
            return ()
        self._seen = event.meta.sequence
        found = self._found.get(type(event))
        if found is None:
            found = tuple(one for one in self._listeners if isinstance(event, one.event_type))
            self._found[type(event)] = found
        self._drop([one for one in found if one.once])
        return tuple(dict.fromkeys(one.handler for one in found))

    def _of(self, event_type: type[Event], handler: Handler) -> list[_Listener]:
        # Compared, not identified: each look at a method of an object makes a new one.
        return [one for one in self._listeners if one.event_type is event_type and one.handler == handler]

    def _drop(self, listeners: list[_Listener]) -> None:
        if listeners:
            self._listeners = [one for one in self._listeners if one not in listeners]
            self._changed()

    def _changed(self) -> None:
        self._found.clear()
        if self._selection is not None:
            self._selection.choose(self._types)

    @property
    def _types(self) -> tuple[type[Event], ...]:
        return tuple(dict.fromkeys(one.event_type for one in self._listeners)) or _NOTHING_WANTED


@define(eq=False)
class HandlerRunner:
    """Calls handlers, and sees to what they raise."""

    on_error: OnError
    limit: int
    _failures: list[Exception] = field(factory=list[Exception], init=False)

    async def in_order(self, events: Selection[Event], due: Callable[[Event], tuple[Handler, ...]]) -> None:
        async for event in events:
            for handler in due(event):
                await self._call(handler, event)

    async def concurrently(
        self, events: Selection[Event], due: Callable[[Event], tuple[Handler, ...]]
    ) -> None:
        slots = anyio.Semaphore(self.limit)
        lost: LiveError | None = None
        async with open_private_group() as group:

            async def work(handler: Handler, event: Event, *, task_status: TaskStatus[None]) -> None:
                task_status.started()  # goes on at once: handlers begin in the order of the events, on trio too
                try:
                    error = await outcome(self._call, handler, event)
                finally:
                    slots.release()
                if error is not None:
                    self._failures.append(error)
                    block.cancel()

            with anyio.CancelScope() as block:
                try:
                    async for event in events:
                        for handler in due(event):
                            await slots.acquire()
                            await group.start(work, handler, event)
                except LiveError as error:  # of the connection: handlers do not raise here
                    lost = error
                for _ in range(self.limit):  # those still at work
                    await slots.acquire()
        self._raise(lost)

    def _raise(self, lost: LiveError | None) -> None:
        if len(self._failures) > 1:
            raise ExceptionGroup("several handlers failed", self._failures)
        if self._failures:
            raise self._failures[0]
        if lost is not None:
            raise lost

    async def _call(self, handler: Handler, event: Event) -> None:
        """Call one handler; raises what it raised, if that is what `on_error` says."""
        error = await outcome(handler, event)
        if error is None:
            return
        error.add_note(f"in the handler {name_of(handler)} of a {type(event).__name__}")
        if self.on_error == "raise":
            raise error
        if self.on_error == "log":
            _log.error("the handler %s failed", name_of(handler), exc_info=error)
            return
        judged = self.on_error(error, event)
        if inspect.isawaitable(judged):
            await cast(Awaitable[object], judged)
