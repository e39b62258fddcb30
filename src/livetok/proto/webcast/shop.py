"""Live shopping.

Generated from proto/webcast/shop.proto by `nox -s generate`; do not edit.
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
class OecLiveShoppingEvent(Event):
    """Shopping: product popped up, pinned, sold out or updated."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    action_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    live_product_number: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    pop_product: "PopProduct" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    trace_info: "TraceInfo" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    hot_tags: "list[HotTag]" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, repeated=True)
    atmosphere_tag_info: "AtmosphereTagInfo" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    live_permission_info: "LivePermissionInfo" = betterproto2.field(
        8, betterproto2.TYPE_MESSAGE, optional=True
    )
    product_snap_shot: "ProductSnapShot" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    pin_card_delay_time: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    flash_sale_atmosphere_info: "list[FlashSaleAtmosphereInfo]" = betterproto2.field(
        11, betterproto2.TYPE_MESSAGE, repeated=True
    )
    card_type: "int" = betterproto2.field(12, betterproto2.TYPE_INT32)
    billboard_info: "BillboardInfo" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, optional=True)
    billboard_display_result: "BillboardDisplayResult" = betterproto2.field(
        14, betterproto2.TYPE_MESSAGE, optional=True
    )
    dispersion_info: "list[DispersionInfo]" = betterproto2.field(15, betterproto2.TYPE_MESSAGE, repeated=True)
    promotion_info: "PromotionInfo" = betterproto2.field(16, betterproto2.TYPE_MESSAGE, optional=True)
    campaign_banner_display_result: "CampaignBannerDisplayResult" = betterproto2.field(
        17, betterproto2.TYPE_MESSAGE, optional=True
    )
    campaign_banner_display: "CampaignBannerDisplay" = betterproto2.field(
        18, betterproto2.TYPE_MESSAGE, optional=True
    )
    refresh_live_bag_info: "RefreshLiveBagInfo" = betterproto2.field(
        19, betterproto2.TYPE_MESSAGE, optional=True
    )
    anchor_pin_card_reset_type: "int" = betterproto2.field(20, betterproto2.TYPE_INT32)
    voucher: "Voucher" = betterproto2.field(21, betterproto2.TYPE_MESSAGE, optional=True)
    oec_live_shopping_message_v2: "OecLiveShoppingMessageV2" = betterproto2.field(
        100, betterproto2.TYPE_MESSAGE, optional=True
    )
    message_info: "str" = betterproto2.field(200, betterproto2.TYPE_STRING)


@message
class PopProduct(Message):
    title: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    price: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    image_url: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    open_url: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    product_type: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    product_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    source: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    source_from: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    schema: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    platform: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)
    product_status: "int" = betterproto2.field(11, betterproto2.TYPE_INT32)


@message
class TraceInfo(Message):
    operate_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    arrival_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    send_time: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    trace_time_map: "dict[str, int]" = betterproto2.field(
        10,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_INT64),
    )
    da_info: "dict[str, str]" = betterproto2.field(
        11,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )


@message
class HotTag(Message):
    product_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    hot_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class AtmosphereTagInfo(Message):
    tag_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    atmosphere_tags: "list[ProductAtmosphereTag]" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, repeated=True
    )
    pin_atmosphere_tags: "list[ProductAtmosphereTag]" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class ProductAtmosphereTag(Message):
    product_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    tag_desc: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    count: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class LivePermissionInfo(Message):
    end_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    reason: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class ProductSnapShot(Message):
    product_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    title: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    cover: "bytes" = betterproto2.field(3, betterproto2.TYPE_BYTES)
    """Sources disagree on the layout, so it is kept opaque."""
    stock_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    timestamp: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    add_to_cart_button: "AddToCartButton" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)


@message
class AddToCartButton(Message):
    status: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    click_hint_starling: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class FlashSaleAtmosphereInfo(Message):
    product_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    activity_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    flash_sale_atmosphere: "FlashSaleAtmosphere" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )
    flash_sale_stock: "FlashSaleStock" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    pinned_product: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    live_only_channel: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)
    creator_limit_type: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)


@message
class FlashSaleAtmosphere(Message):
    status: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    start_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    end_time: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    preheat_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    enhancement_info: "FlashSaleEnhancementInfo" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    pdp_viewer_count: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)


@message
class FlashSaleEnhancementInfo(Message):
    stock_show_status: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    buyer_infos: "list[UserInfo]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    enhancement_text_info: "EnhancementTextInfo" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class UserInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    avatar: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class EnhancementTextInfo(Message):
    enhancement_texts: "list[EnhancementText]" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class EnhancementText(Message):
    type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    placeholder_info: "list[PlaceholderInfo]" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class PlaceholderInfo(Message):
    placeholder: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    value: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class FlashSaleStock(Message):
    activity_stock_status: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    activity_stock: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    activity_stock_text: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    total_stock: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class BillboardInfo(Message):
    billboard_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    billboard_ids: "list[str]" = betterproto2.field(2, betterproto2.TYPE_STRING, repeated=True)
    source_from: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    born_time_ms: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    billboard_version: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    da_info: "dict[str, str]" = betterproto2.field(
        6,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )


@message
class BillboardDisplayResult(Message):
    billboard_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    billboard_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    display_result: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)


@message
class DispersionInfo(Message):
    dispersion_path: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    delay_param: "DelayParam" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class DelayParam(Message):
    min_delay_ms: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    max_delay_ms: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class PromotionInfo(Message):
    promotion_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    failed_message: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    product_ids: "list[str]" = betterproto2.field(100, betterproto2.TYPE_STRING, repeated=True)


@message
class CampaignBannerDisplayResult(Message):
    campaign_banner_display_result: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)


@message
class CampaignBannerDisplay(Message):
    image_url: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    campaign_banner_is_display: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    source_from: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    born_time_ms: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    billboard_version: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    da_info: "dict[str, str]" = betterproto2.field(
        6,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )


@message
class RefreshLiveBagInfo(Message):
    refresh_live_bag_types: "list[int]" = betterproto2.field(1, betterproto2.TYPE_INT32, repeated=True)


@message
class Voucher(Message):
    voucher_type_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    task_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    task_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    live_voucher_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    creator_operation_unique_id: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    voucher_max_face_value: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class OecLiveShoppingMessageV2(Message):
    actions: "dict[int, EcomLiveElementActions]" = betterproto2.field(
        1,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    commerce_info: "CommerceInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    msg_meta: "MsgMeta" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)


@message
class EcomLiveElementActions(Message):
    atom_actions: "list[AtomAction]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    version: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class AtomAction(Message):
    type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    request_item: "ReqItem" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ReqItem(Message):
    scene: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    dispersion_param: "DispersionParam" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class DispersionParam(Message):
    max_delay_ms: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    min_delay_ms: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class CommerceInfo(Message):
    product_info: "dict[int, ProductItem]" = betterproto2.field(
        1,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    pop_card_info: "PopCardInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    popup_window_info: "PopupWindowInfo" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    voucher_info: "dict[int, VoucherItem]" = betterproto2.field(
        4,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_MESSAGE),
    )
    auction_info: "AuctionInfo" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    lynx_type: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    lynx_info: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)


@message
class ProductItem(Message):
    product_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    bag_index: "BagIndex" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    title: "Title" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    cover: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    atmosphere_info: "AtmosphereInfo" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    shop_brand_logo: "ShopBrandLogo" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    live_flash_sale_info: "LiveFlashSaleInfo" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )
    auction_info: "AuctionInfo" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BagIndex(Message):
    value: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)


@message
class Title(Message):
    text: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class AtmosphereInfo(Message):
    tags: "list[OecTag]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class OecTag(Message):
    type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    desc: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    count: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    status: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class ShopBrandLogo(Message):
    seller_name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    seller_logo: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    blue_v_image: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    dark_blue_v_image: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    top_brand_image: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    dark_top_brand_image: "ImageModel" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)


@message
class LiveFlashSaleInfo(Message):
    activity_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    status: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    stock_status: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    available_stock: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    total_stock: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    enhancement_info: "OecFlashSaleEnhancementInfo" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )
    pdp_viewer_count: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)


@message
class OecFlashSaleEnhancementInfo(Message):
    stock_show_status: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    buyer_infos: "list[OecUserInfo]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    enhancement_text_info: "EnhancementTextInfo" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class OecUserInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    nick_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    avatar: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    is_winner: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)


@message
class AuctionInfo(Message):
    auction_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    product_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    version_time: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    start_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    end_time: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    auction_winner: "OecUserInfo" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    winner_bid_price: "PriceItem" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    next_bid_price: "PriceItem" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    suffix: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    extend_auction_cfg: "ExtendAuctionCfg" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    auction_text_type: "int" = betterproto2.field(11, betterproto2.TYPE_INT32)
    scroll_element_list: "list[ScrollElement]" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, repeated=True
    )
    reward_item: "ScrollElement" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, optional=True)
    drawing_state_text_type: "int" = betterproto2.field(14, betterproto2.TYPE_INT32)
    auction_config_id: "int" = betterproto2.field(15, betterproto2.TYPE_INT64)
    auction_type: "int" = betterproto2.field(16, betterproto2.TYPE_INT32)
    auction_status: "int" = betterproto2.field(17, betterproto2.TYPE_INT32)
    is_carousel: "bool" = betterproto2.field(18, betterproto2.TYPE_BOOL)
    carousel_cfg: "CarouselCfg" = betterproto2.field(19, betterproto2.TYPE_MESSAGE, optional=True)
    auction_text_type_int: "int" = betterproto2.field(20, betterproto2.TYPE_INT32)
    drawing_state_text_type_int: "int" = betterproto2.field(21, betterproto2.TYPE_INT32)
    version_time_str: "str" = betterproto2.field(22, betterproto2.TYPE_STRING)
    trace_time_map: "dict[str, str]" = betterproto2.field(
        23,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )
    easter_egg: "EasterEgg" = betterproto2.field(24, betterproto2.TYPE_MESSAGE, optional=True)
    auction_knock_perform_middle_text_type: "int" = betterproto2.field(25, betterproto2.TYPE_INT32)
    auction_knock_perform_bottom_right_text_type: "int" = betterproto2.field(26, betterproto2.TYPE_INT32)
    auction_id_str: "str" = betterproto2.field(27, betterproto2.TYPE_STRING)
    auction_config_id_str: "str" = betterproto2.field(28, betterproto2.TYPE_STRING)
    auction_card_bottom_text_type: "int" = betterproto2.field(29, betterproto2.TYPE_INT32)
    auction_card_title_text_type: "int" = betterproto2.field(30, betterproto2.TYPE_INT32)
    surprise_set_remain_item_count: "int" = betterproto2.field(31, betterproto2.TYPE_INT32)
    auction_event_type_int: "int" = betterproto2.field(32, betterproto2.TYPE_INT32)
    bid_panel: "BidPanel" = betterproto2.field(33, betterproto2.TYPE_MESSAGE, optional=True)
    lynx_card_info: "str" = betterproto2.field(100, betterproto2.TYPE_STRING)


@message
class PriceItem(Message):
    currency_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    currency_symbol: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    symbol_position: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    sale_price_decimal: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    origin_price_decimal: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    sale_price_format: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    origin_price_format: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    discount_format: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    discount_decimal: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    price_prefix: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    reduce_price_format: "str" = betterproto2.field(12, betterproto2.TYPE_STRING)
    single_product_price_format: "str" = betterproto2.field(13, betterproto2.TYPE_STRING)
    show_currency_space: "bool" = betterproto2.field(14, betterproto2.TYPE_BOOL)
    currency_show_mode: "int" = betterproto2.field(15, betterproto2.TYPE_INT32)
    price_display_mode: "int" = betterproto2.field(16, betterproto2.TYPE_INT32)
    price_hide_info: "PriceHideInfo" = betterproto2.field(17, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PriceHideInfo(Message):
    display_text: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class ExtendAuctionCfg(Message):
    is_extend_auction_supported: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    should_extend: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    extend_auction_time: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class ScrollElement(Message):
    product_title: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class CarouselCfg(Message):
    interval_ms: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    text_status_list: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT32, repeated=True)
    times: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)


@message
class EasterEgg(Message):
    winner_rank: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    winner_rank_text_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    winner_room_win_cnt: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    winner_room_win_cnt_text_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    winner_rank_text_type_tail: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    winner_room_win_cnt_text_type_tail: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)


@message
class BidPanel(Message):
    bid_btn_text_type_int: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)


@message
class PopCardInfo(Message):
    pop_product_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    pop_card_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    pop_card_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class PopupWindowInfo(Message):
    auction_winner_popup: "AuctionWinnerPopup" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class AuctionWinnerPopup(Message):
    auction_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    winner_user_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    product_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    notify_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    payment_expire_timestamp: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    product_img: "ImageModel" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    schema: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    popup_page_style: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    lynx_popup_info: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)


@message
class VoucherItem(Message):
    voucher_type_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    task_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    task_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    live_voucher_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    creator_operation_unique_id: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    voucher_max_face_value: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class MsgMeta(Message):
    source_operate_ms: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    server_send_ms: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    reasons: "list[str]" = betterproto2.field(3, betterproto2.TYPE_STRING, repeated=True)


@message
class EcShortItemRefreshEvent(Event):
    """Refresh of the short product entry."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    entity: "ShortItemRefreshEntity" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ShortItemRefreshEntity(Message):
    interval: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    refresh_items: "list[str]" = betterproto2.field(2, betterproto2.TYPE_STRING, repeated=True)
    activity_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    index: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    refresh_msg_type: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)


@message
class EcTaskRegisterEvent(Event):
    """Registration for a shopping task."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    entity: "EcTaskRegisterMessageEntity" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class EcTaskRegisterMessageEntity(Message):
    interval: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    task_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class PaidContentLiveShoppingEvent(Event):
    """Paid live series shown for sale."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    action_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    live_series_number: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    pop_series: "PopSeries" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    time_tag: "TimeTag" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PopSeries(Message):
    collection_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)


@message
class TimeTag(Message):
    operation_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)


@message
class Img(Message):
    """Sources disagree on who holds this; no message here refers to it."""

    key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    width: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    height: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    url: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
