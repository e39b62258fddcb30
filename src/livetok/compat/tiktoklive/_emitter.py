"""Handlers by the name of their event."""

from __future__ import annotations

import inspect
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any, TypeVar, cast, overload

from livetok._session.handlers import check_handler
from livetok.compat.tiktoklive._renamed import current_event, warn
from livetok.compat.tiktoklive.types.events import EVENT_NAMES
from livetok.errors import UserError

__all__ = ["Emitter", "Handler", "Work"]

Handler = Callable[..., object]
Work = Callable[[], Coroutine[Any, Any, None]]

_H = TypeVar("_H", bound=Handler)

_log = logging.getLogger("livetok.compat")


class Emitter(ABC):
    """Keeps handlers, synchronous and asynchronous, and calls them.

    What a handler raises goes to the handlers of `error`, or to the log when there are none; it never stops the stream.
    """

    def __init__(self) -> None:
        # For each event its handlers in order, and whether each is for one time only.
        self._handlers: dict[str, dict[Handler, bool]] = {}

    @overload
    def on(self, event: str) -> Callable[[_H], _H]: ...
    @overload
    def on(self, event: str, f: _H) -> _H: ...
    def on(self, event: str, f: Handler | None = None) -> Handler | Callable[[Handler], Handler]:
        """Call a function with each event of a name; a decorator when no function is given.

        Raises:
            TypeError: The function cannot be called with an event.
        """
        return self._added(event, f, once=False)

    @overload
    def once(self, event: str) -> Callable[[_H], _H]: ...
    @overload
    def once(self, event: str, f: _H) -> _H: ...
    def once(self, event: str, f: Handler | None = None) -> Handler | Callable[[Handler], Handler]:
        """Call a function with the next event of a name; a decorator when no function is given.

        Raises:
            TypeError: The function cannot be called with an event.
        """
        return self._added(event, f, once=True)

    def add_listener(self, event: str, f: _H) -> _H:
        """Call a function with each event of a name. Adding it again changes nothing.

        Raises:
            TypeError: The function cannot be called with an event.
        """
        self._add(_known(event), f, once=False)
        return f

    def remove_listener(self, event: str, f: Handler) -> None:
        """Call a function no more.

        Raises:
            KeyError: It does not listen to this event.
        """
        del self._handlers[current_event(event)][f]

    def remove_all_listeners(self, event: str | None = None) -> None:
        """Forget the handlers of one event, or of all."""
        if event is None:
            self._handlers.clear()
        else:
            self._handlers.pop(current_event(event), None)

    def listeners(self, event: str) -> list[Handler]:
        """Return the handlers of an event, in the order in which they are called."""
        return list(self._handlers.get(current_event(event), ()))

    def event_names(self) -> set[str]:
        """Return the names that somebody listens to."""
        return {name for name, handlers in self._handlers.items() if handlers}

    def emit(self, event: str, *arguments: object) -> bool:
        """Call the handlers of an event, asynchronous ones soon, others now; returns whether there are any."""
        heard = bool(self._handlers.get(event))
        for work in self._call(event, *arguments):
            self._begin_soon(event, work)
        return heard

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

    def _added(self, event: str, f: Handler | None, *, once: bool) -> Handler | Callable[[Handler], Handler]:
        name = _known(event)
        if f is not None:
            return self._add(name, f, once=once)

        def decorate(handler: Handler) -> Handler:
            return self._add(name, handler, once=once)

        return decorate

    def _add(self, event: str, f: Handler, *, once: bool) -> Handler:
        if event in EVENT_NAMES:  # a program may have events of its own, with any number of arguments
            try:
                check_handler(f)
            except UserError as error:
                raise TypeError(f"{error}; a handler takes one argument, the event") from error
        self._handlers.setdefault(event, {}).setdefault(f, once)
        return f


def _known(event: str) -> str:
    """Return the present name of an event; warn where it is old, or there is none of that name."""
    name = current_event(event)
    if name not in EVENT_NAMES:
        near = get_close_matches(str(name), EVENT_NAMES, n=1)
        advice = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(sorted(EVENT_NAMES))}"
        warn(f"livetok never emits an event {name!r}: {advice}", UserWarning)
    return name
