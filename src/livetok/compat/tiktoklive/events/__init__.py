"""The events of release 6 and 7: handlers are registered by class."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

from livetok.compat.tiktoklive.events import custom_events, proto_events
from livetok.compat.tiktoklive.events.base_event import BaseEvent
from livetok.compat.tiktoklive.events.custom_events import *  # noqa: F403
from livetok.compat.tiktoklive.events.proto_events import *  # noqa: F403

Event: TypeAlias = BaseEvent
EventHandler = TypeVar("EventHandler", bound=Callable[[Any], Any])

__all__ = [
    "BaseEvent",
    "Event",
    "EventHandler",
]
__all__ += custom_events.__all__
__all__ += proto_events.__all__

# No release has these; programs that import them are told what to write instead.
_NEVER_WERE = {
    "ViewerCountUpdateEvent": "RoomUserSeqEvent",
    "ViewerUpdateEvent": "RoomUserSeqEvent",
    "MemberEvent": "JoinEvent",
}


def __getattr__(name: str) -> Any:
    if name in _NEVER_WERE:
        raise ImportError(f"no release of 6 or 7 has {name}; it is {_NEVER_WERE[name]} there", name=name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
