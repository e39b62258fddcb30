"""Classification: the event class of a message, by its method and content (protocol notes 5.2, 5.3, 4.11)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from livetok._codec import OnDamage, downcast_in_place, log_damage, peek_field
from livetok._mixins.event import Event
from livetok._protocol.frames import Envelope
from livetok.errors import DecodeError
from livetok.events import class_for
from livetok.events.derived import (
    EnvelopeClosedEvent,
    FollowEvent,
    JoinEvent,
    LiveEndEvent,
    LivePauseEvent,
    LiveResumeEvent,
    MicBattleEndEvent,
    MicBattleStartEvent,
    MoreShareEvent,
    ShareEvent,
    SubscribeEvent,
    SuperFanBoxEvent,
    SuperFanEvent,
    SuperFanJoinEvent,
)
from livetok.proto import (
    BarrageEvent,
    BarrageMessageBarrageType,
    ControlAction,
    ControlEvent,
    EnvelopeBusinessType,
    EnvelopeDisplay,
    EnvelopeEvent,
    LinkMicBattleBattleAction,
    LinkMicBattleEvent,
    MemberEvent,
    MemberMessageAction,
    MessageType,
    SocialEvent,
    SubNotifyEvent,
    UndecodedEvent,
    UnknownEvent,
)

__all__ = ["classify", "to_event"]

_MORE_SHARE: Final = re.compile(r"guidance_viewer_\d+_share")
_SUPER_FAN: Final[Mapping[str, type[Event]]] = {
    "ttlive_superfan": SuperFanEvent,
    "ttlive_superfan_commentnotif_superfanjoined": SuperFanJoinEvent,
}
_SUPER_FAN_BOX: Final = "ttlive_superfanbox"
_FOLLOW_ACTION: Final = 1
_SHARE_ACTIONS: Final = range(2, 6)
# Members of an enum class are looked up slowly; these are wanted for every message of a kind.
_ENTER: Final = MemberMessageAction.ENTER
_BOX: Final = EnvelopeBusinessType.SUPER_FAN_BOX
_HIDE: Final = EnvelopeDisplay.HIDE
# How users of a high level, and members of the host's fan club, enter (protocol notes 10.2).
_ENTRANCES: Final = {
    BarrageMessageBarrageType.GRADE_USER_ENTRANCE_NOTIFICATION,
    BarrageMessageBarrageType.FANS_LEVEL_ENTRANCE,
}
_CONTROL: Final = {
    ControlAction.STREAM_PAUSED: LivePauseEvent,
    ControlAction.STREAM_UNPAUSED: LiveResumeEvent,
    ControlAction.STREAM_ENDED: LiveEndEvent,
    ControlAction.STREAM_SUSPENDED: LiveEndEvent,
}
_BATTLE_OVER: Final = {LinkMicBattleBattleAction.FINISH, LinkMicBattleBattleAction.CUT_SHORT}
# Invitations and refusals come before there is a battle; old servers sent no action at all.
_BATTLE_ON: Final = {
    LinkMicBattleBattleAction.UNKNOWN,
    LinkMicBattleBattleAction.OPEN,
    LinkMicBattleBattleAction.ACCEPT,
}


def to_event(envelope: Envelope, on_damage: OnDamage = log_damage) -> Event:
    """Decode one message and classify it.

    Never raises, and neither does looking into the event: a method without a class becomes an `UnknownEvent`, a damaged
    payload an `UndecodedEvent`, a damaged nested message reads as empty.

    Args:
        envelope: The message.
        on_damage: Called when a damaged nested message is first looked into, which may be much later.
    """
    method = envelope.method
    event_class = class_for(method)
    if event_class is None:
        return UnknownEvent(method=method, payload=envelope.payload)
    try:
        event = event_class.parse(envelope.payload, on_damage=on_damage)
    except DecodeError as error:
        return UndecodedEvent(method=method, payload=envelope.payload, error=str(error))
    return classify(event)


def classify(event: Event) -> Event:
    """Give a just decoded event the derived class that its content calls for, in place, and return it.

    An entrance that is announced by a barrage becomes a `JoinEvent` like any other, which is a new event.
    """
    rule = _RULES.get(type(event))
    derived_class = rule(event) if rule else None
    if derived_class is None:
        return event
    if derived_class is JoinEvent and isinstance(event, BarrageEvent):
        return JoinEvent(common=event.common, user=event.user, action=_ENTER)
    return downcast_in_place(event, derived_class)


def _key(event: Event, *path: str) -> str:
    """Return the key of a display text; what is around it stays unread."""
    key: str = peek_field(event, *path, "key")
    return key.lower()


def _social(event: SocialEvent) -> type[Event] | None:
    # The display key is the older and surer signal; the action decides where there is no key.
    key = _key(event, "common", "display_text")
    if _MORE_SHARE.search(key):
        return MoreShareEvent
    if "follow" in key or "share" in key:
        return FollowEvent if "follow" in key else ShareEvent
    if event.action == _FOLLOW_ACTION:
        return FollowEvent
    return ShareEvent if event.action in _SHARE_ACTIONS else None


def _member(event: MemberEvent) -> type[Event] | None:
    return JoinEvent if event.action == _ENTER else None


def _control(event: ControlEvent) -> type[Event] | None:
    return _CONTROL.get(event.action)


def _battle(event: LinkMicBattleEvent) -> type[Event] | None:
    if event.action in _BATTLE_OVER:
        return MicBattleEndEvent
    return MicBattleStartEvent if event.action in _BATTLE_ON else None


def _subscription(event: SubNotifyEvent) -> type[Event] | None:
    # the other kinds are reminders, notices and goals around subscriptions
    return SubscribeEvent if event.message_type == MessageType.SUB_SUCCESS else None


def _barrage(event: BarrageEvent) -> type[Event] | None:
    keys = (
        _key(event, "common", "display_text"),
        _key(event, "content"),
        _key(event, "common_barrage_content"),
    )
    super_fan = next((_SUPER_FAN[key] for key in keys if key in _SUPER_FAN), None)
    if super_fan is None and event.msg_type in _ENTRANCES and event.user:
        return JoinEvent
    return super_fan


def _envelope(event: EnvelopeEvent) -> type[Event] | None:
    if event.display == _HIDE:
        return EnvelopeClosedEvent
    boxed = peek_field(event, "envelope_info", "business_type") == _BOX
    return SuperFanBoxEvent if boxed or _SUPER_FAN_BOX in _key(event, "common", "display_text") else None


_RULES: Final[dict[type[Event], Callable[[Any], type[Event] | None]]] = {
    SocialEvent: _social,
    MemberEvent: _member,
    ControlEvent: _control,
    LinkMicBattleEvent: _battle,
    SubNotifyEvent: _subscription,
    BarrageEvent: _barrage,
    EnvelopeEvent: _envelope,
}
