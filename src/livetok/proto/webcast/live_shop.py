"""Shopping in a broadcast: orders, coupons, draws and what the server tells about them.

Generated from proto/webcast/live_shop.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.barrage import RightLabel
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class CommercialCustomEvent(Event):
    """Branded custom message."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    custom_message_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    brand_logo: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    brand_name: "Text" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    border_color: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    right_label: "RightLabel" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    duration: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)


@message
class EcBarrageEvent(Event):
    """Shopping line sliding over the chat."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    icon: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    content: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    duration: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    background_color: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    background_opacity: "float" = betterproto2.field(6, betterproto2.TYPE_DOUBLE)


@message
class EcDrawEvent(Event):
    """Shopping prize draw."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    entity: "EcDrawEntity" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class EcDrawEntity(Message):
    type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    sub_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    activity_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    incentive_image: "ImageModel" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    incentive_record_id: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)


@message
class EcTaskRefreshCouponListEvent(Event):
    """Refresh of the coupon list."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    entity: "EcTaskRefreshCouponListEntity" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class EcTaskRefreshCouponListEntity(Message):
    toast_msg: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class OecLiveHotRoomEvent(Event):
    """Paths to be cached for a hot shopping room."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    path_map: "dict[str, str]" = betterproto2.field(
        2,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )
    expire_at: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class OecLiveManagerEvent(Event):
    """Shopping management: purchases, giveaways, demo requests."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    purchase_product_info: "PurchaseProductInfo" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )
    subscription_info: "SubscriptionInfo" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    giveaway_info: "GiveawayInfo" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    ask_demo_info: "AskDemoInfo" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    order_result_info: "OrderResultInfo" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)


@message
class OrderResultInfo(Message):
    """Who won or bought what, with the lot and the stock keeping unit. Known from one note of 2026 only."""

    user: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    product: "OrderResultProduct" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    variant: "OrderResultVariant" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    order_time_ms: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    result_time_ms: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class OrderResultProduct(Message):
    first: "bytes" = betterproto2.field(1, betterproto2.TYPE_BYTES)
    second: "bytes" = betterproto2.field(2, betterproto2.TYPE_BYTES)
    price: "ProductPrice" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    fourth: "bytes" = betterproto2.field(4, betterproto2.TYPE_BYTES)


@message
class OrderResultVariant(Message):
    lot: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    sku: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class PurchaseProductInfo(Message):
    user: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    product: "Product" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class Product(Message):
    title: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    cover: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    price: "ProductPrice" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ProductPrice(Message):
    format_price: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class SubscriptionInfo(Message):
    user: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    total_subscribers: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    sub_months: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    subscription_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class GiveawayInfo(Message):
    winner: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    product: "Product" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class AskDemoInfo(Message):
    user: "User" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    product: "Product" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    ask_demo_count: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    product_index: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class VideoLiveCouponRcmdEvent(Event):
    """Recommended coupon."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    rcmd_coupon_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class VideoLiveGoodsOrderEvent(Event):
    """A user ordered goods."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    goods_order: "GoodsOrder" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GoodsOrder(Message):
    goods_room_order: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    order_num: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    order_money: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    order_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class VideoLiveGoodsRcmdEvent(Event):
    """Recommended goods."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    rcmd_goods_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class OecLiveCreatorEvent(Event):
    """An auction or another sale of the host: what it stands at, and what happened. Known from one note of 2026 only."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    content: "OecLiveCreatorContent" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    action: "OecLiveCreatorAction" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class OecLiveCreatorContent(Message):
    auction_content: "OecLiveCreatorAuctionContent" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class OecLiveCreatorAuctionContent(Message):
    auction: "OecLiveCreatorAuction" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


@message
class OecLiveCreatorAuction(Message):
    auction_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    status: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    end_time: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    quantity: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    winner_or_product: "bytes" = betterproto2.field(5, betterproto2.TYPE_BYTES)
    price: "bytes" = betterproto2.field(6, betterproto2.TYPE_BYTES)
    price_text: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    image: "ImageModel" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    end_time_ms: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)


@message
class OecLiveCreatorAction(Message):
    event: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    extra: "list[OecLiveCreatorExtra]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class OecLiveCreatorExtra(Message):
    key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    value: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class OECAuctionActionEvent(Event):
    """A step of an auction. Known from one note of 2026 only."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    action: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    config_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    extra: "dict[str, str]" = betterproto2.field(
        5,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )
