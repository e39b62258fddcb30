"""From livetok's events to those of release 6 and 7."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from livetok import events as native
from livetok._mixins.event import Event
from livetok.compat.tiktoklive._message_view import MessageView, view_of
from livetok.compat.tiktoklive.events import custom_events as custom
from livetok.compat.tiktoklive.events.base_event import BaseEvent, MessageEvent
from livetok.compat.tiktoklive.events.proto_events import CLASSES_BY_NATIVE
from livetok.proto import BaseProtoMessage, ProtoMessageFetchResult

__all__ = ["WebcastMessage", "WebcastResponse", "events_of", "message_of"]

_CUSTOM: Final[dict[type[Event], type[MessageEvent]]] = {
    native.FollowEvent: custom.FollowEvent,
    native.ShareEvent: custom.ShareEvent,
    native.LiveEndEvent: custom.LiveEndEvent,
    native.LivePauseEvent: custom.LivePauseEvent,
    native.LiveResumeEvent: custom.LiveUnpauseEvent,
    native.SuperFanEvent: custom.SuperFanEvent,
    native.SuperFanJoinEvent: custom.SuperFanJoinEvent,
    native.SuperFanBoxEvent: custom.SuperFanBoxEvent,
}


@frozen(eq=False)
class WebcastMessage:
    """A message as the original hands it to what makes events of it.

    Attributes:
        event: Livetok's event.
    """

    event: Event

    @property
    def method(self) -> str:
        """What kind of message it is."""
        return self.event.meta.method

    @property
    def payload(self) -> bytes:
        """The message as it came."""
        if isinstance(self.event, native.UnknownEvent | native.UndecodedEvent):
            return self.event.payload
        return bytes(self.event)

    @property
    def msg_id(self) -> int:
        """Its id."""
        return self.event.meta.message_id

    @property
    def is_history(self) -> bool:
        """Whether it is from before the connection."""
        return self.event.meta.history

    @property
    def raw(self) -> MessageView:
        """A fetch result of TikTok's that holds this message alone."""
        message = BaseProtoMessage(
            method=self.method, payload=self.payload, msg_id=self.msg_id, is_history=self.is_history
        )
        return view_of(ProtoMessageFetchResult(messages=[message]))


@frozen(eq=False)
class WebcastResponse:
    """What a message came with: itself.

    Attributes:
        messages: The message.
    """

    messages: tuple[WebcastMessage, ...]


def message_of(event: Event) -> WebcastMessage:
    """Return an event of livetok's as a message of the original."""
    return WebcastMessage(event)


def events_of(message: WebcastMessage) -> list[BaseEvent]:
    """Return the events of one message: what it means, the message as such, and as what it was decoded.

    What livetok says of itself is no event in the original, but for the connection.
    """
    event = message.event
    if isinstance(event, native.ConnectEvent):
        return [custom.ConnectEvent(unique_id=event.unique_id, room_id=event.room_id)]
    if not message.method:
        return []
    made: list[BaseEvent] = []
    special = next((_CUSTOM[kind] for kind in type(event).__mro__ if kind in _CUSTOM), None)
    if special is not None:
        made.append(special.view(event))
    made.append(custom.WebsocketResponseEvent(message))
    kind = next(
        (name for name in (cls.__name__ for cls in type(event).__mro__) if name in CLASSES_BY_NATIVE), None
    )
    if kind is not None:
        made.append(CLASSES_BY_NATIVE[kind].view(event))
    elif not isinstance(event, native.UndecodedEvent):
        made.append(custom.UnknownEvent(message))
    return made
