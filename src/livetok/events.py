"""The public names of all events, and which webcast method becomes which of them.

A method's class is generated (`livetok.proto`); the classes below refine one by what a message says, and have no
wire fields of their own. Generated classes are loaded when they are first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from livetok import proto
from livetok._mixins.event import Event
from livetok.errors import UserError
from livetok.proto import ControlEvent, LinkMicBattleEvent, MemberEvent, SocialEvent

if TYPE_CHECKING:
    from livetok.proto import (
        AISummaryEvent as AISummaryEvent,
        AccessControlEvent as AccessControlEvent,
        AccessRecallEvent as AccessRecallEvent,
        AlertBoxAuditResultEvent as AlertBoxAuditResultEvent,
        AnchorToolModificationEvent as AnchorToolModificationEvent,
        BALeadGenEvent as BALeadGenEvent,
        BarrageEvent as BarrageEvent,
        BindingGiftEvent as BindingGiftEvent,
        BoostCardEvent as BoostCardEvent,
        BottomEvent as BottomEvent,
        CapsuleEvent as CapsuleEvent,
        CaptionEvent as CaptionEvent,
        CommentEvent as CommentEvent,
        CommentTrayEvent as CommentTrayEvent,
        ConnectEvent as ConnectEvent,
        DisconnectEvent as DisconnectEvent,
        DonationStickerModifyMethodEvent as DonationStickerModifyMethodEvent,
        EcShortItemRefreshEvent as EcShortItemRefreshEvent,
        EcTaskRegisterEvent as EcTaskRegisterEvent,
        EmoteEvent as EmoteEvent,
        EnvelopeEvent as EnvelopeEvent,
        EnvelopePortalEvent as EnvelopePortalEvent,
        GameRankNotifyEvent as GameRankNotifyEvent,
        GameServerFeatureEvent as GameServerFeatureEvent,
        GiftBroadcastEvent as GiftBroadcastEvent,
        GiftCollectionUpdateEvent as GiftCollectionUpdateEvent,
        GiftDynamicRestrictionEvent as GiftDynamicRestrictionEvent,
        GiftEvent as GiftEvent,
        GiftPanelUpdateEvent as GiftPanelUpdateEvent,
        GiftPromptEvent as GiftPromptEvent,
        GoalUpdateEvent as GoalUpdateEvent,
        GoodyBagEvent as GoodyBagEvent,
        GuideEvent as GuideEvent,
        HashtagEvent as HashtagEvent,
        HourlyRankEvent as HourlyRankEvent,
        HourlyRankRewardEvent as HourlyRankRewardEvent,
        ImDeleteEvent as ImDeleteEvent,
        InRoomBannerEvent as InRoomBannerEvent,
        IntroMessageEvent as IntroMessageEvent,
        LaggedEvent as LaggedEvent,
        LikeEvent as LikeEvent,
        LinkEvent as LinkEvent,
        LinkLayerEvent as LinkLayerEvent,
        LinkMicAnchorGuideEvent as LinkMicAnchorGuideEvent,
        LinkMicBattleItemCardEvent as LinkMicBattleItemCardEvent,
        LinkMicBattlePunishFinishEvent as LinkMicBattlePunishFinishEvent,
        LinkMicFanTicketMethodEvent as LinkMicFanTicketMethodEvent,
        LinkMicLayoutStateEvent as LinkMicLayoutStateEvent,
        LinkMicMethodEvent as LinkMicMethodEvent,
        LinkScreenChangeEvent as LinkScreenChangeEvent,
        LinkStateEvent as LinkStateEvent,
        LinkmicBattleNoticeEvent as LinkmicBattleNoticeEvent,
        LinkmicBattleTaskEvent as LinkmicBattleTaskEvent,
        LiveGameIntroEvent as LiveGameIntroEvent,
        MarqueeAnnouncementEvent as MarqueeAnnouncementEvent,
        MicBattleUpdateEvent as MicBattleUpdateEvent,
        MsgDetectEvent as MsgDetectEvent,
        NoticeEvent as NoticeEvent,
        NotifyEvent as NotifyEvent,
        OecLiveShoppingEvent as OecLiveShoppingEvent,
        PaidContentLiveShoppingEvent as PaidContentLiveShoppingEvent,
        PartnershipCardChangeEvent as PartnershipCardChangeEvent,
        PartnershipDownloadCountEvent as PartnershipDownloadCountEvent,
        PartnershipDropsUpdateEvent as PartnershipDropsUpdateEvent,
        PartnershipGameOfflineEvent as PartnershipGameOfflineEvent,
        PartnershipPunishEvent as PartnershipPunishEvent,
        PerceptionEvent as PerceptionEvent,
        PictionaryEndEvent as PictionaryEndEvent,
        PictionaryExitEvent as PictionaryExitEvent,
        PictionaryStartEvent as PictionaryStartEvent,
        PictionaryUpdateEvent as PictionaryUpdateEvent,
        PollEvent as PollEvent,
        PrivilegeAdvanceEvent as PrivilegeAdvanceEvent,
        QuestionDeleteEvent as QuestionDeleteEvent,
        QuestionNewEvent as QuestionNewEvent,
        QuestionSelectedEvent as QuestionSelectedEvent,
        QuestionSlideDownEvent as QuestionSlideDownEvent,
        QuestionSwitchEvent as QuestionSwitchEvent,
        RankingUpdateEvent as RankingUpdateEvent,
        ReconnectEvent as ReconnectEvent,
        RoomEvent as RoomEvent,
        RoomNotifyEvent as RoomNotifyEvent,
        RoomPinEvent as RoomPinEvent,
        RoomStickerEvent as RoomStickerEvent,
        RoomVerifyEvent as RoomVerifyEvent,
        ScreenChatEvent as ScreenChatEvent,
        SpeakerEvent as SpeakerEvent,
        SubCapsuleEvent as SubCapsuleEvent,
        SubNotifyEvent as SubNotifyEvent,
        SubPinEventEvent as SubPinEventEvent,
        SubTimerStickerEvent as SubTimerStickerEvent,
        SubWaveEvent as SubWaveEvent,
        SubscriptionGuideEvent as SubscriptionGuideEvent,
        SubscriptionNotifyEvent as SubscriptionNotifyEvent,
        SystemEvent as SystemEvent,
        ToastEvent as ToastEvent,
        UnauthorizedMemberEvent as UnauthorizedMemberEvent,
        UndecodedEvent as UndecodedEvent,
        UnknownEvent as UnknownEvent,
        UserRankingUpdateEvent as UserRankingUpdateEvent,
        ViewerPicksUpdateEvent as ViewerPicksUpdateEvent,
        ViewerUpdateEvent as ViewerUpdateEvent,
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
    "SubscriptionGuideEvent",
    "SubscriptionNotifyEvent",
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


class JoinEvent(MemberEvent):
    """A viewer entered the room."""


class FollowEvent(SocialEvent):
    """A viewer followed the host."""


class ShareEvent(SocialEvent):
    """A viewer shared the stream."""


class MoreShareEvent(ShareEvent):
    """More viewers came through somebody's share."""

    @property
    def amount(self) -> int:
        """Viewers who joined from this share, as TikTok announces it: "more than 5", "more than 10", ..."""
        digits = "".join(c for c in self.common.display_text.key if c.isdecimal())
        return int(digits or 0)


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


def event_name(event_class: type[Event]) -> str:
    """Return the event's name in snake case: `comment` for `CommentEvent`."""
    words = event_class.__name__.removesuffix("Event")
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in words).removeprefix("_")


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name in __all__:
            return getattr(proto, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
