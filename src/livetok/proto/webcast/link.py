"""Link mic sessions between a host and guests, step by step.

Generated from proto/webcast/link.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.link_layout import LinkerMediaChangeOperator
    from livetok.proto.webcast.link_shared import (
        InteractTag,
        LayoutStyle,
        OptPairInfo,
        SharedAuthenticationInfo,
        TopHostInfo,
    )
    from livetok.proto.webcast.moderation import PerceptionDialogInfo, PunishEventInfo
    from livetok.proto.webcast.notice import TextType
    from livetok.proto.webcast.room import Hashtag
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class LinkEvent(Event):
    """Link mic session steps between host and guests (invite, reply, enter, leave, list change, mute ...)."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "LinkMessageType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: LinkMessageType(0)
    )
    linker_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    scene: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    invite_content: "LinkerInviteContent" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    reply_content: "LinkerReplyContent" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    create_content: "LinkerCreateContent" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    close_content: "LinkerCloseContent" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    enter_content: "LinkerEnterContent" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    leave_content: "LinkerLeaveContent" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    cancel_content: "LinkerCancelContent" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    kick_out_content: "LinkerKickOutContent" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, optional=True
    )
    linked_list_change_content: "LinkedListChangeContent" = betterproto2.field(
        13, betterproto2.TYPE_MESSAGE, optional=True
    )
    update_user_content: "LinkerUpdateUserContent" = betterproto2.field(
        14, betterproto2.TYPE_MESSAGE, optional=True
    )
    waiting_list_change_content: "LinkerWaitingListChangeContent" = betterproto2.field(
        15, betterproto2.TYPE_MESSAGE, optional=True
    )
    mute_content: "LinkerMuteContent" = betterproto2.field(16, betterproto2.TYPE_MESSAGE, optional=True)
    random_match_content: "LinkerRandomMatchContent" = betterproto2.field(
        17, betterproto2.TYPE_MESSAGE, optional=True
    )
    update_user_setting_content: "MultiLiveUpdateUserSettingContent" = betterproto2.field(
        18, betterproto2.TYPE_MESSAGE, optional=True
    )
    mic_idx_update_content: "LinkerMicIdxUpdateContent" = betterproto2.field(
        19, betterproto2.TYPE_MESSAGE, optional=True
    )
    list_change_content: "LinkerListChangeContent" = betterproto2.field(
        20, betterproto2.TYPE_MESSAGE, optional=True
    )
    cohost_list_change_content: "CohostListChangeContent" = betterproto2.field(
        21, betterproto2.TYPE_MESSAGE, optional=True
    )
    media_change_content: "LinkerMediaChangeContent" = betterproto2.field(
        22, betterproto2.TYPE_MESSAGE, optional=True
    )
    reply_accept_notice_content: "LinkerAcceptNoticeContent" = betterproto2.field(
        23, betterproto2.TYPE_MESSAGE, optional=True
    )
    cohost_invite_state_notify_content: "CohostInviteStateNotifyContent" = betterproto2.field(
        24, betterproto2.TYPE_MESSAGE, optional=True
    )
    sys_kick_out_content: "LinkerSysKickOutContent" = betterproto2.field(
        101, betterproto2.TYPE_MESSAGE, optional=True
    )
    user_toast_content: "LinkmicUserToastContent" = betterproto2.field(
        102, betterproto2.TYPE_MESSAGE, optional=True
    )
    extra: "str" = betterproto2.field(200, betterproto2.TYPE_STRING)
    expire_timestamp: "int" = betterproto2.field(201, betterproto2.TYPE_INT64)
    transfer_extra: "str" = betterproto2.field(202, betterproto2.TYPE_STRING)
    version: "int" = betterproto2.field(203, betterproto2.TYPE_INT64)


@message
class LinkerInviteContent(Message):
    from_user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    from_room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    to_rtc_ext_info: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    rtc_join_channel: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    vendor: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    sec_from_user_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    to_linkmic_id_str: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    from_user: "User" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    required_mic_idx: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    rtc_ext_info_map: "dict[int, str]" = betterproto2.field(
        10,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_STRING),
    )
    anchor_multi_live_enum: "LinkmicMultiLiveEnum" = betterproto2.field(
        11, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicMultiLiveEnum(0)
    )
    anchor_setting_info: "MultiLiveAnchorPanelSettings" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, optional=True
    )
    inviter_linkmic_id_str: "str" = betterproto2.field(13, betterproto2.TYPE_STRING)
    from_top_host_info: "InviteTopHostInfo" = betterproto2.field(16, betterproto2.TYPE_MESSAGE, optional=True)
    action_id: "int" = betterproto2.field(17, betterproto2.TYPE_INT64)
    linked_users: "list[LinkmicUserInfo]" = betterproto2.field(18, betterproto2.TYPE_MESSAGE, repeated=True)
    dialog: "PerceptionDialogInfo" = betterproto2.field(19, betterproto2.TYPE_MESSAGE, optional=True)
    punish_info: "PunishEventInfo" = betterproto2.field(20, betterproto2.TYPE_MESSAGE, optional=True)
    from_room_age_restricted: "int" = betterproto2.field(21, betterproto2.TYPE_INT32)
    from_tag: "InteractTag" = betterproto2.field(22, betterproto2.TYPE_MESSAGE, optional=True)
    ab_test_setting: "list[CohostABTestSetting]" = betterproto2.field(
        23, betterproto2.TYPE_MESSAGE, repeated=True
    )
    linker_invite_msg_extra: "LinkerInviteMessageExtra" = betterproto2.field(
        101, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class MultiLiveAnchorPanelSettings(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    layout: "LinkmicUserSettingLayout" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicUserSettingLayout(0)
    )
    fix_mic_num: "LinkmicUserSettingShowAction" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicUserSettingShowAction(0)
    )
    allow_request_from_user: "LinkmicUserSettingShowAction" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicUserSettingShowAction(0)
    )
    allow_request_from_follower_only: "LinkmicUserSettingShowAction" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicUserSettingShowAction(0)
    )
    applier_sort_setting: "LinkmicApplierSortSetting" = betterproto2.field(
        6, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicApplierSortSetting(0)
    )
    applier_sort_setting_7: "LinkmicApplierSortSetting" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicApplierSortSetting(0)
    )
    applier_sort_gift_score_threshold: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    allow_request_from_friends: "LinkmicUserSettingShowAction" = betterproto2.field(
        9, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicUserSettingShowAction(0)
    )
    allow_request_from_followers: "LinkmicUserSettingShowAction" = betterproto2.field(
        10, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicUserSettingShowAction(0)
    )
    allow_request_from_others: "LinkmicUserSettingShowAction" = betterproto2.field(
        11, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicUserSettingShowAction(0)
    )
    enable_show_multi_guest_layout: "LinkmicUserSettingShowAction" = betterproto2.field(
        12, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicUserSettingShowAction(0)
    )
    disable_video_linkmic: "LinkmicUserSettingDisableVideoLinkmic" = betterproto2.field(
        13, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicUserSettingDisableVideoLinkmic(0)
    )
    multi_guest_apply_auto_approve: "LinkmicUserSettingMultiGuestApplyAutoApprove" = betterproto2.field(
        14, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicUserSettingMultiGuestApplyAutoApprove(0)
    )
    multi_guest_share_revenue_info_version: "int" = betterproto2.field(15, betterproto2.TYPE_INT64)
    show_available_spot: "int" = betterproto2.field(16, betterproto2.TYPE_INT32)
    save_as_default_layout: "int" = betterproto2.field(17, betterproto2.TYPE_INT32)
    multi_guest_allow_cohost_invitation: "int" = betterproto2.field(18, betterproto2.TYPE_INT32)
    multi_guest_allow_cohost_invitation_once: "int" = betterproto2.field(19, betterproto2.TYPE_INT32)
    disable_guest_open_camera: "int" = betterproto2.field(20, betterproto2.TYPE_INT32)


@message
class InviteTopHostInfo(Message):
    rank_type: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    top_index: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class LinkmicUserInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    linkmic_id_str: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    room_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    linked_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class CohostABTestSetting(Message):
    key: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    value: "CohostABTestList" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CohostABTestList(Message):
    ab_test_list: "list[CohostABTest]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class CohostABTest(Message):
    ab_test_type: "CohostAbTestType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: CohostAbTestType(0)
    )
    group: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class LinkerInviteMessageExtra(Message):
    match_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    invite_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    sub_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    theme: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    duration: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    layout: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    tips: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    extra: "InviterRivalExtra" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    other_users: "list[InviterRivalExtra]" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, repeated=True)
    topic_info: "CohostTopic" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    algo_request_id: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)


@message
class InviterRivalExtra(Message):
    text_type: "TextType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.TextType(0)
    )
    text: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    label: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    user_count: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
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
    follower_count: "int" = betterproto2.field(15, betterproto2.TYPE_INT64)


@message
class CohostTopic(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    title_key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    title_text: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    liked: "bool" = betterproto2.field(21, betterproto2.TYPE_BOOL)
    total_heat: "int" = betterproto2.field(22, betterproto2.TYPE_INT64)
    total_rivals: "int" = betterproto2.field(23, betterproto2.TYPE_INT64)
    rivals_avatar: "list[ImageModel]" = betterproto2.field(24, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class LinkerReplyContent(Message):
    from_user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    from_room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    from_user_linkmic_info: "LinkmicInfo" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    to_user_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    to_user_linkmic_info: "LinkmicInfo" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    link_type: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    reply_status: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    linker_setting: "LinkerSetting" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    from_user: "User" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    to_user: "User" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    rtc_ext_info_map: "dict[int, str]" = betterproto2.field(
        11,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_STRING),
    )
    invitee_mic_idx_update_info: "LinkerMicIdxUpdateInfo" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, optional=True
    )
    applier_mic_idx_info_map: "dict[int, int]" = betterproto2.field(
        13,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_INT64),
    )
    anchor_multi_live_enum: "LinkmicMultiLiveEnum" = betterproto2.field(
        14, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicMultiLiveEnum(0)
    )
    anchor_setting_info: "MultiLiveAnchorPanelSettings" = betterproto2.field(
        15, betterproto2.TYPE_MESSAGE, optional=True
    )
    action_id: "int" = betterproto2.field(16, betterproto2.TYPE_INT64)
    linked_users: "list[LinkmicUserInfo]" = betterproto2.field(17, betterproto2.TYPE_MESSAGE, repeated=True)
    source_type: "int" = betterproto2.field(18, betterproto2.TYPE_INT64)


@message
class LinkmicInfo(Message):
    access_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    link_mic_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    joinable: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    confluence_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    rtc_ext_info: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    rtc_app_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    rtc_app_sign: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    linkmic_id_str: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    vendor: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)


@message
class LinkerSetting(Message):
    max_member_limit: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    link_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    scene: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    owner_user_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    owner_room_id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    vendor: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)


@message
class LinkerMicIdxUpdateInfo(Message):
    op: "MicIdxOperation" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: MicIdxOperation(0)
    )
    user_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    mic_idx: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class LinkerCreateContent(Message):
    owner_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    owner_room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    link_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class LinkerCloseContent(Message):
    """No fields known."""


@message
class LinkerEnterContent(Message):
    linked_users: "list[ListUser]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    anchor_multi_live_enum: "LinkmicMultiLiveEnum" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicMultiLiveEnum(0)
    )
    anchor_setting_info: "MultiLiveAnchorPanelSettings" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class ListUser(Message):
    user: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    linkmic_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    linkmic_id_str: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    link_status: "LinkListStatus" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: LinkListStatus(0)
    )
    link_type: "LinkType" = betterproto2.field(5, betterproto2.TYPE_ENUM, default_factory=lambda: LinkType(0))
    user_position: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    silence_status: "LinkSilenceStatus" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: LinkSilenceStatus(0)
    )
    modify_time: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    linker_id: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    role_type: "LinkRoleType" = betterproto2.field(
        10, betterproto2.TYPE_ENUM, default_factory=lambda: LinkRoleType(0)
    )


@message
class LinkerLeaveContent(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    linkmic_id_str: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    send_leave_uid: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    leave_reason: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class LinkerCancelContent(Message):
    from_user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    to_user_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    cancel_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    action_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class LinkerKickOutContent(Message):
    from_user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    kickout_reason: "KickoutReason" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: KickoutReason(0)
    )


@message
class LinkedListChangeContent(Message):
    linked_users: "list[ListUser]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class LinkerUpdateUserContent(Message):
    from_user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    to_user_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    update_info: "dict[str, str]" = betterproto2.field(
        3,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )


@message
class LinkerWaitingListChangeContent(Message):
    """No fields known."""


@message
class LinkerMuteContent(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    mute_status: "MuteStatus" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: MuteStatus(0)
    )


@message
class LinkerRandomMatchContent(Message):
    user: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    invite_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    match_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    inner_channel_id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    source_type: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    group_channel_id: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    play_type: "LinkmicPlayType" = betterproto2.field(
        8, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicPlayType(0)
    )
    paired_time: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)


@message
class MultiLiveUpdateUserSettingContent(Message):
    update_user_setting_info: "MultiLiveAnchorPanelSettings" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    anchor_layout_setting: "AnchorLayoutSetting" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )
    reset_point_after_leave: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)


@message
class AnchorLayoutSetting(Message):
    latest_layout_style: "LayoutStyle" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.LayoutStyle(0)
    )
    layout_style_settings: "list[AnchorLayoutStyleSetting]" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, repeated=True
    )
    panel_layout_type_setting: "list[AnchorPanelLayoutTypeSetting]" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class AnchorLayoutStyleSetting(Message):
    layout_style: "LayoutStyle" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.LayoutStyle(0)
    )
    max_position: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class AnchorPanelLayoutTypeSetting(Message):
    panel_layout_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    max_position: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class LinkerMicIdxUpdateContent(Message):
    mic_idx_update_info: "LinkerMicIdxUpdateInfo" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class LinkerListChangeContent(Message):
    linked_users: "list[LinkListUser]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    applied_users: "list[LinkListUser]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    connecting_users: "list[LinkListUser]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class LinkListUser(Message):
    user: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    modify_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    link_type: "LinkType" = betterproto2.field(3, betterproto2.TYPE_ENUM, default_factory=lambda: LinkType(0))
    role_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    linkmic_id_str: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    payed_money: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    fan_ticket: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    fan_ticket_icon_type: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    link_user_type: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    blurred_avatar: "ImageModel" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CohostListChangeContent(Message):
    users: "list[CohostListUser]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class CohostListUser(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    nick_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    avatar_thumb: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    linked_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    play_type: "LinkmicPlayType" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicPlayType(0)
    )
    room_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    linkmic_user_status: "LinkmicUserStatus" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicUserStatus(0)
    )
    link_remaining_time: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    permission_type: "CoHostPermissoinType" = betterproto2.field(
        9, betterproto2.TYPE_ENUM, default_factory=lambda: CoHostPermissoinType(0)
    )
    display_id: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    follow_status: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    is_low_version: "bool" = betterproto2.field(12, betterproto2.TYPE_BOOL)
    rival_user_id: "int" = betterproto2.field(13, betterproto2.TYPE_INT64)
    rival_room_id: "int" = betterproto2.field(14, betterproto2.TYPE_INT64)
    is_initiator: "bool" = betterproto2.field(15, betterproto2.TYPE_BOOL)
    linkmic_id_str: "str" = betterproto2.field(16, betterproto2.TYPE_STRING)
    best_teammate_uid: "int" = betterproto2.field(17, betterproto2.TYPE_INT64)
    has_topic_perm: "bool" = betterproto2.field(18, betterproto2.TYPE_BOOL)
    inner_channel_id: "int" = betterproto2.field(19, betterproto2.TYPE_INT64)


@message
class LinkerMediaChangeContent(Message):
    op: "GuestMicCameraManageOp" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: GuestMicCameraManageOp(0)
    )
    to_user_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    anchor_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    room_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    change_scene: "GuestMicCameraChangeScene" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: GuestMicCameraChangeScene(0)
    )
    operator_info: "LinkerMediaChangeOperator" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class LinkerAcceptNoticeContent(Message):
    from_user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    from_room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    to_user_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class CohostInviteStateNotifyContent(Message):
    rival_user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    rival_room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    group_channel_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    reason: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class LinkerSysKickOutContent(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    linkmic_id_str: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class LinkmicUserToastContent(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    display_text: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    leaved_user_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


class LinkMessageType(betterproto2.Enum):
    TYPE_LINKER_UNKNOWN = 0
    TYPE_LINKER_CREATE = 1
    TYPE_LINKER_CLOSE = 2
    TYPE_LINKER_INVITE = 3
    TYPE_LINKER_APPLY = 4
    TYPE_LINKER_REPLY = 5
    TYPE_LINKER_ENTER = 6
    TYPE_LINKER_LEAVE = 7
    TYPE_LINKER_PERMIT = 8
    TYPE_LINKER_CANCEL_INVITE = 9
    TYPE_LINKER_WAITING_LIST_CHANGE = 10
    TYPE_LINKER_LINKED_LIST_CHANGE = 11
    TYPE_LINKER_UPDATE_USER = 12
    TYPE_LINKER_KICK_OUT = 13
    TYPE_LINKER_CANCEL_APPLY = 14
    TYPE_LINKER_MUTE = 15
    TYPE_LINKER_MATCH = 16
    TYPE_LINKER_UPDATE_USER_SETTING = 17
    TYPE_LINKER_MIC_IDX_UPDATE = 18
    TYPE_LINKER_LEAVE_V2 = 19
    TYPE_LINKER_WAITING_LIST_CHANGE_V2 = 20
    TYPE_LINKER_LINKED_LIST_CHANGE_V2 = 21
    TYPE_LINKER_COHOST_LIST_CHANGE = 22
    TYPE_LINKER_MEDIA_CHANGE = 23
    TYPE_LINKER_ACCEPT_NOTICE = 24
    TYPE_LINKER_SYS_KICK_OUT = 101
    TYPE_LINKMIC_USER_TOAST = 102

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINK_MESSAGE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINK_MESSAGE_TYPE_" + member.name: member.value for member in cls}


class LinkmicMultiLiveEnum(betterproto2.Enum):
    DEFAULT = 0
    ANCHOR_USE_NEW_LAYOUT = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINKMIC_MULTI_LIVE_ENUM_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINKMIC_MULTI_LIVE_ENUM_" + member.name: member.value for member in cls}


class LinkmicUserSettingLayout(betterproto2.Enum):
    GRID = 0
    FLOATING = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINKMIC_USER_SETTING_LAYOUT_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINKMIC_USER_SETTING_LAYOUT_" + member.name: member.value for member in cls}


class LinkmicUserSettingShowAction(betterproto2.Enum):
    CHECKED = 0
    NOT_CHECKED = 1
    HIDE = 2
    OPEN = 3
    CLOSE = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINKMIC_USER_SETTING_SHOW_ACTION_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINKMIC_USER_SETTING_SHOW_ACTION_" + member.name: member.value for member in cls}


class LinkmicApplierSortSetting(betterproto2.Enum):
    LINKMIC_APP_LIER_SORT_SETTING_NONE = 0
    LINKMIC_APP_LIER_SORT_SETTING_BY_GIFT_SCORE = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINKMIC_APPLIER_SORT_SETTING_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINKMIC_APPLIER_SORT_SETTING_" + member.name: member.value for member in cls}


class LinkmicUserSettingDisableVideoLinkmic(betterproto2.Enum):
    UN_SET = 0
    OPEN_AND_SHOW = 1
    CLOSE_AND_SHOW = 2
    OPEN_AND_HIDE = 3
    CLOSE_AND_HIDE = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINKMIC_USER_SETTING_DISABLE_VIDEO_LINKMIC_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINKMIC_USER_SETTING_DISABLE_VIDEO_LINKMIC_" + member.name: member.value for member in cls}


class LinkmicUserSettingMultiGuestApplyAutoApprove(betterproto2.Enum):
    NOT_SET = 0
    ALL_AUDIENCE = 1
    ONLY_FOLLOWER = 2
    ONLY_FRIEND = 3
    ONLY_GIFT_ER = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {
            member.value: "LINKMIC_USER_SETTING_MULTI_GUEST_APPLY_AUTO_APPROVE_" + member.name
            for member in cls
        }

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {
            "LINKMIC_USER_SETTING_MULTI_GUEST_APPLY_AUTO_APPROVE_" + member.name: member.value
            for member in cls
        }


class CohostAbTestType(betterproto2.Enum):
    UNKNOWN = 0
    LINK_TIME_OUT_STRATEGY = 1
    COHOST_RESERVATION = 2
    QUICK_PAIR_NEW_ARCH_SWITCH = 3
    COHOST_INVITATION_TEXT = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "COHOST_AB_TEST_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"COHOST_AB_TEST_TYPE_" + member.name: member.value for member in cls}


class MicIdxOperation(betterproto2.Enum):
    MIC_IDX_OP_ON = 0
    MIC_IDX_OP_OFF = 1
    GUEST_MIC_CAMERA_MANAGE_OP_CLOSE_MIC = 2
    GUEST_MIC_CAMERA_MANAGE_OP_CLOSE_CAMERA = 3
    GUEST_MIC_CAMERA_MANAGE_OP_CLOSE_MIC_PUNISH = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "MIC_IDX_OPERATION_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"MIC_IDX_OPERATION_" + member.name: member.value for member in cls}


class LinkListStatus(betterproto2.Enum):
    UNKNOWN = 0
    STATUS_WAITING = 1
    STATUS_LINKED = 2
    STATUS_FINISHED = 3
    STATUS_WAITING_OR_LINKED = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINK_LIST_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINK_LIST_STATUS_" + member.name: member.value for member in cls}


class LinkType(betterproto2.Enum):
    TYPE_UNKNOWN = 0
    TYPE_VIDEO = 1
    TYPE_AUDIO = 2
    TYPE_VIRTUAL = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINK_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINK_TYPE_" + member.name: member.value for member in cls}


class LinkSilenceStatus(betterproto2.Enum):
    STATUS_UN_SILENCE = 0
    STATUS_SILENCE_BY_SELF = 1
    STATUS_SILENCE_BY_OWNER = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINK_SILENCE_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINK_SILENCE_STATUS_" + member.name: member.value for member in cls}


class LinkRoleType(betterproto2.Enum):
    UNKNOWN = 0
    TYPE_LEADER = 1
    TYPE_PLAYER = 2
    TYPE_INVITEE = 3
    TYPE_APP_LIER = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINK_ROLE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINK_ROLE_TYPE_" + member.name: member.value for member in cls}


class KickoutReason(betterproto2.Enum):
    KICK_OUT_REASON_UNKNOWN = 0
    KICK_OUT_REASON_FIRST_FRAME_TIME_OUT = 1
    KICK_OUT_REASON_BY_HOST = 2
    KICK_OUT_REASON_RTC_LOST_CONNECTION = 3
    KICK_OUT_REASON_BY_PUNISH = 4
    KICK_OUT_REASON_BY_ADMIN = 5
    KICK_OUT_REASON_HOST_REMOVE_ALL_GUESTS = 6
    KICK_OUT_REASON_ENIGMA_EXPIRE = 7

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "KICKOUT_REASON_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"KICKOUT_REASON_" + member.name: member.value for member in cls}


class MuteStatus(betterproto2.Enum):
    MUTE = 0
    UN_MUTE = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "MUTE_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"MUTE_STATUS_" + member.name: member.value for member in cls}


class LinkmicPlayType(betterproto2.Enum):
    PLAY_TYPE_INVITE = 0
    PLAY_TYPE_APPLY = 1
    PLAY_TYPE_RESERVE = 2
    PLAY_TYPE_OFF_LIVE = 3
    PLAY_TYPE_OFFLINE = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINKMIC_PLAY_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINKMIC_PLAY_TYPE_" + member.name: member.value for member in cls}


class LinkmicUserStatus(betterproto2.Enum):
    USER_STATUS_NONE = 0
    USER_STATUS_LINKED = 1
    USER_STATUS_APPLYING = 2
    USER_STATUS_INVITING = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINKMIC_USER_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINKMIC_USER_STATUS_" + member.name: member.value for member in cls}


class CoHostPermissoinType(betterproto2.Enum):
    NO_PERM = 0
    COHOST_PERM = 1
    MULTI_HOST_PERM = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "CO_HOST_PERMISSOIN_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"CO_HOST_PERMISSOIN_TYPE_" + member.name: member.value for member in cls}


class GuestMicCameraManageOp(betterproto2.Enum):
    OPEN_MIC = 0
    OPEN_CAMERA = 1
    CLOSE_MIC = 2
    CLOSE_CAMERA = 3
    CLOSE_MIC_PUNISH = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GUEST_MIC_CAMERA_MANAGE_OP_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GUEST_MIC_CAMERA_MANAGE_OP_" + member.name: member.value for member in cls}


class GuestMicCameraChangeScene(betterproto2.Enum):
    CHANGE_SCENE_UNKNOWN = 0
    LIVE_SHOW_BY_ANCHOR_AUTO = 1
    LIVE_SHOW_BY_SERVER_NORMAL = 2
    LIVE_SHOW_BY_SHOW_END = 3
    COHOST_WITH_GUEST = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GUEST_MIC_CAMERA_CHANGE_SCENE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GUEST_MIC_CAMERA_CHANGE_SCENE_" + member.name: member.value for member in cls}
