"""What the linked-room messages share: players, seats, tags.

Generated from proto/webcast/link_shared.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message

if TYPE_CHECKING:
    from livetok.proto.webcast.image import ImageModel

_proto = proto  # where the codec looks for the classes of other modules


@message
class Player(Message):
    room_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    user_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class MicPositionData(Message):
    type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    link: "LinkPosition" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class LinkPosition(Message):
    position: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    opt: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class PosIdentity(Message):
    type: "PosIdentityType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: PosIdentityType(0)
    )
    value: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class InteractTag(Message):
    tag_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    tag_value: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    tag_text: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class TopHostInfo(Message):
    rank_type: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    top_index: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class OptPairInfo(Message):
    mapping_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    expected_time_sec: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    opt_pair_status: "OptPairStatus" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: OptPairStatus(0)
    )
    opt_pair_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    team_info: "list[TeamInfo]" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class TeamInfo(Message):
    team_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    user_id: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)


@message
class GiftGalleryBadgeInfo(Message):
    league_info: "GiftGalleryBadgeSection" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    gallery_info: "GiftGalleryBadgeSection" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    background_color: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    separator_color: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    dark_mode_background_color: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    league_name: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    schema: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)


@message
class GiftGalleryBadgeSection(Message):
    icon: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    display_text: "LinkMicGiftGalleryDisplayText" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )
    should_show: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    dark_mode_icon: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class LinkMicGiftGalleryDisplayText(Message):
    content: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    color: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    dark_mode_color: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class LinkmicDisplayText(Message):
    color: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    key: "str" = betterproto2.field(20, betterproto2.TYPE_STRING)
    default_pattern: "str" = betterproto2.field(21, betterproto2.TYPE_STRING)
    pieces: "list[LinkmicDisplayTextPieces]" = betterproto2.field(
        22, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class LinkmicDisplayTextPieces(Message):
    string_piece: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class SharedUserInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    nick_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    avatar_thumb: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SharedAuthenticationInfo(Message):
    custom_verify: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    enterprise_verify_reason: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    authentication_badge: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


class PosIdentityType(betterproto2.Enum):
    IDENTITY_EMPTY_SLOT = 0
    IDENTITY_RTC_USER_ID = 1
    IDENTITY_RTC_STREAM_ID = 2
    IDENTITY_LIVE_USER_ID = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "POS_IDENTITY_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"POS_IDENTITY_TYPE_" + member.name: member.value for member in cls}


class LayoutStyle(betterproto2.Enum):
    UNDEFINED = 0
    OVERLAPPING_FLOW = 1
    OVERLAPPING_FIXED = 2
    GRID_FLOW = 3
    GRID_FIXED = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LAYOUT_STYLE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LAYOUT_STYLE_" + member.name: member.value for member in cls}


class LinkMicUserAdminType(betterproto2.Enum):
    UNDEFINED_TYPE = 0
    MANAGER_TYPE = 1
    HOST_TYPE = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINK_MIC_USER_ADMIN_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINK_MIC_USER_ADMIN_TYPE_" + member.name: member.value for member in cls}


class OptPairStatus(betterproto2.Enum):
    UNKNOWN = 0
    OFFLINE = 1
    FINISHED = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "OPT_PAIR_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"OPT_PAIR_STATUS_" + member.name: member.value for member in cls}
