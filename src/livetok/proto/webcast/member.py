"""Viewers who come, and how many are there.

Generated from proto/webcast/member.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.public_area import PublicAreaMessageCommon
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class MemberEvent(Event):
    """A viewer entered the room (or another member action), with the member count."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    """Who came."""
    member_count: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    """Viewers now."""
    operator: "User" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    """Who did it to them, in the case of a moderator action."""
    is_set_to_admin: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    is_top_user: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)
    rank_score: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    top_user_no: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    enter_type: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    action: "MemberMessageAction" = betterproto2.field(
        10, betterproto2.TYPE_ENUM, default_factory=lambda: MemberMessageAction(0)
    )
    """Mostly 1, entered; others are moderator actions."""
    action_description: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    user_id: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    effect_config: "EffectConfigBean" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, optional=True)
    pop_str: "str" = betterproto2.field(14, betterproto2.TYPE_STRING)
    enter_effect_config: "EffectConfigBean" = betterproto2.field(15, betterproto2.TYPE_MESSAGE, optional=True)
    background_image: "ImageModel" = betterproto2.field(16, betterproto2.TYPE_MESSAGE, optional=True)
    background_image_v2: "ImageModel" = betterproto2.field(17, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_display_text: "Text" = betterproto2.field(18, betterproto2.TYPE_MESSAGE, optional=True)
    client_enter_source: "str" = betterproto2.field(19, betterproto2.TYPE_STRING)
    client_enter_type: "str" = betterproto2.field(20, betterproto2.TYPE_STRING)
    client_live_reason: "str" = betterproto2.field(21, betterproto2.TYPE_STRING)
    action_duration: "int" = betterproto2.field(22, betterproto2.TYPE_INT64)
    user_share_type: "str" = betterproto2.field(23, betterproto2.TYPE_STRING)
    display_style: "DisplayStyle" = betterproto2.field(
        24, betterproto2.TYPE_ENUM, default_factory=lambda: DisplayStyle(0)
    )
    admin_permissions: "dict[int, int]" = betterproto2.field(
        25,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT32, betterproto2.TYPE_INT32),
    )
    kick_source: "int" = betterproto2.field(26, betterproto2.TYPE_INT32)
    allow_preview_time: "int" = betterproto2.field(27, betterproto2.TYPE_INT64)
    last_subscription_action: "int" = betterproto2.field(28, betterproto2.TYPE_INT64)
    public_area_message_common: "PublicAreaMessageCommon" = betterproto2.field(
        29, betterproto2.TYPE_MESSAGE, optional=True
    )
    live_sub_only_tier: "int" = betterproto2.field(30, betterproto2.TYPE_INT64)
    live_sub_only_month: "int" = betterproto2.field(31, betterproto2.TYPE_INT64)
    ec_streamer_key: "str" = betterproto2.field(32, betterproto2.TYPE_STRING)
    show_wave: "int" = betterproto2.field(33, betterproto2.TYPE_INT64)
    wave_algorithm_data: "WaveAlgorithmData" = betterproto2.field(
        34, betterproto2.TYPE_MESSAGE, optional=True
    )
    hit_ab_status: "HitAbStatus" = betterproto2.field(
        35, betterproto2.TYPE_ENUM, default_factory=lambda: HitAbStatus(0)
    )
    drawer_live_type: "str" = betterproto2.field(36, betterproto2.TYPE_STRING)


@message
class EffectConfigBean(Message):
    type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    icon: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    avatar_pos: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    text: "Text" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    text_icon: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    stay_time: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    anim_asset_id: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    badge: "ImageModel" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    flex_setting_array_list: "list[int]" = betterproto2.field(9, betterproto2.TYPE_INT64, repeated=True)


@message
class WaveAlgorithmData(Message):
    algorithm_version: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    is_alg_hit: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    predict_score: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    is_rewatch: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    is_follow: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)


@message
class UnauthorizedMemberEvent(Event):
    """A logged-out viewer entered."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    action: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    nick_name_prefix: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    nick_name: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    enter_text: "Text" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    public_area_common: "PublicAreaMessageCommon" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class ViewerUpdateEvent(Event):
    """Viewer count and top viewers."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    ranks: "list[Contributor]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    """The top viewers."""
    total: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    """Viewers now; absent means unchanged."""
    pop_str: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    seats: "list[Contributor]" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, repeated=True)
    popularity: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    total_user: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    """Viewers since the start."""
    anonymous: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    """Viewers without an account."""


@message
class Contributor(Message):
    """A place in the list of top viewers. Below the first three, often only score and rank are sent."""

    score: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    """Coins given."""
    user: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    rank: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    delta: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


class MemberMessageAction(betterproto2.Enum):
    """What a member message tells of."""

    UNKNOWN = 0
    ENTER = 1
    LEAVE = 2
    BAN_TALK = 3
    BAN_TALK_CANCEL = 4
    ADMIN = 5
    ADMIN_CANCEL = 6
    KICKOUT = 7
    BEING_TOP_USER = 8
    BAN_BY_ADMIN = 9
    UNBAN_BY_ADMIN = 10
    USER_KICKOUT = 11
    ADMIN_PROMPT_ENABLE = 17
    ADMIN_PROMPT_REVOKE = 18
    ADMIN_PERMISSIONS_UPDATE = 20
    UNBLOCK = 21
    COMMENTS_ON = 22
    COMMENTS_OFF = 23
    KEYWORDS_EDITED = 24
    KEYWORDS_EDITED_2 = 25
    PINNED_COMMENT = 26
    SUB_ONLY_LIVE_ON = 28
    CHAT_L2_ON = 30
    CHAT_L2_OFF = 31
    COMMENT_FLAGGED_ON = 32
    COMMENT_FLAGGED_OFF = 33
    COMMENT_FLAGGED_REVIEW_ON = 34
    COMMENT_FLAGGED_REVIEW_OFF = 35
    SUB_ONLY_PREVIEW_DISABLED = 36
    HOST_NAME_FRAME_UPDATED = 38
    SPAM_COMMENTS_ON = 39
    SPAM_COMMENTS_OFF = 40
    HOST_NAME_FRAME_REMOVED = 41
    HOST_NAME_FRAME_UPGRADED = 42
    ENIGMA_COMMENTS_ON = 43
    ENIGMA_COMMENTS_OFF = 44
    NEW_VIEWER_NOT_FOLLOWING = 46
    NEARBY_ENTER = 47
    GUARDIAN = 48
    EFFECT_MOCK_MIDDLE_TOUCH_EXPAND = 2000
    EFFECT_MOCK_BANNER_EXPAND = 2001
    EFFECT_MOCK_BANNER_MARQUEE = 2003
    EFFECT_MOCK_QUEUED = 2004

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "MEMBER_MESSAGE_ACTION_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"MEMBER_MESSAGE_ACTION_" + member.name: member.value for member in cls}


class DisplayStyle(betterproto2.Enum):
    NORMAL = 0
    STAY = 1
    CHAT = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "DISPLAY_STYLE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"DISPLAY_STYLE_" + member.name: member.value for member in cls}


class HitAbStatus(betterproto2.Enum):
    NO_HIT = 0
    ENTER_FROM_EXTERNAL_LINK_NEW_TEXT = 1
    ENTER_FROM_RE_POST_NEW_TEXT = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "HIT_AB_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"HIT_AB_STATUS_" + member.name: member.value for member in cls}
