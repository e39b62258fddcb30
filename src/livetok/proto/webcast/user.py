"""Viewers and hosts, with the parts that most messages carry.

Generated from proto/webcast/user.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.user import UserMixin

if TYPE_CHECKING:
    from livetok.proto.webcast.badge import BadgeStruct, PrivilegeLogExtra
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.user_detail import (
        ActivityRewardInfo,
        AnchorInfo,
        AnchorLevel,
        AuthenticationInfo,
        Author,
        LiveEventInfo,
        SubSplitStatus,
        TimerDetail,
    )
    from livetok.proto.webcast.user_shop import EcommerceEntrance

_proto = proto  # where the codec looks for the classes of other modules


@message
class User(UserMixin, Message):
    """A viewer or host. Nearly every field may be absent; an anonymous viewer comes with an id alone."""

    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    """Often above 2^53."""
    deprecated1: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    nickname: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    """The display name, which need not be unique."""
    deprecated2: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    bio_description: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    deprecated3: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    deprecated4: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    deprecated5: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    avatar_thumb: "ImageModel" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    avatar_medium: "ImageModel" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    avatar_large: "ImageModel" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    verified: "bool" = betterproto2.field(12, betterproto2.TYPE_BOOL)
    deprecated6: "int" = betterproto2.field(13, betterproto2.TYPE_INT32)
    deprecated7: "str" = betterproto2.field(14, betterproto2.TYPE_STRING)
    status: "int" = betterproto2.field(15, betterproto2.TYPE_INT32)
    create_time: "int" = betterproto2.field(16, betterproto2.TYPE_INT64)
    modify_time: "int" = betterproto2.field(17, betterproto2.TYPE_INT64)
    secret: "int" = betterproto2.field(18, betterproto2.TYPE_INT32)
    share_qrcode_uri: "str" = betterproto2.field(19, betterproto2.TYPE_STRING)
    deprecated8: "int" = betterproto2.field(20, betterproto2.TYPE_INT32)
    badge_image_list: "list[ImageModel]" = betterproto2.field(21, betterproto2.TYPE_MESSAGE, repeated=True)
    follow_info: "FollowInfo" = betterproto2.field(22, betterproto2.TYPE_MESSAGE, optional=True)
    pay_grade: "UserHonor" = betterproto2.field(23, betterproto2.TYPE_MESSAGE, optional=True)
    fans_club: "FansClubMember" = betterproto2.field(24, betterproto2.TYPE_MESSAGE, optional=True)
    border: "BorderInfo" = betterproto2.field(25, betterproto2.TYPE_MESSAGE, optional=True)
    special_id: "str" = betterproto2.field(26, betterproto2.TYPE_STRING)
    avatar_border: "ImageModel" = betterproto2.field(27, betterproto2.TYPE_MESSAGE, optional=True)
    medal: "ImageModel" = betterproto2.field(28, betterproto2.TYPE_MESSAGE, optional=True)
    real_time_icons: "list[ImageModel]" = betterproto2.field(29, betterproto2.TYPE_MESSAGE, repeated=True)
    new_real_time_icons: "list[ImageModel]" = betterproto2.field(30, betterproto2.TYPE_MESSAGE, repeated=True)
    top_vip_no: "int" = betterproto2.field(31, betterproto2.TYPE_INT32)
    user_attr: "UserAttr" = betterproto2.field(32, betterproto2.TYPE_MESSAGE, optional=True)
    own_room: "OwnRoom" = betterproto2.field(33, betterproto2.TYPE_MESSAGE, optional=True)
    pay_score: "int" = betterproto2.field(34, betterproto2.TYPE_INT64)
    ticket_count: "int" = betterproto2.field(35, betterproto2.TYPE_INT64)
    anchor_info: "AnchorInfo" = betterproto2.field(36, betterproto2.TYPE_MESSAGE, optional=True)
    link_mic_stats: "LinkmicStatus" = betterproto2.field(
        37, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicStatus(0)
    )
    display_id: "str" = betterproto2.field(38, betterproto2.TYPE_STRING)
    """The @name (unique id)."""
    with_commerce_permission: "bool" = betterproto2.field(39, betterproto2.TYPE_BOOL)
    with_fusion_shop_entry: "bool" = betterproto2.field(40, betterproto2.TYPE_BOOL)
    deprecated21: "int" = betterproto2.field(41, betterproto2.TYPE_INT64)
    webcast_anchor_level: "AnchorLevel" = betterproto2.field(42, betterproto2.TYPE_MESSAGE, optional=True)
    verified_content: "str" = betterproto2.field(43, betterproto2.TYPE_STRING)
    author_stats: "Author" = betterproto2.field(44, betterproto2.TYPE_MESSAGE, optional=True)
    top_fans: "list[User]" = betterproto2.field(45, betterproto2.TYPE_MESSAGE, repeated=True)
    sec_uid: "str" = betterproto2.field(46, betterproto2.TYPE_STRING)
    user_role: "int" = betterproto2.field(47, betterproto2.TYPE_INT32)
    deprecated9: "bytes" = betterproto2.field(48, betterproto2.TYPE_BYTES)
    activity_reward: "ActivityRewardInfo" = betterproto2.field(49, betterproto2.TYPE_MESSAGE, optional=True)
    deprecated10: "bytes" = betterproto2.field(50, betterproto2.TYPE_BYTES)
    deprecated11: "bytes" = betterproto2.field(51, betterproto2.TYPE_BYTES)
    personal_card: "ImageModel" = betterproto2.field(52, betterproto2.TYPE_MESSAGE, optional=True)
    authentication_info: "AuthenticationInfo" = betterproto2.field(
        53, betterproto2.TYPE_MESSAGE, optional=True
    )
    deprecated12: "int" = betterproto2.field(54, betterproto2.TYPE_INT32)
    deprecated13: "int" = betterproto2.field(55, betterproto2.TYPE_INT32)
    deprecated14: "bytes" = betterproto2.field(56, betterproto2.TYPE_BYTES)
    media_badge_image_list: "list[ImageModel]" = betterproto2.field(
        57, betterproto2.TYPE_MESSAGE, repeated=True
    )
    deprecated15: "int" = betterproto2.field(58, betterproto2.TYPE_INT32)
    user_vip_info: "bytes" = betterproto2.field(59, betterproto2.TYPE_BYTES)
    commerce_webcast_config_ids: "list[int]" = betterproto2.field(60, betterproto2.TYPE_INT64, repeated=True)
    border_list: "list[BorderInfo]" = betterproto2.field(61, betterproto2.TYPE_MESSAGE, repeated=True)
    combo_badge_info: "ComboBadgeInfo" = betterproto2.field(62, betterproto2.TYPE_MESSAGE, optional=True)
    subscribe_info: "SubscribeInfo" = betterproto2.field(63, betterproto2.TYPE_MESSAGE, optional=True)
    badge_list: "list[BadgeStruct]" = betterproto2.field(64, betterproto2.TYPE_MESSAGE, repeated=True)
    mint_type_label: "list[int]" = betterproto2.field(65, betterproto2.TYPE_INT64, repeated=True)
    fans_club_info: "FansClubInfo" = betterproto2.field(66, betterproto2.TYPE_MESSAGE, optional=True)
    """Membership in the fan club of this host."""
    avatar_hash_info: "bytes" = betterproto2.field(67, betterproto2.TYPE_BYTES)
    """Sources disagree on the layout, so it is kept opaque."""
    deprecated19: "bool" = betterproto2.field(1001, betterproto2.TYPE_BOOL)
    allow_find_by_contacts: "bool" = betterproto2.field(1002, betterproto2.TYPE_BOOL)
    allow_others_download_video: "bool" = betterproto2.field(1003, betterproto2.TYPE_BOOL)
    allow_others_download_when_sharing_video: "bool" = betterproto2.field(1004, betterproto2.TYPE_BOOL)
    allow_share_show_profile: "bool" = betterproto2.field(1005, betterproto2.TYPE_BOOL)
    allow_show_in_gossip: "bool" = betterproto2.field(1006, betterproto2.TYPE_BOOL)
    allow_show_my_action: "bool" = betterproto2.field(1007, betterproto2.TYPE_BOOL)
    allow_strange_comment: "bool" = betterproto2.field(1008, betterproto2.TYPE_BOOL)
    allow_unfollower_comment: "bool" = betterproto2.field(1009, betterproto2.TYPE_BOOL)
    allow_use_linkmic: "bool" = betterproto2.field(1010, betterproto2.TYPE_BOOL)
    anchor_level: "AnchorLevel" = betterproto2.field(1011, betterproto2.TYPE_MESSAGE, optional=True)
    avatar_jpg: "ImageModel" = betterproto2.field(1012, betterproto2.TYPE_MESSAGE, optional=True)
    bg_img_url: "str" = betterproto2.field(1013, betterproto2.TYPE_STRING)
    deprecated18: "str" = betterproto2.field(1014, betterproto2.TYPE_STRING)
    deprecated16: "bool" = betterproto2.field(1015, betterproto2.TYPE_BOOL)
    block_status: "int" = betterproto2.field(1016, betterproto2.TYPE_INT32)
    comment_restrict: "int" = betterproto2.field(1017, betterproto2.TYPE_INT32)
    constellation: "str" = betterproto2.field(1018, betterproto2.TYPE_STRING)
    disable_ichat: "int" = betterproto2.field(1019, betterproto2.TYPE_INT32)
    enable_ichat_img: "int" = betterproto2.field(1020, betterproto2.TYPE_INT64)
    exp: "int" = betterproto2.field(1021, betterproto2.TYPE_INT32)
    fan_ticket_count: "int" = betterproto2.field(1022, betterproto2.TYPE_INT64)
    fold_stranger_chat: "bool" = betterproto2.field(1023, betterproto2.TYPE_BOOL)
    follow_status: "int" = betterproto2.field(1024, betterproto2.TYPE_INT64)
    deprecated28: "bool" = betterproto2.field(1025, betterproto2.TYPE_BOOL)
    deprecated29: "str" = betterproto2.field(1026, betterproto2.TYPE_STRING)
    ichat_restrict_type: "int" = betterproto2.field(1027, betterproto2.TYPE_INT32)
    id_str: "str" = betterproto2.field(1028, betterproto2.TYPE_STRING)
    is_follower: "bool" = betterproto2.field(1029, betterproto2.TYPE_BOOL)
    is_following: "bool" = betterproto2.field(1030, betterproto2.TYPE_BOOL)
    need_profile_guide: "bool" = betterproto2.field(1031, betterproto2.TYPE_BOOL)
    pay_scores: "int" = betterproto2.field(1032, betterproto2.TYPE_INT64)
    push_comment_status: "bool" = betterproto2.field(1033, betterproto2.TYPE_BOOL)
    push_digg: "bool" = betterproto2.field(1034, betterproto2.TYPE_BOOL)
    push_follow: "bool" = betterproto2.field(1035, betterproto2.TYPE_BOOL)
    push_friend_action: "bool" = betterproto2.field(1036, betterproto2.TYPE_BOOL)
    push_ichat: "bool" = betterproto2.field(1037, betterproto2.TYPE_BOOL)
    push_status: "bool" = betterproto2.field(1038, betterproto2.TYPE_BOOL)
    push_video_post: "bool" = betterproto2.field(1039, betterproto2.TYPE_BOOL)
    push_video_recommend: "bool" = betterproto2.field(1040, betterproto2.TYPE_BOOL)
    stats: "bytes" = betterproto2.field(1041, betterproto2.TYPE_BYTES)
    deprecated17: "bool" = betterproto2.field(1042, betterproto2.TYPE_BOOL)
    verified_reason: "str" = betterproto2.field(1043, betterproto2.TYPE_STRING)
    with_car_management_permission: "bool" = betterproto2.field(1044, betterproto2.TYPE_BOOL)
    upcoming_event_list: "list[LiveEventInfo]" = betterproto2.field(
        1045, betterproto2.TYPE_MESSAGE, repeated=True
    )
    scm_label: "str" = betterproto2.field(1046, betterproto2.TYPE_STRING)
    ecommerce_entrance: "EcommerceEntrance" = betterproto2.field(
        1047, betterproto2.TYPE_MESSAGE, optional=True
    )
    is_block: "bool" = betterproto2.field(1048, betterproto2.TYPE_BOOL)
    is_subscribe: "bool" = betterproto2.field(1090, betterproto2.TYPE_BOOL)
    is_anchor_marked: "bool" = betterproto2.field(1091, betterproto2.TYPE_BOOL)
    enigma_info: "EnigmaInfo" = betterproto2.field(1092, betterproto2.TYPE_MESSAGE, optional=True)


@message
class FollowInfo(Message):
    """Follower figures, and how this user stands to the viewer."""

    following_count: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    follower_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    follow_status: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    """0 none, 1 follows, 2 friends (both ways)."""
    push_status: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class UserHonor(Message):
    deprecated20: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    diamond_icon: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    name: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    icon: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    next_name: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    level: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    next_icon: "ImageModel" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    deprecated22: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    deprecated23: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    deprecated24: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    deprecated25: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    deprecated26: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    grade_describe: "str" = betterproto2.field(13, betterproto2.TYPE_STRING)
    grade_icon_list: "list[GradeIcon]" = betterproto2.field(14, betterproto2.TYPE_MESSAGE, repeated=True)
    screen_chat_type: "int" = betterproto2.field(15, betterproto2.TYPE_INT64)
    im_icon: "ImageModel" = betterproto2.field(16, betterproto2.TYPE_MESSAGE, optional=True)
    im_icon_with_level: "ImageModel" = betterproto2.field(17, betterproto2.TYPE_MESSAGE, optional=True)
    live_icon: "ImageModel" = betterproto2.field(18, betterproto2.TYPE_MESSAGE, optional=True)
    new_im_icon_with_level: "ImageModel" = betterproto2.field(19, betterproto2.TYPE_MESSAGE, optional=True)
    new_live_icon: "ImageModel" = betterproto2.field(20, betterproto2.TYPE_MESSAGE, optional=True)
    upgrade_need_consume: "int" = betterproto2.field(21, betterproto2.TYPE_INT64)
    next_privileges: "str" = betterproto2.field(22, betterproto2.TYPE_STRING)
    background: "ImageModel" = betterproto2.field(23, betterproto2.TYPE_MESSAGE, optional=True)
    background_back: "ImageModel" = betterproto2.field(24, betterproto2.TYPE_MESSAGE, optional=True)
    score: "int" = betterproto2.field(25, betterproto2.TYPE_INT64)
    grade_banner: "str" = betterproto2.field(1001, betterproto2.TYPE_STRING)
    profile_dialog_bg: "ImageModel" = betterproto2.field(1002, betterproto2.TYPE_MESSAGE, optional=True)
    profile_dialog_bg_back: "ImageModel" = betterproto2.field(1003, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GradeIcon(Message):
    icon: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    icon_diamond: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    level: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    level_str: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class FansClubMember(Message):
    data: "FansClubData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    prefer_data: "dict[int, FansClubData]" = betterproto2.field(
        2,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT32, betterproto2.TYPE_MESSAGE),
    )


@message
class FansClubData(Message):
    club_name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    level: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    user_fans_club_status: "UserFansClubFansClubDataUserFansClubStatus" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: UserFansClubFansClubDataUserFansClubStatus(0)
    )
    badge: "UserBadge" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    available_gift_ids: "list[int]" = betterproto2.field(5, betterproto2.TYPE_INT64, repeated=True)
    anchor_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class UserBadge(Message):
    icons: "dict[int, ImageModel]" = betterproto2.field(
        1,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT32, betterproto2.TYPE_MESSAGE),
    )
    title: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class BorderInfo(Message):
    icon: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    level: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    source: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    profile_decoration_ribbon: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    border_privilege_log_extra: "PrivilegeLogExtra" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    profile_privilege_log_extra: "PrivilegeLogExtra" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )
    avatar_background_color: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    avatar_background_border_color: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    name_starling_key: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    desc_starling_key: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    name: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    description: "str" = betterproto2.field(12, betterproto2.TYPE_STRING)
    is_taller_avatar_background: "bool" = betterproto2.field(13, betterproto2.TYPE_BOOL)


@message
class UserAttr(Message):
    """Rights and restrictions of a user in this room."""

    is_muted: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    is_admin: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    """A moderator of this room."""
    is_super_admin: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    mute_duration: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    """Seconds."""
    admin_permissions: "dict[int, int]" = betterproto2.field(
        5,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT32, betterproto2.TYPE_INT32),
    )
    has_voting_function: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)
    is_channel_admin: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)


@message
class OwnRoom(Message):
    room_ids: "list[int]" = betterproto2.field(1, betterproto2.TYPE_INT64, repeated=True)
    room_ids_str: "list[str]" = betterproto2.field(2, betterproto2.TYPE_STRING, repeated=True)


@message
class ComboBadgeInfo(Message):
    icon: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    combo_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class SubscribeInfo(Message):
    """The user's subscription, as subscriber and as host."""

    qualification: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    is_subscribe: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    badge: "SubscribeBadge" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    enable_subscription: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    subscriber_count: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    is_in_grace_period: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)
    is_subscribed_to_anchor: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    timer_detail: "TimerDetail" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    user_gift_sub_auth: "bool" = betterproto2.field(9, betterproto2.TYPE_BOOL)
    anchor_gift_sub_auth: "bool" = betterproto2.field(10, betterproto2.TYPE_BOOL)
    status: "UserSubscribeInfoPayStatus" = betterproto2.field(
        11, betterproto2.TYPE_ENUM, default_factory=lambda: UserSubscribeInfoPayStatus(0)
    )
    sub_end_time: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    package_id: "str" = betterproto2.field(13, betterproto2.TYPE_STRING)
    sol_room_display_text: "str" = betterproto2.field(14, betterproto2.TYPE_STRING)
    is_sol_eligible: "bool" = betterproto2.field(15, betterproto2.TYPE_BOOL)
    sub_split_status: "SubSplitStatus" = betterproto2.field(101, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SubscribeBadge(Message):
    origin_img: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    preview_img: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    origin_img_3: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    preview_img_4: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    is_customized: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)


@message
class FansClubInfo(Message):
    """The user's level in the fan club of this host."""

    is_sleeping: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    fans_level: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    fans_score: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    badge: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    fans_count: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    fans_club_name: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class EnigmaInfo(Message):
    is_enigma_mask_on: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)


@message
class UserIdentity(Message):
    """What the sender is to the host. The cheapest reliable source for "is a moderator" and the like."""

    is_gift_giver_of_anchor: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    is_subscriber_of_anchor: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    is_mutual_following_with_anchor: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    is_follower_of_anchor: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    is_moderator_of_anchor: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    is_anchor: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)


class LinkmicStatus(betterproto2.Enum):
    DISABLE = 0
    ENABLE = 1
    JUST_FOLLOWING = 2
    MULTI_LINKING = 3
    MULTI_LINKING_ONLY_FOLLOWING = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINKMIC_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINKMIC_STATUS_" + member.name: member.value for member in cls}


class UserFansClubFansClubDataUserFansClubStatus(betterproto2.Enum):
    NOT_JOINED = 0
    ACTIVE = 1
    INACTIVE = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {
            member.value: "USER_FANS_CLUB_FANS_CLUB_DATA_USER_FANS_CLUB_STATUS_" + member.name
            for member in cls
        }

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {
            "USER_FANS_CLUB_FANS_CLUB_DATA_USER_FANS_CLUB_STATUS_" + member.name: member.value
            for member in cls
        }


class UserSubscribeInfoPayStatus(betterproto2.Enum):
    SUB_STATUS_UNKNOWN = 0
    SUB_STATUS_ONE_TIME = 1
    SUB_STATUS_AUTO_DEDUCTION = 2
    SUB_STATUS_AUTO_DEDUCTION_CANCELED = 3
    SUB_STATUS_REVOKE = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "USER_SUBSCRIBE_INFO_PAY_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"USER_SUBSCRIBE_INFO_PAY_STATUS_" + member.name: member.value for member in cls}
