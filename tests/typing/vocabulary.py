# pyright: strict
"""Every event, for type checkers: a class narrows to itself, and its fields have their types. Nobody runs it."""

from __future__ import annotations

from typing import assert_type

import livetok
from livetok import Event, Meta, User
from livetok.proto import (
    AccessControlCaptcha,
    AnchorToolModification,
    BattleNoticeType,
    BattleTaskMessageType,
    BoostCard,
    Contributor,
    ControlAction,
    DonationSticker,
    DynamicRestriction,
    EcTaskRegisterMessageEntity,
    FanTicketRoomNoticeContent,
    GameRankNotifyMessageMsgType,
    GameServerFeature,
    GiftCollection,
    GoodyBagBaseInfo,
    Hashtag,
    HourlyRankRewardInfo,
    ImageModel,
    LinkLayerMessageType,
    LinkMessageType,
    LiveStreamGoalIndicator,
    MessageRedEnvelopInfo,
    OfflineGameInfo,
    PartnershipDropsUpdateMessageChangeMode,
    PerceptionDialogInfo,
    PictionaryInfo,
    PortalInfo,
    PunishEventInfo,
    Question,
    RankContainer,
    RankTextMessageRankTestMessageScene,
    RankUpdate,
    RoomSticker,
    ShortItemRefreshEntity,
    SubPinEventMessageActionType,
    SubTimerSticker,
    SubWaveImMsg,
    Text,
)


def every_event(event: Event) -> None:  # noqa: C901 -- a list, a case for each class
    assert_type(event.meta, Meta)
    match event:
        case livetok.MoreShareEvent():
            assert_type(event.user, User)
        case livetok.UndecodedEvent():
            assert_type(event.method, str)
        case livetok.UnknownEvent():
            assert_type(event.method, str)
        case livetok.CommentEvent():
            assert_type(event.user, User)
        case livetok.FollowEvent():
            assert_type(event.user, User)
        case livetok.GiftEvent():
            assert_type(event.user, User)
        case livetok.JoinEvent():
            assert_type(event.user, User)
        case livetok.LiveEndEvent():
            assert_type(event.action, ControlAction)
        case livetok.LivePauseEvent():
            assert_type(event.action, ControlAction)
        case livetok.LiveResumeEvent():
            assert_type(event.action, ControlAction)
        case livetok.MicBattleEndEvent():
            assert_type(event.battle_id, int)
        case livetok.MicBattleStartEvent():
            assert_type(event.battle_id, int)
        case livetok.ShareEvent():
            assert_type(event.user, User)
        case livetok.SubscribeEvent():
            assert_type(event.user, User)
        case livetok.EnvelopeClosedEvent():
            assert_type(event.envelope_info, MessageRedEnvelopInfo)
        case livetok.SuperFanBoxEvent():
            assert_type(event.envelope_info, MessageRedEnvelopInfo)
        case livetok.SuperFanEvent():
            assert_type(event.user, User)
        case livetok.SuperFanJoinEvent():
            assert_type(event.user, User)
        case livetok.AccessControlEvent():
            assert_type(event.captcha, AccessControlCaptcha)
        case livetok.AccessRecallEvent():
            assert_type(event.status, int)
        case livetok.AISummaryEvent():
            assert_type(event.scene, str)
        case livetok.AlertBoxAuditResultEvent():
            assert_type(event.user_id, int)
        case livetok.AnchorToolModificationEvent():
            assert_type(event.modification, AnchorToolModification)
        case livetok.BALeadGenEvent():
            assert_type(event.op, int)
        case livetok.BarrageEvent():
            assert_type(event.user, User)
        case livetok.BindingGiftEvent():
            assert_type(event.message, livetok.GiftEvent)
        case livetok.BoostCardEvent():
            assert_type(event.cards, list[BoostCard])
        case livetok.BottomEvent():
            assert_type(event.content, str)
        case livetok.CapsuleEvent():
            assert_type(event.icon, ImageModel)
        case livetok.CaptionEvent():
            assert_type(event.timestamp_ms, int)
        case livetok.CommentTrayEvent():
            assert_type(event.content, str)
        case livetok.ConnectEvent():
            assert_type(event.room_id, int)
        case livetok.ControlEvent():
            assert_type(event.action, ControlAction)
        case livetok.DisconnectEvent():
            assert_type(event.reason, str)
        case livetok.DonationStickerModifyMethodEvent():
            assert_type(event.decoration_list, list[DonationSticker])
        case livetok.EcShortItemRefreshEvent():
            assert_type(event.entity, ShortItemRefreshEntity)
        case livetok.EcTaskRegisterEvent():
            assert_type(event.entity, EcTaskRegisterMessageEntity)
        case livetok.EmoteEvent():
            assert_type(event.user, User)
        case livetok.EnvelopeEvent():
            assert_type(event.envelope_info, MessageRedEnvelopInfo)
        case livetok.EnvelopePortalEvent():
            assert_type(event.portal_info, PortalInfo)
        case livetok.GameRankNotifyEvent():
            assert_type(event.msg_type, GameRankNotifyMessageMsgType)
        case livetok.GameServerFeatureEvent():
            assert_type(event.all_features, list[GameServerFeature])
        case livetok.GiftBroadcastEvent():
            assert_type(event.from_user_id, int)
        case livetok.GiftCollectionUpdateEvent():
            assert_type(event.gift_collection, GiftCollection)
        case livetok.GiftDynamicRestrictionEvent():
            assert_type(event.dynamic_restriction, DynamicRestriction)
        case livetok.GiftPanelUpdateEvent():
            assert_type(event.room_id, int)
        case livetok.GiftPromptEvent():
            assert_type(event.title, str)
        case livetok.GiftSettledEvent():
            assert_type(event.user, User)
        case livetok.GoalUpdateEvent():
            assert_type(event.indicator, LiveStreamGoalIndicator)
        case livetok.GoodyBagEvent():
            assert_type(event.base_info, GoodyBagBaseInfo)
        case livetok.GuideEvent():
            assert_type(event.guide_type, int)
        case livetok.HashtagEvent():
            assert_type(event.hashtag, Hashtag)
        case livetok.HourlyRankEvent():
            assert_type(event.data, RankContainer)
        case livetok.HourlyRankRewardEvent():
            assert_type(event.winners, list[HourlyRankRewardInfo])
        case livetok.ImDeleteEvent():
            assert_type(event.delete_msg_ids, list[int])
        case livetok.InRoomBannerEvent():
            assert_type(event.extra, str)
        case livetok.IntroMessageEvent():
            assert_type(event.user, User)
        case livetok.LaggedEvent():
            assert_type(event.count, int)
        case livetok.LikeEvent():
            assert_type(event.user, User)
        case livetok.LinkEvent():
            assert_type(event.message_type, LinkMessageType)
        case livetok.LinkLayerEvent():
            assert_type(event.message_type, LinkLayerMessageType)
        case livetok.LinkMicAnchorGuideEvent():
            assert_type(event.user, User)
        case livetok.LinkMicBattleEvent():
            assert_type(event.battle_id, int)
        case livetok.LinkMicBattleItemCardEvent():
            assert_type(event.battle_id, int)
        case livetok.LinkmicBattleNoticeEvent():
            assert_type(event.notice_type, BattleNoticeType)
        case livetok.LinkMicBattlePunishFinishEvent():
            assert_type(event.channel_id, int)
        case livetok.LinkmicBattleTaskEvent():
            assert_type(event.task_message_type, BattleTaskMessageType)
        case livetok.LinkMicFanTicketMethodEvent():
            assert_type(event.fan_ticket_room_notice, FanTicketRoomNoticeContent)
        case livetok.LinkMicLayoutStateEvent():
            assert_type(event.channel_id, int)
        case livetok.LinkMicMethodEvent():
            assert_type(event.message_type, int)
        case livetok.LinkScreenChangeEvent():
            assert_type(event.message_type, int)
        case livetok.LinkStateEvent():
            assert_type(event.channel_id, int)
        case livetok.LiveGameIntroEvent():
            assert_type(event.content, Text)
        case livetok.MarqueeAnnouncementEvent():
            assert_type(event.message_scene, str)
        case livetok.MemberEvent():
            assert_type(event.user, User)
        case livetok.MicBattleUpdateEvent():
            assert_type(event.battle_id, int)
        case livetok.MsgDetectEvent():
            assert_type(event.d_type, int)
        case livetok.NoticeEvent():
            assert_type(event.content, str)
        case livetok.NotifyEvent():
            assert_type(event.user, User)
        case livetok.OecLiveShoppingEvent():
            assert_type(event.action_type, int)
        case livetok.PaidContentLiveShoppingEvent():
            assert_type(event.action_type, int)
        case livetok.PartnershipCardChangeEvent():
            assert_type(event.change_mode, int)
        case livetok.PartnershipDownloadCountEvent():
            assert_type(event.downloaded_count, int)
        case livetok.PartnershipDropsUpdateEvent():
            assert_type(event.change_mode, PartnershipDropsUpdateMessageChangeMode)
        case livetok.PartnershipGameOfflineEvent():
            assert_type(event.offline_game_list, list[OfflineGameInfo])
        case livetok.PartnershipPunishEvent():
            assert_type(event.punish_info, PunishEventInfo)
        case livetok.PerceptionEvent():
            assert_type(event.dialog, PerceptionDialogInfo)
        case livetok.PictionaryEndEvent():
            assert_type(event.round_id, int)
        case livetok.PictionaryExitEvent():
            assert_type(event.session_id, int)
        case livetok.PictionaryStartEvent():
            assert_type(event.data, PictionaryInfo)
        case livetok.PictionaryUpdateEvent():
            assert_type(event.correct_count, int)
        case livetok.PollEvent():
            assert_type(event.message_type, int)
        case livetok.PrivilegeAdvanceEvent():
            assert_type(event.notify, livetok.RoomNotifyEvent)
        case livetok.QuestionDeleteEvent():
            assert_type(event.question_id, int)
        case livetok.QuestionNewEvent():
            assert_type(event.data, Question)
        case livetok.QuestionSelectedEvent():
            assert_type(event.question, Question)
        case livetok.QuestionSlideDownEvent():
            assert_type(event.question_id, int)
        case livetok.QuestionSwitchEvent():
            assert_type(event.on, bool)
        case livetok.RankingUpdateEvent():
            assert_type(event.updates, list[RankUpdate])
        case livetok.ReconnectEvent():
            assert_type(event.attempt, int)
        case livetok.RecordingSegmentEvent():
            assert_type(event.path, str)
        case livetok.RecordingStartedEvent():
            assert_type(event.path, str)
        case livetok.RecordingStoppedEvent():
            assert_type(event.path, str)
        case livetok.RoomErrorEvent():
            assert_type(event.exception, livetok.LiveError | None)
        case livetok.RoomEvent():
            assert_type(event.content, str)
        case livetok.RoomNotifyEvent():
            assert_type(event.user, User)
        case livetok.RoomPinEvent():
            assert_type(event.chat_message, livetok.CommentEvent)
        case livetok.RoomStickerEvent():
            assert_type(event.sticker_list, list[RoomSticker])
        case livetok.RoomVerifyEvent():
            assert_type(event.action, int)
        case livetok.ScreenChatEvent():
            assert_type(event.user_info, User)
        case livetok.SocialEvent():
            assert_type(event.user, User)
        case livetok.SpeakerEvent():
            assert_type(event.user, User)
        case livetok.SubCapsuleEvent():
            assert_type(event.description, Text)
        case livetok.SubNotifyEvent():
            assert_type(event.user, User)
        case livetok.SubPinEventEvent():
            assert_type(event.action_type, SubPinEventMessageActionType)
        case livetok.SubscriptionGuideEvent():
            assert_type(event.description, Text)
        case livetok.SubscriptionNotifyEvent():
            assert_type(event.user, User)
        case livetok.SubTimerStickerEvent():
            assert_type(event.sticker, SubTimerSticker)
        case livetok.SubWaveEvent():
            assert_type(event.sub_wave_im_msg, SubWaveImMsg)
        case livetok.SystemEvent():
            assert_type(event.message, str)
        case livetok.ToastEvent():
            assert_type(event.display_duration_millisecond, int)
        case livetok.UnauthorizedMemberEvent():
            assert_type(event.action, int)
        case livetok.UserRankingUpdateEvent():
            assert_type(event.scene, RankTextMessageRankTestMessageScene)
        case livetok.ViewerPicksUpdateEvent():
            assert_type(event.update_type, int)
        case livetok.ViewerUpdateEvent():
            assert_type(event.ranks, list[Contributor])
        case livetok.WeeklyRankRewardEvent():
            assert_type(event.user_id, int)
        case _:
            assert_type(event, Event)
