"""Subscriptions to the host.

Generated from proto/webcast/subscription.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.badge import BadgeStruct
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.emote import EmoteModel
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.notice import RoomNotifyMessageEventTracking
    from livetok.proto.webcast.public_area import PublicAreaMessageCommon
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import User
    from livetok.proto.webcast.user_detail import TimerStatus

_proto = proto  # where the codec looks for the classes of other modules


@message
class SubNotifyEvent(Event):
    """A viewer subscribed or renewed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    """The subscriber."""
    exhibition_type: "ExhibitionType" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: ExhibitionType(0)
    )
    sub_month: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    """Months subscribed."""
    subscribe_type: "SubscribeType" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: SubscribeType(0)
    )
    old_subscribe_status: "OldSubscribeStatus" = betterproto2.field(
        6, betterproto2.TYPE_ENUM, default_factory=lambda: OldSubscribeStatus(0)
    )
    message_type: "MessageType" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: MessageType(0)
    )
    """0 is a subscription; the others are reminders and notices."""
    subscribing_status: "SubscribingStatus" = betterproto2.field(
        8, betterproto2.TYPE_ENUM, default_factory=lambda: SubscribingStatus(0)
    )
    is_send: "bool" = betterproto2.field(9, betterproto2.TYPE_BOOL)
    is_custom: "bool" = betterproto2.field(10, betterproto2.TYPE_BOOL)
    gift_source: "GiftSource" = betterproto2.field(
        11, betterproto2.TYPE_ENUM, default_factory=lambda: GiftSource(0)
    )
    message_display_style: "MessageDisplayStyle" = betterproto2.field(
        12, betterproto2.TYPE_ENUM, default_factory=lambda: MessageDisplayStyle(0)
    )
    public_area_message_common: "PublicAreaMessageCommon" = betterproto2.field(
        13, betterproto2.TYPE_MESSAGE, optional=True
    )
    package_id: "str" = betterproto2.field(14, betterproto2.TYPE_STRING)
    event_tracking: "RoomNotifyMessageEventTracking" = betterproto2.field(
        15, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class SubscriptionNotifyEvent(Event):
    """A viewer subscribed (short form)."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    exhibition_type: "ExhibitionType" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: ExhibitionType(0)
    )


@message
class SubPinEventEvent(Event):
    """Subscription card pinned or unpinned."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    action_type: "SubPinEventMessageActionType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: SubPinEventMessageActionType(0)
    )
    card: "SubPinCard" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    operator_user_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class SubPinCard(Message):
    time_to_live: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    title: "ChatroomText" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    desc: "ChatroomText" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    image: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    type: "PinCardType" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: PinCardType(0)
    )
    id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    template_id: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    goal_pin_card: "SubGoalPinCard" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    action_schema: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    last_pin_timestamp: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    extra_info: "SubPinCardExtra" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    highlight_text_num: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    icons: "list[ImageModel]" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, repeated=True)
    pin_source: "int" = betterproto2.field(14, betterproto2.TYPE_INT32)


@message
class ChatroomText(Message):
    type: "SubPinCardTextTextType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: SubPinCardTextTextType(0)
    )
    content: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class SubGoalPinCard(Message):
    goal_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    time_to_live: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    desc: "SubPinCardText" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    target: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    progress: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)


@message
class SubPinCardText(Message):
    type: "SubPinCardTextTextType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: SubPinCardTextTextType(0)
    )
    content: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class SubPinCardExtra(Message):
    sov_info: "SOVPinCardInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SOVPinCardInfo(Message):
    recently_updated: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    sov_info: "SubOnlyVideosBriefInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SubOnlyVideosBriefInfo(Message):
    total_count_str: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    total_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    sov_brief_info: "list[SOVBriefInfo]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)
    creator_status: "SovStatus" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: SovStatus(0)
    )
    schema: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    is_sov_adjustments_enabled_for_consumer: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)
    new_sov_count: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)


@message
class SOVBriefInfo(Message):
    cover: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    mask_info: "SOVMaskInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    lock_info: "SovLockInfoType" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: SovLockInfoType(0)
    )
    create_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    aweme_id: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


@message
class SOVMaskInfo(Message):
    type: "SovMaskInfoType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: SovMaskInfoType(0)
    )
    title: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class SubCapsuleEvent(Event):
    """Capsule prompting to subscribe."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    description: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    btn_name: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    btn_url: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    capsule_scene: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    from_user_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class SubscriptionGuideEvent(Event):
    """Guide towards subscribing."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    description: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    button_name: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    button_url: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    capsule_scene: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    from_user_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class SubTimerStickerEvent(Event):
    """Subathon-style timer sticker."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    sticker: "SubTimerSticker" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SubTimerSticker(Message):
    type: "SubTimerStickerChangeType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: SubTimerStickerChangeType(0)
    )
    timer_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    op_type: "TimerOpType" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: TimerOpType(0)
    )
    timer_status: "TimerStatus" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.TimerStatus(0)
    )
    anchor_side_title: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    user_side_title: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    sub_increase_count: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    time_increase_per_sub: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    time_increase: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    total_time: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    remaining_time: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    timestamp: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    sticker_x: "int" = betterproto2.field(13, betterproto2.TYPE_INT64)
    sticker_y: "int" = betterproto2.field(14, betterproto2.TYPE_INT64)
    screen_w: "int" = betterproto2.field(15, betterproto2.TYPE_INT64)
    screen_h: "int" = betterproto2.field(16, betterproto2.TYPE_INT64)


@message
class SubWaveEvent(Event):
    """Subscription wave campaign."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    sub_wave_im_msg: "SubWaveImMsg" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SubWaveImMsg(Message):
    msg_type: "SubWaveImMsgType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: SubWaveImMsgType(0)
    )
    new_come_subscriber_info: "SubWaveSubscriberInfo" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )
    sub_wave_info_common: "SubWaveInfoCommon" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )
    wave_reward: "WaveReward" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    current_strike_round: "SubWaveStrikeInfo" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    strike_enabled: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)


@message
class SubWaveSubscriberInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    avatar: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    display_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    user_id_str: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    badge_list: "list[BadgeStruct]" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class SubWaveInfoCommon(Message):
    sub_wave_settings: "AnchorSubWaveCurrentSettings" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    wave_sub_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    total_sub_count: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    start_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    end_time: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    wave_status: "WaveStatus" = betterproto2.field(
        6, betterproto2.TYPE_ENUM, default_factory=lambda: WaveStatus(0)
    )
    thanks_list: "list[SubWaveSubscriberInfo]" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, repeated=True
    )
    wave_target_sub_count: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    wave_open_record_id: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    sub_wave_strikes: "list[SubWaveStrikeInfo]" = betterproto2.field(
        10, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class AnchorSubWaveCurrentSettings(Message):
    anchor_sub_wave_trigger_settings: "AnchorSubWaveTriggerSettings" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    anchor_sub_wave_challenge_settings: "AnchorSubWaveChallengeSettings" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class AnchorSubWaveTriggerSettings(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    need_sub_counts: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class AnchorSubWaveChallengeSettings(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    need_sub_counts: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    during_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    emote_list: "list[EmoteModel]" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class SubWaveStrikeInfo(Message):
    start_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    end_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    round: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    status: "SubWaveStrikeInfoWaveStatus" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: SubWaveStrikeInfoWaveStatus(0)
    )
    emote_list: "list[EmoteModel]" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, repeated=True)
    strike_reward: "WaveReward" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    strike_record_id: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    strike_target_count: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)


@message
class WaveReward(Message):
    emote: "EmoteModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    f307emotes: "list[EmoteModel]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


class ExhibitionType(betterproto2.Enum):
    DEFAULT = 0
    FOLD = 1
    PUBLIC_SCREEN = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "EXHIBITION_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"EXHIBITION_TYPE_" + member.name: member.value for member in cls}


class SubscribeType(betterproto2.Enum):
    ONCE = 0
    AUTO = 1
    DEFAULT = 100

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SUBSCRIBE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SUBSCRIBE_TYPE_" + member.name: member.value for member in cls}


class OldSubscribeStatus(betterproto2.Enum):
    FIRST = 0
    RESUB = 1
    SUB_IN_GRACE_PERIOD = 2
    SUB_NOT_IN_GRACE_PERIOD = 3
    DEFAULT = 100

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "OLD_SUBSCRIBE_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"OLD_SUBSCRIBE_STATUS_" + member.name: member.value for member in cls}


class MessageType(betterproto2.Enum):
    SUB_SUCCESS = 0
    ANCHOR_REMINDER = 1
    ENTER_ROOM_EXPIRE_SOON = 2
    SUB_GOAL_CREATE_TO_ANCHOR = 3
    SUB_GOAL_COMPLETE_TO_AUDIENCE = 4
    SUB_GOAL_COMPLETE_TO_ANCHOR = 5
    SUB_GIFT_TIKTOK_2_USER_NOTICE = 6
    SUB_GIFT_TIKTOK_2_ANCHOR_NOTICE = 7
    SUB_GIFT_T_RECEIVES_END_NOTICE = 8
    SUB_GIFTS_END_SUCCEED_ROOM_MESSAGE = 9
    SUB_GIFTS_END_SUCCEED_ANCHOR_NOTICE = 10
    SUB_GIFT_LOW_VERSION_UPGRADE_NOTICE = 11
    SUB_GIFT_USER_BUY_AU_TH_NOTICE = 12
    SUB_COMMON_TEXT_NOTICE = 13
    SUB_MODERATOR_PIN_PERK = 14

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "MESSAGE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"MESSAGE_TYPE_" + member.name: member.value for member in cls}


class SubscribingStatus(betterproto2.Enum):
    UNKNOWN = 0
    ONCE = 1
    CIRCLE = 2
    CIRCLE_CANCEL = 3
    REFUND = 4
    IN_GRACE_PERIOD = 5
    NOT_IN_GRACE_PERIOD = 6

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SUBSCRIBING_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SUBSCRIBING_STATUS_" + member.name: member.value for member in cls}


class GiftSource(betterproto2.Enum):
    UNKNOWN = 0
    PLATFORM = 1
    USER_BUY_RANDOM = 2
    USER_BUY_SPECIFIC = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GIFT_SOURCE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GIFT_SOURCE_" + member.name: member.value for member in cls}


class MessageDisplayStyle(betterproto2.Enum):
    DEFAULT = 0
    POPUP = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "MESSAGE_DISPLAY_STYLE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"MESSAGE_DISPLAY_STYLE_" + member.name: member.value for member in cls}


class SubPinEventMessageActionType(betterproto2.Enum):
    UNKNOWN = 0
    PIN = 1
    UNPIN = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SUB_PIN_EVENT_MESSAGE_ACTION_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SUB_PIN_EVENT_MESSAGE_ACTION_TYPE_" + member.name: member.value for member in cls}


class PinCardType(betterproto2.Enum):
    UNKNOWN_PIN_CARD_TYPE = 0
    CUSTOMIZED_BENEFIT_E_NUM = 1
    SUB_GOAL_E_NUM = 2
    UP_SELL_DM = 3
    UP_SELL_LEAD_SGEN = 4
    SMB_SUB_PLAN = 5
    SMB_COURSE = 6

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PIN_CARD_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PIN_CARD_TYPE_" + member.name: member.value for member in cls}


class SubPinCardTextTextType(betterproto2.Enum):
    TEXT_TYPE_UNKNOWN = 0
    TEXT_TYPE_ORIGINAL = 1
    TEXT_TYPE_STARLING_KEY = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SUB_PIN_CARD_TEXT_TEXT_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SUB_PIN_CARD_TEXT_TEXT_TYPE_" + member.name: member.value for member in cls}


class SovStatus(betterproto2.Enum):
    UNKNOWN = 0
    ON = 1
    OFF = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SOV_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SOV_STATUS_" + member.name: member.value for member in cls}


class SovLockInfoType(betterproto2.Enum):
    NONE = 0
    LOCK = 1
    PREVIEW = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SOV_LOCK_INFO_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SOV_LOCK_INFO_TYPE_" + member.name: member.value for member in cls}


class SovMaskInfoType(betterproto2.Enum):
    NONE = 0
    SENSITIVE = 1
    VIOLATION = 2
    MUSIC_COPYRIGHT = 3
    UNAVAILABLE = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SOV_MASK_INFO_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SOV_MASK_INFO_TYPE_" + member.name: member.value for member in cls}


class SubTimerStickerChangeType(betterproto2.Enum):
    TITLE_CHANGE = 0
    STATUS_CHANGE = 1
    POSITION_CHANGE = 2
    SUB_INCREASE = 3
    ALIGN = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SUB_TIMER_STICKER_CHANGE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SUB_TIMER_STICKER_CHANGE_TYPE_" + member.name: member.value for member in cls}


class TimerOpType(betterproto2.Enum):
    START = 0
    PAUSE = 1
    RESUME = 2
    CANCEL = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "TIMER_OP_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"TIMER_OP_TYPE_" + member.name: member.value for member in cls}


class SubWaveImMsgType(betterproto2.Enum):
    WAVE_START = 0
    NEW_COME_SUBSCRIBER = 1
    WAVE_FINISH = 2
    RECEIVE_REWARD = 3
    WAVE_FINISH_STRIKE_START = 4
    STRIKE_FINISH = 5
    STRIKE_FINISH_NEXT_STRIKE_START = 6
    REWARD_SENT = 7

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SUB_WAVE_IM_MSG_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SUB_WAVE_IM_MSG_TYPE_" + member.name: member.value for member in cls}


class WaveStatus(betterproto2.Enum):
    RUNNING = 0
    FINISHED = 1
    FAILED = 2
    STRIKE = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "WAVE_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"WAVE_STATUS_" + member.name: member.value for member in cls}


class SubWaveStrikeInfoWaveStatus(betterproto2.Enum):
    RUNNING = 0
    FINISHED = 1
    FAILED = 2
    STRIKE = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SUB_WAVE_STRIKE_INFO_WAVE_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SUB_WAVE_STRIKE_INFO_WAVE_STATUS_" + member.name: member.value for member in cls}
