"""Gifts, counted once.

Generated from proto/livetok/gifts.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.gift_catalogue import Gift
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class GiftSettledEvent(Event):
    """A gift is final: one event a streak, whether its closing message came, was lost or came twice. Counts of all such
    events add up to what was sent.
    """

    user: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    gift: "Gift" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    gift_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    count: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    """How many were sent."""
    diamonds: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    """What they cost, in diamonds."""
    group_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    """The streak's id on the wire, 0 where the server gave none."""
    settled_by: "SettledBy" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: SettledBy(0)
    )
    to_user: "User" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    """Receiver. Of most only the id is known: the server names them in full where there are several hosts or guests."""
    first_message_id: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    """Id of the streak's first message that was seen; with `group_id` 0 it is what tells the streak from others."""
    counted_before: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)
    """How many of this streak an earlier event counted; 0 but for SETTLED_BY_LATE."""


class SettledBy(betterproto2.Enum):
    """Why a gift counts as final."""

    SINGLE = 0
    """The gift has no streaks."""
    END = 1
    """The closing message came."""
    SILENCE = 2
    """Nothing more came for a while."""
    CLOSE = 3
    """The broadcast ended, or the session did."""
    LATE = 4
    """More of a streak came after it had been settled; `count` holds only what was not counted before."""
    NEXT = 5
    """The same user began to send the same gift anew; only where the server gives no group ids."""

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SETTLED_BY_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SETTLED_BY_" + member.name: member.value for member in cls}
