"""Handlers: functions that are called with the events of some types, a layer on top of the iterator.

Errors of handlers and errors of the connection are kept apart: `on_error` sees the first only, and the second are
raised by `run` as themselves, never in a group with the first.
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

# A queue of no types at all would be one of everything. These events are livetok's own and cost no decoding.
_NOTHING_WANTED: Final[tuple[type[Event], ...]] = (DisconnectEvent,)


def name_of(handler: object) -> str:
    """Return the name of a handler for messages.

    Args:
        handler: Any callable.
    """
    return str(getattr(handler, "__qualname__", None) or repr(handler))


def check_handler(handler: object) -> None:
    """Check that a function can be called with an event.

    Args:
        handler: What the user registered.

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
        return  # some functions in C have no signature
    try:
        signature.bind(None)
    except TypeError as error:
        raise UserError(
            f"{name_of(handler)}{signature} cannot be called with an event alone: {error}", hint=hint
        ) from error


async def outcome(function: Callable[..., object], *arguments: object) -> Exception | None:
    """Call a function of the user's, await it where it is asynchronous, and return what it raised.

    Cancelling it cancels the function.

    Args:
        function: Synchronous or asynchronous.
        *arguments: Positional arguments of the call.

    Returns:
        The exception; None when there was none.
    """
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
    _listeners_of: dict[type[Event], tuple[_Listener, ...]] = field(
        factory=dict[type[Event], tuple["_Listener", ...]], init=False
    )
    _selection: Selection[Event] | None = field(default=None, init=False)
    # Sequence number of the last handled event: what waits in the live's queue is put into each new one, and so into
    # that of a second run().
    _last_sequence: int = field(default=0, init=False)

    def add(self, event_type: type[Event], handler: Handler, *, once: bool = False) -> None:
        """Register a handler for a type and the types derived from it; registering it again changes nothing.

        Args:
            event_type: An event class.
            handler: Synchronous or asynchronous; takes the event.
            once: Unregister it before its first call. Default False.

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
        """Unregister a handler.

        Args:
            event_type: The type that it was registered with.
            handler: The handler.

        Raises:
            UserError: It is not registered for this type.
        """
        listeners = self._of(event_type, handler)
        if not listeners:
            raise UserError(
                f"{name_of(handler)} does not listen to {getattr(event_type, '__name__', event_type)}",
                hint="name the type that it was added with",
            )
        self._drop(listeners)

    async def run(self, session: RoomSession, *, concurrent: bool, limit: int, on_error: OnError) -> None:
        """Call the handlers until the broadcast ends; see `Live.run`. Cancelling it cancels the handlers at work.

        Args:
            session: Where the events come from.
            concurrent: Whether to start the next handler before the last one is done.
            limit: Handlers that may run at once with `concurrent`.
            on_error: What to do with an exception of a handler.

        Raises:
            UserError: An argument is wrong, or `run` is under way.
            LiveError: The session failed.
        """
        if on_error not in {"raise", "log"} and not callable(on_error):
            raise UserError(
                f"on_error is {on_error!r}", hint="'raise', 'log', or a function of error and event"
            )
        if not isinstance(limit, int) or limit < 1:
            raise UserError(f"limit is {limit!r}, and must be a whole number of at least 1", hint="limit=100")
        runner = HandlerRunner(on_error, limit)
        with self._selected(session) as events:
            if concurrent:
                await runner.concurrently(events, self._take)
            else:
                await runner.in_order(events, self._take)

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
        """Return the handlers to call with an event, each once however often it is registered."""
        if event.meta.sequence <= self._last_sequence:
            return ()
        self._last_sequence = event.meta.sequence
        listeners = self._listeners_of.get(type(event))
        if listeners is None:
            listeners = tuple(
                listener for listener in self._listeners if isinstance(event, listener.event_type)
            )
            self._listeners_of[type(event)] = listeners
        self._drop([listener for listener in listeners if listener.once])
        return tuple(dict.fromkeys(listener.handler for listener in listeners))

    def _of(self, event_type: type[Event], handler: Handler) -> list[_Listener]:
        # Equality, not identity: every access to a bound method makes a new object.
        return [
            listener
            for listener in self._listeners
            if listener.event_type is event_type and listener.handler == handler
        ]

    def _drop(self, listeners: list[_Listener]) -> None:
        if listeners:
            self._listeners = [listener for listener in self._listeners if listener not in listeners]
            self._changed()

    def _changed(self) -> None:
        self._listeners_of.clear()
        if self._selection is not None:
            self._selection.choose(self._types)

    @property
    def _types(self) -> tuple[type[Event], ...]:
        return tuple(dict.fromkeys(listener.event_type for listener in self._listeners)) or _NOTHING_WANTED


@define(eq=False)
class HandlerRunner:
    """Calls handlers, and applies `on_error` to what they raise.

    Attributes:
        on_error: `"raise"`, `"log"`, or a function of error and event.
        limit: Handlers that may run at once.
    """

    on_error: OnError
    limit: int
    _failures: list[Exception] = field(factory=list[Exception], init=False)

    async def in_order(
        self, events: Selection[Event], handlers_of: Callable[[Event], tuple[Handler, ...]]
    ) -> None:
        """Call the handlers of each event one after another. Cancelling it cancels the one at work.

        Args:
            events: Iterated until it ends.
            handlers_of: Gives the handlers of an event.
        """
        async for event in events:
            for handler in handlers_of(event):
                await self._call(handler, event)

    async def concurrently(
        self, events: Selection[Event], handlers_of: Callable[[Event], tuple[Handler, ...]]
    ) -> None:
        """Start the handlers in order without waiting for them. Cancelling it cancels those at work.

        Args:
            events: Iterated until it ends.
            handlers_of: Gives the handlers of an event.
        """
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
                        for handler in handlers_of(event):
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
        """Call one handler; raise what it raised if `on_error` is `"raise"`, or what `on_error` itself raises."""
        error = await outcome(handler, event)
        if error is None:
            return
        error.add_note(f"in the handler {name_of(handler)} of a {type(event).__name__}")
        if self.on_error == "raise":
            raise error
        if self.on_error == "log":
            _log.error("the handler %s failed", name_of(handler), exc_info=error)
            return
        result = self.on_error(error, event)
        if inspect.isawaitable(result):
            await cast(Awaitable[object], result)
