"""Guests, co-hosts and what they play together.

Generated from proto/webcast/guests.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.battle import BattleType
    from livetok.proto.webcast.capsule import (
        LinkmicAudienceInviteGroupChatMemberGuide,
        LinkMicAudienceInviteGuide,
        LinkMicAudienceTurnOnGuide,
    )
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.link import CohostTopic
    from livetok.proto.webcast.link_business import RivalExtra
    from livetok.proto.webcast.link_layer import AgreeStatus
    from livetok.proto.webcast.link_layout import LinkerMediaChangeOperator
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class AudienceReserveUserStateEvent(Event):
    """State of a viewer's reservation to join as guest."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    type: "AudienceReserveType" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: AudienceReserveType(0)
    )
    audience_reserve_user_info: "AudienceReserveUserInfo" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )
    audience_reserve_content: "AudienceReserveContent" = betterproto2.field(
        100, betterproto2.TYPE_MESSAGE, optional=True
    )
    audience_cancel_content: "AudienceCancelContent" = betterproto2.field(
        101, betterproto2.TYPE_MESSAGE, optional=True
    )
    audience_reply_content: "AudienceReplyContent" = betterproto2.field(
        102, betterproto2.TYPE_MESSAGE, optional=True
    )
    audience_reject_content: "AudienceRejectContent" = betterproto2.field(
        103, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class AudienceReserveUserInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    reserve_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class AudienceReserveContent(Message):
    from_user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    user: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class AudienceCancelContent(Message):
    from_user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    user: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class AudienceReplyContent(Message):
    from_user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)


@message
class AudienceRejectContent(Message):
    from_user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)


@message
class CohostReserveEvent(Event):
    """Co-host appointment made, answered or changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    reserve_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    reservation_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    reserve_content: "ReserveContent" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    reply_content: "ReplyContent" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ReserveContent(Message):
    reserver: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    reserver_room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    red_dot_num: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    created_timestamp: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    reservation_anchor_count: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)


@message
class ReplyContent(Message):
    replier: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    replier_room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    reply_status: "AgreeStatus" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.AgreeStatus(0)
    )


@message
class CohostTopicEvent(Event):
    """Topic of a co-host session set or heated up."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    action: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    topic: "CohostTopic" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    topic_set_content: "TopicSetContent" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    heat_update_content: "HeatUpdateContent" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    session_status: "TopicSessionStatus" = betterproto2.field(21, betterproto2.TYPE_MESSAGE, optional=True)


@message
class TopicSetContent(Message):
    action: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    channel_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    set_user_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    set_succ_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    enter_scene: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)


@message
class HeatUpdateContent(Message):
    channel_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    from_user_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    updated_heat: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    update_source: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class TopicSessionStatus(Message):
    session_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    session_heat: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class CompetitionEvent(Event):
    """Team competition: initiate, reply, start, score, settle, finish."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    biz_common: "CompetitionCommon" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    type: "CompetitionMessageType" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: CompetitionMessageType(0)
    )
    initiate: "CompetitionInitiate" = betterproto2.field(100, betterproto2.TYPE_MESSAGE, optional=True)
    reply: "CompetitionReply" = betterproto2.field(101, betterproto2.TYPE_MESSAGE, optional=True)
    start: "CompetitionStart" = betterproto2.field(102, betterproto2.TYPE_MESSAGE, optional=True)
    settle_start: "CompetitionSettleStart" = betterproto2.field(103, betterproto2.TYPE_MESSAGE, optional=True)
    settle_end: "CompetitionSettleEnd" = betterproto2.field(104, betterproto2.TYPE_MESSAGE, optional=True)
    score_change: "CompetitionScoreChange" = betterproto2.field(105, betterproto2.TYPE_MESSAGE, optional=True)
    finish: "CompetitionFinish" = betterproto2.field(106, betterproto2.TYPE_MESSAGE, optional=True)
    switch_turn: "CompetitionSwitchTurn" = betterproto2.field(107, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CompetitionCommon(Message):
    type: "BattleType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.BattleType(0)
    )
    channel_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    competition_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    room_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    competition_id_str: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    room_id_str: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class CompetitionInitiate(Message):
    initiate_info: "CompetitionInitiateInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    gift_permissions: "dict[int, int]" = betterproto2.field(
        2,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_INT32),
    )


@message
class CompetitionInitiateInfo(Message):
    initiator: "CompetitionUserBase" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    initiate_type: "CompetitionInitiateType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: CompetitionInitiateType(0)
    )
    teams: "list[CompetitionTeamBase]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)
    ab_infos: "dict[int, CompetitionABInfo]" = betterproto2.field(
        4,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    take_the_stage_biz: "CompetitionInitiateInfoTakeTheStageBiz" = betterproto2.field(
        100, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class CompetitionUserBase(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    role: "CompetitionRoleType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: CompetitionRoleType(0)
    )
    nickname: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    avatar: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    user_id_str: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


@message
class CompetitionTeamBase(Message):
    team_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    users: "list[CompetitionUserBase]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class CompetitionABInfo(Message):
    tts: "TakeTheStageABInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class TakeTheStageABInfo(Message):
    atmosphere_animation: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    atmosphere_duration: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)


@message
class CompetitionInitiateInfoTakeTheStageBiz(Message):
    anchors: "list[CompetitionInitiateInfoTakeTheStageBizAnchorInfo]" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class CompetitionInitiateInfoTakeTheStageBizAnchorInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)


@message
class CompetitionReply(Message):
    reply_type: "CompetitionReplyType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: CompetitionReplyType(0)
    )
    replier: "CompetitionUserBase" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    initiate: "CompetitionInitiate" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    ab_info: "dict[int, CompetitionABInfo]" = betterproto2.field(
        4,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    take_the_stage_biz: "TakeTheStageBiz" = betterproto2.field(100, betterproto2.TYPE_MESSAGE, optional=True)


@message
class TakeTheStageBiz(Message):
    take_the_stage_status: "TakeTheStageStatus" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: TakeTheStageStatus(0)
    )
    performance_start_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    anchors: "list[TakeTheStageBizAnchorInfo]" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class TakeTheStageBizAnchorInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)


@message
class CompetitionStart(Message):
    competition_start_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    initiate_info: "CompetitionInitiateInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    end_timestamp: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    actual_end_timestamp: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class CompetitionSettleStart(Message):
    planned_settlement_end_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    extra_time_interval: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    initiator: "CompetitionUserBase" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CompetitionSettleEnd(Message):
    planned_finish_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    team_infos: "list[CompetitionResultsTeamInfo]" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, repeated=True
    )
    leave_user: "CompetitionUserBase" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    reason: "CompetitionEndReason" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: CompetitionEndReason(0)
    )
    take_the_stage_biz: "CompetitionSettleEndTakeTheStageBiz" = betterproto2.field(
        100, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class CompetitionResultsTeamInfo(Message):
    team_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    rank: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    score: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    result: "Result" = betterproto2.field(4, betterproto2.TYPE_ENUM, default_factory=lambda: Result(0))
    contributors: "list[CompetitionContributorInfo]" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, repeated=True
    )
    members: "list[CompetitionTeamMemberInfo]" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, repeated=True
    )
    team_id_str: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)


@message
class CompetitionContributorInfo(Message):
    user: "CompetitionUserBase" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    score: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    avatar: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CompetitionTeamMemberInfo(Message):
    user: "CompetitionUserBase" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    score: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class CompetitionSettleEndTakeTheStageBiz(Message):
    take_the_stage_status: "CompetitionSettleEndTakeTheStageBizTakeTheStageStatus" = betterproto2.field(
        1,
        betterproto2.TYPE_ENUM,
        default_factory=lambda: CompetitionSettleEndTakeTheStageBizTakeTheStageStatus(0),
    )


@message
class CompetitionScoreChange(Message):
    team_infos: "list[CompetitionResultsTeamInfo]" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, repeated=True
    )
    trigger_reason: "TriggerReason" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: TriggerReason(0)
    )
    take_the_stage_biz: "CompetitionScoreChangeTakeTheStageBiz" = betterproto2.field(
        100, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class CompetitionScoreChangeTakeTheStageBiz(Message):
    status: "CompetitionScoreChangeTakeTheStageBizTakeTheStageStatus" = betterproto2.field(
        1,
        betterproto2.TYPE_ENUM,
        default_factory=lambda: CompetitionScoreChangeTakeTheStageBizTakeTheStageStatus(0),
    )
    performance_start_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    order_info: "TakeTheStageOrderInfo" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class TakeTheStageOrderInfo(Message):
    anchors: "list[TakeTheStageOrderInfoAnchorInfo]" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, repeated=True
    )
    initiator: "CompetitionUserBase" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    switch_turn_reason: "SwitchTurnReason" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: SwitchTurnReason(0)
    )


@message
class TakeTheStageOrderInfoAnchorInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)


@message
class CompetitionFinish(Message):
    competition_finish_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    reason: "CompetitionFinishCompetitionEndReason" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: CompetitionFinishCompetitionEndReason(0)
    )
    leave_user: "CompetitionUserBase" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CompetitionSwitchTurn(Message):
    take_the_stage_biz: "CompetitionSwitchTurnTakeTheStageBiz" = betterproto2.field(
        100, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class CompetitionSwitchTurnTakeTheStageBiz(Message):
    performance_start_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    order_info: "TakeTheStageOrderInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GroupLiveMemberNotifyEvent(Event):
    """Member change in a group live."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    host_user_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    member_info: "list[MemberInfo]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class MemberInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    is_staged: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    nickname: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    avatar: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GuestInviteGuideEvent(Event):
    """Hint to invite a guest."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    invitee_avatar: "list[ImageModel]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class GuestInviteEvent(Event):
    """Invitation to join as guest."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    inviter_user_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    inviter_nickname: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    inviter_avatar: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GuestShowdownEvent(Event):
    """Guest showdown game starts, counts, ends."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    play_content: "GuestShowdownContent" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    operator_user_info: "LinkerMediaChangeOperator" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )
    play_closed_reason: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    to_calculating_reason: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    guest_showdown_config_change: "GuestShowdownConfigChange" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class GuestShowdownContent(Message):
    room_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    channel_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    play_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    play_status: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    version: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    party_start_time: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    punishment_start_time: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    play_config: "GuestShowdownConfig" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    running_play_users: "list[GuestShowdownUser]" = betterproto2.field(
        9, betterproto2.TYPE_MESSAGE, repeated=True
    )
    leave_play_users: "list[GuestShowdownUser]" = betterproto2.field(
        10, betterproto2.TYPE_MESSAGE, repeated=True
    )
    stream_id: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)


@message
class GuestShowdownConfig(Message):
    duration: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    loser_num: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class GuestShowdownUser(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    linkmic_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    score: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    rank: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    nickname: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    display_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    avatar_thumb: "ImageModel" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    user_tag: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    icon_name: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)


@message
class GuestShowdownConfigChange(Message):
    update_loser_num: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    loser_num: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    update_add_duration: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    add_duration: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class LinkBusinessEvent(Event):
    """Pop-up state of a link business."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    popup_state_change_content: "PopupStateChangeContent" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class PopupStateChangeContent(Message):
    other_users: "list[RivalExtra]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class LinkLayoutEvent(Event):
    """Layout change in a linked room."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    room_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    channel_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    layout_id: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    max_position: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    operator_user_info: "LinkerMediaChangeOperator" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class LinkMicAdEvent(Event):
    """Advert in a linked room."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    link_ad_contents: "list[LinkMicAdContent]" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class LinkMicAdContent(Message):
    room_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    ad_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    duration: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    play_times: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    url: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


@message
class LinkMicBattleVictoryLapEvent(Event):
    """Victory lap after a battle."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    play_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    battle_truth_or_dare_trigger_guide: "BattleTruthOrDareTriggerGuide" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )
    play_tips: "BattleTruthOrDareTips" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    truth_or_dare_close_notice: "BattleTruthOrDareOptOutNotice" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    trigger_guide_v2: "BattleTruthOrDareTriggerGuideV2" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )
    anchor_region: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    battle_id: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)


@message
class BattleTruthOrDareTriggerGuide(Message):
    anchor_content_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    audience_content_key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    guide_duration_second: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    rule_detail_url: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class BattleTruthOrDareTips(Message):
    truth_or_dare_tips: "list[TruthOrDareTip]" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, repeated=True
    )
    gift_guide_key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class TruthOrDareTip(Message):
    tip_type: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    tip_content: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class BattleTruthOrDareOptOutNotice(Message):
    close_content_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class BattleTruthOrDareTriggerGuideV2(Message):
    anchor_content_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    audience_content_key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    tips: "list[BattleTruthOrDareTriggerGuideV2TruthOrDareTip]" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, repeated=True
    )
    guide_duration_second: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    tip_duration_second: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    rule_detail_url: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    lap_guide_key: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    lap_guide_duration_second: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    is_first_time: "bool" = betterproto2.field(9, betterproto2.TYPE_BOOL)


@message
class BattleTruthOrDareTriggerGuideV2TruthOrDareTip(Message):
    tip_type_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    tip_content_key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class LinkMicSignalingMethodEvent(Event):
    """Raw link signalling text."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    signal: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class LinkmicAnimationEvent(Event):
    """Animation when somebody applies to link."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    apply_animation_content: "ApplyAnimationContent" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class ApplyAnimationContent(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    is_display: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)


@message
class LinkmicAudienceNoticeEvent(Event):
    """Linking notice for viewers."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    notice_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    turn_on_guide: "LinkMicAudienceTurnOnGuide" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )
    invite_guide: "LinkMicAudienceInviteGuide" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )
    group_chat_member_invite_guide: "LinkmicAudienceInviteGroupChatMemberGuide" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class MultiGuestSuggestEvent(Event):
    """Suggestion around multi-guest."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    suggested_image: "list[ImageModel]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class PlayTogetherEvent(Event):
    """Play-together lobby: members, requests, permissions."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    basic_info: "PlayTogetherBasicInfo" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    list_change_content: "PlayTogetherListChangeContent" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )
    permit_notice_content: "PlayTogetherPermitNoticeContent" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class PlayTogetherBasicInfo(Message):
    play_together_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    description: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    apply_note: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    status: "PlayTogetherStatus" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: PlayTogetherStatus(0)
    )
    apply_limit_type: "ApplyLimitType" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: ApplyLimitType(0)
    )
    apply_user_num: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    is_applying: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    creator_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    creator_avatar: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    creator_nick_name: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)


@message
class PlayTogetherListChangeContent(Message):
    apply_list_members: "list[PlayTogetherMember]" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, repeated=True
    )
    history_list_members: "list[PlayTogetherMember]" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class PlayTogetherMember(Message):
    user_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    avatar: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    nick_name: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    apply_message: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    apply_time: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    accept_time: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    relation_tag: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    relation_tag_enum: "PlayTogetherRelationTag" = betterproto2.field(
        8, betterproto2.TYPE_ENUM, default_factory=lambda: PlayTogetherRelationTag(0)
    )


@message
class PlayTogetherPermitNoticeContent(Message):
    permit_type: "PlayTogetherPermitType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: PlayTogetherPermitType(0)
    )


@message
class WallpaperEvent(Event):
    """Linked room wallpaper changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    wallpaper_content: "WallpaperContent" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class WallpaperContent(Message):
    room_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    channel_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    wallpaper_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    status: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    send_timestamp: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    play_user_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    wallpaper_url: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    finished_user_list: "list[WallpaperContext]" = betterproto2.field(
        8, betterproto2.TYPE_MESSAGE, repeated=True
    )
    play_user_list: "list[WallpaperContext]" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class WallpaperContext(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    wallpaper_start_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    nickname: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    avatar_thumb: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    user_keywords: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    linkmic_id_str: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class WallpaperReviewEvent(Event):
    """Moderation result of a wallpaper."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    ai_pic_url: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    review_result: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    context_keywords: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    keywords: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    room_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    channel_id: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    wallpaper_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)


class AudienceReserveType(betterproto2.Enum):
    UNKNOWN_FIELD = 0
    RESERVE = 1
    CANCEL = 2
    WAIT = 3
    DONE = 4
    REJECT = 5

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "AUDIENCE_RESERVE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"AUDIENCE_RESERVE_TYPE_" + member.name: member.value for member in cls}


class CompetitionMessageType(betterproto2.Enum):
    UNKNOWN = 0
    INITIATE = 1
    REPLY = 2
    START = 3
    SETTLE_START = 4
    SETTLE_END = 5
    SCORE_CHANGE = 6
    FINISH = 7
    SWITCH_TURN = 8

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "COMPETITION_MESSAGE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"COMPETITION_MESSAGE_TYPE_" + member.name: member.value for member in cls}


class CompetitionRoleType(betterproto2.Enum):
    UNKNOWN = 0
    ANCHOR = 1
    AUDIENCE = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "COMPETITION_ROLE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"COMPETITION_ROLE_TYPE_" + member.name: member.value for member in cls}


class CompetitionInitiateType(betterproto2.Enum):
    NORMAL = 0
    REMATCH = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "COMPETITION_INITIATE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"COMPETITION_INITIATE_TYPE_" + member.name: member.value for member in cls}


class CompetitionReplyType(betterproto2.Enum):
    UNKNOWN = 0
    ACCEPT = 1
    REJECT = 2
    WITHDRAW = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "COMPETITION_REPLY_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"COMPETITION_REPLY_TYPE_" + member.name: member.value for member in cls}


class TakeTheStageStatus(betterproto2.Enum):
    UNKNOWN = 0
    NOT_STARTED = 1
    CANCELLED = 2
    STARTED = 3
    FINAL_CALL = 4
    VICTORY_LAP = 5
    FINISHED = 6

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "TAKE_THE_STAGE_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"TAKE_THE_STAGE_STATUS_" + member.name: member.value for member in cls}


class Result(betterproto2.Enum):
    UNKNOWN = 0
    WIN = 1
    LOSE = 2
    DRAW = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "RESULT_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"RESULT_" + member.name: member.value for member in cls}


class CompetitionEndReason(betterproto2.Enum):
    UNKNOWN = 0
    NORMAL = 1
    CUT_SHORT = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "COMPETITION_END_REASON_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"COMPETITION_END_REASON_" + member.name: member.value for member in cls}


class CompetitionSettleEndTakeTheStageBizTakeTheStageStatus(betterproto2.Enum):
    UNKNOWN = 0
    NOT_STARTED = 1
    CANCELLED = 2
    STARTED = 3
    FINAL_CALL = 4
    VICTORY_LAP = 5
    FINISHED = 6

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {
            member.value: "COMPETITION_SETTLE_END_TAKE_THE_STAGE_BIZ_TAKE_THE_STAGE_STATUS_" + member.name
            for member in cls
        }

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {
            "COMPETITION_SETTLE_END_TAKE_THE_STAGE_BIZ_TAKE_THE_STAGE_STATUS_" + member.name: member.value
            for member in cls
        }


class TriggerReason(betterproto2.Enum):
    UNKNOWN = 0
    SCORE_UPDATE = 1
    OPT_OUT_UPDATE = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "TRIGGER_REASON_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"TRIGGER_REASON_" + member.name: member.value for member in cls}


class CompetitionScoreChangeTakeTheStageBizTakeTheStageStatus(betterproto2.Enum):
    UNKNOWN = 0
    NOT_STARTED = 1
    CANCELLED = 2
    STARTED = 3
    FINAL_CALL = 4
    VICTORY_LAP = 5
    FINISHED = 6

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {
            member.value: "COMPETITION_SCORE_CHANGE_TAKE_THE_STAGE_BIZ_TAKE_THE_STAGE_STATUS_" + member.name
            for member in cls
        }

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {
            "COMPETITION_SCORE_CHANGE_TAKE_THE_STAGE_BIZ_TAKE_THE_STAGE_STATUS_" + member.name: member.value
            for member in cls
        }


class SwitchTurnReason(betterproto2.Enum):
    UNKNOWN = 0
    USER_CLICK = 1
    USER_LEFT = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SWITCH_TURN_REASON_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SWITCH_TURN_REASON_" + member.name: member.value for member in cls}


class CompetitionFinishCompetitionEndReason(betterproto2.Enum):
    UNKNOWN = 0
    NORMAL = 1
    CUT_SHORT = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "COMPETITION_FINISH_COMPETITION_END_REASON_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"COMPETITION_FINISH_COMPETITION_END_REASON_" + member.name: member.value for member in cls}


class PlayTogetherStatus(betterproto2.Enum):
    UNKNOWN = 0
    REVIEWING = 1
    REVIEW_PASS = 2
    DESC_NOT_PASS = 3
    APPLY_NOTE_NOT_PASS = 4
    ALL_NOT_REVIEW_PASS = 5
    START = 6
    END = 7

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PLAY_TOGETHER_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PLAY_TOGETHER_STATUS_" + member.name: member.value for member in cls}


class ApplyLimitType(betterproto2.Enum):
    ALL_USER = 0
    FOLLOWER_ONLY = 1
    CREATOR_TEAM_ONLY = 2
    SUBSCRIBER_ONLY = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "APPLY_LIMIT_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"APPLY_LIMIT_TYPE_" + member.name: member.value for member in cls}


class PlayTogetherRelationTag(betterproto2.Enum):
    UNKNOWN = 0
    FRIEND = 1
    SUBSCRIBER = 2
    TEAM_MEMBER = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PLAY_TOGETHER_RELATION_TAG_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PLAY_TOGETHER_RELATION_TAG_" + member.name: member.value for member in cls}


class PlayTogetherPermitType(betterproto2.Enum):
    UNKNOWN = 0
    ACCEPT = 1
    REJECT = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PLAY_TOGETHER_PERMIT_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PLAY_TOGETHER_PERMIT_TYPE_" + member.name: member.value for member in cls}
