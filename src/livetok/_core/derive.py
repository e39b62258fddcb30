"""From envelopes to events: which class, and what a message says beyond its method (protocol notes 5.2, 5.3, 4.11)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from livetok.errors import DecodeError
from livetok.events import (
    Event,
    FollowEvent,
    JoinEvent,
    LiveEndEvent,
    LivePauseEvent,
    LiveResumeEvent,
    MicBattleEndEvent,
    MicBattleStartEvent,
    MoreShareEvent,
    ShareEvent,
    class_for,
)
from livetok.proto import (
    BaseProtoMessage,
    ControlAction,
    ControlEvent,
    LinkMicBattleBattleAction,
    LinkMicBattleEvent,
    MemberEvent,
    MemberMessageAction,
    SocialEvent,
    UndecodedEvent,
    UnknownEvent,
)

__all__ = ["refine", "to_event"]

_MORE_SHARE: Final = re.compile(r"guidance_viewer_\d+_share")
_FOLLOW_ACTION: Final = 1
_SHARE_ACTIONS: Final = range(2, 6)
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


def to_event(envelope: BaseProtoMessage) -> Event:
    """Decode one message as the class of its method. Always an event: unknown and damaged ones have their own."""
    method = envelope.method
    event_class = class_for(method)
    if event_class is None:
        return UnknownEvent(method=method, payload=envelope.payload)
    try:
        return refine(event_class.parse(envelope.payload))
    except DecodeError as error:
        return UndecodedEvent(method=method, payload=envelope.payload, error=str(error))


def refine(event: Event) -> Event:
    """Return the event as the more telling class that its content allows, or as it is."""
    rule = _RULES.get(type(event))
    narrower = rule(event) if rule else None
    return event.recast(narrower) if narrower else event


def _social(event: SocialEvent) -> type[Event] | None:
    # The display key is the older and surer signal; the action decides where there is no key.
    key = event.common.display_text.key.lower()
    if _MORE_SHARE.search(key):
        return MoreShareEvent
    if "follow" in key or "share" in key:
        return FollowEvent if "follow" in key else ShareEvent
    if event.action == _FOLLOW_ACTION:
        return FollowEvent
    return ShareEvent if event.action in _SHARE_ACTIONS else None


def _member(event: MemberEvent) -> type[Event] | None:
    return JoinEvent if event.action == MemberMessageAction.ENTER else None


def _control(event: ControlEvent) -> type[Event] | None:
    return _CONTROL.get(event.action)


def _battle(event: LinkMicBattleEvent) -> type[Event] | None:
    if event.action in _BATTLE_OVER:
        return MicBattleEndEvent
    return MicBattleStartEvent if event.action in _BATTLE_ON else None


_RULES: Final[dict[type[Event], Callable[[Any], type[Event] | None]]] = {
    SocialEvent: _social,
    MemberEvent: _member,
    ControlEvent: _control,
    LinkMicBattleEvent: _battle,
}
