"""Campaigns, scheduled events, donations and banners.

Generated from proto/webcast/campaign.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.badge import BadgeStruct
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.goal import LiveStreamGoal, LiveStreamGoalIndicator
    from livetok.proto.webcast.guessing import GuessWidgets
    from livetok.proto.webcast.guests import PlayTogetherBasicInfo
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.link_layout import LinkerMediaChangeOperator
    from livetok.proto.webcast.studio import SubQueue
    from livetok.proto.webcast.subscription import SubWaveImMsg
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import User
    from livetok.proto.webcast.user_detail import EventUserInfo, LiveEventInfo

_proto = proto  # where the codec looks for the classes of other modules


@message
class ActivityQuizCardEvent(Event):
    """Quiz event card with question, answers and result."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    schema: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    primary_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    timestamp: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    question: "QuizQuestionInfo" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    answer: "QuizAnswerInfo" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    final_result: "QuizFinalResult" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    call_up_webview: "QuizCallUpWebview" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    rules_introduction: "QuizRulesIntroduction" = betterproto2.field(
        9, betterproto2.TYPE_MESSAGE, optional=True
    )
    sei_delay_multiple: "float" = betterproto2.field(10, betterproto2.TYPE_FLOAT)
    sei_delay_bias: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    expired_time: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)


@message
class QuizQuestionInfo(Message):
    message_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    quiz_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    quiz_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    extra: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    participants_count: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    question_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    question_no: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    question_count: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    question_type: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    title: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    image: "list[QuizImage]" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, repeated=True)
    options: "list[QuizQuestionOption]" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, repeated=True)
    reward_amount: "str" = betterproto2.field(15, betterproto2.TYPE_STRING)
    question_duration_ms: "int" = betterproto2.field(16, betterproto2.TYPE_INT32)
    next_quiz: "list[QuizNextQuiz]" = betterproto2.field(17, betterproto2.TYPE_MESSAGE, repeated=True)
    sponsor_code: "str" = betterproto2.field(18, betterproto2.TYPE_STRING)
    display_duration_ms: "int" = betterproto2.field(19, betterproto2.TYPE_INT32)
    extra1: "str" = betterproto2.field(51, betterproto2.TYPE_STRING)
    extra2: "str" = betterproto2.field(52, betterproto2.TYPE_STRING)
    extra3: "str" = betterproto2.field(53, betterproto2.TYPE_STRING)
    extra4: "str" = betterproto2.field(54, betterproto2.TYPE_STRING)
    extra5: "str" = betterproto2.field(55, betterproto2.TYPE_STRING)


@message
class QuizImage(Message):
    url: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class QuizQuestionOption(Message):
    option_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    content: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    image: "list[QuizImage]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class QuizNextQuiz(Message):
    time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    reward_amount: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    quiz_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    live_event_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    end_time: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)


@message
class QuizAnswerInfo(Message):
    message_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    quiz_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    quiz_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    extra: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    participants_count: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    question_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    question_no: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    question_count: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    question_type: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    title: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    image: "list[QuizImage]" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, repeated=True)
    options: "list[QuizQuestionOption]" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, repeated=True)
    correct_answer: "str" = betterproto2.field(15, betterproto2.TYPE_STRING)
    statistics: "QuizStatistics" = betterproto2.field(16, betterproto2.TYPE_MESSAGE, optional=True)
    next_quiz: "list[QuizNextQuiz]" = betterproto2.field(17, betterproto2.TYPE_MESSAGE, repeated=True)
    reward_amount: "str" = betterproto2.field(18, betterproto2.TYPE_STRING)
    correct_answer_image: "list[QuizImage]" = betterproto2.field(19, betterproto2.TYPE_MESSAGE, repeated=True)
    sponsor_code: "str" = betterproto2.field(20, betterproto2.TYPE_STRING)
    display_duration_ms: "int" = betterproto2.field(21, betterproto2.TYPE_INT32)
    extra1: "str" = betterproto2.field(51, betterproto2.TYPE_STRING)
    extra2: "str" = betterproto2.field(52, betterproto2.TYPE_STRING)
    extra3: "str" = betterproto2.field(53, betterproto2.TYPE_STRING)
    extra4: "str" = betterproto2.field(54, betterproto2.TYPE_STRING)
    extra5: "str" = betterproto2.field(55, betterproto2.TYPE_STRING)


@message
class QuizStatistics(Message):
    option_count: "list[OptionCountItem]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class OptionCountItem(Message):
    option_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    count: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class QuizFinalResult(Message):
    message_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    quiz_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    quiz_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    extra: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    settled_reward: "list[QuizRewardRule]" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, repeated=True)
    next_quiz: "list[QuizNextQuiz]" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, repeated=True)
    reward_amount: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    question_count: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    anchor_list: "list[QuizAnchorInfo]" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, repeated=True)
    sponsor_code: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    display_duration_ms: "int" = betterproto2.field(11, betterproto2.TYPE_INT32)
    extra1: "str" = betterproto2.field(51, betterproto2.TYPE_STRING)
    extra2: "str" = betterproto2.field(52, betterproto2.TYPE_STRING)
    extra3: "str" = betterproto2.field(53, betterproto2.TYPE_STRING)
    extra4: "str" = betterproto2.field(54, betterproto2.TYPE_STRING)
    extra5: "str" = betterproto2.field(55, betterproto2.TYPE_STRING)


@message
class QuizRewardRule(Message):
    settler_code: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    send_amount: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    reward_list: "list[RewardItem]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class RewardItem(Message):
    reward_name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    reward_amount: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class QuizAnchorInfo(Message):
    uid: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    user_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    room_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    category: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    description: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    avatar: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    background_image: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    extra: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)


@message
class QuizCallUpWebview(Message):
    message_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    quiz_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    quiz_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    extra: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    user_data_version: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    sponsor_code: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    display_duration_ms: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    extra1: "str" = betterproto2.field(51, betterproto2.TYPE_STRING)
    extra2: "str" = betterproto2.field(52, betterproto2.TYPE_STRING)
    extra3: "str" = betterproto2.field(53, betterproto2.TYPE_STRING)
    extra4: "str" = betterproto2.field(54, betterproto2.TYPE_STRING)
    extra5: "str" = betterproto2.field(55, betterproto2.TYPE_STRING)


@message
class QuizRulesIntroduction(Message):
    message_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    quiz_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    quiz_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    extra: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    reward_amount: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    question_count: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    user_count: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    sponsor_code: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    display_duration_ms: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    extra1: "str" = betterproto2.field(51, betterproto2.TYPE_STRING)
    extra2: "str" = betterproto2.field(52, betterproto2.TYPE_STRING)
    extra3: "str" = betterproto2.field(53, betterproto2.TYPE_STRING)
    extra4: "str" = betterproto2.field(54, betterproto2.TYPE_STRING)
    extra5: "str" = betterproto2.field(55, betterproto2.TYPE_STRING)


@message
class ActivityQuizUserIdentityEvent(Event):
    """A user's role in a quiz event."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    primary_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    version: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    retain_device_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    timestamp: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    body: "QuizUserIdentityInfo" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)


@message
class QuizUserIdentityInfo(Message):
    message_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    quiz_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    quiz_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    extra: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    user_data_version: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    device_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    user_status: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    respawn_balance: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    double_bonus_balance: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    spectator_type: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)
    is_question_encrypt: "bool" = betterproto2.field(11, betterproto2.TYPE_BOOL)
    question_encrypt_key: "str" = betterproto2.field(12, betterproto2.TYPE_STRING)
    user_question_result: "list[QuizUserQuestionResult]" = betterproto2.field(
        13, betterproto2.TYPE_MESSAGE, repeated=True
    )
    available_respawn_balance: "int" = betterproto2.field(14, betterproto2.TYPE_INT32)
    available_double_bonus_balance: "int" = betterproto2.field(15, betterproto2.TYPE_INT32)
    is_retain_if_wrong: "bool" = betterproto2.field(16, betterproto2.TYPE_BOOL)
    user_live_event_infos: "list[UserLiveEventInfo]" = betterproto2.field(
        17, betterproto2.TYPE_MESSAGE, repeated=True
    )
    user_identity_infos: "list[QuizUserIdentityInfo]" = betterproto2.field(
        18, betterproto2.TYPE_MESSAGE, repeated=True
    )
    extra1: "str" = betterproto2.field(51, betterproto2.TYPE_STRING)
    extra2: "str" = betterproto2.field(52, betterproto2.TYPE_STRING)
    extra3: "str" = betterproto2.field(53, betterproto2.TYPE_STRING)
    extra4: "str" = betterproto2.field(54, betterproto2.TYPE_STRING)
    extra5: "str" = betterproto2.field(55, betterproto2.TYPE_STRING)


@message
class QuizUserQuestionResult(Message):
    correct_answer: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    user_answer: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    question_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    question_no: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    simple_user_answer: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    is_use_respawn: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)


@message
class UserLiveEventInfo(Message):
    live_event_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    quiz_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    is_subscribed: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)


@message
class DonationInfoEvent(Event):
    """Donation total and number of donors."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    total_money: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    currency: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    total_user: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class DonationEvent(Event):
    """One donation."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    total: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    currency: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    sponsor: "list[User]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)
    user: "list[User]" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class EventEvent(Event):
    """Card of a scheduled live event."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    action_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    card: "EventCard" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class EventCard(Message):
    event: "LiveEventInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    card_start_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    card_icon_url: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class FansEventEvent(Event):
    """Fan club join, level or task event."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    event_type: "FansEventType" = betterproto2.field(
        11, betterproto2.TYPE_ENUM, default_factory=lambda: FansEventType(0)
    )
    fans_level_info: "FansLevelInfo" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, optional=True)
    fans_level_upgrade_info: "FansLevelUpgradeInfo" = betterproto2.field(
        13, betterproto2.TYPE_MESSAGE, optional=True
    )
    data: "FansEventData" = betterproto2.field(21, betterproto2.TYPE_MESSAGE, optional=True)


@message
class FansLevelInfo(Message):
    userid: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    anchorid: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    score: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    level: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    is_sleeping: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    time_to_sleep: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    fans_score_rule: "FansScoreRule" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    badge: "BadgeStruct" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)


@message
class FansScoreRule(Message):
    level: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    level_min_score: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    level_max_score: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class FansLevelUpgradeInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    anchor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    level: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    level_upgrade_expired_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class FansEventData(Message):
    new_fans_data: "NewFansData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    task_complete_data: "TaskCompleteData" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    get_unclaimed_points: "GetUnclaimedPoints" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )
    team_rank_update: "TeamRankUpdate" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    exp_change_data: "ExpChangeData" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    entrance_guidance_data: "EntranceGuidanceData" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )
    trigger_task_types: "list[FansTaskType]" = betterproto2.field(101, betterproto2.TYPE_ENUM, repeated=True)


@message
class NewFansData(Message):
    fans_count: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)


@message
class TaskCompleteData(Message):
    task_type: "TaskCompleteDataFansTaskType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: TaskCompleteDataFansTaskType(0)
    )
    is_clear_today: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)


@message
class GetUnclaimedPoints(Message):
    unclaimed_points: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    expire_timestamp: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class TeamRankUpdate(Message):
    updated_rank: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    updated_score: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class ExpChangeData(Message):
    claimed_all_points: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)


@message
class EntranceGuidanceData(Message):
    text: "Text" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    icon: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    guidance_type: "EntranceGuidanceType" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: EntranceGuidanceType(0)
    )
    freq_control_key: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    freq_control_duration: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    freq_control_value: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)


@message
class InRoomBannerEventEvent(Event):
    """Event for a banner inside the room."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    position: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    data: "BannerInRoomCollection" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BannerInRoomCollection(Message):
    top_right_banner: "BannerInfo" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    bottom_right_banner: "BannerInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    gift_panel_banner: "BannerInfo" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    middle_banner: "BannerInfo" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    activity_top_right_banner: "BannerInfo" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    top_left: "BannerInfo" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    live_scene: "BannerInfo" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BannerInfo(Message):
    url: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    banner_list: "list[BannerInRoom]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    animation_image: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    collapse_info: "BannerCollapseInfo" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    height: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    width: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    lynx_container_url: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    container_type: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)


@message
class BannerInRoom(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    title: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    image: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    height: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    width: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    schema_url: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    action_type: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    banner_type: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    priority: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    text: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    frame_type: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    extra: "str" = betterproto2.field(12, betterproto2.TYPE_STRING)
    status: "int" = betterproto2.field(13, betterproto2.TYPE_INT64)
    uid: "int" = betterproto2.field(14, betterproto2.TYPE_INT64)
    roomid: "int" = betterproto2.field(15, betterproto2.TYPE_INT64)
    appointment_start_timestamp: "int" = betterproto2.field(16, betterproto2.TYPE_INT64)
    appointment_end_timestamp: "int" = betterproto2.field(17, betterproto2.TYPE_INT64)
    appointment_id: "int" = betterproto2.field(18, betterproto2.TYPE_INT64)
    business_type: "int" = betterproto2.field(19, betterproto2.TYPE_INT64)
    dynamic_banner: "BannerContentDynamic" = betterproto2.field(20, betterproto2.TYPE_MESSAGE, optional=True)
    banner_location: "int" = betterproto2.field(21, betterproto2.TYPE_INT32)
    open_with_navigation_tag: "bool" = betterproto2.field(22, betterproto2.TYPE_BOOL)
    business_source: "str" = betterproto2.field(23, betterproto2.TYPE_STRING)
    activity_id: "str" = betterproto2.field(24, betterproto2.TYPE_STRING)


@message
class BannerContentDynamic(Message):
    json_resource: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class BannerCollapseInfo(Message):
    title: "Text" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    enabled: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    background_color: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    collapse_height: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    vertical_line_color: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class InRoomBannerRefreshEvent(Event):
    """Banners should be refetched after a delay."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    delay_seconds: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    only_anchor: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)


@message
class LiveShowEvent(Event):
    """Live show programme state."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    show_content: "ShowContent" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    showuserfinishreason: "ShowUserFinishReason" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: ShowUserFinishReason(0)
    )
    operator_user_info: "LinkerMediaChangeOperator" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class ShowContent(Message):
    room_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    channel_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    show_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    show_status: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    version: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    show_create_time: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    show_config: "ShowConfig" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    showing_and_ready_list: "list[ShowListUser]" = betterproto2.field(
        9, betterproto2.TYPE_MESSAGE, repeated=True
    )
    finished_list: "list[ShowListUser]" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, repeated=True)
    transition_info: "TransitionInfo" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ShowConfig(Message):
    duration_per_guest: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    allow_open_mic_freely: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    transition_duration_of_config: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class ShowListUser(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    status: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    order: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    show_start_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    nickname: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    avatar_thumb: "ImageModel" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    score: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    linkmic_id_str: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)


@message
class TransitionInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    linkmic_id_str: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    nickname: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    avatar_thumb: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    transition_duration_of_current: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    transition_start_time: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class MiddleTouchEvent(Event):
    """Mid-screen campaign entry."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    action_data: "UnifyBaseActionData" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    extra: "MiddleTouchExtra" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class UnifyBaseActionData(Message):
    unify_base_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    business_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    action: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class MiddleTouchExtra(Message):
    sub_wave_data: "SubWaveData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    sub_goal_data: "SubGoalData" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    live_goal_indicator_stream_goal: "StreamGoalData" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )
    guess_widgets_data: "GuessWidgetsData" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    play_together_widgets_data: "PlayTogetherWidgetsData" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    sub_queue_data: "SubQueueData" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SubWaveData(Message):
    sub_wave_im_msg: "SubWaveImMsg" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SubGoalData(Message):
    indicator: "LiveStreamGoalIndicator" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    goal: "LiveStreamGoal" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class StreamGoalData(Message):
    indicator: "LiveStreamGoalIndicator" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    goal: "LiveStreamGoal" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    update_source: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    goal_extra: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class GuessWidgetsData(Message):
    guess_widgets: "GuessWidgets" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PlayTogetherWidgetsData(Message):
    message_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    basic_info: "PlayTogetherBasicInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SubQueueData(Message):
    message_type_action: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    queue: "SubQueue" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    current_user: "User" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PartnershipDropsCardChangeEvent(Event):
    """Drops card changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    change_mode: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    drops_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    card_show_duration: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    game_id: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    game_name: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class PartnershipTaskShowEvent(Event):
    """Partnership task shown or hidden."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    change_mode: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    task_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    has_show_task: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)


@message
class PortalEvent(Event):
    """Portal between rooms bought, invited or finished."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    payload_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    portal_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    room_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    portal_buy: "PortalBuy" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    portal_invite: "PortalInvite" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    portal_finish: "PortalFinish" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    portal: "Portal" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    next_ping_time: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)


@message
class PortalBuy(Message):
    sugar_daddy: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PortalInvite(Message):
    invite_count_down: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    reward_count_down: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    sugar_daddy: "User" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    anchor: "User" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    cover: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PortalFinish(Message):
    lucky_person: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class Portal(Message):
    start_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    enter_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    sugar_daddy: "User" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    room_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    anchor: "User" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    portal_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    user_type: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    invitee_count: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    status: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    wait_duration: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    reward_duration: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    total_amount: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    cover: "ImageModel" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, optional=True)


@message
class RoomEventEvent(Event):
    """Scheduled event shown in the room."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    event_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    title: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    start_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    pos_x: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    pos_y: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    subscribed_count: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    config_opt: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    event_user_info: "list[EventUserInfo]" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class ShortTouchEvent(Event):
    """Corner campaign entry."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    action_data: "UnifyBaseActionData" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    extra: "ShortTouchExtra" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ShortTouchExtra(Message):
    poll_data: "ShortTouchPollData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ShortTouchPollData(Message):
    poll_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    poll_end_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    poll_show_result: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)


class FansEventType(betterproto2.Enum):
    UNKNOWN = 0
    NEW_FANS = 1
    EXP_CHANGE = 2
    TASK_COMPLETE = 3
    LEVEL_UPGRADE = 4
    GET_UNCLAIMED_POINTS = 5
    TEAM_RANK_UPDATE = 6
    ENTRANCE_GUIDANCE = 7
    FANS_LEVEL_UPGRADE = 8
    REFRESH_TASK_PAGE = 1001

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "FANS_EVENT_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"FANS_EVENT_TYPE_" + member.name: member.value for member in cls}


class TaskCompleteDataFansTaskType(betterproto2.Enum):
    UNKNOWN = 0
    FANS_GIFT = 1
    WATCH_LIVE = 2
    SENDING_GIFT = 3
    COMMENT = 4
    MONTH_GIFT = 11
    MONTH_COMMENT = 12
    LONG_ACTIVE = 21
    LIVE_NOTIFY = 22
    LONG_HEART_ME = 23
    LONG_WATCH = 24
    LONG_COMMENT = 25
    WEEKLY_TREASURE_BOX = 31

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "TASK_COMPLETE_DATA_FANS_TASK_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"TASK_COMPLETE_DATA_FANS_TASK_TYPE_" + member.name: member.value for member in cls}


class EntranceGuidanceType(betterproto2.Enum):
    UNKNOWN = 0
    ABOUT_TO_UPGRADE = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "ENTRANCE_GUIDANCE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"ENTRANCE_GUIDANCE_TYPE_" + member.name: member.value for member in cls}


class FansTaskType(betterproto2.Enum):
    UNKNOWN = 0
    FANS_GIFT = 1
    WATCH_LIVE = 2
    SENDING_GIFT = 3
    COMMENT = 4
    MONTH_GIFT = 11
    MONTH_COMMENT = 12
    LONG_ACTIVE = 21
    LIVE_NOTIFY = 22
    LONG_HEART_ME = 23
    LONG_WATCH = 24
    LONG_COMMENT = 25
    WEEKLY_TREASURE_BOX = 31

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "FANS_TASK_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"FANS_TASK_TYPE_" + member.name: member.value for member in cls}


class ShowUserFinishReason(betterproto2.Enum):
    UNKNOWN = 0
    TIME_ROVER_NORMALLY = 1
    HOST_FINISH_SHOWING_GUEST = 2
    SELF_FINISH_SHOWING_GUEST = 3
    LEAVE = 4
    KICK_OUT = 5
    RT_C_CALLBACK_LEAVE = 6
    HOST_END_SHOW = 7
    MULTI_GUEST_CLOSED = 8
    MULTI_GUEST_RESUMED = 9
    KICK_OUT_ALL_GUESTS = 10
    MODERATOR_FINISH_SHOWING_GUEST = 11
    MODERATOR_END_SHOW = 12

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SHOW_USER_FINISH_REASON_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SHOW_USER_FINISH_REASON_" + member.name: member.value for member in cls}
