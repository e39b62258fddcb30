"""Older link mic signalling, guest points and speakers.

Generated from proto/webcast/link_mic.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.link import LinkmicPlayType
    from livetok.proto.webcast.link_business import ActivityBadgeInfo, CohostLayoutMode, RivalsGameTag, TagV2
    from livetok.proto.webcast.link_shared import (
        GiftGalleryBadgeInfo,
        InteractTag,
        OptPairInfo,
        SharedUserInfo,
        TopHostInfo,
    )
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class LinkMicMethodEvent(Event):
    """Older link mic signalling between hosts. Comes under the method LinkMicMethod too."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    access_key: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    anchor_linkmic_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    user_id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    fan_ticket: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    total_linkmic_fan_ticket: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    channel_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    layout: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    vendor: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)
    dimension: "int" = betterproto2.field(11, betterproto2.TYPE_INT32)
    theme: "str" = betterproto2.field(12, betterproto2.TYPE_STRING)
    invite_uid: "int" = betterproto2.field(13, betterproto2.TYPE_INT64)
    answer: "int" = betterproto2.field(14, betterproto2.TYPE_INT32)
    start_time: "int" = betterproto2.field(15, betterproto2.TYPE_INT64)
    duration: "int" = betterproto2.field(16, betterproto2.TYPE_INT32)
    user_scores: "list[bytes]" = betterproto2.field(17, betterproto2.TYPE_BYTES, repeated=True)
    match_type: "int" = betterproto2.field(18, betterproto2.TYPE_INT32)
    win: "bool" = betterproto2.field(19, betterproto2.TYPE_BOOL)
    prompts: "str" = betterproto2.field(20, betterproto2.TYPE_STRING)
    to_user_id: "int" = betterproto2.field(21, betterproto2.TYPE_INT64)
    contributors: "dict[int, ContributorList]" = betterproto2.field(
        22,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    linkmic_layout: "int" = betterproto2.field(23, betterproto2.TYPE_INT64)
    from_user_id: "int" = betterproto2.field(24, betterproto2.TYPE_INT64)
    tips: "str" = betterproto2.field(25, betterproto2.TYPE_STRING)
    start_time_ms: "int" = betterproto2.field(26, betterproto2.TYPE_INT64)
    confluence_type: "int" = betterproto2.field(27, betterproto2.TYPE_INT32)
    from_room_id: "int" = betterproto2.field(28, betterproto2.TYPE_INT64)
    invite_type: "int" = betterproto2.field(29, betterproto2.TYPE_INT32)
    sub_type: "int" = betterproto2.field(30, betterproto2.TYPE_INT64)
    inviter_rival_extra: "RivalExtraInfo" = betterproto2.field(31, betterproto2.TYPE_MESSAGE, optional=True)
    rtc_ext_info: "str" = betterproto2.field(32, betterproto2.TYPE_STRING)
    rtc_app_id: "str" = betterproto2.field(33, betterproto2.TYPE_STRING)
    app_id: "str" = betterproto2.field(34, betterproto2.TYPE_STRING)
    app_sign: "str" = betterproto2.field(35, betterproto2.TYPE_STRING)
    rtc_app_sign: "str" = betterproto2.field(36, betterproto2.TYPE_STRING)
    anchor_linkmic_id_str: "str" = betterproto2.field(37, betterproto2.TYPE_STRING)
    rival_anchor_id: "int" = betterproto2.field(38, betterproto2.TYPE_INT64)
    rival_linkmic_id: "int" = betterproto2.field(39, betterproto2.TYPE_INT64)
    rival_linkmic_id_str: "str" = betterproto2.field(40, betterproto2.TYPE_STRING)
    show_popup: "bool" = betterproto2.field(41, betterproto2.TYPE_BOOL)
    sec_invite_uid: "int" = betterproto2.field(42, betterproto2.TYPE_INT64)
    scene: "int" = betterproto2.field(43, betterproto2.TYPE_INT64)
    sec_apply_uid: "int" = betterproto2.field(44, betterproto2.TYPE_INT64)
    linked_users: "list[User]" = betterproto2.field(45, betterproto2.TYPE_MESSAGE, repeated=True)
    sec_from_user_id: "str" = betterproto2.field(46, betterproto2.TYPE_STRING)
    reply_type: "LinkmicReplyType" = betterproto2.field(
        47, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicReplyType(0)
    )
    reply_prompts: "str" = betterproto2.field(48, betterproto2.TYPE_STRING)
    sec_to_user_id: "str" = betterproto2.field(49, betterproto2.TYPE_STRING)
    invitor_info: "bytes" = betterproto2.field(50, betterproto2.TYPE_BYTES)
    rtc_join_channel: "bool" = betterproto2.field(51, betterproto2.TYPE_BOOL)
    fan_ticket_icon_type: "int" = betterproto2.field(52, betterproto2.TYPE_INT32)


@message
class ContributorList(Message):
    contributor: "list[ContributorListContributor]" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class ContributorListContributor(Message):
    score: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    rank: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    user_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    user: "User" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class RivalExtraInfo(Message):
    text: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    text_type: "RivalExtraInfoTextType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: RivalExtraInfoTextType(0)
    )
    label: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    anchor_layer: "RivalExtraInfoAnchorLayer" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: RivalExtraInfoAnchorLayer(0)
    )
    linker_info: "LinkerInfo" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    linkmic_user_settings: "AnchorLinkmicUserSettings" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )
    battle_user_settings: "BattleUserSettings" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )
    invite_block_reason: "RivalExtraInfoInviteBlockReason" = betterproto2.field(
        8, betterproto2.TYPE_ENUM, default_factory=lambda: RivalExtraInfoInviteBlockReason(0)
    )
    show_play_type: "LinkmicPlayType" = betterproto2.field(
        9, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.LinkmicPlayType(0)
    )
    top_host_info: "TopHostInfo" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    tag: "InteractTag" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    reserve_info: "ReserveInfo" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, optional=True)
    detail_block_reason: "DetailBlockReason" = betterproto2.field(
        13, betterproto2.TYPE_ENUM, default_factory=lambda: DetailBlockReason(0)
    )
    opt_pair_info: "OptPairInfo" = betterproto2.field(14, betterproto2.TYPE_MESSAGE, optional=True)
    tag_v2: "TagV2" = betterproto2.field(15, betterproto2.TYPE_MESSAGE, optional=True)
    eoy_level: "int" = betterproto2.field(16, betterproto2.TYPE_INT64)
    battle_info: "BattleInfo" = betterproto2.field(17, betterproto2.TYPE_MESSAGE, optional=True)
    cohost_layout_mode: "CohostLayoutMode" = betterproto2.field(
        18, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.CohostLayoutMode(0)
    )
    game_tag: "RivalsGameTag" = betterproto2.field(19, betterproto2.TYPE_MESSAGE, optional=True)
    gift_gallery_badge_info: "GiftGalleryBadgeInfo" = betterproto2.field(
        20, betterproto2.TYPE_MESSAGE, optional=True
    )
    offlive_invite_info: "OffliveInviteInfo" = betterproto2.field(
        21, betterproto2.TYPE_MESSAGE, optional=True
    )
    user_suggestion_info: "UserSuggestionInfo" = betterproto2.field(
        22, betterproto2.TYPE_MESSAGE, optional=True
    )
    friend_suggestion_info: "UserSuggestionInfo" = betterproto2.field(
        23, betterproto2.TYPE_MESSAGE, optional=True
    )
    activity_badge_info: "ActivityBadgeInfo" = betterproto2.field(
        24, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class LinkerInfo(Message):
    linked_users: "list[SharedUserInfo]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    in_quick_pairing: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    linked_guest_users: "list[SharedUserInfo]" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class AnchorLinkmicUserSettings(Message):
    is_turn_on: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    accept_multi_linkmic: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    accept_not_follower_invite: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    allow_gift_to_other_anchors: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    block_invitation_of_this_live: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    receive_friend_multi_host_invites: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)
    receive_friend_multi_host_application: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    block_this_multi_host_invites: "bool" = betterproto2.field(8, betterproto2.TYPE_BOOL)
    block_this_multi_host_application: "bool" = betterproto2.field(9, betterproto2.TYPE_BOOL)
    receive_not_friend_multi_host_invites: "bool" = betterproto2.field(10, betterproto2.TYPE_BOOL)
    receive_not_friend_multi_host_application: "bool" = betterproto2.field(11, betterproto2.TYPE_BOOL)
    allow_live_notice_of_friends: "bool" = betterproto2.field(12, betterproto2.TYPE_BOOL)
    allow_friend_invites: "bool" = betterproto2.field(13, betterproto2.TYPE_BOOL)
    allow_suggested_invites: "bool" = betterproto2.field(14, betterproto2.TYPE_BOOL)
    allow_friend_invites_when_offlive: "bool" = betterproto2.field(15, betterproto2.TYPE_BOOL)
    allow_user_cohost_suggestions: "bool" = betterproto2.field(16, betterproto2.TYPE_BOOL)
    allow_missed_invitation_notice: "bool" = betterproto2.field(17, betterproto2.TYPE_BOOL)
    allow_live_notice_of_suggested: "bool" = betterproto2.field(18, betterproto2.TYPE_BOOL)
    allow_guest_request_during_cohost: "bool" = betterproto2.field(19, betterproto2.TYPE_BOOL)
    allow_guest_apply_during_cohost: "bool" = betterproto2.field(20, betterproto2.TYPE_BOOL)
    subtitle_setting: "SubtitleSettings" = betterproto2.field(21, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SubtitleSettings(Message):
    has_right: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    temporary_ban: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    enable: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    expire_date: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    target_language: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    label_text: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class BattleUserSettings(Message):
    is_turn_on: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    accept_not_follower_invite: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    allow_gift_to_other_anchors: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)


@message
class ReserveInfo(Message):
    reservation_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    reply_status: "ReserveReplyStatus" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: ReserveReplyStatus(0)
    )
    bubble_tip: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    response_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    is_reservation_sender: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    created_timestamp: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    viewed: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)


@message
class BattleInfo(Message):
    info_type: "RivalExtraInfoBattleInfoBattleInfoType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: RivalExtraInfoBattleInfoBattleInfoType(0)
    )
    value: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class OffliveInviteInfo(Message):
    inviter_timestamp: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)


@message
class UserSuggestionInfo(Message):
    vote_count: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    voter_info_list: "list[SharedUserInfo]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    detail_page_lynx: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class LinkMicFanTicketMethodEvent(Event):
    """Points of each guest in a multi-guest room."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    fan_ticket_room_notice: "FanTicketRoomNoticeContent" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class FanTicketRoomNoticeContent(Message):
    user_fan_ticket: "list[UserFanTicket]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    total_linkmic_fan_ticket: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    match_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    event_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    fan_ticket_icon_url: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    play_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    play_scene: "PlayScene" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: PlayScene(0)
    )
    version: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    score_type: "ScoreType" = betterproto2.field(
        9, betterproto2.TYPE_ENUM, default_factory=lambda: ScoreType(0)
    )


@message
class UserFanTicket(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    fan_ticket: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    match_total_score: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    match_rank: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    countdown_info: "UserCountdownInfo" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    play_info: "UserPlayInfo" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    icon_name: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    animation_name: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    ticket_ui_style: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    completion_progress_percent: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)
    top_guest_rank: "int" = betterproto2.field(11, betterproto2.TYPE_INT32)
    ticket_ui_style_v2: "str" = betterproto2.field(12, betterproto2.TYPE_STRING)


@message
class UserCountdownInfo(Message):
    countdown_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    score: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    target_score: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    completion_progress_percent: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class UserPlayInfo(Message):
    play_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    play_scene: "PlayScene" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: PlayScene(0)
    )
    score: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    rank: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    target_score: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    user_tag: "PlayUserTag" = betterproto2.field(
        6, betterproto2.TYPE_ENUM, default_factory=lambda: PlayUserTag(0)
    )
    play_round_id: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)


@message
class LinkMicAnchorGuideEvent(Event):
    """Guide for hosts about linking."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    guide_content: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    button_content: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    connect_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    guide_type: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    user: "User" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    log_id: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    reserve_info: "LinkMicAnchorGuideMessageReserveInfo" = betterproto2.field(
        8, betterproto2.TYPE_MESSAGE, optional=True
    )
    button_show_type: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    opt_pair_info: "OptPairInfo" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    user_model_prediction_data: "list[UserModelPredictionData]" = betterproto2.field(
        11, betterproto2.TYPE_MESSAGE, repeated=True
    )
    is_follow_rival: "bool" = betterproto2.field(21, betterproto2.TYPE_BOOL)
    available_friend_number: "int" = betterproto2.field(22, betterproto2.TYPE_INT32)


@message
class LinkMicAnchorGuideMessageReserveInfo(Message):
    reservation_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    is_reservation_sender: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    accept_appointment_cnts: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    reservation_anchor_cnts: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    display_user_list: "list[ReserveUser]" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class ReserveUser(Message):
    user: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class UserModelPredictionData(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    model_prediction_data: "dict[str, float]" = betterproto2.field(
        2,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_DOUBLE),
    )


@message
class SpeakerEvent(Event):
    """Who is speaking in a linked room."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    display_text: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    trigger_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


class LinkmicReplyType(betterproto2.Enum):
    RT_UNKNOWN = 0
    RT_AGREE = 1
    RT_REJECT = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINKMIC_REPLY_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINKMIC_REPLY_TYPE_" + member.name: member.value for member in cls}


class RivalExtraInfoTextType(betterproto2.Enum):
    TEXT_TYPE_UNKNOWN = 0
    CURRO_OMF_AN_TICKET = 1
    TOTAL_DIAMOND_COUNT = 2
    DISTANCE = 3
    DISTANCE_CITY = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "RIVAL_EXTRA_INFO_TEXT_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"RIVAL_EXTRA_INFO_TEXT_TYPE_" + member.name: member.value for member in cls}


class RivalExtraInfoAnchorLayer(betterproto2.Enum):
    ANCHOR_LAYER_UNKNOWN = 0
    ANCHOR_LAYER_TOP = 1
    ANCHOR_LAYER_SMALL = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "RIVAL_EXTRA_INFO_ANCHOR_LAYER_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"RIVAL_EXTRA_INFO_ANCHOR_LAYER_" + member.name: member.value for member in cls}


class RivalExtraInfoInviteBlockReason(betterproto2.Enum):
    NONE = 0
    IS_LINKING = 1
    INVITATION_DENIED = 2
    PERMISSION_DENIED = 3
    LOW_CLIENT_VERSION = 4
    ROOM_PAUSED = 5
    LINKMIC_FULL = 6
    MATURE_THEME_NOT_MATCH = 7
    RESERVE_FULL = 8
    REGIONAL_BLOCK = 9

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "RIVAL_EXTRA_INFO_INVITE_BLOCK_REASON_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"RIVAL_EXTRA_INFO_INVITE_BLOCK_REASON_" + member.name: member.value for member in cls}


class DetailBlockReason(betterproto2.Enum):
    BLOCK_REASON_NONE = 0
    IN_LINKMIC = 100
    MULTI_HOST_FULL = 101
    IN_COHOST_LINKMIC = 102
    DEAL_OTHER_INVITE = 103
    DEAL_OTHER_APPLY = 104
    IN_PK_STATUS = 105
    SELF_IN_PK_STATUS = 106
    IN_COHOST_INVITE_APPLY = 107
    IN_AUDIENCE_LINKMIC = 108
    WAITING_AUTO_MATCH = 109
    INVITE_NEED_TO_JOIN = 110
    JOIN_NEED_TO_INVITE = 111
    IN_TAKE_THE_STAGE_STATUS = 112
    SELF_IN_TAKE_THE_STAGE_STATUS = 113
    IN_CATCH_BEANS = 114
    SELF_IN_CATCH_BEANS = 115
    JOINING_LAST_SEAT = 116
    IN_COHOST_X_MULTIGUEST = 117
    SELF_IN_COHOST_X_MULTIGUEST = 118
    NO_LINKMIC_PERMISSION = 200
    ANCHOR_LINKMIC_SETTING_CLOSED = 202
    ANCHOR_LINKMIC_REFUSE_NOT_FOLLOWER = 203
    ANCHOR_LINKMIC_BLOCK_INVITATION_OF_LIVE = 204
    ANCHOR_LINKMIC_REFUSE_FRIEND_INVITE = 205
    ANCHOR_LINKMIC_REFUSE_FRIEND_APPLY = 206
    ANCHOR_LINKMIC_REFUSE_NOT_FRIEND_INVITE = 207
    ANCHOR_LINKMIC_REFUSE_NOT_FRIEND_APPLY = 208
    ANCHOR_LINKMIC_BLOCK_INVITATION_OF_MULTI_HOST = 209
    ANCHOR_LINKMIC_BLOCK_APPLY_OF_MULTI_HOST = 210
    ROOM_PAUSED = 300
    LIVE_TYPE_AUDIO = 301
    ROOM_INTERACTION_CONFLICT = 302
    RIVAL_VERSION_NOT_SUPPORT = 303
    SELF_VERSION_NOT_SUPPORT = 304
    MATURE_THEME_MISMATCH = 305
    SELF_IN_OFFICIAL_CHANNEL = 306
    RIVAL_IN_OFFICIAL_CHANNEL = 307
    IN_OFFICIAL_BACKUP_CHANNEL = 308
    RIVAL_RESERVE_FULL = 309
    ANCHOR_NOT_LIVING = 310
    ANCHOR_IS_SELF = 311
    PRIVATE_ROOM = 312
    BLOCKED_BY_RIVAL = 313
    SELF_BLOCKED_RIVAL = 314
    VIEWER_REGION_NOT_SUPPORT = 315
    SUBSCRIBER_ROOM = 316
    REGIONAL_BLOCK = 317
    PENALTY_BANNED = 318
    BLOCK_PROGRAM_LIVE_TAB_ROOM = 319
    USER_NOT_ONLINE = 320
    IN_LIVE_STUDIO = 321
    ANCHOR_NO_FEATURE_ACCESS = 323
    NETWORK_ERROR = 400
    ROOM_FILTER_ERROR = 401

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "DETAIL_BLOCK_REASON_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"DETAIL_BLOCK_REASON_" + member.name: member.value for member in cls}


class ReserveReplyStatus(betterproto2.Enum):
    UNKNOWN = 0
    WAIT_FORME = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "RESERVE_REPLY_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"RESERVE_REPLY_STATUS_" + member.name: member.value for member in cls}


class RivalExtraInfoBattleInfoBattleInfoType(betterproto2.Enum):
    BATTLE_INFO_TYPE_NONE = 0
    BATTLE_INFO_TYPE_AVERAGE_SCORE = 1
    BATTLE_INFO_TYPE_MAX_SCORE = 2
    BATTLE_INFO_TYPE_LAST_SCORE = 3
    BATTLE_INFO_TYPE_WIN_STREAK = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {
            member.value: "RIVAL_EXTRA_INFO_BATTLE_INFO_BATTLE_INFO_TYPE_" + member.name for member in cls
        }

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {
            "RIVAL_EXTRA_INFO_BATTLE_INFO_BATTLE_INFO_TYPE_" + member.name: member.value for member in cls
        }


class PlayScene(betterproto2.Enum):
    UNKNOWN = 0
    COUNTDOWN_FOR_ALL = 1
    COUNTDOWN_FOR_SINGLE = 2
    LIVE_SHOW = 3
    AIGC = 4
    KARAOKE = 5
    DRAW_GUESS = 6
    ENLARGE_GRID = 7
    GIFT_PRIORITY_LINK = 8
    GIFT_THRESHOLD_LINK = 9
    NOTICE_BOARD = 10
    PLAY_BOOK = 11
    GUEST_SHOWDOWN = 12

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PLAY_SCENE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PLAY_SCENE_" + member.name: member.value for member in cls}


class ScoreType(betterproto2.Enum):
    UNKNOWN = 0
    ALL_FAN_TICKET = 1
    PLAY_SCORE = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SCORE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SCORE_TYPE_" + member.name: member.value for member in cls}


class PlayUserTag(betterproto2.Enum):
    UNKNOWN = 0
    GUEST_SHOWDOWN_NORMAL = 1
    GUEST_SHOWDOWN_WINNER = 2
    GUEST_SHOWDOWN_LOSER = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PLAY_USER_TAG_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PLAY_USER_TAG_" + member.name: member.value for member in cls}
