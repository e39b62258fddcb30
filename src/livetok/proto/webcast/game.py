"""Games: intro, drawing game, partnered games and their drops.

Generated from proto/webcast/game.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.moderation import PunishEventInfo
    from livetok.proto.webcast.text import Text

_proto = proto  # where the codec looks for the classes of other modules


@message
class LiveGameIntroEvent(Event):
    """Intro text about the game being streamed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    content: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    has_rank_info: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)


@message
class GameServerFeatureEvent(Event):
    """Which game features the server has switched on for the room."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    all_features: "list[GameServerFeature]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class GameServerFeature(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    value: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    value_map: "dict[str, str]" = betterproto2.field(
        3,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )


@message
class PictionaryStartEvent(Event):
    """Drawing game started."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    data: "PictionaryInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PictionaryInfo(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    word: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    status: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    start_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    end_time: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    session_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    draw_url: "ImageModel" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    pictionary_type: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)


@message
class PictionaryUpdateEvent(Event):
    """Drawing game: correct guesses."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    correct_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    round_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class PictionaryEndEvent(Event):
    """Drawing game round ended."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    round_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    word: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    end_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    pictionary_type: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)


@message
class PictionaryExitEvent(Event):
    """Drawing game left."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    session_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    show_stats: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    pictionary_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class PartnershipDropsUpdateEvent(Event):
    """Game drops campaign of the room started, changed or stopped."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    change_mode: "PartnershipDropsUpdateMessageChangeMode" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: PartnershipDropsUpdateMessageChangeMode(0)
    )
    drops_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    task_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    event_id: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    anchor_uid: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class PartnershipGameOfflineEvent(Event):
    """A partnered game was taken off."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    offline_game_list: "list[OfflineGameInfo]" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class OfflineGameInfo(Message):
    task_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    toast_text: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    task_list_len: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    offline_type: "PartnershipGameOfflineMessageOfflineGameInfoOfflineType" = betterproto2.field(
        4,
        betterproto2.TYPE_ENUM,
        default_factory=lambda: PartnershipGameOfflineMessageOfflineGameInfoOfflineType(0),
    )
    toast_title: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    game_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    task_type: "GamepadTaskType" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: GamepadTaskType(0)
    )


@message
class PartnershipPunishEvent(Event):
    """Penalty concerning a game partnership."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    punish_info: "PunishEventInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PartnershipCardChangeEvent(Event):
    """Game partnership card changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    change_mode: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    sequence_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    task_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class PartnershipDownloadCountEvent(Event):
    """Download count of a partnered game."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    downloaded_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    game_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


class PartnershipDropsUpdateMessageChangeMode(betterproto2.Enum):
    CHANGE_MODE_SHOW = 0
    CHANGE_MODE_UPDATE = 1
    CHANGE_MODE_CLOSE = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PARTNERSHIP_DROPS_UPDATE_MESSAGE_CHANGE_MODE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PARTNERSHIP_DROPS_UPDATE_MESSAGE_CHANGE_MODE_" + member.name: member.value for member in cls}


class PartnershipGameOfflineMessageOfflineGameInfoOfflineType(betterproto2.Enum):
    TASK_OFFLINE = 0
    EVENT_OFFLINE = 1
    DROPS_OFFLINE = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {
            member.value: "PARTNERSHIP_GAME_OFFLINE_MESSAGE_OFFLINE_GAME_INFO_OFFLINE_TYPE_" + member.name
            for member in cls
        }

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {
            "PARTNERSHIP_GAME_OFFLINE_MESSAGE_OFFLINE_GAME_INFO_OFFLINE_TYPE_" + member.name: member.value
            for member in cls
        }


class GamepadTaskType(betterproto2.Enum):
    PARTNERSHIP = 0
    PUBLISHER = 1
    EVENT = 2
    ORG = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GAMEPAD_TASK_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GAMEPAD_TASK_TYPE_" + member.name: member.value for member in cls}
