"""Notices, banners and pop-ups shown in the room.

Generated from proto/webcast/notice.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.badge import PrivilegeLogExtra
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.moderation import PerceptionDialogIconType, PunishEventInfo
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class RoomNotifyEvent(Event):
    """Room-wide notice with user, style and jump link."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    schema: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    notify_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    content: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    user: "User" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    extra: "RoomNotifyMessageExtra" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    notify_class: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    flex_setting: "list[int]" = betterproto2.field(8, betterproto2.TYPE_INT64, repeated=True)
    source: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    from_user_id: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    privilege_log_extra: "PrivilegeLogExtra" = betterproto2.field(
        11, betterproto2.TYPE_MESSAGE, optional=True
    )
    to_anchor_id: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    event_tracking: "RoomNotifyMessageEventTracking" = betterproto2.field(
        13, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class RoomNotifyMessageExtra(Message):
    duration: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    background: "Background" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    content_list: "NotifyHighlightInfo" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class Background(Message):
    width: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    height: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    urls: "list[str]" = betterproto2.field(3, betterproto2.TYPE_STRING, repeated=True)
    uri: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class NotifyHighlightInfo(Message):
    contents: "list[NotifyHighlightContent]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    high_light_color: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class NotifyHighlightContent(Message):
    content: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    need_high_light: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)


@message
class RoomNotifyMessageEventTracking(Message):
    gift_sub_sender_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    gift_sub_receiver_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    anchor_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    gift_sub_order_create_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class NotifyEvent(Event):
    """General notice with content, style and link."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    schema: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    notify_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    content_str: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    user: "User" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    extra_data: "RoomNotifyMessageExtra" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    notify_class: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    flex_setting: "list[int]" = betterproto2.field(8, betterproto2.TYPE_INT64, repeated=True)
    source: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    from_user_id: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    privilege_log_extra: "PrivilegeLogExtra" = betterproto2.field(
        11, betterproto2.TYPE_MESSAGE, optional=True
    )
    to_anchor_id: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)


@message
class NoticeEvent(Event):
    """Notice for one user, such as a rule reminder."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    content: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    notice_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    style: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    title: "Text" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    violation_reason: "Text" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    display_text: "Text" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    tips_title: "Text" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    tips_url: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    notice_title: "Text" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    notice_content: "Text" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    scene: "str" = betterproto2.field(12, betterproto2.TYPE_STRING)


@message
class ToastEvent(Event):
    """Short pop-up text."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    display_duration_millisecond: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    delay_display_duration_millisecond: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    scene: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    button_text: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    button_schema: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class BottomEvent(Event):
    """Notice line at the bottom of the chat, for example a content warning."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    content: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    show_type: "ShowType" = betterproto2.field(3, betterproto2.TYPE_ENUM, default_factory=lambda: ShowType(0))
    text_type: "TextType" = betterproto2.field(4, betterproto2.TYPE_ENUM, default_factory=lambda: TextType(0))
    duration: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    biz_type: "BizType" = betterproto2.field(6, betterproto2.TYPE_ENUM, default_factory=lambda: BizType(0))
    violation_user_id: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    punish_info: "PunishEventInfo" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    style: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    detail_url: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    float_style: "int" = betterproto2.field(11, betterproto2.TYPE_INT32)
    float_icon_type: "PerceptionDialogIconType" = betterproto2.field(
        12, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.PerceptionDialogIconType(0)
    )


@message
class MarqueeAnnouncementEvent(Event):
    """Announcement running across the screen."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_scene: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    message_entity: "list[MessageEntity]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class MessageEntity(Message):
    notify: "RoomNotifyEvent" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GuideEvent(Event):
    """Guidance bubble for viewer or host."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    guide_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    gift_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    description: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    duration: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    display_style: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    scene: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    frequency_rule: "GuideMessageFrequencyRule" = betterproto2.field(
        8, betterproto2.TYPE_MESSAGE, optional=True
    )
    stream_time: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)


@message
class GuideMessageFrequencyRule(Message):
    room_show_count: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    day_show_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class InRoomBannerEvent(Event):
    """Data of the banners inside the room, as JSON text."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    extra: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    """JSON text."""
    position: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    action_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class BoostCardEvent(Event):
    """Boost cards became available or changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    cards: "list[BoostCard]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    cards_3: "list[BoostCard]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class BoostCard(Message):
    card_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    task_source: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    task_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


class ShowType(betterproto2.Enum):
    HOVER = 0
    PLUG = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SHOW_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SHOW_TYPE_" + member.name: member.value for member in cls}


class TextType(betterproto2.Enum):
    DISPLAY_TEXT = 0
    CONTENT = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "TEXT_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"TEXT_TYPE_" + member.name: member.value for member in cls}


class BizType(betterproto2.Enum):
    DEFAULT = 0
    RETHINK_CHAT = 1
    RETHINK_QA = 2
    WARNING_TAG_CURRENT_ROOM = 3
    WARNING_TAG_COHOST_ROOM = 4
    AGS_AT_RISK_OF_UNABLE_TO_COMMENT = 5
    PERCEPTION_CENTER = 6

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BIZ_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BIZ_TYPE_" + member.name: member.value for member in cls}
