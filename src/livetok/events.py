"""The public names of all events, and which webcast method becomes which of them.

A method's class is generated (`livetok.proto`); some are refined by what a message says (`livetok._refined`).
Classes are loaded when they are first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from livetok import proto
from livetok._mixins.event import Event
from livetok.errors import UserError

if TYPE_CHECKING:
    from livetok._refined import (
        FollowEvent as FollowEvent,
    )
    from livetok._refined import (
        JoinEvent as JoinEvent,
    )
    from livetok._refined import (
        LiveEndEvent as LiveEndEvent,
    )
    from livetok._refined import (
        LivePauseEvent as LivePauseEvent,
    )
    from livetok._refined import (
        LiveResumeEvent as LiveResumeEvent,
    )
    from livetok._refined import (
        MicBattleEndEvent as MicBattleEndEvent,
    )
    from livetok._refined import (
        MicBattleStartEvent as MicBattleStartEvent,
    )
    from livetok._refined import (
        MoreShareEvent as MoreShareEvent,
    )
    from livetok._refined import (
        ShareEvent as ShareEvent,
    )
    from livetok._refined import (
        SubscribeEvent as SubscribeEvent,
    )
    from livetok._refined import (
        SuperFanBoxEvent as SuperFanBoxEvent,
    )
    from livetok._refined import (
        SuperFanEvent as SuperFanEvent,
    )
    from livetok._refined import (
        SuperFanJoinEvent as SuperFanJoinEvent,
    )
    from livetok.proto import (
        AccessControlEvent as AccessControlEvent,
    )
    from livetok.proto import (
        AccessRecallEvent as AccessRecallEvent,
    )
    from livetok.proto import (
        AISummaryEvent as AISummaryEvent,
    )
    from livetok.proto import (
        AlertBoxAuditResultEvent as AlertBoxAuditResultEvent,
    )
    from livetok.proto import (
        AnchorToolModificationEvent as AnchorToolModificationEvent,
    )
    from livetok.proto import (
        BALeadGenEvent as BALeadGenEvent,
    )
    from livetok.proto import (
        BarrageEvent as BarrageEvent,
    )
    from livetok.proto import (
        BindingGiftEvent as BindingGiftEvent,
    )
    from livetok.proto import (
        BoostCardEvent as BoostCardEvent,
    )
    from livetok.proto import (
        BottomEvent as BottomEvent,
    )
    from livetok.proto import (
        CapsuleEvent as CapsuleEvent,
    )
    from livetok.proto import (
        CaptionEvent as CaptionEvent,
    )
    from livetok.proto import (
        CommentEvent as CommentEvent,
    )
    from livetok.proto import (
        CommentTrayEvent as CommentTrayEvent,
    )
    from livetok.proto import (
        ConnectEvent as ConnectEvent,
    )
    from livetok.proto import (
        ControlEvent as ControlEvent,
    )
    from livetok.proto import (
        DisconnectEvent as DisconnectEvent,
    )
    from livetok.proto import (
        DonationStickerModifyMethodEvent as DonationStickerModifyMethodEvent,
    )
    from livetok.proto import (
        EcShortItemRefreshEvent as EcShortItemRefreshEvent,
    )
    from livetok.proto import (
        EcTaskRegisterEvent as EcTaskRegisterEvent,
    )
    from livetok.proto import (
        EmoteEvent as EmoteEvent,
    )
    from livetok.proto import (
        EnvelopeEvent as EnvelopeEvent,
    )
    from livetok.proto import (
        EnvelopePortalEvent as EnvelopePortalEvent,
    )
    from livetok.proto import (
        GameRankNotifyEvent as GameRankNotifyEvent,
    )
    from livetok.proto import (
        GameServerFeatureEvent as GameServerFeatureEvent,
    )
    from livetok.proto import (
        GiftBroadcastEvent as GiftBroadcastEvent,
    )
    from livetok.proto import (
        GiftCollectionUpdateEvent as GiftCollectionUpdateEvent,
    )
    from livetok.proto import (
        GiftDynamicRestrictionEvent as GiftDynamicRestrictionEvent,
    )
    from livetok.proto import (
        GiftEvent as GiftEvent,
    )
    from livetok.proto import (
        GiftPanelUpdateEvent as GiftPanelUpdateEvent,
    )
    from livetok.proto import (
        GiftPromptEvent as GiftPromptEvent,
    )
    from livetok.proto import (
        GiftSettledEvent as GiftSettledEvent,
    )
    from livetok.proto import (
        GoalUpdateEvent as GoalUpdateEvent,
    )
    from livetok.proto import (
        GoodyBagEvent as GoodyBagEvent,
    )
    from livetok.proto import (
        GuideEvent as GuideEvent,
    )
    from livetok.proto import (
        HashtagEvent as HashtagEvent,
    )
    from livetok.proto import (
        HourlyRankEvent as HourlyRankEvent,
    )
    from livetok.proto import (
        HourlyRankRewardEvent as HourlyRankRewardEvent,
    )
    from livetok.proto import (
        ImDeleteEvent as ImDeleteEvent,
    )
    from livetok.proto import (
        InRoomBannerEvent as InRoomBannerEvent,
    )
    from livetok.proto import (
        IntroMessageEvent as IntroMessageEvent,
    )
    from livetok.proto import (
        LaggedEvent as LaggedEvent,
    )
    from livetok.proto import (
        LikeEvent as LikeEvent,
    )
    from livetok.proto import (
        LinkEvent as LinkEvent,
    )
    from livetok.proto import (
        LinkLayerEvent as LinkLayerEvent,
    )
    from livetok.proto import (
        LinkMicAnchorGuideEvent as LinkMicAnchorGuideEvent,
    )
    from livetok.proto import (
        LinkMicBattleEvent as LinkMicBattleEvent,
    )
    from livetok.proto import (
        LinkMicBattleItemCardEvent as LinkMicBattleItemCardEvent,
    )
    from livetok.proto import (
        LinkmicBattleNoticeEvent as LinkmicBattleNoticeEvent,
    )
    from livetok.proto import (
        LinkMicBattlePunishFinishEvent as LinkMicBattlePunishFinishEvent,
    )
    from livetok.proto import (
        LinkmicBattleTaskEvent as LinkmicBattleTaskEvent,
    )
    from livetok.proto import (
        LinkMicFanTicketMethodEvent as LinkMicFanTicketMethodEvent,
    )
    from livetok.proto import (
        LinkMicLayoutStateEvent as LinkMicLayoutStateEvent,
    )
    from livetok.proto import (
        LinkMicMethodEvent as LinkMicMethodEvent,
    )
    from livetok.proto import (
        LinkScreenChangeEvent as LinkScreenChangeEvent,
    )
    from livetok.proto import (
        LinkStateEvent as LinkStateEvent,
    )
    from livetok.proto import (
        LiveGameIntroEvent as LiveGameIntroEvent,
    )
    from livetok.proto import (
        MarqueeAnnouncementEvent as MarqueeAnnouncementEvent,
    )
    from livetok.proto import (
        MemberEvent as MemberEvent,
    )
    from livetok.proto import (
        MicBattleUpdateEvent as MicBattleUpdateEvent,
    )
    from livetok.proto import (
        MsgDetectEvent as MsgDetectEvent,
    )
    from livetok.proto import (
        NoticeEvent as NoticeEvent,
    )
    from livetok.proto import (
        NotifyEvent as NotifyEvent,
    )
    from livetok.proto import (
        OecLiveShoppingEvent as OecLiveShoppingEvent,
    )
    from livetok.proto import (
        PaidContentLiveShoppingEvent as PaidContentLiveShoppingEvent,
    )
    from livetok.proto import (
        PartnershipCardChangeEvent as PartnershipCardChangeEvent,
    )
    from livetok.proto import (
        PartnershipDownloadCountEvent as PartnershipDownloadCountEvent,
    )
    from livetok.proto import (
        PartnershipDropsUpdateEvent as PartnershipDropsUpdateEvent,
    )
    from livetok.proto import (
        PartnershipGameOfflineEvent as PartnershipGameOfflineEvent,
    )
    from livetok.proto import (
        PartnershipPunishEvent as PartnershipPunishEvent,
    )
    from livetok.proto import (
        PerceptionEvent as PerceptionEvent,
    )
    from livetok.proto import (
        PictionaryEndEvent as PictionaryEndEvent,
    )
    from livetok.proto import (
        PictionaryExitEvent as PictionaryExitEvent,
    )
    from livetok.proto import (
        PictionaryStartEvent as PictionaryStartEvent,
    )
    from livetok.proto import (
        PictionaryUpdateEvent as PictionaryUpdateEvent,
    )
    from livetok.proto import (
        PollEvent as PollEvent,
    )
    from livetok.proto import (
        PrivilegeAdvanceEvent as PrivilegeAdvanceEvent,
    )
    from livetok.proto import (
        QuestionDeleteEvent as QuestionDeleteEvent,
    )
    from livetok.proto import (
        QuestionNewEvent as QuestionNewEvent,
    )
    from livetok.proto import (
        QuestionSelectedEvent as QuestionSelectedEvent,
    )
    from livetok.proto import (
        QuestionSlideDownEvent as QuestionSlideDownEvent,
    )
    from livetok.proto import (
        QuestionSwitchEvent as QuestionSwitchEvent,
    )
    from livetok.proto import (
        RankingUpdateEvent as RankingUpdateEvent,
    )
    from livetok.proto import (
        ReconnectEvent as ReconnectEvent,
    )
    from livetok.proto import (
        RoomEvent as RoomEvent,
    )
    from livetok.proto import (
        RoomNotifyEvent as RoomNotifyEvent,
    )
    from livetok.proto import (
        RoomPinEvent as RoomPinEvent,
    )
    from livetok.proto import (
        RoomStickerEvent as RoomStickerEvent,
    )
    from livetok.proto import (
        RoomVerifyEvent as RoomVerifyEvent,
    )
    from livetok.proto import (
        ScreenChatEvent as ScreenChatEvent,
    )
    from livetok.proto import (
        SocialEvent as SocialEvent,
    )
    from livetok.proto import (
        SpeakerEvent as SpeakerEvent,
    )
    from livetok.proto import (
        SubCapsuleEvent as SubCapsuleEvent,
    )
    from livetok.proto import (
        SubNotifyEvent as SubNotifyEvent,
    )
    from livetok.proto import (
        SubPinEventEvent as SubPinEventEvent,
    )
    from livetok.proto import (
        SubscriptionGuideEvent as SubscriptionGuideEvent,
    )
    from livetok.proto import (
        SubscriptionNotifyEvent as SubscriptionNotifyEvent,
    )
    from livetok.proto import (
        SubTimerStickerEvent as SubTimerStickerEvent,
    )
    from livetok.proto import (
        SubWaveEvent as SubWaveEvent,
    )
    from livetok.proto import (
        SystemEvent as SystemEvent,
    )
    from livetok.proto import (
        ToastEvent as ToastEvent,
    )
    from livetok.proto import (
        UnauthorizedMemberEvent as UnauthorizedMemberEvent,
    )
    from livetok.proto import (
        UndecodedEvent as UndecodedEvent,
    )
    from livetok.proto import (
        UnknownEvent as UnknownEvent,
    )
    from livetok.proto import (
        UserRankingUpdateEvent as UserRankingUpdateEvent,
    )
    from livetok.proto import (
        ViewerPicksUpdateEvent as ViewerPicksUpdateEvent,
    )
    from livetok.proto import (
        ViewerUpdateEvent as ViewerUpdateEvent,
    )
    from livetok.proto import (
        WeeklyRankRewardEvent as WeeklyRankRewardEvent,
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


_registered: dict[str, type[Event]] = {}


def register(method: str, event_class: type[Event]) -> None:
    """Decode a webcast method as a class of your own, from now on and for all sessions of the process.

    Args:
        method: Webcast method string as sent, for example `WebcastPollMessage`.
        event_class: A betterproto class made with livetok's generator, a subclass of `Event`.

    Raises:
        UserError: The class is no `Event`, or the method is empty.
    """
    if not isinstance(method, str) or not method:
        raise UserError(
            f"method is {method!r}, and must be a webcast method string", hint="WebcastPollMessage, say"
        )
    if not isinstance(event_class, type) or not issubclass(event_class, Event):
        raise UserError(
            f"{event_class!r} is no subclass of livetok.Event", hint="derive the class from livetok.Event"
        )
    _registered[method] = event_class


def class_for(method: str) -> type[Event] | None:
    """Return the class that a webcast method decodes as, None when there is none.

    TikTok's player takes `X` and `WebcastX` for the same message (protocol notes 5.1).
    """
    if method in _registered:
        return _registered[method]
    for spelling in (method, f"Webcast{method}", method.removeprefix("Webcast")):
        name = proto.METHODS.get(spelling)
        if name is not None:
            found: type[Event] = getattr(proto, name)
            return found
    return None


def methods_of(types: Iterable[type[Event]] | None) -> frozenset[str] | None:
    """Return the methods that can become these classes, without the prefix `Webcast`; None for all of them."""
    if types is None:
        return None
    found: set[str] = set()
    for one in types:
        if one in {Event, proto.UnknownEvent, proto.UndecodedEvent}:
            return None
        lineage = {base.__name__ for base in one.__mro__}
        if one is proto.GiftSettledEvent:
            lineage.add("GiftEvent")
        found.update(method for method, name in proto.METHODS.items() if name in lineage)
        found.update(method for method, known in _registered.items() if issubclass(known, one))
    return frozenset(method.removeprefix("Webcast") for method in found)


def event_name(event_class: type[Event]) -> str:
    """Return the event's name in snake case: `comment` for `CommentEvent`."""
    words = event_class.__name__.removesuffix("Event")
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in words).removeprefix("_")


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name in __all__:
            return getattr(proto, name, None) or getattr(import_module("livetok._refined"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
