"""Treasure boxes (red envelopes) and goody bags.

Generated from proto/webcast/envelope.proto by `nox -s generate`; do not edit.
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

_proto = proto  # where the codec looks for the classes of other modules


@message
class EnvelopeEvent(Event):
    """Treasure box (coins or other gifts to grab) appears or changes."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    envelope_info: "MessageRedEnvelopInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    """What is in the box, and when it opens."""
    display: "EnvelopeDisplay" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: EnvelopeDisplay(0)
    )
    """Whether it appears or goes away."""
    public_area_msg_common: "PublicAreaMessageCommon" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class MessageRedEnvelopInfo(Message):
    """A treasure box."""

    envelope_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    business_type: "EnvelopeBusinessType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: EnvelopeBusinessType(0)
    )
    """19 is a super fan box."""
    envelope_idc: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    send_user_name: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    diamond_count: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    """Diamonds in the box."""
    people_count: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    """How many viewers can win."""
    unpack_at: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    """When it opens, Unix seconds."""
    send_user_id: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    send_user_avatar: "ImageModel" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    create_at: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    room_id: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    follow_show_status: "EnvelopeFollowShowStatus" = betterproto2.field(
        12, betterproto2.TYPE_ENUM, default_factory=lambda: EnvelopeFollowShowStatus(0)
    )
    skin_id: "int" = betterproto2.field(13, betterproto2.TYPE_INT32)
    vote_count: "int" = betterproto2.field(14, betterproto2.TYPE_INT32)
    sender_enigma_info: "EnvelopeEnigmaInfo" = betterproto2.field(
        15, betterproto2.TYPE_MESSAGE, optional=True
    )
    super_fan_count: "int" = betterproto2.field(16, betterproto2.TYPE_INT32)
    reward_pool: "EnvelopeRewardPool" = betterproto2.field(17, betterproto2.TYPE_MESSAGE, optional=True)
    gift_infos: "list[EnvelopeGift]" = betterproto2.field(18, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class EnvelopeEnigmaInfo(Message):
    is_enigma_mask_on: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)


@message
class EnvelopeRewardPool(Message):
    rewards: "list[EnvelopeReward]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class EnvelopeReward(Message):
    type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    gift_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    price: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)


@message
class EnvelopeGift(Message):
    gift_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    gift_price: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    gift_name: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    gift_image: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class EnvelopePortalEvent(Event):
    """Portal to another room tied to a treasure box."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    portal_info: "PortalInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    portal_trans_target: "PortalTransTarget" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    portal_view: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    portal_display: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    field_6: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)


@message
class PortalInfo(Message):
    id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    idc: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    send_at_second: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    ddl_second: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    envelope_diamonds: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    portal_diamonds: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    sender_display_id: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    sender_id: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    sender_avatar: "ImageModel" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    trans_count: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)
    touch_count: "int" = betterproto2.field(11, betterproto2.TYPE_INT32)


@message
class PortalTransTarget(Message):
    room_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    send_room_cover: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_display_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    anchor_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    anchor_avatar: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    envelope_diamonds: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)


@message
class GoodyBagEvent(Event):
    """Goody bag giveaway and its winners."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    base_info: "GoodyBagBaseInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    winners: "list[GoodyBagWinnerInfo]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)
    type: "GoodyBagMessageType" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: GoodyBagMessageType(0)
    )


@message
class GoodyBagBaseInfo(Message):
    goody_bag_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    biz: "GoodyBagBiz" = betterproto2.field(2, betterproto2.TYPE_ENUM, default_factory=lambda: GoodyBagBiz(0))
    room_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    common_detail: "GoodyBagCommonDetail" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    coin_detail: "GoodyBagCoinDetail" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GoodyBagCommonDetail(Message):
    winner_headcount: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    joined_headcount: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    participate_method: "ParticipateMethod" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: ParticipateMethod(0)
    )
    participate_method_content: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    open_at: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    count_down_minutes: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    participate_threshold_selected: "ParticipateThresholdSelected" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class ParticipateThresholdSelected(Message):
    type: "ParticipateThresholdType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: ParticipateThresholdType(0)
    )
    value: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class GoodyBagCoinDetail(Message):
    total_coin: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)


@message
class GoodyBagWinnerInfo(Message):
    user_info: "GoodyBagUserInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    coins: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class GoodyBagUserInfo(Message):
    user_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    nickname: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    display_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    avatar: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


class EnvelopeDisplay(betterproto2.Enum):
    """Whether a treasure box is to be shown or hidden."""

    UNKNOWN = 0
    NEW = 1
    HIDE = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "ENVELOPE_DISPLAY_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"ENVELOPE_DISPLAY_" + member.name: member.value for member in cls}


class EnvelopeBusinessType(betterproto2.Enum):
    BUSINESS_TYPE_UNKNOWN = 0
    BUSINESS_TYPE_USER_DIAMOND = 1
    BUSINESS_TYPE_PLATFORM_DIAMOND = 2
    BUSINESS_TYPE_PLATFORM_SHELL = 3
    BUSINESS_TYPE_PORTAL = 4
    BUSINESS_TYPE_PLATFORM_MER_CH = 5
    BUSINESS_TYPE_E_OY_DIAMOND = 6
    BUSINESS_TYPE_FANCLUB_GT_M = 7
    BUSINESS_TYPE_PLATFORM_PORTAL = 9
    BUSINESS_TYPE_EO_YG_TM_POPULARITY_TICKET = 10
    BUSINESS_TYPE_EO_YG_TM_REVENUE_DIAMOND = 11
    BUSINESS_TYPE_EO_YG_TM_GAME_DIAMOND = 12
    BUSINESS_TYPE_CREATOR_LEAGUE_PROMOTION_GT_M = 13
    BUSINESS_TYPE_MOY_GT_M_POPULARITY_TICKET = 14
    SUPER_FAN_BOX = 19

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "ENVELOPE_BUSINESS_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"ENVELOPE_BUSINESS_TYPE_" + member.name: member.value for member in cls}


class EnvelopeFollowShowStatus(betterproto2.Enum):
    ENVELOPE_FOLLOW_SHOW_UNKNOWN = 0
    ENVELOPE_FOLLOW_SHOW = 1
    ENVELOPE_FOLLOW_NOT_SHOW = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "ENVELOPE_FOLLOW_SHOW_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"ENVELOPE_FOLLOW_SHOW_STATUS_" + member.name: member.value for member in cls}


class GoodyBagMessageType(betterproto2.Enum):
    UNKNOWN = 0
    GOODY_BAG_MESSAGE_TYPES_END = 1
    JOIN = 2
    WINNERS_INFO = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GOODY_BAG_MESSAGE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GOODY_BAG_MESSAGE_TYPE_" + member.name: member.value for member in cls}


class GoodyBagBiz(betterproto2.Enum):
    UNKNOWN = 0
    NORMAL_COIN = 1
    FANS_CLUB = 2
    PLATFORM_NORMAL = 100
    PLATFORM_FANS_CLUB = 101
    LEVEL_UP_PARTY_REWARD_NORMAL = 110
    LEVEL_UP_PARTY_REWARD_FANS_CLUB = 111

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GOODY_BAG_BIZ_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GOODY_BAG_BIZ_" + member.name: member.value for member in cls}


class ParticipateMethod(betterproto2.Enum):
    UNKNOWN = 0
    COMMENT = 1
    SHARE = 2
    NO_THRESHOLD = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PARTICIPATE_METHOD_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PARTICIPATE_METHOD_" + member.name: member.value for member in cls}


class ParticipateThresholdType(betterproto2.Enum):
    PARTICIPATE_THRESHOLD_UNKNOWN = 0
    PARTICIPATE_THRESHOLD_ALL_VIEWER = 1
    PARTICIPATE_THRESHOLD_FANS_CLUB = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PARTICIPATE_THRESHOLD_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PARTICIPATE_THRESHOLD_TYPE_" + member.name: member.value for member in cls}
