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
from livetok.errors import *
from livetok.events import register

if TYPE_CHECKING:
    from livetok._capture.writer import Capture
    from livetok._client.blocking import BlockingEvents, BlockingLive, open_live
    from livetok._client.connect import connect, decode
    from livetok._client.follow import Followed, follow
    from livetok._client.live import Live
    from livetok._client.watch import Lives, watch
    from livetok._codec import Message, message
    from livetok._mixins.compact import COLUMNS
    from livetok._mixins.event import Event
    from livetok._mixins.meta import Meta
    from livetok._recording import Progress, Recording, RecordKeywords, RecordOptions, recover
    from livetok._recording.flv import MediaFormat
    from livetok._recording.timeline import Segment
    from livetok._resolver import is_live
    from livetok._session.commands import Command
    from livetok._session.handlers import OnError
    from livetok._session.selection import Commands, Selection
    from livetok.events import *
    from livetok.http_types import HttpRequest, HttpResponse
    from livetok.models import (
        Audience,
        Gift,
        LiveState,
        LiveStatus,
        Profile,
        RoomInfo,
        RoomStatus,
        StreamUrl,
        Viewer,
    )
    from livetok.options import (
        ConnectOptions,
        Endpoints,
        Options,
        Overflow,
        Resume,
        Retry,
        Session,
        Signer,
        SignRequest,
        Ticket,
    )
    from livetok.proto import User
    from livetok.signers import EulerSigner, Quota, Signature, UrlSigner
    from livetok.sinks import Row, Sink, SinkAddress, SinkStatistics, Writer, open_sink, register_sink
    from livetok.state import Battle, Gifter, Goal, RoomState, Statistics, Team, TopViewer
    from livetok.testing.replay import replay

__version__ = "0.1.0"

__all__ = [
    "COLUMNS",
    "Audience",
    "Battle",
    "BlockingEvents",
    "BlockingLive",
    "Capture",
    "Command",
    "Commands",
    "ConnectOptions",
    "Endpoints",
    "EulerSigner",
    "Event",
    "Followed",
    "Gift",
    "Gifter",
    "Goal",
    "HttpRequest",
    "HttpResponse",
    "Live",
    "LiveState",
    "LiveStatus",
    "Lives",
    "MediaFormat",
    "Message",
    "Meta",
    "OnError",
    "Options",
    "Overflow",
    "Profile",
    "Progress",
    "Quota",
    "RecordKeywords",
    "RecordOptions",
    "Recording",
    "Resume",
    "Retry",
    "RoomInfo",
    "RoomState",
    "RoomStatus",
    "Row",
    "Segment",
    "Selection",
    "Session",
    "SignRequest",
    "Signature",
    "Signer",
    "Sink",
    "SinkAddress",
    "SinkStatistics",
    "Statistics",
    "StreamUrl",
    "Team",
    "Ticket",
    "TopViewer",
    "UrlSigner",
    "User",
    "Viewer",
    "Writer",
    "connect",
    "decode",
    "follow",
    "is_live",
    "message",
    "open_live",
    "open_sink",
    "recover",
    "register",
    "register_sink",
    "replay",
    "watch",
]
__all__ += errors.__all__
__all__ += events.__all__

_HOMES = {
    "_capture.writer": ("Capture",),
    "_client.blocking": ("BlockingEvents", "BlockingLive", "open_live"),
    "_codec": ("Message", "message"),
    "_session.commands": ("Command",),
    "_client.connect": ("connect", "decode"),
    "_client.follow": ("Followed", "follow"),
    "_client.live": ("Live",),
    "_mixins.compact": ("COLUMNS",),
    "_mixins.event": ("Event",),
    "_mixins.meta": ("Meta",),
    "_recording": ("Progress", "RecordKeywords", "RecordOptions", "Recording", "recover"),
    "_recording.flv": ("MediaFormat",),
    "_recording.timeline": ("Segment",),
    "_resolver": ("is_live",),
    "_session.handlers": ("OnError",),
    "_session.selection": ("Commands", "Selection"),
    "_client.watch": ("Lives", "watch"),
    "models": (
        "Audience",
        "Gift",
        "LiveState",
        "LiveStatus",
        "Profile",
        "RoomInfo",
        "RoomStatus",
        "StreamUrl",
        "Viewer",
    ),
    "http_types": ("HttpRequest", "HttpResponse"),
    "options": (
        "ConnectOptions",
        "Endpoints",
        "Options",
        "Overflow",
        "Resume",
        "Retry",
        "Session",
        "SignRequest",
        "Signer",
        "Ticket",
    ),
    "proto": ("User",),
    "signers": ("EulerSigner", "Quota", "Signature", "UrlSigner"),
    "sinks": ("Row", "Sink", "SinkAddress", "SinkStatistics", "Writer", "open_sink", "register_sink"),
    "testing.replay": ("replay",),
    "state": ("Battle", "Gifter", "Goal", "RoomState", "Statistics", "Team", "TopViewer"),
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
