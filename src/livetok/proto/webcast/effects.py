"""Effects, stickers and pictures laid over the stream.

Generated from proto/webcast/effects.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.badge import PrivilegeLogExtra
    from livetok.proto.webcast.barrage import DisplayControl
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.creator import RoomSticker
    from livetok.proto.webcast.gift import GiftIMPriority
    from livetok.proto.webcast.text import Text

_proto = proto  # where the codec looks for the classes of other modules


@message
class BizStickerEvent(Event):
    """Commercial sticker placed on the stream."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    biz_sticker: "list[RoomSticker]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class EffectControlEvent(Event):
    """Start, stop or replace a video effect."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    control_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    resource_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    replace_resume_effect: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    scene: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


@message
class EffectPreloadingEvent(Event):
    """Effect to be loaded ahead of use."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    gift_id: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)
    effect_id: "list[int]" = betterproto2.field(3, betterproto2.TYPE_INT64, repeated=True)
    priority: "GiftIMPriority" = betterproto2.field(14, betterproto2.TYPE_MESSAGE, optional=True)
    log_id: "str" = betterproto2.field(16, betterproto2.TYPE_STRING)


@message
class InteractiveEffectEvent(Event):
    """Interactive effect triggered."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    trigger_data: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class PrivilegeDynamicEffectEvent(Event):
    """Dynamic effect bought with a privilege."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    scene: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    resource_attr: "ResourceAttr" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    control: "DisplayControl" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    placeholder_list: "list[Placeholder]" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, repeated=True)
    effect_type: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    sticker_model: "StickerEffectModel" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    privilege_log_extra: "PrivilegeLogExtra" = betterproto2.field(
        100, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class ResourceAttr(Message):
    resource_location: "ResourceLocation" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: ResourceLocation(0)
    )
    gecko_attr: "GeckoAttr" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GeckoAttr(Message):
    gecko_channel: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    file_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class Placeholder(Message):
    place_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    target_image: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    target_width: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    target_height: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    text: "Text" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    font_style: "PlaceholderFontStyle" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    image_padding: "ImagePadding" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PlaceholderFontStyle(Message):
    max_lines: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    font_size: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    font_color: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    weight: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    enable_shadow: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    shadow_config_list: "list[ShadowConfig]" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, repeated=True)
    enable_stroke: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    stroke_config_list: "list[StrokeConfig]" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, repeated=True)
    horizontal_align: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    vertical_align: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)


@message
class ShadowConfig(Message):
    shadow_color: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    shadow_dx: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    shadow_dy: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    shadow_radius: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)


@message
class StrokeConfig(Message):
    stroke_color: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    stroke_width: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class ImagePadding(Message):
    left_padding: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    right_padding: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    top_padding: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    bottom_padding: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class StickerEffectModel(Message):
    resource_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    text: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    duration: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    panel_type: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class ProjectDModifyH5Event(Event):
    """Web overlay image addresses changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    top_left_url: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    bottom_right_url: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class RoomStreamAdaptationEvent(Event):
    """Where the subject is in the picture."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    action: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    subject_position_info: "SubjectPositionInfo" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class SubjectPositionInfo(Message):
    top_offset: "float" = betterproto2.field(1, betterproto2.TYPE_FLOAT)
    center_offset: "float" = betterproto2.field(2, betterproto2.TYPE_FLOAT)
    expire_time: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


class ResourceLocation(betterproto2.Enum):
    UNKNOWN = 0
    GECKO = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "RESOURCE_LOCATION_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"RESOURCE_LOCATION_" + member.name: member.value for member in cls}
