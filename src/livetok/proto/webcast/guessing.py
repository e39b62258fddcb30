"""Games in a broadcast: guessing rounds, moments and settings.

Generated from proto/webcast/guessing.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import AuditStatus, CommonMessageData
    from livetok.proto.webcast.emote import EmoteModel
    from livetok.proto.webcast.text import Text

_proto = proto  # where the codec looks for the classes of other modules


@message
class GameEmoteUpdateEvent(Event):
    """Game emote tab changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    game_emotes_tab: "GameEmotesTab" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GameEmotesTab(Message):
    can_use_guessing_emotes: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    game_emote_config: "GameEmoteConfig" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    usable_guessing_emotes: "EmoteListResult" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )
    unusable_guessing_emotes: "EmoteListResult" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class GameEmoteConfig(Message):
    emotes_can_not_be_used_hint: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class EmoteListResult(Message):
    emote_list: "list[EmoteModel]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    exist: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)


@message
class GameGuessPinCardEvent(Event):
    """Pinned card of a guessing game."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    view: "PinCardView" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PinCardView(Message):
    duration: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    end_timestamp_str: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    min_duration_time: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    version_code_str: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    guess_title: "GuessText" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    round_id_str: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    pin_card_type: "GuessPinType" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: GuessPinType(0)
    )
    is_auto_pin: "bool" = betterproto2.field(8, betterproto2.TYPE_BOOL)


@message
class GuessText(Message):
    key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    desc: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    type: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class GameGuessToastEvent(Event):
    """Pop-up about a guessing game."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    round_id_str: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    show_type: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    show_option_idx_str: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    title_starling_key: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    result_starling_key: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    show_rank_str: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    option_id_str: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    diss_miss_seconds: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)


@message
class GameGuessWidgetsEvent(Event):
    """Guessing game widgets."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    guess_widgets: "GuessWidgets" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GuessWidgets(Message):
    user_rank: "list[GuessRankUserInfo]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class GuessRankUserInfo(Message):
    avatar_uri: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class GameMomentEvent(Event):
    """Notable moment in a streamed game."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    event_time: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    max_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    unique_id: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    moment_effects: "list[GameMomentEffectType]" = betterproto2.field(
        6, betterproto2.TYPE_ENUM, repeated=True
    )


@message
class GameOCRPingEvent(Event):
    """Ping value read from the game picture."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    ping_value: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    is_game: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    game_fusion_label: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    ping_timestamp: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    confidence: "float" = betterproto2.field(6, betterproto2.TYPE_DOUBLE)


@message
class GameRecommendCreateGuessEvent(Event):
    """Proposal to open a guessing round."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    template_id_str: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    bet_duration_in_second: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    guess_title: "GuessText" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    guess_opt1: "GuessText" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    guess_opt2: "GuessText" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    diss_miss_duration: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    tips_type: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    tips_limit: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    server_timestamp_str: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    expire_time: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)


@message
class GameReqSetGuessEvent(Event):
    """Viewers ask for a guessing round."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    toast_context: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    request_cnt_str: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    limit_supremacy_str: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    capsule_cnt_str: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


@message
class GameSettingChangeEvent(Event):
    """Game setting of the user changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    current_user_setting: "dict[int, UserSetting]" = betterproto2.field(
        2,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )


@message
class UserSetting(Message):
    setting_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    version: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    example_setting: "ExampleSetting" = betterproto2.field(100, betterproto2.TYPE_MESSAGE, optional=True)
    revenue_tips_setting: "RevenueTipsSetting" = betterproto2.field(
        101, betterproto2.TYPE_MESSAGE, optional=True
    )
    goal_auto_update_switch: "GiftGoalAutoUpdateSwitch" = betterproto2.field(
        102, betterproto2.TYPE_MESSAGE, optional=True
    )
    goal_voice_alter_switch: "GiftGoalVoiceAlterSwitch" = betterproto2.field(
        103, betterproto2.TYPE_MESSAGE, optional=True
    )
    game_server_feature_setting: "GameServerFeatureSetting" = betterproto2.field(
        104, betterproto2.TYPE_MESSAGE, optional=True
    )
    game_guess_recommend_create_switch: "GameGuessRecommendCreateSwitch" = betterproto2.field(
        105, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class ExampleSetting(Message):
    value: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)


@message
class RevenueTipsSetting(Message):
    enable: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)


@message
class GiftGoalAutoUpdateSwitch(Message):
    value: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)


@message
class GiftGoalVoiceAlterSwitch(Message):
    value: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)


@message
class GameServerFeatureSetting(Message):
    gbl_server_features_enable: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    gbl_server_features_list: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class GameGuessRecommendCreateSwitch(Message):
    enable: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)


@message
class GuessQuestionAuditEvent(Event):
    """Moderation result of a guessing question."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    guess_template: "GuessTemplate" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GuessTemplate(Message):
    template_id_str: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    title: "GuessText" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    guess_options: "list[GuessOptions]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)
    game_type_name: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    audit_status: "AuditStatus" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.AuditStatus(0)
    )
    audit_detail: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class GuessOptions(Message):
    text: "GuessText" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    guess_option_stats: "GuessOptionStats" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    serial_num: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    option_id_str: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class GuessOptionStats(Message):
    member_num: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    points_num: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    bonus_odds: "float" = betterproto2.field(3, betterproto2.TYPE_FLOAT)


@message
class MGPunishCenterActionEvent(Event):
    """Penalty centre action for a guest."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    action_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class PreviewGameMomentEvent(Event):
    """Game moments for the preview."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    moment_data_list: "list[PreviewGameMomentData]" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class PreviewGameMomentData(Message):
    preview_game_info_type: "PreviewGameInfoType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: PreviewGameInfoType(0)
    )
    game_moment_message_type: "GameMomentMessageType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: GameMomentMessageType(0)
    )
    event_time: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    max_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    moment_unique_id: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    content: "Text" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    game_tag_name: "Text" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    game_tag_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)


class GuessPinType(betterproto2.Enum):
    PIN = 0
    UNPIN = 1
    FROZEN = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GUESS_PIN_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GUESS_PIN_TYPE_" + member.name: member.value for member in cls}


class GameMomentEffectType(betterproto2.Enum):
    UNKNOWN = 0
    GIFT_GUIDANCE = 1
    QUICK_COMMENT = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GAME_MOMENT_EFFECT_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GAME_MOMENT_EFFECT_TYPE_" + member.name: member.value for member in cls}


class PreviewGameInfoType(betterproto2.Enum):
    UNKNOWN = 0
    REALTIME = 1
    MOMENT_ACCUMULATE_INFO = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PREVIEW_GAME_INFO_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PREVIEW_GAME_INFO_TYPE_" + member.name: member.value for member in cls}


class GameMomentMessageType(betterproto2.Enum):
    UNKNOWN = 0
    VICTORY = 1
    HIGHLIGHT = 2
    DEFEAT = 3
    KILL_NUM = 4
    REMAIN_NUM = 5

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GAME_MOMENT_MESSAGE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GAME_MOMENT_MESSAGE_TYPE_" + member.name: member.value for member in cls}
