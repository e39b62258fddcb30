"""Names that release 4.5.2 had for things, and what they are called now."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final

__all__ = ["EVENTS", "IGNORED_OPTIONS", "OPTIONS", "Renamed", "current_event", "warn", "warn_of"]

_PACKAGE: Final = __name__.rpartition(".")[0]

EVENTS: Final = {
    "viewer_count_update": "viewer_update",
    "viewer_count": "viewer_update",
    "weekly_ranking": "ranking_update",
    "mic_battle": "mic_battle_start",
    "mic_armies": "mic_battle_update",
}

OPTIONS: Final = {
    "timeout_ms": "http_timeout",
    "client_params": "http_params",
    "request_headers": "http_headers",
    "headers": "http_headers",
    "websocket_headers": "ws_headers",
    "enable_extended_gift_info": "enable_detailed_gifts",
}

# Options for polling and for debugging, which there is no need of any more.
IGNORED_OPTIONS: Final = {
    "ping_interval_ms": "there is no polling any more",
    "polling_interval_ms": "there is no polling any more",
    "proxy_container": "pass one proxy with proxies=",
    "websocket_enabled": "there is no polling any more",
    "debug": "listen to the event 'unknown', or set the log level of 'livetok'",
}


def warn(message: str, category: type[Warning]) -> None:
    """Warn in the name of the line outside of this package that led here."""
    frame, level = inspect.currentframe(), 1
    while frame is not None and frame.f_globals.get("__name__", "").startswith(_PACKAGE):
        frame, level = frame.f_back, level + 1
    warnings.warn(message, category, stacklevel=level)


def warn_of(old: str, new: str) -> None:
    """Warn of an old name, and say what to write instead."""
    warn(f"{old} is a name of release 4; it is now {new}", DeprecationWarning)


def current_event(name: str) -> str:
    """Return the present name of an event, with a warning where that is not the given one."""
    new = EVENTS.get(name)
    if new is None:
        return name
    warn_of(f"the event {name!r}", repr(new))
    return new


class Renamed:
    """Understands old attribute names: `class Like(Renamed, renamed={"likeCount": "likes"})`.

    Subclasses inherit the names. An empty new name stands for the object itself, where two levels became one.
    """

    _present: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls, *, renamed: Mapping[str, str] | None = None, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls._present = {**cls._present, **(renamed or {})}

    if not TYPE_CHECKING:  # a checker knows the present names only

        def __getattr__(self, name: str) -> Any:
            new = self._present.get(name)
            owner = type(self).__name__
            if new is None:
                raise AttributeError(f"{owner!r} object has no attribute {name!r}", name=name, obj=self)
            warn_of(f"{owner}.{name}", f"{owner}.{new}" if new else f"{owner} itself")
            return getattr(self, new) if new else self
