"""Side tasks and hints during a battle.

Generated from proto/webcast/battle_task.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.text import Text

_proto = proto  # where the codec looks for the classes of other modules


@message
class LinkmicBattleTaskEvent(Event):
    """Side task during a battle: start, progress, reward."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    task_message_type: "BattleTaskMessageType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: BattleTaskMessageType(0)
    )
    start: "BattleTaskStart" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    task_update: "BattleTaskUpdate" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    task_settle: "BattleTaskSettle" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    reward: "BattleRewardSettle" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    battle_id: "int" = betterproto2.field(20, betterproto2.TYPE_INT64)


@message
class BattleTaskStart(Message):
    battle_bonus_config: "BattleBonusConfig" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BattleBonusConfig(Message):
    preview_start_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    preview_config: "list[PreviewPeriod]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    target_config: "TaskPeriodConfig" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    reward_config: "RewardPeriodConfig" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    gift_amount_guide: "dict[int, BattleTaskGiftAmountGuide]" = betterproto2.field(
        5,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    preview_start_timestamp: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    preview_click_action_schema_url: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)


@message
class PreviewPeriod(Message):
    duration: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    prompt: "BattlePrompt" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    icon_image: "ImageModel" = betterproto2.field(25, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BattlePrompt(Message):
    prompt_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    elems: "list[BattlePromptElem]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class BattlePromptElem(Message):
    prompt_field: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    value: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class TaskPeriodConfig(Message):
    target_start_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    duration: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    target_start_timestamp: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    click_action: "int" = betterproto2.field(11, betterproto2.TYPE_INT32)
    click_prompt: "BattlePrompt" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, optional=True)
    prompt_type: "int" = betterproto2.field(21, betterproto2.TYPE_INT32)
    static_prompt: "BattlePrompt" = betterproto2.field(22, betterproto2.TYPE_MESSAGE, optional=True)
    progress_target: "int" = betterproto2.field(23, betterproto2.TYPE_INT64)
    target_type: "int" = betterproto2.field(24, betterproto2.TYPE_INT32)
    icon_image: "ImageModel" = betterproto2.field(25, betterproto2.TYPE_MESSAGE, optional=True)
    click_action_schema_url: "str" = betterproto2.field(26, betterproto2.TYPE_STRING)


@message
class RewardPeriodConfig(Message):
    reward_start_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    duration: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    reward_multiple: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    reward_start_timestamp: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    reward_prepare_prompt: "BattlePrompt" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    rewarding_prompt: "BattlePrompt" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, optional=True)
    click_prompt: "BattlePrompt" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BattleTaskGiftAmountGuide(Message):
    guide_prompt: "BattlePrompt" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    prompt_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    disappear_duration: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    icon_image: "ImageModel" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    gift_image: "ImageModel" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, optional=True)
    recommend_gift_id: "int" = betterproto2.field(21, betterproto2.TYPE_INT64)
    recommend_gift_count: "int" = betterproto2.field(22, betterproto2.TYPE_INT32)
    guide_content: "Text" = betterproto2.field(23, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BattleTaskUpdate(Message):
    progress: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    from_user_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    prompt_key: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    log_id: "str" = betterproto2.field(21, betterproto2.TYPE_STRING)


@message
class BattleTaskSettle(Message):
    result: "BattleTaskSettleResult" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: BattleTaskSettleResult(0)
    )
    reward_start_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    reward_start_timestamp: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class BattleRewardSettle(Message):
    prompt: "BattlePrompt" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    status: "BattleRewardSettleRewardStatus" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: BattleRewardSettleRewardStatus(0)
    )


@message
class LinkmicBattleNoticeEvent(Event):
    """Hints and notices around a battle."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    notice_type: "BattleNoticeType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: BattleNoticeType(0)
    )
    anchor_guide: "BattleNoticeAnchorGuide" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    toast: "BattleNoticeToast" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    bubble_guide: "BattleNoticeBubbleGuide" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_gift_guide: "BattleNoticeAnchorGiftGuide" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )
    battle_rule_guide: "BattleNoticeRuleGuide" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )
    common_guide: "BattleNoticeCommonGuide" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    extreme_high_score_notice: "BattleNoticeExtremeHighScoreNotice" = betterproto2.field(
        9, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class BattleNoticeAnchorGuide(Message):
    content: "BattleNoticeText" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    button_content: "BattleNoticeText" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BattleNoticeText(Message):
    text: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class BattleNoticeToast(Message):
    content: "BattleNoticeText" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BattleNoticeBubbleGuide(Message):
    content: "BattleNoticeText" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BattleNoticeAnchorGiftGuide(Message):
    content: "BattleNoticeText" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BattleNoticeRuleGuide(Message):
    content: "BattleNoticeText" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    button_content: "BattleNoticeText" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    rule_url: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    except_anchor: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    content_text: "Text" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    button_content_text: "Text" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BattleNoticeCommonGuide(Message):
    display_text: "Text" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    except_anchor: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)


@message
class BattleNoticeExtremeHighScoreNotice(Message):
    battle_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    display_text_origin_viewers: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    display_text_unrelated_viewers: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    extreme_high_score_threshold: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


class BattleTaskMessageType(betterproto2.Enum):
    START = 0
    TASK_UPDATE = 1
    TASK_SETTLE = 2
    REWARD_SETTLE = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BATTLE_TASK_MESSAGE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BATTLE_TASK_MESSAGE_TYPE_" + member.name: member.value for member in cls}


class BattleTaskSettleResult(betterproto2.Enum):
    SUCCEED = 0
    FAILED = 1
    BOTH_SUCCEED = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BATTLE_TASK_SETTLE_RESULT_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BATTLE_TASK_SETTLE_RESULT_" + member.name: member.value for member in cls}


class BattleRewardSettleRewardStatus(betterproto2.Enum):
    REWARD_STATUS_SUCCEED = 0
    REWARD_STATUS_FAILED = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BATTLE_REWARD_SETTLE_REWARD_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BATTLE_REWARD_SETTLE_REWARD_STATUS_" + member.name: member.value for member in cls}


class BattleNoticeType(betterproto2.Enum):
    ANCHOR_GUIDE = 0
    TOAST = 1
    BUBBLE_GUIDE = 2
    ANCHOR_GIFT_GUIDE = 3
    RULE_GUIDE = 4
    ANCHOR_MULTI_MATCH_GUIDE = 5
    COMMON_GUIDE = 6
    EXTREME_HIGH_SCORE = 7

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BATTLE_NOTICE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BATTLE_NOTICE_TYPE_" + member.name: member.value for member in cls}
