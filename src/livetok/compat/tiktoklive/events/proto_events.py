"""One class for each kind of message, under the names of release 7, and of 6.x where livetok can decode them."""

from __future__ import annotations

from typing import Final, TypeAlias

from livetok import proto
from livetok.compat.tiktoklive.events.base_event import MessageEvent

__all__ = [
    "EVENT_MAPPINGS",
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
    "ControlEvent",
    "DonationStickerModifyMethodEvent",
    "EcShortItemRefreshEvent",
    "EcTaskRegisterEvent",
    "EmoteChatEvent",
    "EnvelopeEvent",
    "EnvelopePortalEvent",
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
    "JoinEvent",
    "LikeEvent",
    "LinkEvent",
    "LinkLayerEvent",
    "LinkMicAnchorGuideEvent",
    "LinkMicArmiesEvent",
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
    "LiveGameIntroEvent",
    "LiveIntroEvent",
    "MarqueeAnnouncementEvent",
    "MessageDetectEvent",
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
    "ProtoEvent",
    "QuestionDeleteEvent",
    "QuestionNewEvent",
    "QuestionSelectedEvent",
    "QuestionSlideDownEvent",
    "QuestionSwitchEvent",
    "RankTextEvent",
    "RankUpdateEvent",
    "RoomEvent",
    "RoomNotifyEvent",
    "RoomPinEvent",
    "RoomStickerEvent",
    "RoomUserSeqEvent",
    "RoomVerifyEvent",
    "ScreenChatEvent",
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
    "SystemEvent",
    "ToastEvent",
    "UnauthorizedMemberEvent",
    "ViewerPicksUpdateEvent",
    "WeeklyRankRewardEvent",
]

_DOLLARS_PER_DIAMOND: Final = 0.005
_PREFIX: Final = "Webcast"


class AISummaryEvent(MessageEvent, native="AISummaryEvent"):
    """Machine-written summary of the stream shown to a viewer."""


class AccessControlEvent(MessageEvent, native="AccessControlEvent"):
    """Viewer must solve a captcha or is otherwise kept from the room."""


class AccessRecallEvent(MessageEvent, native="AccessRecallEvent"):
    """An earlier access decision is withdrawn."""


class AlertBoxAuditResultEvent(MessageEvent, native="AlertBoxAuditResultEvent"):
    """Moderation outcome of a streamer's custom alert box (image, text, sound)."""


class AnchorToolModificationEvent(MessageEvent, native="AnchorToolModificationEvent"):
    """Host tool setting changed."""


class BALeadGenEvent(MessageEvent, native="BALeadGenEvent"):
    """Business account lead form pinned or removed."""


class BarrageEvent(MessageEvent, native="BarrageEvent"):
    """Banner sliding over the chat: level-up, super fan, subscriber or other entrance notices."""


class BindingGiftEvent(MessageEvent, native="BindingGiftEvent"):
    """Wraps a gift message that is tied to another item."""


class BoostCardEvent(MessageEvent, native="BoostCardEvent"):
    """Boost cards became available or changed."""


class BottomEvent(MessageEvent, native="BottomEvent"):
    """Notice line at the bottom of the chat, for example a content warning."""


class CapsuleEvent(MessageEvent, native="CapsuleEvent"):
    """Small capsule-shaped call to action over the chat."""


class CaptionEvent(MessageEvent, native="CaptionEvent"):
    """Live speech captions with language, time and duration."""


class CommentEvent(MessageEvent, native="CommentEvent"):
    """A viewer's comment."""

    @property
    def user_is_super_fan(self) -> bool:
        """Whether the writer is subscribed to the host."""
        return bool(self.user_identity.is_subscriber_of_anchor)


class CommentTrayEvent(MessageEvent, native="CommentTrayEvent"):
    """Comment grouped into the tray of similar comments with a running count."""


class ControlEvent(MessageEvent, native="ControlEvent"):
    """Stream state change: paused, resumed, ended, suspended."""


class DonationStickerModifyMethodEvent(MessageEvent, native="DonationStickerModifyMethodEvent"):
    """Donation stickers on the stream changed."""


class EcShortItemRefreshEvent(MessageEvent, native="EcShortItemRefreshEvent"):
    """Refresh of the short product entry."""


class EcTaskRegisterEvent(MessageEvent, native="EcTaskRegisterEvent"):
    """Registration for a shopping task."""


class EmoteChatEvent(MessageEvent, native="EmoteEvent"):
    """Comment made of subscriber emotes."""


class EnvelopeEvent(MessageEvent, native="EnvelopeEvent"):
    """Treasure box (coins or other gifts to grab) appears or changes."""


class EnvelopePortalEvent(MessageEvent, native="EnvelopePortalEvent"):
    """Portal to another room tied to a treasure box."""


class GameRankNotifyEvent(MessageEvent, native="GameRankNotifyEvent"):
    """The room's place in a game ranking changed."""


class GameServerFeatureEvent(MessageEvent, native="GameServerFeatureEvent"):
    """Which game features the server has switched on for the room."""


class GiftBroadcastEvent(MessageEvent, native="GiftBroadcastEvent"):
    """Big gift from another room announced platform-wide."""


class GiftCollectionUpdateEvent(MessageEvent, native="GiftCollectionUpdateEvent"):
    """Gift collection progress."""


class GiftDynamicRestrictionEvent(MessageEvent, native="GiftDynamicRestrictionEvent"):
    """Gifting in the room is limited or the limit is lifted."""


class GiftEvent(MessageEvent, native="GiftEvent"):
    """A gift was sent, with repeat count for streaks and an end flag."""

    @property
    def streaking(self) -> bool:
        """Whether the streak of this gift goes on; False for gifts without streaks."""
        return bool(self.gift) and self.gift.streakable and not self.repeat_end

    @property
    def value(self) -> float | None:
        """What was given in US dollars; None while the streak goes on, or when the gift is unknown."""
        if self.streaking or not self.gift:
            return None
        return self.repeat_count * self.gift.diamond_count * _DOLLARS_PER_DIAMOND

    @property
    def user_is_super_fan(self) -> bool:
        """Whether the giver is subscribed to the host."""
        return bool(self.user_identity.is_subscriber_of_anchor)


class GiftPanelUpdateEvent(MessageEvent, native="GiftPanelUpdateEvent"):
    """Content of the gift panel changed for this room."""


class GiftPromptEvent(MessageEvent, native="GiftPromptEvent"):
    """Hint that invites a viewer to send a given gift."""


class GoalUpdateEvent(MessageEvent, native="GoalUpdateEvent"):
    """Progress of the streamer's goal and who contributed."""


class GoodyBagEvent(MessageEvent, native="GoodyBagEvent"):
    """Goody bag giveaway and its winners."""


class GuideEvent(MessageEvent, native="GuideEvent"):
    """Guidance bubble for viewer or host."""


class HashtagEvent(MessageEvent, native="HashtagEvent"):
    """Room hashtag changed."""


class HourlyRankEvent(MessageEvent, native="HourlyRankEvent"):
    """Hourly ranking text for the room (older clients)."""


class HourlyRankRewardEvent(MessageEvent, native="HourlyRankRewardEvent"):
    """Reward for a place in the hourly ranking."""


class ImDeleteEvent(MessageEvent, native="ImDeleteEvent"):
    """Listed messages or all messages of listed users are to be removed from the chat."""


class InRoomBannerEvent(MessageEvent, native="InRoomBannerEvent"):
    """Data of the banners inside the room, as JSON text."""


class JoinEvent(MessageEvent, native="MemberEvent"):
    """A viewer entered the room (or another member action), with the member count."""


class LikeEvent(MessageEvent, native="LikeEvent"):
    """A viewer tapped like, with tap count and room total."""


class LinkEvent(MessageEvent, native="LinkEvent"):
    """Link mic session steps between host and guests (invite, reply, enter, leave, list change, mute ...)."""


class LinkLayerEvent(MessageEvent, native="LinkLayerEvent"):
    """Multi-guest and co-host connection layer: create, invite, apply, join, leave, group changes."""


class LinkMicAnchorGuideEvent(MessageEvent, native="LinkMicAnchorGuideEvent"):
    """Guide for hosts about linking."""


class LinkMicArmiesEvent(MessageEvent, native="MicBattleUpdateEvent"):
    """Battle scores and top supporters of each side."""


class LinkMicBattleEvent(MessageEvent, native="LinkMicBattleEvent"):
    """Battle (match) opens, runs, ends or is settled."""


class LinkMicBattleItemCardEvent(MessageEvent, native="LinkMicBattleItemCardEvent"):
    """An item card is won or used in a battle (extra time, smoke, strike ...)."""


class LinkMicBattlePunishFinishEvent(MessageEvent, native="LinkMicBattlePunishFinishEvent"):
    """Punishment phase after a battle is over."""


class LinkMicFanTicketMethodEvent(MessageEvent, native="LinkMicFanTicketMethodEvent"):
    """Points of each guest in a multi-guest room."""


class LinkMicLayoutStateEvent(MessageEvent, native="LinkMicLayoutStateEvent"):
    """Which seat layout the linked room uses now."""


class LinkMicMethodEvent(MessageEvent, native="LinkMicMethodEvent"):
    """Older link mic signalling between hosts. Comes under the method LinkMicMethod too."""


class LinkScreenChangeEvent(MessageEvent, native="LinkScreenChangeEvent"):
    """Guest enlarged or screen share changed in a linked room."""


class LinkStateEvent(MessageEvent, native="LinkStateEvent"):
    """Which linked features are on in the channel."""


class LinkmicBattleNoticeEvent(MessageEvent, native="LinkmicBattleNoticeEvent"):
    """Hints and notices around a battle."""


class LinkmicBattleTaskEvent(MessageEvent, native="LinkmicBattleTaskEvent"):
    """Side task during a battle: start, progress, reward."""


class LiveGameIntroEvent(MessageEvent, native="LiveGameIntroEvent"):
    """Intro text about the game being streamed."""


class LiveIntroEvent(MessageEvent, native="IntroMessageEvent"):
    """The streamer's intro text shown on entering."""


class MarqueeAnnouncementEvent(MessageEvent, native="MarqueeAnnouncementEvent"):
    """Announcement running across the screen."""


class MessageDetectEvent(MessageEvent, native="MsgDetectEvent"):
    """Server probe that measures message delivery time."""


class NoticeEvent(MessageEvent, native="NoticeEvent"):
    """Notice for one user, such as a rule reminder."""


class NotifyEvent(MessageEvent, native="NotifyEvent"):
    """General notice with content, style and link."""


class OecLiveShoppingEvent(MessageEvent, native="OecLiveShoppingEvent"):
    """Shopping: product popped up, pinned, sold out or updated."""


class PaidContentLiveShoppingEvent(MessageEvent, native="PaidContentLiveShoppingEvent"):
    """Paid live series shown for sale."""


class PartnershipCardChangeEvent(MessageEvent, native="PartnershipCardChangeEvent"):
    """Game partnership card changed."""


class PartnershipDownloadCountEvent(MessageEvent, native="PartnershipDownloadCountEvent"):
    """Download count of a partnered game."""


class PartnershipDropsUpdateEvent(MessageEvent, native="PartnershipDropsUpdateEvent"):
    """Game drops campaign of the room started, changed or stopped."""


class PartnershipGameOfflineEvent(MessageEvent, native="PartnershipGameOfflineEvent"):
    """A partnered game was taken off."""


class PartnershipPunishEvent(MessageEvent, native="PartnershipPunishEvent"):
    """Penalty concerning a game partnership."""


class PerceptionEvent(MessageEvent, native="PerceptionEvent"):
    """Warning dialog for the host or viewer after a rule violation."""


class PictionaryEndEvent(MessageEvent, native="PictionaryEndEvent"):
    """Drawing game round ended."""


class PictionaryExitEvent(MessageEvent, native="PictionaryExitEvent"):
    """Drawing game left."""


class PictionaryStartEvent(MessageEvent, native="PictionaryStartEvent"):
    """Drawing game started."""


class PictionaryUpdateEvent(MessageEvent, native="PictionaryUpdateEvent"):
    """Drawing game: correct guesses."""


class PollEvent(MessageEvent, native="PollEvent"):
    """Poll starts, votes change, poll ends."""


class PrivilegeAdvanceEvent(MessageEvent, native="PrivilegeAdvanceEvent"):
    """Level or subscription privilege notice with icons and background."""


class QuestionDeleteEvent(MessageEvent, native="QuestionDeleteEvent"):
    """A Q&A question was deleted."""


class QuestionNewEvent(MessageEvent, native="QuestionNewEvent"):
    """A viewer asked a question in the Q&A."""


class QuestionSelectedEvent(MessageEvent, native="QuestionSelectedEvent"):
    """A Q&A question was chosen to answer."""


class QuestionSlideDownEvent(MessageEvent, native="QuestionSlideDownEvent"):
    """The chosen Q&A question was closed."""


class QuestionSwitchEvent(MessageEvent, native="QuestionSwitchEvent"):
    """Q&A switched on or off."""


class RankTextEvent(MessageEvent, native="UserRankingUpdateEvent"):
    """Line about somebody reaching a rank or badge."""


class RankUpdateEvent(MessageEvent, native="RankingUpdateEvent"):
    """The room's place in several rankings and the tabs to show."""


class RoomEvent(MessageEvent, native="RoomEvent"):
    """System text for the whole room. Comes under the method RoomMessage too."""


class RoomNotifyEvent(MessageEvent, native="RoomNotifyEvent"):
    """Room-wide notice with user, style and jump link."""


class RoomPinEvent(MessageEvent, native="RoomPinEvent"):
    """A message was pinned or unpinned."""


class RoomStickerEvent(MessageEvent, native="RoomStickerEvent"):
    """Stickers on the stream."""


class RoomUserSeqEvent(MessageEvent, native="ViewerUpdateEvent"):
    """Viewer count and top viewers."""


class RoomVerifyEvent(MessageEvent, native="RoomVerifyEvent"):
    """Room needs an age or risk check before watching. Comes under the method RoomVerifyMessage too."""


class ScreenChatEvent(MessageEvent, native="ScreenChatEvent"):
    """Comment shown large over the screen with effects."""


class SocialEvent(MessageEvent, native="SocialEvent"):
    """A viewer followed the host or shared the stream."""


class SpeakerEvent(MessageEvent, native="SpeakerEvent"):
    """Who is speaking in a linked room."""


class SubCapsuleEvent(MessageEvent, native="SubCapsuleEvent"):
    """Capsule prompting to subscribe."""


class SubNotifyEvent(MessageEvent, native="SubNotifyEvent"):
    """A viewer subscribed or renewed."""


class SubPinEventEvent(MessageEvent, native="SubPinEventEvent"):
    """Subscription card pinned or unpinned."""


class SubTimerStickerEvent(MessageEvent, native="SubTimerStickerEvent"):
    """Subathon-style timer sticker."""


class SubWaveEvent(MessageEvent, native="SubWaveEvent"):
    """Subscription wave campaign."""


class SubscriptionGuideEvent(MessageEvent, native="SubscriptionGuideEvent"):
    """Guide towards subscribing."""


class SubscriptionNotifyEvent(MessageEvent, native="SubscriptionNotifyEvent"):
    """A viewer subscribed (short form)."""


class SystemEvent(MessageEvent, native="SystemEvent"):
    """Plain system text."""


class ToastEvent(MessageEvent, native="ToastEvent"):
    """Short pop-up text."""


class UnauthorizedMemberEvent(MessageEvent, native="UnauthorizedMemberEvent"):
    """A logged-out viewer entered."""


class ViewerPicksUpdateEvent(MessageEvent, native="ViewerPicksUpdateEvent"):
    """State of a viewer-picks round (viewers choose among options with gifts)."""


class WeeklyRankRewardEvent(MessageEvent, native="WeeklyRankRewardEvent"):
    """Reward for a place in the weekly ranking."""


SubscribeEvent = SubNotifyEvent
"""The name until 6.6.5."""

ProtoEvent: TypeAlias = MessageEvent

CLASSES_BY_NATIVE: Final = {cls.native_name(): cls for cls in MessageEvent.__subclasses__()}

EVENT_MAPPINGS: Final[dict[str, type[MessageEvent]]] = {
    method: CLASSES_BY_NATIVE[name]
    for method, name in proto.METHODS.items()
    # Methods that livetok learned after 7.0.1 have no class there: they are unknown events, as in the original.
    if method.startswith(_PREFIX) and name in CLASSES_BY_NATIVE
}
