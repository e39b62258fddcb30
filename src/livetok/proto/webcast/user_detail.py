"""The rarer parts of a user: host levels, paid events, subscription timer.

Generated from proto/webcast/user_detail.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message

if TYPE_CHECKING:
    from livetok.proto.webcast.image import ImageModel

_proto = proto  # where the codec looks for the classes of other modules


@message
class Author(Message):
    video_total_count: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    video_total_play_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    video_total_share_count: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    video_total_series_count: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    variety_show_play_count: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    video_total_favorite_count: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class AnchorInfo(Message):
    level: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)


@message
class AnchorLevel(Message):
    level: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    experience: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    lowest_experience_this_level: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    highest_experience_this_level: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    task_start_experience: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    task_start_time: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    task_decrease_experience: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    task_target_experience: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    task_end_time: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    profile_dialog_bg: "ImageModel" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    profile_dialog_bg_back: "ImageModel" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    stage_level: "ImageModel" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, optional=True)
    small_icon: "ImageModel" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, optional=True)


@message
class LiveEventInfo(Message):
    event_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    start_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    duration: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    title: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    description: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    has_subscribed: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)
    is_paid_event: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    ticket_amount: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    pay_method: "LiveEventInfoEventPayMethod" = betterproto2.field(
        9, betterproto2.TYPE_ENUM, default_factory=lambda: LiveEventInfoEventPayMethod(0)
    )
    wallet_pkg_dict: "dict[str, WalletPackage]" = betterproto2.field(
        10,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_MESSAGE),
    )
    event_user_info: "list[EventUserInfo]" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, repeated=True)
    subscribed_count: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    paid_event_preview: "PaidEventPreview" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, optional=True)
    wallet_package: "WalletPackage" = betterproto2.field(14, betterproto2.TYPE_MESSAGE, optional=True)
    register_type: "int" = betterproto2.field(15, betterproto2.TYPE_INT64)
    periodic_settings: "str" = betterproto2.field(16, betterproto2.TYPE_STRING)
    periodic_shows: "str" = betterproto2.field(17, betterproto2.TYPE_STRING)


@message
class WalletPackage(Message):
    iap_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    usd_price_show: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class EventUserInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    avatar_uri: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class PaidEventPreview(Message):
    allow_preview: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    allow_preview_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class AuthenticationInfo(Message):
    custom_verify: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    enterprise_verify_reason: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    authentication_badge: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    has_cert: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)


@message
class ActivityRewardInfo(Message):
    badge: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    story_tag: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class TimerDetail(Message):
    timer_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    anchor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    start_timestamp_s: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    start_countdown_time_s: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    anchor_side_title: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    user_side_title: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    time_increase_per_sub_s: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    time_increase_cap_s: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    sub_count: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    time_increase_reach_cap: "bool" = betterproto2.field(10, betterproto2.TYPE_BOOL)
    total_pause_time_s: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    last_pause_timestamp_s: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    total_time_s: "int" = betterproto2.field(13, betterproto2.TYPE_INT64)
    remaining_time_s: "int" = betterproto2.field(14, betterproto2.TYPE_INT64)
    timestamp_s: "int" = betterproto2.field(15, betterproto2.TYPE_INT64)
    sticker_x: "int" = betterproto2.field(16, betterproto2.TYPE_INT64)
    sticker_y: "int" = betterproto2.field(17, betterproto2.TYPE_INT64)
    screen_w: "int" = betterproto2.field(18, betterproto2.TYPE_INT64)
    screen_h: "int" = betterproto2.field(19, betterproto2.TYPE_INT64)
    timer_status: "TimerStatus" = betterproto2.field(
        20, betterproto2.TYPE_ENUM, default_factory=lambda: TimerStatus(0)
    )
    antidirt_status: "TimerDetailAntidirtStatus" = betterproto2.field(
        21, betterproto2.TYPE_ENUM, default_factory=lambda: TimerDetailAntidirtStatus(0)
    )
    audit_status: "TimerDetailAuditStatus" = betterproto2.field(
        22, betterproto2.TYPE_ENUM, default_factory=lambda: TimerDetailAuditStatus(0)
    )
    audit_info: "TimerDetailAuditInfo" = betterproto2.field(23, betterproto2.TYPE_MESSAGE, optional=True)


@message
class TimerDetailAuditInfo(Message):
    violation_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    task_type: "TimerDetailAuditTaskType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: TimerDetailAuditTaskType(0)
    )


@message
class SubSplitStatus(Message):
    is_old_sub_creator: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    cur_period: "SubSplitPeriod" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: SubSplitPeriod(0)
    )


@message
class AvatarHashInfo(Message):
    """Sources disagree on who holds this; no message here refers to it."""

    avatar_hash_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    avatar_hash: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


class LiveEventInfoEventPayMethod(betterproto2.Enum):
    EVENT_PAY_METHOD_INVALID = 0
    EVENT_PAY_METHOD_COINS = 1
    EVENT_PAY_METHOD_CASH = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LIVE_EVENT_INFO_EVENT_PAY_METHOD_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LIVE_EVENT_INFO_EVENT_PAY_METHOD_" + member.name: member.value for member in cls}


class TimerStatus(betterproto2.Enum):
    NOT_STARTED = 0
    RUNNING = 1
    PAUSED = 2
    CANCELLED = 3
    FINISHED = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "TIMER_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"TIMER_STATUS_" + member.name: member.value for member in cls}


class TimerDetailAntidirtStatus(betterproto2.Enum):
    PASS = 0
    FAILED = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "TIMER_DETAIL_ANTIDIRT_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"TIMER_DETAIL_ANTIDIRT_STATUS_" + member.name: member.value for member in cls}


class TimerDetailAuditStatus(betterproto2.Enum):
    AUDIT_STATUS_UNKNOWN = 0
    AUDIT_STATUS_PASS = 1
    AUDIT_STATUS_FAILED = 2
    AUDIT_STATUS_REVIEWING = 3
    AUDIT_STATUS_FORBIDDEN = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "TIMER_DETAIL_AUDIT_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"TIMER_DETAIL_AUDIT_STATUS_" + member.name: member.value for member in cls}


class TimerDetailAuditTaskType(betterproto2.Enum):
    AUDIT_TASK_TYPE_DEFAULT = 0
    AUDIT_TASK_TYPE_APPEAL = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "TIMER_DETAIL_AUDIT_TASK_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"TIMER_DETAIL_AUDIT_TASK_TYPE_" + member.name: member.value for member in cls}


class SubSplitPeriod(betterproto2.Enum):
    UNKNOWN = 0
    ANNOUNCEMENT = 1
    TRANSITION = 2
    OFFICIAL = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SUB_SPLIT_PERIOD_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SUB_SPLIT_PERIOD_" + member.name: member.value for member in cls}
