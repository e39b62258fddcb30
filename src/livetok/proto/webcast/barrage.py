"""Banners that slide over the chat, and privilege notices.

Generated from proto/webcast/barrage.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.barrage import BarrageEventMixin
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.badge import BadgeStruct, PrivilegeLogExtra
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.notice import RoomNotifyEvent
    from livetok.proto.webcast.public_area import PublicAreaMessageCommon
    from livetok.proto.webcast.subscription import GiftSource
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class BarrageEvent(BarrageEventMixin, Event):
    """Banner sliding over the chat: level-up, super fan, subscriber or other entrance notices."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    event: "BarrageTracking" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    msg_type: "BarrageMessageBarrageType" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: BarrageMessageBarrageType(0)
    )
    """What is announced."""
    icon: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    content: "Text" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    """The line; its key tells super fans."""
    duration: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    background: "ImageModel" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    right_icon: "ImageModel" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    display_config: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    gallery_gift_id: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    scene: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    control: "DisplayControl" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, optional=True)
    right_label: "RightLabel" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, optional=True)
    use_marquee: "bool" = betterproto2.field(14, betterproto2.TYPE_BOOL)
    show_type: "BarrageMessageShowType" = betterproto2.field(
        15, betterproto2.TYPE_ENUM, default_factory=lambda: BarrageMessageShowType(0)
    )
    badge: "BadgeStruct" = betterproto2.field(16, betterproto2.TYPE_MESSAGE, optional=True)
    render_type: "BarrageMessageRenderType" = betterproto2.field(
        17, betterproto2.TYPE_ENUM, default_factory=lambda: BarrageMessageRenderType(0)
    )
    left_icon_display_type: "BarrageMessageIconDisplayType" = betterproto2.field(
        18, betterproto2.TYPE_ENUM, default_factory=lambda: BarrageMessageIconDisplayType(0)
    )
    ribbon_animation: "ImageModel" = betterproto2.field(19, betterproto2.TYPE_MESSAGE, optional=True)
    animation_data: "AnimationData" = betterproto2.field(20, betterproto2.TYPE_MESSAGE, optional=True)
    hybrid_url: "str" = betterproto2.field(21, betterproto2.TYPE_STRING)
    schema: "str" = betterproto2.field(22, betterproto2.TYPE_STRING)
    sub_type: "str" = betterproto2.field(23, betterproto2.TYPE_STRING)
    common_barrage_content: "Text" = betterproto2.field(24, betterproto2.TYPE_MESSAGE, optional=True)
    user: "User" = betterproto2.field(50, betterproto2.TYPE_MESSAGE, optional=True)
    """Whom it is about."""
    user_grade_param: "BarrageTypeUserGradeParam" = betterproto2.field(
        100, betterproto2.TYPE_MESSAGE, optional=True
    )
    fans_level_param: "BarrageTypeFansLevelParam" = betterproto2.field(
        101, betterproto2.TYPE_MESSAGE, optional=True
    )
    subscribe_gift_param: "BarrageTypeSubscribeGiftParam" = betterproto2.field(
        102, betterproto2.TYPE_MESSAGE, optional=True
    )
    privilege_log_extra: "PrivilegeLogExtra" = betterproto2.field(
        103, betterproto2.TYPE_MESSAGE, optional=True
    )
    gift_gallery_params: "BarrageTypeGiftGalleryParam" = betterproto2.field(
        104, betterproto2.TYPE_MESSAGE, optional=True
    )
    public_area_message_common: "PublicAreaMessageCommon" = betterproto2.field(
        105, betterproto2.TYPE_MESSAGE, optional=True
    )
    ecom_live_param: "BarrageTypeEcomLiveParam" = betterproto2.field(
        106, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class BarrageTracking(Message):
    """Name and parameters of a tracking event, not an event of the room."""

    event_name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    params: "dict[str, str]" = betterproto2.field(
        2,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )


@message
class DisplayControl(Message):
    priority: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    duration: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    target_group_show_rst: "dict[int, ShowResult]" = betterproto2.field(
        3,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT32, betterproto2.TYPE_MESSAGE),
    )
    horizontal_trigger_type: "DisplayControlHorizontalOnclickTriggerType" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: DisplayControlHorizontalOnclickTriggerType(0)
    )


@message
class ShowResult(Message):
    banned: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)


@message
class RightLabel(Message):
    background_color: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    content: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    height: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class AnimationData(Message):
    gecko_channel_name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    file_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    height: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    width: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    right_offset: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)


@message
class BarrageTypeUserGradeParam(Message):
    current_grade: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    display_config: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    user_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    user: "User" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BarrageTypeFansLevelParam(Message):
    current_grade: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    display_config: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    user: "User" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    user_4: "User" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BarrageTypeSubscribeGiftParam(Message):
    gift_sub_count: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    show_gift_sub_count: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    gift_source: "GiftSource" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.GiftSource(0)
    )


@message
class BarrageTypeGiftGalleryParam(Message):
    from_user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    to_user_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class BarrageTypeEcomLiveParam(Message):
    plp_params: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    scene: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    anchored_product_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    anchored_label_key: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    entrance_form: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    anchored_product_source: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    anchored_product_platform: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)


@message
class PrivilegeAdvanceEvent(Event):
    """Level or subscription privilege notice with icons and background."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    notify: "RoomNotifyEvent" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    scene: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    control: "DisplayControl" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    left_icon: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    right_icon: "ImageModel" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    background: "ImageModel" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    sub_type: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    privilege_log_extra: "PrivilegeLogExtra" = betterproto2.field(
        100, betterproto2.TYPE_MESSAGE, optional=True
    )


class BarrageMessageBarrageType(betterproto2.Enum):
    UNKNOWN = 0
    E_COM_ORDERING = 1
    E_COM_BUYING = 2
    NORMAL = 3
    SUBSCRIBE = 4
    EVENT_VIEW = 5
    EVENT_REGISTERED = 6
    SUBSCRIBE_GIFT = 7
    USER_UPGRADE = 8
    GRADE_USER_ENTRANCE_NOTIFICATION = 9
    FANS_LEVEL_UPGRADE = 10
    FANS_LEVEL_ENTRANCE = 11
    GAME_PARTNERSHIP = 12
    GIFT_GALLERY = 13
    E_COM_BOUGHT = 14
    ENIGMA_ENTRANCE = 15
    COMMON_BARRAGE = 100

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BARRAGE_MESSAGE_BARRAGE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BARRAGE_MESSAGE_BARRAGE_TYPE_" + member.name: member.value for member in cls}


class BarrageMessageShowType(betterproto2.Enum):
    SHOW_TYPE_NORMAL = 0
    SHOW_TYPE_FADE_IN_OUT = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BARRAGE_MESSAGE_SHOW_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BARRAGE_MESSAGE_SHOW_TYPE_" + member.name: member.value for member in cls}


class BarrageMessageRenderType(betterproto2.Enum):
    RENDER_TYPE_NATIVE = 0
    RENDER_TYPE_HYBRID = 1
    RENDER_TYPE_ALPHA = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BARRAGE_MESSAGE_RENDER_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BARRAGE_MESSAGE_RENDER_TYPE_" + member.name: member.value for member in cls}


class BarrageMessageIconDisplayType(betterproto2.Enum):
    ICON_DISPLAY_TYPE_IMAGE = 0
    ICON_DISPLAY_TYPE_BADGE = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BARRAGE_MESSAGE_ICON_DISPLAY_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BARRAGE_MESSAGE_ICON_DISPLAY_TYPE_" + member.name: member.value for member in cls}


class DisplayControlHorizontalOnclickTriggerType(betterproto2.Enum):
    ONCLICK_TRIGGER_TYPE_UNKNOWN = 0
    ONCLICK_TRIGGER_TYPE_LEFT = 1
    ONCLICK_TRIGGER_TYPE_MIDDLE = 2
    ONCLICK_TRIGGER_TYPE_RIGHT = 3
    ONCLICK_TRIGGER_TYPE_ALL_AREA = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {
            member.value: "DISPLAY_CONTROL_HORIZONTAL_ONCLICK_TRIGGER_TYPE_" + member.name for member in cls
        }

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {
            "DISPLAY_CONTROL_HORIZONTAL_ONCLICK_TRIGGER_TYPE_" + member.name: member.value for member in cls
        }
