"""Handlers by the name of their event."""

from __future__ import annotations

import inspect
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any, Final, TypeAlias, TypeVar, cast, overload

from livetok._session.handlers import check_handler
from livetok.compat.tiktoklive import events
from livetok.compat.tiktoklive._renamed import current_event, warn
from livetok.compat.tiktoklive.events import BaseEvent
from livetok.compat.tiktoklive.types.events import EVENT_NAMES, AbstractEvent
from livetok.errors import UserError

__all__ = ["CLASS_EVENTS", "Emitter", "EventKey", "Handler", "Work"]

Handler = Callable[..., object]
Work = Callable[[], Coroutine[Any, Any, None]]
EventKey: TypeAlias = str | type[BaseEvent] | type[AbstractEvent]

_H = TypeVar("_H", bound=Handler)

_log = logging.getLogger("livetok.compat")

CLASS_EVENTS: Final = frozenset(
    cls.get_type() for cls in vars(events).values() if isinstance(cls, type) and issubclass(cls, BaseEvent)
)


class Emitter(ABC):
    """Keeps handlers, synchronous and asynchronous, and calls them.

    A name such as `"comment"` gives a handler the event of release 4 and 5, a class of `events` that of 6 and 7.
    What a handler raises goes to the handlers of `error`, or to the log when there are none; it never stops the stream.
    """

    def __init__(self) -> None:
        # For each event its handlers in order, and whether each is for one time only.
        self._handlers: dict[str, dict[Handler, bool]] = {}

    @overload
    def on(self, event: EventKey) -> Callable[[_H], _H]: ...
    @overload
    def on(self, event: EventKey, f: _H) -> _H: ...
    def on(self, event: EventKey, f: Handler | None = None) -> Handler | Callable[[Handler], Handler]:
        """Call a function with each event of a kind; a decorator when no function is given.

        Args:
            event: A name or a class.
            f: The function, asynchronous or not; takes the event.

        Raises:
            TypeError: This is no event, or the function cannot be called with one.
        """
        return self._added(event, f, once=False)

    @overload
    def once(self, event: EventKey) -> Callable[[_H], _H]: ...
    @overload
    def once(self, event: EventKey, f: _H) -> _H: ...
    def once(self, event: EventKey, f: Handler | None = None) -> Handler | Callable[[Handler], Handler]:
        """Call a function with the next event of a kind; a decorator when no function is given.

        Args:
            event: A name or a class.
            f: The function, asynchronous or not; takes the event.

        Raises:
            TypeError: This is no event, or the function cannot be called with one.
        """
        return self._added(event, f, once=True)

    def listens_to(self, event: EventKey) -> Callable[[_H], _H]:
        """Do as `on()` does as a decorator.

        Args:
            event: A name or a class.

        Raises:
            TypeError: This is no event.
        """
        return self.on(event)

    def add_listener(self, event: EventKey, f: _H) -> _H:
        """Call a function with each event of a kind. Adding it again changes nothing.

        Args:
            event: A name or a class.
            f: The function, asynchronous or not; takes the event.

        Raises:
            TypeError: This is no event, or the function cannot be called with one.
        """
        self._add(_known(event), f, once=False)
        return f

    def remove_listener(self, event: EventKey, f: Handler) -> None:
        """Unregister a handler.

        Args:
            event: A name or a class.
            f: The handler.

        Raises:
            KeyError: It does not listen to an event of this name. A class raises nothing, as in release 6 and 7.
        """
        handlers = self._handlers.get(_name_of(event), {})
        if isinstance(event, str):
            del handlers[f]
        else:
            handlers.pop(f, None)

    def remove_all_listeners(self, event: EventKey | None = None) -> None:
        """Forget the handlers of one kind of event.

        Args:
            event: A name or a class; None for all kinds.
        """
        if event is None:
            self._handlers.clear()
        else:
            self._handlers.pop(_name_of(event), None)

    def listeners(self, event: EventKey) -> list[Handler]:
        """Return the handlers of an event, in the order in which they are called.

        Args:
            event: A name or a class.
        """
        return list(self._handlers.get(_name_of(event), ()))

    def has_listener(self, event: EventKey) -> bool:
        """Tell whether anybody listens to an event.

        Args:
            event: A name or a class.
        """
        return bool(self.listeners(event))

    def event_names(self) -> set[str]:
        """Return the names that somebody listens to; that of a class is its own."""
        return {name for name, handlers in self._handlers.items() if handlers}

    def emit(self, event: EventKey, *arguments: object) -> bool:
        """Call the handlers of an event, asynchronous ones soon, others now; returns whether there are any.

        Args:
            event: A name or a class.
            *arguments: What the handlers are called with.
        """
        name = _name_of(event)
        heard = bool(self._handlers.get(name))
        for work in self._call(name, *arguments):
            self._begin_soon(name, work)
        return heard

    @property
    def _listens_by_class(self) -> bool:
        """Whether this is a program for release 6 and 7."""
        return any(handlers and name in CLASS_EVENTS for name, handlers in self._handlers.items())

    @abstractmethod
    def _begin_soon(self, event: str, work: Work) -> None:
        """Run what is left of an asynchronous handler."""

    def _call(self, event: str, *arguments: object) -> list[Work]:
        """Call the handlers of an event; returns what is left to be awaited."""
        left: list[Work] = []
        handlers = self._handlers.get(event, {})
        for handler, once in tuple(handlers.items()):
            if once:
                handlers.pop(handler, None)
            with self._judged(event):
                result = handler(*arguments)
                if inspect.isawaitable(result):
                    left.append(self._rest(event, cast(Awaitable[object], result)))
        return left

    def _rest(self, event: str, result: Awaitable[object]) -> Work:
        async def work() -> None:
            with self._judged(event):
                await result

        return work

    @contextmanager
    def _judged(self, event: str) -> Generator[None]:
        try:
            yield
        except Exception as error:  # noqa: BLE001 -- whatever a handler raises is the handlers' of `error`
            if event == "error":
                self._log_error(error)
            else:
                self._on_error(error)

    def _on_error(self, error: Exception) -> None:
        if not self.emit("error", error):
            self._log_error(error)

    @classmethod
    def _log_error(cls, exception: BaseException) -> None:
        """Log an exception with its traceback; what happens to errors that nobody listens to."""
        _log.error("%s: %s", type(exception).__name__, exception, exc_info=exception)

    # --- inside

    def _added(
        self, event: EventKey, f: Handler | None, *, once: bool
    ) -> Handler | Callable[[Handler], Handler]:
        name = _known(event)
        if f is not None:
            return self._add(name, f, once=once)

        def decorate(handler: Handler) -> Handler:
            return self._add(name, handler, once=once)

        return decorate

    def _add(self, event: str, f: Handler, *, once: bool) -> Handler:
        # a program may have events of its own, with any number of arguments
        if event in EVENT_NAMES or event in CLASS_EVENTS:
            try:
                check_handler(f)
            except UserError as error:
                raise TypeError(f"{error}; a handler takes one argument, the event") from error
        self._handlers.setdefault(event, {}).setdefault(f, once)
        return f


def _name_of(event: object) -> str:
    """Return the name that handlers of an event are kept under.

    Raises:
        TypeError: This is neither a name nor a class of an event.
    """
    if isinstance(event, str):
        return current_event(event)
    if isinstance(event, type) and issubclass(event, BaseEvent):
        return event.get_type()
    if isinstance(event, type) and issubclass(event, AbstractEvent):
        return event.name
    home = str(getattr(cast(Any, event), "__module__", ""))
    own = " (that class is livetok's own)" if home.startswith("livetok.") else ""
    raise TypeError(
        f"{event!r} is no event{own}: register by a class of livetok.compat.tiktoklive.events, or by a name"
    )


def _known(event: object) -> str:
    """Return the present name of an event; warn where it is old, or there is none of that name."""
    name = _name_of(event)
    if name not in EVENT_NAMES and name not in CLASS_EVENTS:
        near = get_close_matches(name, [*EVENT_NAMES, *CLASS_EVENTS], n=1)
        advice = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(sorted(EVENT_NAMES))}"
        warn(f"livetok never emits an event {name!r}: {advice}", UserWarning)
    return name
