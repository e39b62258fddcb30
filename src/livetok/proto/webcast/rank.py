"""Rankings of rooms and of viewers.

Generated from proto/webcast/rank.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.notice import RoomNotifyEvent
    from livetok.proto.webcast.public_area import PublicAreaMessageCommon
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import BorderInfo

_proto = proto  # where the codec looks for the classes of other modules


@message
class RankingUpdateEvent(Event):
    """The room's place in several rankings and the tabs to show."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    updates: "list[RankUpdate]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    """The room's place, one entry a ranking."""
    group_type: "EntranceGroupType" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: EntranceGroupType(0)
    )
    op_type: "OpType" = betterproto2.field(4, betterproto2.TYPE_ENUM, default_factory=lambda: OpType(0))
    rank_priority: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    tabs: "list[RankTabInfo]" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, repeated=True)
    is_animation_loop_play: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    animation_loop_for_off: "bool" = betterproto2.field(8, betterproto2.TYPE_BOOL)
    union_animation: "list[UnionAnimationInfo]" = betterproto2.field(
        9, betterproto2.TYPE_MESSAGE, repeated=True
    )
    tab_info: "list[RankListTabInfo]" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, repeated=True)
    valid_ranks: "ValidRanks" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)


@message
class RankUpdate(Message):
    rank_type: "ProfitRankType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: ProfitRankType(0)
    )
    own_rank: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    default_content: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    prompt: "RankSprintPrompt" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    show_entrance_animation: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    countdown: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    animation_info: "RankAnimationInfo" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    belong_type: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    request_first_show_type: "ProfitRankType" = betterproto2.field(
        9, betterproto2.TYPE_ENUM, default_factory=lambda: ProfitRankType(0)
    )
    supported_version: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    owner_on_rank: "bool" = betterproto2.field(11, betterproto2.TYPE_BOOL)
    entrance_icon: "ImageModel" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, optional=True)
    affiliated_info: "AffiliatedInfo" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, optional=True)
    class_info: "ClassInfo" = betterproto2.field(14, betterproto2.TYPE_MESSAGE, optional=True)
    current_score: "int" = betterproto2.field(15, betterproto2.TYPE_INT64)
    list_schema: "str" = betterproto2.field(16, betterproto2.TYPE_STRING)


@message
class RankSprintPrompt(Message):
    countdown: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    duration: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    content: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    background_color: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    gap_score: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    owner_rank_idx: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class RankAnimationInfo(Message):
    type: "AnimationInfoType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: AnimationInfoType(0)
    )
    background_color_string: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    content_text: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    duration: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    tile_content: "list[Text]" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class AffiliatedInfo(Message):
    text_content: "Text" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    gap_desc: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    real_time_rank: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    team_rank_bonus_time: "TeamRankBonusTime" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )
    settle_info: "SettleInfo" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    midday_peak_time_stamp: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    sticker_show_scene: "AffiliatedInfoStickerShowScene" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: AffiliatedInfoStickerShowScene(0)
    )
    sticker_settle_show_duration: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    sticker_gap_desc: "Text" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    sticker_track_param: "dict[str, str]" = betterproto2.field(
        10,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )


@message
class TeamRankBonusTime(Message):
    switch: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    start_timestamp: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    end_timestamp: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    show_animation: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    bonus_rate: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    bonus_time_gift_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class SettleInfo(Message):
    owner_settle_rank: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    new_class_info: "ClassInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    old_class_info: "ClassInfo" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    rank_settle_timestamp: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class ClassInfo(Message):
    class_type: "ClassType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: ClassType(0)
    )
    star_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class RankTabInfo(Message):
    rank_type: "ProfitRankType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: ProfitRankType(0)
    )
    title: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    title_text: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    list_lynx_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class UnionAnimationInfo(Message):
    union_type: "UnionAnimationInfoType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: UnionAnimationInfoType(0)
    )
    rank_type_array: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT32, repeated=True)
    supported_version: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class RankListTabInfo(Message):
    tabs: "list[RankTabInfo]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    supported_version: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class ValidRanks(Message):
    is_effect: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    rank_types: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT32, repeated=True)


@message
class UserRankingUpdateEvent(Event):
    """Line about somebody reaching a rank or badge."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    scene: "RankTextMessageRankTestMessageScene" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: RankTextMessageRankTestMessageScene(0)
    )
    owner_idx_before_update: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    owner_idx_after_update: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    """The place that was reached."""
    self_get_badge_msg: "Text" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    """The line for the user."""
    other_get_badge_msg: "Text" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    """The line for everybody else; its pieces are the user and the place."""
    cur_user_id: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    """Who reached it."""
    left_icon: "ImageModel" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    content: "Text" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    rank_type: "ProfitRankType" = betterproto2.field(
        10, betterproto2.TYPE_ENUM, default_factory=lambda: ProfitRankType(0)
    )
    user_enigma_info: "RankUserEnigmaInfo" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    public_area_msg_common: "PublicAreaMessageCommon" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class RankUserEnigmaInfo(Message):
    is_enigma_mask_on: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)


@message
class HourlyRankEvent(Event):
    """Hourly ranking text for the room (older clients)."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    data: "RankContainer" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    data2: "int" = betterproto2.field(3, betterproto2.TYPE_UINT32)


@message
class RankContainer(Message):
    data1: "int" = betterproto2.field(1, betterproto2.TYPE_UINT32)
    ranking_data: "RankingData" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    data2: "int" = betterproto2.field(3, betterproto2.TYPE_UINT32)
    rankings: "Text" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    ranking_data_2: "RankingData2" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    data3: "int" = betterproto2.field(6, betterproto2.TYPE_UINT32)
    data4: "int" = betterproto2.field(7, betterproto2.TYPE_UINT32)


@message
class RankingData(Message):
    data1: "int" = betterproto2.field(1, betterproto2.TYPE_UINT32)
    rankdata: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    data2: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class RankingData2(Message):
    data1: "int" = betterproto2.field(1, betterproto2.TYPE_UINT32)
    data2: "int" = betterproto2.field(2, betterproto2.TYPE_UINT32)
    rankdata: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    data3: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    data4: "int" = betterproto2.field(5, betterproto2.TYPE_UINT32)
    data5: "int" = betterproto2.field(6, betterproto2.TYPE_UINT32)


@message
class HourlyRankRewardEvent(Event):
    """Reward for a place in the hourly ranking."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    winners: "list[HourlyRankRewardInfo]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    """Who won what."""


@message
class HourlyRankRewardInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    asset_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    notify: "RoomNotifyEvent" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    avatar_border: "BorderInfo" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class WeeklyRankRewardEvent(Event):
    """Reward for a place in the weekly ranking."""

    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    border_info: "BorderInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    common: "CommonMessageData" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    notify_message: "RoomNotifyEvent" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GameRankNotifyEvent(Event):
    """The room's place in a game ranking changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    msg_type: "GameRankNotifyMessageMsgType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: GameRankNotifyMessageMsgType(0)
    )
    notify_text: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


class EntranceGroupType(betterproto2.Enum):
    DEFAULT = 0
    GIFT = 1
    E_COMMERCE = 2
    GAME = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "ENTRANCE_GROUP_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"ENTRANCE_GROUP_TYPE_" + member.name: member.value for member in cls}


class OpType(betterproto2.Enum):
    DEFAULT = 0
    ADD = 1
    REMOVE = 2
    RELOAD = 3
    BASIC_EFFECT = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "OP_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"OP_TYPE_" + member.name: member.value for member in cls}


class AnimationInfoType(betterproto2.Enum):
    NO_ANIMATION = 0
    ENTER_RANK = 1
    LEAVE_RANK = 2
    RISE = 3
    FALL = 4
    AFTER_SETTLE = 5

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "ANIMATION_INFO_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"ANIMATION_INFO_TYPE_" + member.name: member.value for member in cls}


class AffiliatedInfoStickerShowScene(betterproto2.Enum):
    NORMAL = 0
    SETTLING = 1
    SETTLED = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "AFFILIATED_INFO_STICKER_SHOW_SCENE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"AFFILIATED_INFO_STICKER_SHOW_SCENE_" + member.name: member.value for member in cls}


class ClassType(betterproto2.Enum):
    NONE = 0
    D_5 = 100
    D_4 = 200
    D_3 = 300
    D_2 = 400
    D_1 = 500
    C_5 = 600
    C_4 = 700
    C_3 = 800
    C_2 = 900
    C_1 = 1000
    B_5 = 1100
    B_4 = 1200
    B_3 = 1300
    B_2 = 1400
    B_1 = 1500
    A_5 = 1600
    A_4 = 1700
    A_3 = 1800
    A_2 = 1900
    A_1 = 2000
    S = 2100

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "CLASS_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"CLASS_TYPE_" + member.name: member.value for member in cls}


class UnionAnimationInfoType(betterproto2.Enum):
    NO_UNION_ANIMATION = 0
    LOOP = 1
    LOCK = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "UNION_ANIMATION_INFO_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"UNION_ANIMATION_INFO_TYPE_" + member.name: member.value for member in cls}


class RankTextMessageRankTestMessageScene(betterproto2.Enum):
    UNKNOWN = 0
    ONLINE_AUDIENCE_TOP_N_UPDATE_PUBLIC_SCREEN = 1
    MID_PEAK_MOTIVATION_PUBLIC_SCREEN_TOP = 2
    MID_PEAK_MOTIVATION_PUBLIC_SCREEN_ENTER = 3
    TILE_REWARD_GUIDE = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "RANK_TEXT_MESSAGE_RANK_TEST_MESSAGE_SCENE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"RANK_TEXT_MESSAGE_RANK_TEST_MESSAGE_SCENE_" + member.name: member.value for member in cls}


class ProfitRankType(betterproto2.Enum):
    TYPE_HOURLY_RANK = 0
    TYPE_WEEKLY_RANK = 1
    TYPE_HOURLY_STAR_RANK = 2
    TYPE_WEEKLY_RISING_RANK_ACTIVITY = 3
    TYPE_WEEKLY_RISING_RANK = 4
    TYPE_WEEKLY_ROOKIE = 5
    TYPE_E_COMMERCE_WEEKLY = 6
    TYPE_E_COMMERCE_DAILY = 7
    TYPE_DAILY_RANK = 8
    TYPE_FIRST_GIFT_RANK = 9
    TYPE_GAME_RANK = 10
    TYPE_DAILY_GAME = 11
    TYPE_HALL_OF_FAME_RANK = 12
    TYPE_RANK_LEAGUE = 13
    DAILY_ROOKIE = 14
    TYPE_TEAM_RANK = 15
    TYPE_CLASS_RANK = 16
    TYPE_DAILY_GAME_PUB_G = 20
    TYPE_DAILY_GAME_MLB_B = 21
    TYPE_DAILY_GAME_FREE_FIRE = 22
    TYPE_WEEKLY_GAME_SUBCATEGORY_ONE = 23
    TYPE_WEEKLY_GAME_SUBCATEGORY_TWO = 24
    TYPE_WEEKLY_GAME_SUBCATEGORY_THREE = 25
    TYPE_WEEKLY_E_COMMERCE_COLLECTIBLES = 26
    TYPE_WEEKLY_E_COMMERCE_BEAUTY_PERSONAL_CARE = 27
    TYPE_WEEKLY_E_COMMERCE_WOMEN_WEAR_UNDERWEAR = 28
    TYPE_CAMPAIGN_LEAGUEMATCH_RANK = 101

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PROFIT_RANK_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PROFIT_RANK_TYPE_" + member.name: member.value for member in cls}


class GameRankNotifyMessageMsgType(betterproto2.Enum):
    MSG_TYPE_RANK_IN_OUT = 0
    MSG_TYPE_RANK_CHANGE = 1
    MSG_TYPE_ANCHOR_ENCOURAGE = 2
    MSG_TYPE_UN_KNOW = 255

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GAME_RANK_NOTIFY_MESSAGE_MSG_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GAME_RANK_NOTIFY_MESSAGE_MSG_TYPE_" + member.name: member.value for member in cls}
