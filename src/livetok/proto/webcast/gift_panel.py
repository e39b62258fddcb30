"""The gift panel and notices around gifts.

Generated from proto/webcast/gift_panel.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.gift import GiftEvent
    from livetok.proto.webcast.gift_catalogue import Gift
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.notice import RoomNotifyEvent

_proto = proto  # where the codec looks for the classes of other modules


@message
class GiftPanelUpdateEvent(Event):
    """Content of the gift panel changed for this room."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    timestamp: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    gallery_data: "GalleryData" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    goal_data: "GoalData" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    room_based_gift_data: "RoomBasedGiftData" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, optional=True
    )
    strategy_context: "str" = betterproto2.field(100, betterproto2.TYPE_STRING)


@message
class GalleryData(Message):
    progress: "dict[int, TitleData]" = betterproto2.field(
        1,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    period: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    end_time_in_ms: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class TitleData(Message):
    goal_count: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    current_sponsor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class GoalData(Message):
    status: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    goal_progress: "dict[int, Progress]" = betterproto2.field(
        2,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )


@message
class Progress(Message):
    current_progress: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    target: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    expired_timestamp_in_ms: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class RoomBasedGiftData(Message):
    room_based_gifts: "dict[int, RoomBasedGifts]" = betterproto2.field(
        2,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )


@message
class RoomBasedGifts(Message):
    gift_info: "list[GiftInfo]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class GiftInfo(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    price: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class GiftBroadcastEvent(Event):
    """Big gift from another room announced platform-wide."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    from_user_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    left_icon: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    notify: "RoomNotifyEvent" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GiftPromptEvent(Event):
    """Hint that invites a viewer to send a given gift."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    title: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    body: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    block_num_days: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    order_id: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    order_timestamp: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    in_user_gifting_addiction_expr: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    pop_up_schema: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)


@message
class GiftDynamicRestrictionEvent(Event):
    """Gifting in the room is limited or the limit is lifted."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    dynamic_restriction: "DynamicRestriction" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class DynamicRestriction(Message):
    scenes: "SceneRestriction" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    receivers: "list[ReceiverRestriction]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class SceneRestriction(Message):
    normal_hidden_gids: "list[int]" = betterproto2.field(1, betterproto2.TYPE_INT64, repeated=True)
    match_hidden_gids: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)
    cohost_hidden_gids: "list[int]" = betterproto2.field(3, betterproto2.TYPE_INT64, repeated=True)
    multiguest_hidden_gids: "list[int]" = betterproto2.field(4, betterproto2.TYPE_INT64, repeated=True)


@message
class ReceiverRestriction(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    hidden_gids: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)


@message
class BindingGiftEvent(Event):
    """Wraps a gift message that is tied to another item."""

    message: "GiftEvent" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    common: "CommonMessageData" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GiftCollectionUpdateEvent(Event):
    """Gift collection progress."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    gift_collection: "GiftCollection" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GiftCollection(Message):
    round: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    effect_name_key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    gift: "Gift" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    is_filter_host: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    schema_url: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
