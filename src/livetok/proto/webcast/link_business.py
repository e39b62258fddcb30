"""The part of link layer messages that multi-guest and co-host rooms fill.

Generated from proto/webcast/link_business.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message

if TYPE_CHECKING:
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.link import CohostTopic, MultiLiveAnchorPanelSettings
    from livetok.proto.webcast.link_shared import (
        GiftGalleryBadgeInfo,
        InteractTag,
        LinkmicDisplayText,
        LinkMicUserAdminType,
        OptPairInfo,
        SharedAuthenticationInfo,
        SharedUserInfo,
        TopHostInfo,
    )
    from livetok.proto.webcast.moderation import PerceptionDialogInfo, PunishEventInfo
    from livetok.proto.webcast.room import Hashtag
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class BusinessContent(Message):
    """At most one of multi_live_content, cohost_content is set (business)."""

    over_length: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    multi_live_content: "MultiLiveContent" = betterproto2.field(
        100, betterproto2.TYPE_MESSAGE, optional=True, group="business"
    )
    cohost_content: "CohostContent" = betterproto2.field(
        200, betterproto2.TYPE_MESSAGE, optional=True, group="business"
    )


@message
class MultiLiveContent(Message):
    """At most one of apply_biz_content, invite_biz_content, reply_biz_content, permit_biz_content, join_direct_biz_content, kick_out_biz_content is set (business)."""

    apply_biz_content: "ApplyBizContent" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True, group="business"
    )
    invite_biz_content: "InviteBizContent" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True, group="business"
    )
    reply_biz_content: "ReplyBizContent" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True, group="business"
    )
    permit_biz_content: "PermitBizContent" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True, group="business"
    )
    join_direct_biz_content: "JoinDirectBizContent" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True, group="business"
    )
    kick_out_biz_content: "KickOutBizContent" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True, group="business"
    )
    join_room_direct_biz_content: "JoinRoomDirectBizContent" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class ApplyBizContent(Message):
    user: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class InviteBizContent(Message):
    anchor_setting_info: "MultiLiveAnchorPanelSettings" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    invite_source: "ContentInviteSource" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: ContentInviteSource(0)
    )
    operator_user_info: "User" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    operator_link_admin_type: "LinkMicUserAdminType" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.LinkMicUserAdminType(0)
    )
    invitee_user_info: "User" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    share_revenue_setting: "LinkmicShareRevenueSetting" = betterproto2.field(
        6, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicShareRevenueSetting(0)
    )
    share_revenue_setting_struct: "LinkmicShareRevenueSettingStruct" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class LinkmicShareRevenueSettingStruct(Message):
    share_revenue_setting_version_code: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    linkmic_share_revenue_setting: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    linkmic_share_revenue_setting_ratio: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    enable_setting_ratio: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)


@message
class ReplyBizContent(Message):
    link_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    is_turn_off_invitation: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    reply_user_info: "User" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    is_full_position_pre_approved: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)


@message
class PermitBizContent(Message):
    anchor_setting_info: "MultiLiveAnchorPanelSettings" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    expire_timestamp: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    operator_user_info: "User" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    operator_link_admin_type: "LinkMicUserAdminType" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.LinkMicUserAdminType(0)
    )
    link_user_type: "LinkUserType" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: LinkUserType(0)
    )
    is_apply_auto_approved: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)
    link_type_permission: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    is_full_position_pre_approved: "bool" = betterproto2.field(8, betterproto2.TYPE_BOOL)
    is_quick_call_auto_approved: "bool" = betterproto2.field(9, betterproto2.TYPE_BOOL)
    mg_match_type: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)
    linked_sub_reason: "int" = betterproto2.field(11, betterproto2.TYPE_INT32)


@message
class JoinDirectBizContent(Message):
    reply_im_msg_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    outside_room_invite_source: "MultiGuestOutsideRoomInviteSource" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: MultiGuestOutsideRoomInviteSource(0)
    )
    is_full_position_pre_approved: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    mg_source_role: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class KickOutBizContent(Message):
    operator_user_info: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    operator_link_admin_type: "LinkMicUserAdminType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.LinkMicUserAdminType(0)
    )
    kick_player_user_info: "User" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class JoinRoomDirectBizContent(Message):
    link_type_permission: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    is_full_position_pre_approved: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)


@message
class CohostContent(Message):
    """At most one of join_group_biz_content, permit_join_group_biz_content, list_change_biz_content is set (business)."""

    join_group_biz_content: "JoinGroupBizContent" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True, group="business"
    )
    permit_join_group_biz_content: "PermitJoinGroupBizContent" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True, group="business"
    )
    list_change_biz_content: "ListChangeBizContent" = betterproto2.field(
        11, betterproto2.TYPE_MESSAGE, optional=True, group="business"
    )
    join_group_direct_biz_content: "JoinGroupDirectBizContent" = betterproto2.field(
        119, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class JoinGroupBizContent(Message):
    from_room_age_restricted: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    from_tag: "InteractTag" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    dialog: "PerceptionDialogInfo" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    punish_info: "PunishEventInfo" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    topic_info: "CohostTopic" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    algo_request_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    cohost_layout_mode: "CohostLayoutMode" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: CohostLayoutMode(0)
    )
    tag: "TagV2" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    game_tag: "RivalsGameTag" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    new_user_education: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    ab_infos: "dict[int, CohostABInfo]" = betterproto2.field(
        12,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    matched_preference_tag: "int" = betterproto2.field(13, betterproto2.TYPE_INT32)
    join_session_id: "str" = betterproto2.field(14, betterproto2.TYPE_STRING)
    join_group_msg_extra: "JoinGroupMessageExtra" = betterproto2.field(
        101, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class TagV2(Message):
    """At most one of second_degree_relation_content, cohost_history_day is set (content)."""

    tag_classification: "TagV2TagClassification" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: TagV2TagClassification(0)
    )
    tag_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    tag_value: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    starling_key: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    second_degree_relation_content: "SecondDegreeRelationContent" = betterproto2.field(
        10, betterproto2.TYPE_MESSAGE, optional=True, group="content"
    )
    cohost_history_day: "int | None" = betterproto2.field(
        11, betterproto2.TYPE_INT64, optional=True, group="content"
    )
    similar_interest_content: "SimilarInterestContent" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class SecondDegreeRelationContent(Message):
    related_users: "list[SharedUserInfo]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    total_related_user_cnt: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class SimilarInterestContent(Message):
    content_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    display_text: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class RivalsGameTag(Message):
    tag_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    tag_display_text: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    gap_time_tag: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class CohostABInfo(Message):
    live_match_button_opt: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    is_cohost_multiguest: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    is_match_playbook_enabled: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    is_cohost_during_multiguest_enabled: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    is_match_playbook_optimisation_enabled: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    is_match_playbook_usability_enabled: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)
    is_match_playbook_reminder_enabled: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    is_match_goofy_effect_enabled: "bool" = betterproto2.field(8, betterproto2.TYPE_BOOL)


@message
class JoinGroupMessageExtra(Message):
    source_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    extra: "RivalExtra" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    other_users: "list[RivalExtra]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)
    invitation_reorder_extra: "InvitationReorderExtra" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )
    rival_guests_map: "dict[int, RivalGuestExtras]" = betterproto2.field(
        5,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    is_from_cohost_over_issue: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)


@message
class RivalExtra(Message):
    user_count: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    avatar_thumb: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    display_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    authentication_info: "SharedAuthenticationInfo" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )
    nickname: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    follow_status: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    hashtag: "Hashtag" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    top_host_info: "TopHostInfo" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    user_id: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    is_best_teammate: "bool" = betterproto2.field(13, betterproto2.TYPE_BOOL)
    opt_pair_info: "OptPairInfo" = betterproto2.field(14, betterproto2.TYPE_MESSAGE, optional=True)
    eoy_level: "int" = betterproto2.field(15, betterproto2.TYPE_INT64)
    nudge_info: "CohostNudgeInfo" = betterproto2.field(
        16, betterproto2.TYPE_ENUM, default_factory=lambda: CohostNudgeInfo(0)
    )
    reservation_id: "int" = betterproto2.field(17, betterproto2.TYPE_INT64)
    follower_count: "int" = betterproto2.field(18, betterproto2.TYPE_INT64)
    game_tag: "RivalsGameTag" = betterproto2.field(19, betterproto2.TYPE_MESSAGE, optional=True)
    gift_gallery_badge_info: "GiftGalleryBadgeInfo" = betterproto2.field(
        20, betterproto2.TYPE_MESSAGE, optional=True
    )
    room_id: "int" = betterproto2.field(21, betterproto2.TYPE_INT64)
    activity_badge_info: "ActivityBadgeInfo" = betterproto2.field(
        22, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class ActivityBadgeInfo(Message):
    badge_text: "LinkmicDisplayText" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    badge_text_dark: "LinkmicDisplayText" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    background_color: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    background_color_dark: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    event_trace: "dict[str, str]" = betterproto2.field(
        5,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )


@message
class InvitationReorderExtra(Message):
    strategy_number: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    strategy_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    strategy_score: "float" = betterproto2.field(3, betterproto2.TYPE_DOUBLE)


@message
class RivalGuestExtras(Message):
    rival_guests: "list[RivalGuestExtra]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class RivalGuestExtra(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    avatar_thumb: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    nickname: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class PermitJoinGroupBizContent(Message):
    reply_status: "ReplyStatus" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: ReplyStatus(0)
    )
    source_type: "SourceType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: SourceType(0)
    )
    skip_cancel_match: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    matched_preference_tag: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    quick_cohost_invitee_user_info: "QuickCohostInviteeUserInfo" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    invitee_trace: "dict[str, str]" = betterproto2.field(
        6,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )
    join_session_id: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)


@message
class QuickCohostInviteeUserInfo(Message):
    avatar_thumb: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    nickname: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class ListChangeBizContent(Message):
    user_infos: "dict[int, CohostUserInfo]" = betterproto2.field(
        1,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    waiting_users: "list[VirtualWaitingUser]" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, repeated=True
    )
    ab_infos: "dict[int, CohostABInfo]" = betterproto2.field(
        3,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    guest_user_infos: "dict[int, GuestUserInfo]" = betterproto2.field(
        4,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    gameplay_content: "GamePlayContent" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CohostUserInfo(Message):
    permission_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    source_type: "SourceType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: SourceType(0)
    )
    is_low_version: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    best_teammate_uid: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    has_topic_perm: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    stream_config: "CohostStreamConfig" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    in_different_invite_type_control_group: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    cohost_mode: "CohostMode" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    nickname: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    display_id: "str" = betterproto2.field(12, betterproto2.TYPE_STRING)
    avatar_thumb: "ImageModel" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, optional=True)
    follow_status: "int" = betterproto2.field(14, betterproto2.TYPE_INT64)
    user_id_str: "str" = betterproto2.field(15, betterproto2.TYPE_STRING)
    is_enigma: "bool" = betterproto2.field(16, betterproto2.TYPE_BOOL)


@message
class CohostStreamConfig(Message):
    screen_share_stream_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class CohostMode(Message):
    is_take_the_stage_v2_supported: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    highest_take_the_stage_version_supported: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class VirtualWaitingUser(Message):
    send_user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    send_timestamp: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    avatars: "list[ImageModel]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class GuestUserInfo(Message):
    user_id_str: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    nickname: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    display_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    avatar_thumb: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    room_id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    linkmic_id_str: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    is_enigma: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)


@message
class GamePlayContent(Message):
    battle_gameplay_content: "BattleGamePlayContent" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class BattleGamePlayContent(Message):
    battle_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    group_channel_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    team_member: "list[TeamUser]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)
    source_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    invite_type: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)


@message
class TeamUser(Message):
    team_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    user_id: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)
    user_info_list: "list[BattleGamePlayContentUserInfo]" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class BattleGamePlayContentUserInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    invitation_role: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)


@message
class JoinGroupDirectBizContent(Message):
    gameplay_content: "GamePlayContent" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    random_match_content: "RandomMatchContent" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )
    skip_cancel_match: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)


@message
class RandomMatchContent(Message):
    match_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    source_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    paired_time: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    paired_group_list: "list[UserGroup]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)
    matched_preference_tag: "int" = betterproto2.field(20, betterproto2.TYPE_INT32)


@message
class UserGroup(Message):
    user_info: "list[RandomMatchContentUserInfo]" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class RandomMatchContentUserInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    invitation_role_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    avatar_thumb: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    nickname: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


class ContentInviteSource(betterproto2.Enum):
    INVITE_SOURCE_UNKNOWN = 0
    INVITE_SOURCE_PANEL_GO_LIVE = 1
    INVITE_SOURCE_MUTUAL_NOTICE = 2
    INVITE_SOURCE_USER_PROFILE = 3
    INVITE_SOURCE_RESERVE = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "CONTENT_INVITE_SOURCE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"CONTENT_INVITE_SOURCE_" + member.name: member.value for member in cls}


class LinkmicShareRevenueSetting(betterproto2.Enum):
    LINKMIC_SHARE_REVENUE_NOT_SET = 0
    LINKMIC_SHARE_REVENUE_OPEN = 1
    LINKMIC_SHARE_REVENUE_CLOSE = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINKMIC_SHARE_REVENUE_SETTING_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINKMIC_SHARE_REVENUE_SETTING_" + member.name: member.value for member in cls}


class LinkUserType(betterproto2.Enum):
    DEFAULT = 0
    KARAOKE = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINK_USER_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINK_USER_TYPE_" + member.name: member.value for member in cls}


class MultiGuestOutsideRoomInviteSource(betterproto2.Enum):
    OUTSIDE_ROOM_INVITE_SOURCE_UNKNOWN = 0
    OUTSIDE_ROOM_INVITE_SOURCE_PANEL = 1
    OUTSIDE_ROOM_INVITE_SOURCE_CAPSULE = 2
    OUTSIDE_ROOM_INVITE_SOURCE_EMPTY_POSITION = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "MULTI_GUEST_OUTSIDE_ROOM_INVITE_SOURCE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"MULTI_GUEST_OUTSIDE_ROOM_INVITE_SOURCE_" + member.name: member.value for member in cls}


class CohostLayoutMode(betterproto2.Enum):
    NORMAL = 0
    SCREEN_SHARE = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "COHOST_LAYOUT_MODE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"COHOST_LAYOUT_MODE_" + member.name: member.value for member in cls}


class TagV2TagClassification(betterproto2.Enum):
    UNKNOWN = 0
    COHOST_HISTORY = 1
    FIRST_DEGREE_RELATION = 2
    SECOND_DEGREE_RELATION = 3
    RANK = 4
    SIMILAR_INTERESTS = 5

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "TAG_V2_TAG_CLASSIFICATION_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"TAG_V2_TAG_CLASSIFICATION_" + member.name: member.value for member in cls}


class CohostNudgeInfo(betterproto2.Enum):
    NONE = 0
    YOUR_NUDGE = 1
    NUDGED_YOU = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "COHOST_NUDGE_INFO_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"COHOST_NUDGE_INFO_" + member.name: member.value for member in cls}


class ReplyStatus(betterproto2.Enum):
    UNKNOWN = 0
    AGREE = 1
    REFUSE_PERSONALLY = 2
    REFUSE_TYPE_NOT_SUPPORT = 3
    REFUSE_PROCESSING_INVITATION = 4
    REFUSE_BY_TIME_OUT = 5
    REFUSE_EXCEPTION = 6
    REFUSE_SYSTEM_NOT_SUPPORTED = 7
    REFUSE_SUBTYPE_DIFFERENCE = 8
    REFUSE_IN_MIC_ROOM = 9
    REFUSE_NOT_LOAD_PLUGIN = 10
    REFUSE_IN_MULTI_GUEST = 11
    REFUSE_PAUSE_LIVE = 12
    REFUSE_OPEN_CAMERA_DIALOG_SHOWING = 13
    REFUSE_DRAW_GUESSING = 14
    REFUSE_RANDOM_MATCHING = 15
    REFUSE_IN_MATCH_PROCESSING = 16
    REFUSE_IN_MIC_ROOM_FOR_MULTI_COHOST = 17
    REFUSE_COHOST_FINISHED = 18
    REFUSE_NOT_CONNECTED = 19
    REFUSE_LINKMIC_FULL = 20
    REFUSE_ARC_INCOMPATIBLE = 21
    REFUSE_PROCESSING_OTHER_INVITE = 22
    REFUSE_PROCESSING_OTHER_APPLY = 23
    REFUSE_IN_ANCHOR_COHOST = 24
    REFUSE_TOPIC_PAIRING = 25
    REFUSE_POSITION_CONFLICT = 26
    REFUSE_CONFLICT_QUICK_COHOST = 27
    REFUSE_IN_TAKE_STAGE_PROCESSING = 28
    REFUSE_IN_CATCH_BEANS_PROCESSING = 29
    REFUSE_IN_VIEWER_WISHES_PROCESSING = 30
    REFUSE_IN_COHOST_WITH_GUEST = 31

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "REPLY_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"REPLY_STATUS_" + member.name: member.value for member in cls}


class SourceType(betterproto2.Enum):
    UNKNOWN = 0
    FRIEND_LIST = 1
    RECOMMEND_LIST = 2
    RECENT = 3
    OTHER_FOLLOW = 4
    QUICK_PAIR = 5
    ACTIVITY = 6
    QUICK_RECOMMEND = 7
    OFFICIAL_CHANNEL = 8
    BEST_TEAMMATE = 9
    RESERVATION = 10
    PAIRING = 11
    PAIRING_ON_RESERVATION = 12
    TOPIC_QUICK_PAIR = 13
    TOPIC_QUICK_RECOMMEND = 14
    ONLINE_FRIEND_CAPSULE = 15
    WEEKLY_RANK = 20
    HOURLY_RANK = 21
    WEEKLY_RISING = 23
    WEEKLY_ROOKIE = 24
    CONNECTION_LIST = 25
    DAILY_RANK = 26
    DAILY_RANK_HALL_OF_FAME = 27
    RESERVATION_BUBBLE = 28
    PAIRING_BUBBLE = 29
    LEAGUE_PHASE_ONE = 30
    LEAGUE_PHASE_TWO = 31
    LEAGUE_PHASE_THREE = 32
    DAILY_ROOKIE = 33
    MAY_KNOW_LIST = 34
    BANNER = 35
    FANS_TEAM_RANK = 36
    SEARCH = 37
    EOY_RANK_LIST = 38
    LEAGUE_CAMPAIGN_RANK = 39
    CREATOR_CLASS_RANK = 40
    HISTORY = 41
    QUICK_RECOMMEND_DURING_COHOST = 43
    GTM_MAINPAGE_1_VN_KING = 44
    GTM_MAINPAGE_1_VN_KNIGHT = 45
    GTM_RANK_1_VN_KING = 46
    GTM_RANK_1_VN_KNIGHT = 47
    LEAGUE_RECOMMEND_LIST_SEARCH = 48
    LEAGUE_RECOMMEND_LIST_ACTIVITY_PAGE = 49
    LEAGUE_MATCH_QUICK_PAIR = 50
    LEAGUE_MATCH_QUICK_RECOMMEND = 51
    LEAGUE_MATCH_QUICK_RECOMMEND_DURING_COHOST = 52
    INVITE_OFF_LIVE_FRIEND = 53
    AVAILABLE_FRIEND_CAPULE = 54
    RECOMMENDED_FRIEND_CAPULE = 55
    USER_SUGGESTED_LIST = 56
    TEAM_PAIR_QUICK_PAIR = 57
    TEAM_PAIR_QUICK_RECOMMEND_COHOST_ANCHOR = 58
    TEAM_PAIR_QUICK_RECOMMEND_SOLO_ANCHOR = 59
    BIG_EVENT_PLATFORM = 60
    CCPK_ACTIVITY_PAGE = 61
    CCPK_QUICK_PAIR = 62
    CCPK_QUICK_RE_COMMAND = 63

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SOURCE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SOURCE_TYPE_" + member.name: member.value for member in cls}
