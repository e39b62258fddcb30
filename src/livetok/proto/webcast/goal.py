"""Stream goals set by the host.

Generated from proto/webcast/goal.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.badge import BadgeStruct
    from livetok.proto.webcast.common import AuditStatus, CommonMessageData
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.user import EnigmaInfo

_proto = proto  # where the codec looks for the classes of other modules


@message
class GoalUpdateEvent(Event):
    """Progress of the streamer's goal and who contributed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    indicator: "LiveStreamGoalIndicator" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    goal: "LiveStreamGoal" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    """The goal and how far it is."""
    contributor_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    """Who brought it forward."""
    contributor_avatar: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    contributor_display_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    """Their @name."""
    contribute_subgoal: "LiveStreamSubGoal" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    contribute_count: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    """By how much."""
    contribute_score: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    gift_repeat_count: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    contributor_id_str: "str" = betterproto2.field(12, betterproto2.TYPE_STRING)
    pin: "bool" = betterproto2.field(13, betterproto2.TYPE_BOOL)
    unpin: "bool" = betterproto2.field(14, betterproto2.TYPE_BOOL)
    pin_info: "GoalPinInfo" = betterproto2.field(15, betterproto2.TYPE_MESSAGE, optional=True)
    update_source: "GoalMessageSource" = betterproto2.field(
        16, betterproto2.TYPE_ENUM, default_factory=lambda: GoalMessageSource(0)
    )
    goal_extra: "str" = betterproto2.field(17, betterproto2.TYPE_STRING)


@message
class LiveStreamGoalIndicator(Message):
    key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    op: "IndicatorOp" = betterproto2.field(2, betterproto2.TYPE_ENUM, default_factory=lambda: IndicatorOp(0))


@message
class LiveStreamGoal(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    type: "GoalType" = betterproto2.field(2, betterproto2.TYPE_ENUM, default_factory=lambda: GoalType(0))
    status: "GoalStatus" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: GoalStatus(0)
    )
    sub_goals: "list[LiveStreamSubGoal]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)
    description: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    audit_status: "AuditStatus" = betterproto2.field(
        6, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.AuditStatus(0)
    )
    cycle_type: "CycleType" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: CycleType(0)
    )
    start_time: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    expire_time: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    real_finish_time: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    contributors: "list[LiveStreamGoalContributor]" = betterproto2.field(
        11, betterproto2.TYPE_MESSAGE, repeated=True
    )
    contributors_length: "int" = betterproto2.field(12, betterproto2.TYPE_INT32)
    id_str: "str" = betterproto2.field(13, betterproto2.TYPE_STRING)
    audit_description: "str" = betterproto2.field(14, betterproto2.TYPE_STRING)
    stats: "GoalStats" = betterproto2.field(15, betterproto2.TYPE_MESSAGE, optional=True)
    goal_extra_info: "str" = betterproto2.field(16, betterproto2.TYPE_STRING)
    mode: "int" = betterproto2.field(17, betterproto2.TYPE_INT32)
    audit_info: "AuditInfo" = betterproto2.field(18, betterproto2.TYPE_MESSAGE, optional=True)
    challenge_type: "str" = betterproto2.field(20, betterproto2.TYPE_STRING)
    is_uneditable: "bool" = betterproto2.field(21, betterproto2.TYPE_BOOL)
    goal_reward: "GoalReward" = betterproto2.field(22, betterproto2.TYPE_MESSAGE, optional=True)
    create_source: "int" = betterproto2.field(23, betterproto2.TYPE_INT32)


@message
class LiveStreamSubGoal(Message):
    """At most one of gift is set (extra)."""

    type: "SubGoalType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: SubGoalType(0)
    )
    id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    progress: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    target: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    gift: "LiveStreamSubGoalGift" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True, group="extra"
    )
    id_str: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    pin_info: "SubGoalPinInfo" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    source: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    recommended_text: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    recommended_header: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)


@message
class LiveStreamSubGoalGift(Message):
    name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    icon: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    diamond_count: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class SubGoalPinInfo(Message):
    pin_start_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    pin_end_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    pin_ready_time: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class LiveStreamGoalContributor(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    avatar: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    display_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    score: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    user_id_str: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    in_room: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)
    is_friend: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    badge: "list[BadgeStruct]" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, repeated=True)
    follow_by_owner: "bool" = betterproto2.field(9, betterproto2.TYPE_BOOL)
    is_fist_contribute: "bool" = betterproto2.field(10, betterproto2.TYPE_BOOL)
    sub_goal_contributions: "list[SubGoalContribution]" = betterproto2.field(
        11, betterproto2.TYPE_MESSAGE, repeated=True
    )
    enigma_info: "EnigmaInfo" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SubGoalContribution(Message):
    id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    contribution_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class GoalStats(Message):
    total_coins: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    total_contributor: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    comparison: "GoalComparison" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    total_new_fans: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class GoalComparison(Message):
    coins_incr: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    contributor_incr: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class AuditInfo(Message):
    violation_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    task_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class GoalReward(Message):
    reward_content: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    top_n: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    has_sticker: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    audit_status: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    reward_direct_message: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    reward_template_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    reward_source: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    is_hit_opt_ab: "bool" = betterproto2.field(8, betterproto2.TYPE_BOOL)


@message
class GoalPinInfo(Message):
    pin: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    unpin: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    pin_end_time: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    sub_goal_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    sub_goal_id_str: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


class GoalMessageSource(betterproto2.Enum):
    UNKNOWN = 0
    COMMIT = 1
    PROGRESS_UPDATE = 2
    PIN = 3
    UNPIN = 4
    REVIEW_CALLBACK = 5
    SUSPEND = 6
    CHALLENGE_PROMPT = 7

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GOAL_MESSAGE_SOURCE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GOAL_MESSAGE_SOURCE_" + member.name: member.value for member in cls}


class IndicatorOp(betterproto2.Enum):
    UNKNOWN = 0
    ADD = 1
    REMOVE = 2
    UPDATE = 3
    PIN = 4
    UNPIN = 5

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "INDICATOR_OP_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"INDICATOR_OP_" + member.name: member.value for member in cls}


class GoalType(betterproto2.Enum):
    UNKNOWN = 0
    STREAM = 1
    SUBSCRIPTION = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GOAL_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GOAL_TYPE_" + member.name: member.value for member in cls}


class GoalStatus(betterproto2.Enum):
    UNKNOWN = 0
    NOT_START = 1
    ONGOING = 2
    FINISHED = 3
    DELETED = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GOAL_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GOAL_STATUS_" + member.name: member.value for member in cls}


class CycleType(betterproto2.Enum):
    UNKNOWN = 0
    FIXED_TIME = 1
    PERMANENT = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "CYCLE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"CYCLE_TYPE_" + member.name: member.value for member in cls}


class SubGoalType(betterproto2.Enum):
    UNKNOWN = 0
    GIFT = 1
    SUBSCRIPTION = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SUB_GOAL_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SUB_GOAL_TYPE_" + member.name: member.value for member in cls}
