"""Events that are more, or less, than a message: the connection, and messages made telling by what they say."""

from __future__ import annotations

import builtins
import re
from base64 import b64encode
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from livetok.compat.tiktoklive._message_view import MessageView
from livetok.compat.tiktoklive.events.base_event import BaseEvent
from livetok.compat.tiktoklive.events.proto_events import (
    BarrageEvent,
    ControlEvent,
    EnvelopeEvent,
    SocialEvent,
)

__all__ = [
    "ConnectEvent",
    "CustomEvent",
    "DisconnectEvent",
    "FollowEvent",
    "LiveEndEvent",
    "LivePauseEvent",
    "LiveUnpauseEvent",
    "ShareEvent",
    "SuperFanBoxEvent",
    "SuperFanEvent",
    "SuperFanJoinEvent",
    "UnknownEvent",
    "WebsocketResponseEvent",
]

_USERS_JOINED: Final = re.compile(r"pm_mt_guidance_viewer_(\d{1,9})_share", re.ASCII)


class _Plain(BaseEvent):
    """An event that is no message."""

    @property
    def type(self) -> str:
        """Name of the event."""
        return self.get_type()


@dataclass
class ConnectEvent(_Plain):
    """The room was entered, for the first time or after a loss."""

    unique_id: str
    room_id: int


@dataclass
class DisconnectEvent(_Plain):
    """The connection is over."""


class FollowEvent(SocialEvent):
    """Somebody follows the host."""


class ShareEvent(SocialEvent):
    """Somebody shares the stream."""

    @property
    def users_joined(self) -> int | None:
        """Viewers who came through the share, at least; None when the message does not say."""
        match = _USERS_JOINED.search(self.common.display_text.key)
        return int(match[1]) if match else None


class LiveEndEvent(ControlEvent):
    """The broadcast is over."""


class LivePauseEvent(ControlEvent):
    """The host paused the broadcast."""


class LiveUnpauseEvent(ControlEvent):
    """The host goes on after a pause."""


class SuperFanEvent(BarrageEvent):
    """A viewer became a super fan of the host."""


class SuperFanJoinEvent(BarrageEvent):
    """A super fan entered the room."""


class SuperFanBoxEvent(EnvelopeEvent):
    """A treasure box for super fans."""


class ResponseMessage(Protocol):
    """What a `WebsocketResponseEvent` is made of."""

    @property
    def raw(self) -> MessageView: ...
    @property
    def method(self) -> str: ...
    @property
    def payload(self) -> builtins.bytes: ...
    @property
    def msg_id(self) -> int: ...
    @property
    def is_history(self) -> bool: ...


class WebsocketResponseEvent(_Plain):
    """Any message, known or not."""

    def __init__(self, message: ResponseMessage) -> None:
        self._response_message = message

    @property
    def raw(self) -> MessageView:
        """A fetch result that holds this message alone."""
        return self._response_message.raw

    @property
    def method(self) -> str:
        """What kind of message it is."""
        return self._response_message.method

    @property
    def payload(self) -> builtins.bytes:
        """The message as it came."""
        return self._response_message.payload

    @property
    def msg_id(self) -> int:
        """Its id."""
        return self._response_message.msg_id

    @property
    def is_history(self) -> bool:
        """Whether it is from before the connection."""
        return self._response_message.is_history

    @property
    def bytes(self) -> builtins.bytes:
        """The message as it came."""
        return self.payload

    @property
    def size(self) -> int:
        """Length of the message in bytes."""
        return len(self.payload)

    @property
    def as_base64(self) -> str:
        """The message as base64, to paste into a protobuf decoder."""
        return b64encode(self.payload).decode()


class UnknownEvent(WebsocketResponseEvent):
    """A message that has no class of its own."""


CustomEvent: TypeAlias = (
    ConnectEvent
    | DisconnectEvent
    | FollowEvent
    | ShareEvent
    | LiveEndEvent
    | LivePauseEvent
    | LiveUnpauseEvent
    | SuperFanEvent
    | SuperFanJoinEvent
    | SuperFanBoxEvent
    | UnknownEvent
    | WebsocketResponseEvent
)
