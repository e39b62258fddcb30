"""livetok: a structured-concurrency client for TikTok LIVE.

::

    from livetok import connect, CommentEvent

    async with connect("@user") as live:
        async for event in live:
            if isinstance(event, CommentEvent):
                print(event.user.nickname, "->", event.content)

Names are loaded when they are first asked for, so that importing the package stays cheap.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from livetok import errors, events
from livetok._mixins.event import Event, Meta
from livetok.errors import *
from livetok.events import register

if TYPE_CHECKING:
    from livetok._blocking import BlockingEvents, BlockingLive, open_live
    from livetok._codec import Message, message
    from livetok._core.commands import Command
    from livetok._live import Live, connect, decode
    from livetok._record import Recording, RecordOptions, recover
    from livetok._select import Commands, Selection
    from livetok._session import Statistics
    from livetok._watch import Lives, watch
    from livetok.events import *
    from livetok.models import Gift, LiveState, LiveStatus, RoomInfo, RoomStatus, StreamUrl
    from livetok.options import Endpoints, Retry, Session, Signer, Ticket
    from livetok.proto import User
    from livetok.state import Battle, Gifter, Goal, RoomState, Team, TopViewer
    from livetok.testing.replay import replay

__version__ = "0.1.0"

__all__ = [
    "Battle",
    "BlockingEvents",
    "BlockingLive",
    "Command",
    "Commands",
    "Endpoints",
    "Event",
    "Gift",
    "Gifter",
    "Goal",
    "Live",
    "LiveState",
    "LiveStatus",
    "Lives",
    "Message",
    "Meta",
    "RecordOptions",
    "Recording",
    "Retry",
    "RoomInfo",
    "RoomState",
    "RoomStatus",
    "Selection",
    "Session",
    "Signer",
    "Statistics",
    "StreamUrl",
    "Team",
    "Ticket",
    "TopViewer",
    "User",
    "connect",
    "decode",
    "message",
    "open_live",
    "recover",
    "register",
    "replay",
    "watch",
]
__all__ += errors.__all__
__all__ += events.__all__

_HOMES = {
    "_blocking": ("BlockingEvents", "BlockingLive", "open_live"),
    "_codec": ("Message", "message"),
    "_core.commands": ("Command",),
    "_live": ("Live", "connect", "decode"),
    "_record": ("RecordOptions", "Recording", "recover"),
    "_select": ("Commands", "Selection"),
    "_session": ("Statistics",),
    "_watch": ("Lives", "watch"),
    "models": ("Gift", "LiveState", "LiveStatus", "RoomInfo", "RoomStatus", "StreamUrl"),
    "options": ("Endpoints", "Retry", "Session", "Signer", "Ticket"),
    "proto": ("User",),
    "testing.replay": ("replay",),
    "state": ("Battle", "Gifter", "Goal", "RoomState", "Team", "TopViewer"),
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        for home, names in _HOMES.items():
            if name in names:
                value = getattr(import_module(f"livetok.{home}"), name)
                break
        else:
            if name not in events.__all__:
                raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
            value = getattr(events, name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
