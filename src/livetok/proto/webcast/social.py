"""Likes, follows and shares.

Generated from proto/webcast/social.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.public_area import PublicAreaMessageCommon
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class LikeEvent(Event):
    """A viewer tapped like, with tap count and room total."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    count: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    """Taps in this message, 15 at most."""
    total: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    """Likes of the room. Comes from several servers and may go backwards."""
    color: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    user: "User" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    """Who tapped."""
    icon: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    icons: "list[ImageModel]" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, repeated=True)
    specified_display_text: "list[SpecifiedDisplayText]" = betterproto2.field(
        8, betterproto2.TYPE_MESSAGE, repeated=True
    )
    effect_cnt: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    like_effect: "list[LikeEffect]" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, repeated=True)
    public_area_message_common: "PublicAreaMessageCommon" = betterproto2.field(
        11, betterproto2.TYPE_MESSAGE, optional=True
    )
    room_message_heat_level: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)


@message
class SpecifiedDisplayText(Message):
    uid: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    display_text: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class LikeEffect(Message):
    version: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    effect_cnt: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    effect_interval_ms: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    level: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class SocialEvent(Event):
    """A viewer followed the host or shared the stream."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    """Who did it."""
    share_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    action: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    """1 follow, 2 to 5 share. The key of common.display_text tells it too, and more exactly."""
    share_target: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    follow_count: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    """The host's followers after it."""
    share_display_style: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    share_count: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    public_area_message_common: "PublicAreaMessageCommon" = betterproto2.field(
        9, betterproto2.TYPE_MESSAGE, optional=True
    )
    signature: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    signature_version: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    show_duration_ms: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    follow_type: "int" = betterproto2.field(13, betterproto2.TYPE_INT32)
    target_user_id: "int" = betterproto2.field(14, betterproto2.TYPE_INT64)
    scene: "str" = betterproto2.field(15, betterproto2.TYPE_STRING)
