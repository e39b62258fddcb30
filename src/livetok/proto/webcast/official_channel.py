"""Rooms of a channel in which several hosts take turns.

Generated from proto/webcast/official_channel.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData

_proto = proto  # where the codec looks for the classes of other modules


@message
class OChannelAnchorEvent(Event):
    """Official channel slot information for the host."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    start_time_stamp: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    end_time_stamp: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    role_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    exist_linkmic: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    linkmic_type: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)


@message
class OChannelModifyEvent(Event):
    """Official channel slot changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    end_time_stamp: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    channel_uid: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class OChannelUserEvent(Event):
    """Official channel slot information for viewers."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    start_time_stamp: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    max_enter_time: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
