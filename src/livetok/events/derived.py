"""Derived events: classes that a message gets by its content, without protobuf fields of their own."""

from __future__ import annotations

import re
from typing import Final

from livetok.proto import (
    BarrageEvent,
    ControlEvent,
    EnvelopeEvent,
    LinkMicBattleEvent,
    MemberEvent,
    SocialEvent,
    SubNotifyEvent,
)

__all__ = [
    "EnvelopeClosedEvent",
    "FollowEvent",
    "JoinEvent",
    "LiveEndEvent",
    "LivePauseEvent",
    "LiveResumeEvent",
    "MicBattleEndEvent",
    "MicBattleStartEvent",
    "MoreShareEvent",
    "ShareEvent",
    "SubscribeEvent",
    "SuperFanBoxEvent",
    "SuperFanEvent",
    "SuperFanJoinEvent",
]

_AMOUNT: Final = re.compile(r"guidance_viewer_(\d{1,9})_share", re.ASCII | re.IGNORECASE)


class JoinEvent(MemberEvent):
    """A viewer entered the room. Of users whose entrance TikTok announces by a barrage, only `user` is known."""


class FollowEvent(SocialEvent):
    """A viewer followed the host."""


class ShareEvent(SocialEvent):
    """A viewer shared the stream."""


class MoreShareEvent(ShareEvent):
    """More viewers came through somebody's share."""

    @property
    def amount(self) -> int:
        """Viewers who joined from this share, as TikTok announces it: "more than 5", "more than 10", ..."""
        match = _AMOUNT.search(self.common.display_text.key)
        return int(match[1]) if match else 0


class LiveEndEvent(ControlEvent):
    """The host ended the broadcast, or TikTok suspended it."""


class LivePauseEvent(ControlEvent):
    """The host paused the broadcast."""


class LiveResumeEvent(ControlEvent):
    """The host went on after a pause."""


class MicBattleStartEvent(LinkMicBattleEvent):
    """A battle between hosts opened or is under way."""


class MicBattleEndEvent(LinkMicBattleEvent):
    """A battle between hosts is over."""


class SubscribeEvent(SubNotifyEvent):
    """A viewer subscribed to the host, or renewed."""


class SuperFanEvent(BarrageEvent):
    """A viewer became a super fan of the host."""


class SuperFanJoinEvent(BarrageEvent):
    """A super fan entered the room."""


class SuperFanBoxEvent(EnvelopeEvent):
    """A treasure box for super fans appeared."""


class EnvelopeClosedEvent(EnvelopeEvent):
    """A treasure box went away: it was claimed, or its time is over. `envelope_info.envelope_id` says which."""
