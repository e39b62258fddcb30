"""The public names of all events, and which webcast method becomes which of them.

A method's class is generated (`livetok.proto`); by its content, a message may get a derived class
(`livetok.events.derived`).
Classes, the codec below them included, are loaded when they are first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from livetok import proto
from livetok._util.event_names import event_name as event_name
from livetok.errors import UserError

if TYPE_CHECKING:
    from livetok._mixins.event import Event
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
        AccessControlEvent,
        AccessRecallEvent,
        AISummaryEvent,
        AlertBoxAuditResultEvent,
        AnchorToolModificationEvent,
        BALeadGenEvent,
        BarrageEvent,
        BindingGiftEvent,
        BoostCardEvent,
        BottomEvent,
        CapsuleEvent,
        CaptionEvent,
        CommentEvent,
        CommentTrayEvent,
        ConnectEvent,
        ControlEvent,
        DisconnectEvent,
        DonationStickerModifyMethodEvent,
        EcShortItemRefreshEvent,
        EcTaskRegisterEvent,
        EmoteEvent,
        EnvelopeEvent,
        EnvelopePortalEvent,
        GameRankNotifyEvent,
        GameServerFeatureEvent,
        GiftBroadcastEvent,
        GiftCollectionUpdateEvent,
        GiftDynamicRestrictionEvent,
        GiftEvent,
        GiftPanelUpdateEvent,
        GiftPromptEvent,
        GiftSettledEvent,
        GoalUpdateEvent,
        GoodyBagEvent,
        GuideEvent,
        HashtagEvent,
        HourlyRankEvent,
        HourlyRankRewardEvent,
        ImDeleteEvent,
        InRoomBannerEvent,
        IntroMessageEvent,
        LaggedEvent,
        LikeEvent,
        LinkEvent,
        LinkLayerEvent,
        LinkMicAnchorGuideEvent,
        LinkMicBattleEvent,
        LinkMicBattleItemCardEvent,
        LinkmicBattleNoticeEvent,
        LinkMicBattlePunishFinishEvent,
        LinkmicBattleTaskEvent,
        LinkMicFanTicketMethodEvent,
        LinkMicLayoutStateEvent,
        LinkMicMethodEvent,
        LinkScreenChangeEvent,
        LinkStateEvent,
        LiveGameIntroEvent,
        MarqueeAnnouncementEvent,
        MemberEvent,
        MicBattleUpdateEvent,
        MsgDetectEvent,
        NoticeEvent,
        NotifyEvent,
        OecLiveShoppingEvent,
        PaidContentLiveShoppingEvent,
        PartnershipCardChangeEvent,
        PartnershipDownloadCountEvent,
        PartnershipDropsUpdateEvent,
        PartnershipGameOfflineEvent,
        PartnershipPunishEvent,
        PerceptionEvent,
        PictionaryEndEvent,
        PictionaryExitEvent,
        PictionaryStartEvent,
        PictionaryUpdateEvent,
        PollEvent,
        PrivilegeAdvanceEvent,
        QuestionDeleteEvent,
        QuestionNewEvent,
        QuestionSelectedEvent,
        QuestionSlideDownEvent,
        QuestionSwitchEvent,
        RankingUpdateEvent,
        ReconnectEvent,
        RecordingSegmentEvent,
        RecordingStartedEvent,
        RecordingStoppedEvent,
        RoomErrorEvent,
        RoomEvent,
        RoomNotifyEvent,
        RoomPinEvent,
        RoomStickerEvent,
        RoomVerifyEvent,
        ScreenChatEvent,
        SocialEvent,
        SpeakerEvent,
        SubCapsuleEvent,
        SubNotifyEvent,
        SubPinEventEvent,
        SubscriptionGuideEvent,
        SubscriptionNotifyEvent,
        SubTimerStickerEvent,
        SubWaveEvent,
        SystemEvent,
        ToastEvent,
        UnauthorizedMemberEvent,
        UndecodedEvent,
        UnknownEvent,
        UserRankingUpdateEvent,
        ViewerPicksUpdateEvent,
        ViewerUpdateEvent,
        WeeklyRankRewardEvent,
    )

__all__ = [
    "AISummaryEvent",
    "AccessControlEvent",
    "AccessRecallEvent",
    "AlertBoxAuditResultEvent",
    "AnchorToolModificationEvent",
    "BALeadGenEvent",
    "BarrageEvent",
    "BindingGiftEvent",
    "BoostCardEvent",
    "BottomEvent",
    "CapsuleEvent",
    "CaptionEvent",
    "CommentEvent",
    "CommentTrayEvent",
    "ConnectEvent",
    "ControlEvent",
    "DisconnectEvent",
    "DonationStickerModifyMethodEvent",
    "EcShortItemRefreshEvent",
    "EcTaskRegisterEvent",
    "EmoteEvent",
    "EnvelopeClosedEvent",
    "EnvelopeEvent",
    "EnvelopePortalEvent",
    "FollowEvent",
    "GameRankNotifyEvent",
    "GameServerFeatureEvent",
    "GiftBroadcastEvent",
    "GiftCollectionUpdateEvent",
    "GiftDynamicRestrictionEvent",
    "GiftEvent",
    "GiftPanelUpdateEvent",
    "GiftPromptEvent",
    "GiftSettledEvent",
    "GoalUpdateEvent",
    "GoodyBagEvent",
    "GuideEvent",
    "HashtagEvent",
    "HourlyRankEvent",
    "HourlyRankRewardEvent",
    "ImDeleteEvent",
    "InRoomBannerEvent",
    "IntroMessageEvent",
    "JoinEvent",
    "LaggedEvent",
    "LikeEvent",
    "LinkEvent",
    "LinkLayerEvent",
    "LinkMicAnchorGuideEvent",
    "LinkMicBattleEvent",
    "LinkMicBattleItemCardEvent",
    "LinkMicBattlePunishFinishEvent",
    "LinkMicFanTicketMethodEvent",
    "LinkMicLayoutStateEvent",
    "LinkMicMethodEvent",
    "LinkScreenChangeEvent",
    "LinkStateEvent",
    "LinkmicBattleNoticeEvent",
    "LinkmicBattleTaskEvent",
    "LiveEndEvent",
    "LiveGameIntroEvent",
    "LivePauseEvent",
    "LiveResumeEvent",
    "MarqueeAnnouncementEvent",
    "MemberEvent",
    "MicBattleEndEvent",
    "MicBattleStartEvent",
    "MicBattleUpdateEvent",
    "MoreShareEvent",
    "MsgDetectEvent",
    "NoticeEvent",
    "NotifyEvent",
    "OecLiveShoppingEvent",
    "PaidContentLiveShoppingEvent",
    "PartnershipCardChangeEvent",
    "PartnershipDownloadCountEvent",
    "PartnershipDropsUpdateEvent",
    "PartnershipGameOfflineEvent",
    "PartnershipPunishEvent",
    "PerceptionEvent",
    "PictionaryEndEvent",
    "PictionaryExitEvent",
    "PictionaryStartEvent",
    "PictionaryUpdateEvent",
    "PollEvent",
    "PrivilegeAdvanceEvent",
    "QuestionDeleteEvent",
    "QuestionNewEvent",
    "QuestionSelectedEvent",
    "QuestionSlideDownEvent",
    "QuestionSwitchEvent",
    "RankingUpdateEvent",
    "ReconnectEvent",
    "RecordingSegmentEvent",
    "RecordingStartedEvent",
    "RecordingStoppedEvent",
    "RoomErrorEvent",
    "RoomEvent",
    "RoomNotifyEvent",
    "RoomPinEvent",
    "RoomStickerEvent",
    "RoomVerifyEvent",
    "ScreenChatEvent",
    "ShareEvent",
    "SocialEvent",
    "SpeakerEvent",
    "SubCapsuleEvent",
    "SubNotifyEvent",
    "SubPinEventEvent",
    "SubTimerStickerEvent",
    "SubWaveEvent",
    "SubscribeEvent",
    "SubscriptionGuideEvent",
    "SubscriptionNotifyEvent",
    "SuperFanBoxEvent",
    "SuperFanEvent",
    "SuperFanJoinEvent",
    "SystemEvent",
    "ToastEvent",
    "UnauthorizedMemberEvent",
    "UndecodedEvent",
    "UnknownEvent",
    "UserRankingUpdateEvent",
    "ViewerPicksUpdateEvent",
    "ViewerUpdateEvent",
    "WeeklyRankRewardEvent",
]


_PREFIX: Final = "Webcast"

_registered: dict[str, type[Event]] = {}


def register(method: str, event_class: type[Event]) -> None:
    """Decode a webcast method as a class of your own, from now on and for all sessions of the process.

    Args:
        method: Webcast method string as sent, for example `WebcastPollMessage`.
        event_class: A subclass of `Event`, or of the event that the method has been decoded as. Fields are
            `betterproto2.field()`s, declared in a class under the decorator `livetok.message`.

    Raises:
        UserError: The class is no `Event`, or the method is empty.
    """
    from livetok._mixins.event import Event

    if not isinstance(method, str) or not method:
        raise UserError(
            f"method is {method!r}, and must be a webcast method string", hint="WebcastPollMessage, say"
        )
    if not isinstance(event_class, type) or not issubclass(event_class, Event):
        raise UserError(
            f"{event_class!r} is no subclass of livetok.Event", hint="derive the class from livetok.Event"
        )
    _registered[method.removeprefix(_PREFIX)] = event_class
    class_for.cache_clear()
    _methods_of.cache_clear()


@lru_cache(maxsize=1024)
def class_for(method: str) -> type[Event] | None:
    """Return the class that a webcast method decodes as, None when there is none.

    TikTok's player takes `X` and `WebcastX` for the same message (protocol notes 5.1).
    """
    known = _registered.get(method.removeprefix(_PREFIX))
    if known is not None:
        return known
    for spelling in (method, f"{_PREFIX}{method}", method.removeprefix(_PREFIX)):
        name = proto.METHODS.get(spelling)
        if name is not None:
            event_class: type[Event] = getattr(proto, name)
            return event_class
    return None


def methods_of(types: Iterable[type[Event]] | None) -> frozenset[str] | None:
    """Return the methods that can become these classes, without the prefix `Webcast`; None for all of them."""
    return None if types is None else _methods_of(frozenset(types))


@lru_cache(maxsize=64)
def _methods_of(types: frozenset[type[Event]]) -> frozenset[str] | None:
    from livetok._mixins.event import Event

    if not types.isdisjoint({Event, proto.UnknownEvent, proto.UndecodedEvent}):
        return None
    methods: set[str] = set()
    for event_class in types:
        lineage = {base.__name__ for base in event_class.__mro__}
        if issubclass(event_class, proto.GiftSettledEvent):
            lineage.add("GiftEvent")
        if "MemberEvent" in lineage:
            lineage.add("BarrageEvent")  # some entrances are announced by one
        methods.update(
            method.removeprefix(_PREFIX) for method, name in proto.METHODS.items() if name in lineage
        )
        methods.update(method for method, known in _registered.items() if issubclass(known, event_class))
    return frozenset(methods)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name in __all__:
            return getattr(proto, name, None) or getattr(import_module("livetok.events.derived"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
