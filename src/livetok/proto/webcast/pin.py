"""A pinned message. It holds a copy of the message, so this file stands above those of the events.

Generated from proto/webcast/pin.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.chat import CommentEvent
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.gift import GiftEvent
    from livetok.proto.webcast.member import MemberEvent
    from livetok.proto.webcast.social import LikeEvent, SocialEvent
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class RoomPinEvent(Event):
    """A message was pinned or unpinned."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    chat_message: "CommentEvent" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    """The pinned comment; one of five, the others for other kinds of messages."""
    social_message: "SocialEvent" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    gift_message: "GiftEvent" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    member_message: "MemberEvent" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    like_message: "LikeEvent" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    method: "str" = betterproto2.field(30, betterproto2.TYPE_STRING)
    """Method string of the pinned message."""
    pin_time: "int" = betterproto2.field(31, betterproto2.TYPE_INT64)
    operator: "User" = betterproto2.field(32, betterproto2.TYPE_MESSAGE, optional=True)
    """Who pinned it."""
    action: "PinMessageActionType" = betterproto2.field(
        33, betterproto2.TYPE_ENUM, default_factory=lambda: PinMessageActionType(0)
    )
    """1 pinned, 2 unpinned."""
    display_duration: "int" = betterproto2.field(34, betterproto2.TYPE_INT64)
    pin_msg_id: "int" = betterproto2.field(35, betterproto2.TYPE_INT64)
    ec_streamer_key: "str" = betterproto2.field(36, betterproto2.TYPE_STRING)


class PinMessageActionType(betterproto2.Enum):
    UNKNOWN = 0
    PIN = 1
    PIN_CANCEL = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PIN_MESSAGE_ACTION_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PIN_MESSAGE_ACTION_TYPE_" + member.name: member.value for member in cls}
