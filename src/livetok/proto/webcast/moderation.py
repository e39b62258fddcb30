"""Warnings, penalties and access decisions.

Generated from proto/webcast/moderation.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import AuditStatus, CommonMessageData
    from livetok.proto.webcast.text import Text

_proto = proto  # where the codec looks for the classes of other modules


@message
class PerceptionEvent(Event):
    """Warning dialog for the host or viewer after a rule violation."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    dialog: "PerceptionDialogInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    punish_info: "PunishEventInfo" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    end_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    show_violation_warning: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    toast: "Text" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    float_style: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    float_text: "Text" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    sheet: "PerceptionSheetInfo" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    float_icon_type: "PerceptionDialogIconType" = betterproto2.field(
        10, betterproto2.TYPE_ENUM, default_factory=lambda: PerceptionDialogIconType(0)
    )


@message
class PerceptionDialogInfo(Message):
    icon_type: "PerceptionDialogIconType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: PerceptionDialogIconType(0)
    )
    title: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    sub_title: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    advice_action_text: "Text" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    default_action_text: "Text" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    violation_detail_url: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    scene: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    target_user_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    target_room_id: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    count_down_time: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    show_feedback: "bool" = betterproto2.field(11, betterproto2.TYPE_BOOL)
    feedback_options: "list[PerceptionFeedbackOption]" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, repeated=True
    )
    policy_tip: "int" = betterproto2.field(13, betterproto2.TYPE_INT64)
    appeal_popup: "int" = betterproto2.field(14, betterproto2.TYPE_INT32)
    close_action_text: "Text" = betterproto2.field(15, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PerceptionFeedbackOption(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    content_key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class PunishEventInfo(Message):
    punish_type: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    punish_reason: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    punish_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    violation_uid: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    punish_type_id: "PunishTypeId" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: PunishTypeId(0)
    )
    duration: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    punish_perception_code: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    end_time: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    violation_uid_str: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    show_reason: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    end_time_v2: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)


@message
class PerceptionSheetInfo(Message):
    icon_type: "PerceptionDialogIconType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: PerceptionDialogIconType(0)
    )
    title: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    sub_title: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    reason_title: "Text" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    reason_info: "Text" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    not_allowed_title: "Text" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    not_allowed_text: "Text" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    default_action_text: "Text" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    scene: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    target_user_id: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    target_room_id: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    count_down_time: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)


@message
class AccessControlEvent(Event):
    """Viewer must solve a captcha or is otherwise kept from the room.

    At most one of captcha is set (msg_content).
    """

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    captcha: "AccessControlCaptcha" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True, group="msg_content"
    )


@message
class AccessControlCaptcha(Message):
    captcha_record_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    verify_duration_in_sec: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class AccessRecallEvent(Event):
    """An earlier access decision is withdrawn."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    status: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    duration: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    end_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    scene: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    notice: "Text" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    content: "Text" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    punish_info: "PunishEventInfo" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    end_time_v2: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)


@message
class AlertBoxAuditResultEvent(Event):
    """Moderation outcome of a streamer's custom alert box (image, text, sound)."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    image: "list[AlertImage]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)
    text: "list[AlertText]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)
    scene: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    audio: "list[AlertAudio]" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class AlertImage(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    alert_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    tos_url: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    audit_status: "AuditStatus" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.AuditStatus(0)
    )


@message
class AlertText(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    alert_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    text: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    audit_status: "AuditStatus" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.AuditStatus(0)
    )


@message
class AlertAudio(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    alert_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    tos_url: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    audit_status: "AuditStatus" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.AuditStatus(0)
    )


class PerceptionDialogIconType(betterproto2.Enum):
    ICON_TYPE_NONE = 0
    ICON_TYPE_WARNING = 1
    ICON_TYPE_LINKMIC = 2
    ICON_TYPE_GUEST_LINKMIC = 3
    ICON_TYPE_LIVE = 4
    ICON_TYPE_TREASURE_BOX = 5
    ICON_TYPE_MUTE = 6
    ICON_GAMEPAD_ACCESS_REVOKED = 7
    ICON_TYPE_BAN_REPORT_LIVE_SINGLE_ROOM = 8
    ICON_TYPE_BAN_REPORT_LIVE_ALL_ROOM = 9
    ICON_TYPE_BAN_REPORT_LIVE_GREEN_SCREEN = 10
    ICON_TYPE_GIFT = 11
    ICON_TYPE_APPEAL_SUCCESS = 12
    ICON_TYPE_MATCH = 13
    ICON_TYPE_LIVE_GOAL = 14
    ICON_TYPE_SUBSCRIPTION = 15
    ICON_TYPE_STAR_COMMENT = 16
    ICON_TYPE_RANKING = 17
    ICON_TYPE_COMMON = 18

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PERCEPTION_DIALOG_ICON_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PERCEPTION_DIALOG_ICON_TYPE_" + member.name: member.value for member in cls}


class PunishTypeId(betterproto2.Enum):
    UNKNOWN = 0
    BAN_LINKMIC = 9
    BAN_GAME_PARTNERSHIP = 25
    REMOVE_GAME_PARTNERSHIP = 26
    BAN_COHOST_LINKMIC = 55
    AUTHORITY_LIMIT_MATCH = 57
    BAN_VOICE_CHAT = 59
    BAN_LIVE_GOAL = 64
    VIEWER_LIMIT = 70
    LIVE_CONSOLE_BAN = 76

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PUNISH_TYPE_ID_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PUNISH_TYPE_ID_" + member.name: member.value for member in cls}
