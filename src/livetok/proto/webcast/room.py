"""The room itself: stream state, intro, system texts, captions.

Generated from proto/webcast/room.proto by `nox -s generate`; do not edit.
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
    from livetok.proto.webcast.moderation import PerceptionDialogInfo, PunishEventInfo
    from livetok.proto.webcast.public_area import PublicAreaMessageCommon
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class ControlEvent(Event):
    """Stream state change: paused, resumed, ended, suspended."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    action: "ControlAction" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: ControlAction(0)
    )
    """Both 3 and 4 end the stream."""
    tips: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    extra: "Extra" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    """Why TikTok suspended the stream."""
    perception_dialog: "PerceptionDialogInfo" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    perception_audience_text: "Text" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    punish_info: "PunishEventInfo" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    float_text: "Text" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    float_style: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)


@message
class Extra(Message):
    ban_info_url: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    reason_no: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    title: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    violation_reason: "Text" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    content: "Text" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    got_it_button: "Text" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    ban_detail_button: "Text" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    source: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)


@message
class RoomEvent(Event):
    """System text for the whole room. Comes under the method RoomMessage too."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    content: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    """The text."""
    supprot_landscape: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    source: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    icon: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    scene: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    is_welcome: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    public_area_common: "PublicAreaMessageCommon" = betterproto2.field(
        8, betterproto2.TYPE_MESSAGE, optional=True
    )
    show_duration_ms: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    sub_scene: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    schema: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    signature: "str" = betterproto2.field(12, betterproto2.TYPE_STRING)
    signature_version: "str" = betterproto2.field(13, betterproto2.TYPE_STRING)


@message
class RoomVerifyEvent(Event):
    """Room needs an age or risk check before watching. Comes under the method RoomVerifyMessage too."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    action: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    content: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    notice_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    close_room: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)


@message
class SystemEvent(Event):
    """Plain system text."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    """The text."""


@message
class IntroMessageEvent(Event):
    """The streamer's intro text shown on entering."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    audit_status: "AuditStatus" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.AuditStatus(0)
    )
    content: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    """The text."""
    user: "User" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    """The host."""
    intro_mode: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    badges: "list[BadgeStruct]" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, repeated=True)
    content_language: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)


@message
class HashtagEvent(Event):
    """Room hashtag changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    hashtag: "Hashtag" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class Hashtag(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    title: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    image: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    namespace: "HashtagNamespace" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: HashtagNamespace(0)
    )


@message
class AISummaryEvent(Event):
    """Machine-written summary of the stream shown to a viewer."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    scene: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    show_at_first: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    icon: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    title: "Text" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    multi_lang_summary_list: "list[MultiLangContent]" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, repeated=True
    )
    click_title_scheme_link: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    click_content_scheme_link: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    long_press_area_scheme_link: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    public_area_message_common: "PublicAreaMessageCommon" = betterproto2.field(
        10, betterproto2.TYPE_MESSAGE, optional=True
    )
    require_stay: "bool" = betterproto2.field(11, betterproto2.TYPE_BOOL)
    stay_duration_ms: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)


@message
class MultiLangContent(Message):
    language: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    content: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class MsgDetectEvent(Event):
    """Server probe that measures message delivery time."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    d_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    t_condition: "TriggerCondition" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    t_info: "TimeInfo" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    trigger_by: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    from_region: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class TriggerCondition(Message):
    uplink_detect_http: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    uplink_detect_websocket: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    detect_p2p_msg: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    detect_room_msg: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    http_optimize: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)


@message
class TimeInfo(Message):
    client_start_ms: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    api_recv_time_ms: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    api_send_to_goim_ms: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class CaptionEvent(Event):
    """Live speech captions with language, time and duration."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    timestamp_ms: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    duration_ms: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    content: "list[CaptionContent]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)
    """The words, one entry a language."""
    sentence_id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    sequence_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    definite: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)


@message
class CaptionContent(Message):
    lang: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    content: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


class ControlAction(betterproto2.Enum):
    """What became of the stream."""

    FALLBACK_UNKNOWN = 0
    STREAM_PAUSED = 1
    STREAM_UNPAUSED = 2
    STREAM_ENDED = 3
    STREAM_SUSPENDED = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "CONTROL_ACTION_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"CONTROL_ACTION_" + member.name: member.value for member in cls}


class HashtagNamespace(betterproto2.Enum):
    GLOBAL = 0
    GAMING = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "HASHTAG_NAMESPACE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"HASHTAG_NAMESPACE_" + member.name: member.value for member in cls}
