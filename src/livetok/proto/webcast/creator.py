"""Stickers and other tools of the host on the stream.

Generated from proto/webcast/creator.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.image import ImageModel

_proto = proto  # where the codec looks for the classes of other modules


@message
class RoomStickerEvent(Event):
    """Stickers on the stream."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    sticker_list: "list[RoomSticker]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class RoomSticker(Message):
    sticker_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    sticker_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    content: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    text_size: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    text_color: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    image: "ImageModel" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    nine_patch_image: "ImageModel" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    x: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    y: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    screen_width: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    screen_height: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    top_left_height: "int" = betterproto2.field(13, betterproto2.TYPE_INT32)
    top_left_width: "int" = betterproto2.field(14, betterproto2.TYPE_INT32)
    bottom_right_height: "int" = betterproto2.field(15, betterproto2.TYPE_INT32)
    bottom_right_width: "int" = betterproto2.field(16, betterproto2.TYPE_INT32)
    review_status: "int" = betterproto2.field(17, betterproto2.TYPE_INT32)
    edited: "bool" = betterproto2.field(18, betterproto2.TYPE_BOOL)
    audit_info: "RoomStickerAuditInfo" = betterproto2.field(19, betterproto2.TYPE_MESSAGE, optional=True)
    starling_key: "str" = betterproto2.field(20, betterproto2.TYPE_STRING)
    extra: "str" = betterproto2.field(21, betterproto2.TYPE_STRING)


@message
class RoomStickerAuditInfo(Message):
    violation_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    task_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class DonationStickerModifyMethodEvent(Event):
    """Donation stickers on the stream changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    decoration_list: "list[DonationSticker]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class DonationSticker(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    input_rect: "list[int]" = betterproto2.field(4, betterproto2.TYPE_INT64, repeated=True)
    text_size: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    text_color: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    content: "OrganizationModel" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    max_length: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    status: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    screen_height: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)
    x: "int" = betterproto2.field(11, betterproto2.TYPE_INT32)
    screen_width: "int" = betterproto2.field(12, betterproto2.TYPE_INT32)
    y: "int" = betterproto2.field(13, betterproto2.TYPE_INT32)
    kind: "int" = betterproto2.field(14, betterproto2.TYPE_INT64)
    sub_type: "int" = betterproto2.field(15, betterproto2.TYPE_INT64)


@message
class OrganizationModel(Message):
    name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    desc: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    detail_url: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    donate_link: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    icon: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    organization_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class AnchorToolModificationEvent(Event):
    """Host tool setting changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    modification: "AnchorToolModification" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class AnchorToolModification(Message):
    room_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    user_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    effect_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    name: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    resource_id: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    modification_type: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    role: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    msg_type: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    sub_type: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    start_time: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    end_time: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    duration: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    tab: "str" = betterproto2.field(21, betterproto2.TYPE_STRING)
    mode: "int" = betterproto2.field(22, betterproto2.TYPE_INT64)
    from_: "int" = betterproto2.field(23, betterproto2.TYPE_INT64)
    value: "float" = betterproto2.field(24, betterproto2.TYPE_DOUBLE)
    url: "str" = betterproto2.field(25, betterproto2.TYPE_STRING)
    scene: "str" = betterproto2.field(26, betterproto2.TYPE_STRING)
    status: "int" = betterproto2.field(27, betterproto2.TYPE_INT64)
    content: "str" = betterproto2.field(28, betterproto2.TYPE_STRING)


@message
class BALeadGenEvent(Event):
    """Business account lead form pinned or removed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    op: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    page_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    op_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    cta_text: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    schema: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    pin_period: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    card_intro: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    card_button_text: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    card_title: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
