"""The shop entry on a profile, a rare part of a user.

Generated from proto/webcast/user_shop.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message

if TYPE_CHECKING:
    from livetok.proto.webcast.image import ImageModel

_proto = proto  # where the codec looks for the classes of other modules


@message
class EcommerceEntrance(Message):
    entrance_type: "UserEcommerceEntranceEntranceType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: UserEcommerceEntranceEntranceType(0)
    )
    creator_type: "UserEcommerceEntranceCreatorType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: UserEcommerceEntranceCreatorType(0)
    )
    schema: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    shop_entrance_info: "ShopEntranceInfo" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    showcase_entrance_info: "ShowcaseEntranceInfo" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    view_version: "UserEcommerceEntranceViewVersion" = betterproto2.field(
        6, betterproto2.TYPE_ENUM, default_factory=lambda: UserEcommerceEntranceViewVersion(0)
    )
    avatar_background_color: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    avatar_style_version: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)


@message
class ShopEntranceInfo(Message):
    shop_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    shop_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    shop_rating: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    store_label: "StoreLabel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    format_sold_count: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    sold_count: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    exp_rate_percentile: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    exp_rate_top_display: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    rate_display_style: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    show_rate_not_applicable: "bool" = betterproto2.field(10, betterproto2.TYPE_BOOL)
    selling_point: "list[SellingPoint]" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, repeated=True)
    top_rated_info: "TopRatedInfo" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, optional=True)


@message
class StoreLabel(Message):
    official_label: "StoreOfficialLabel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    is_bytemall: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    shop_identity_label: "StoreIdentityLabel" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class StoreOfficialLabel(Message):
    label_image_light: "ShopLabelImage" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    label_image_dark: "ShopLabelImage" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    label_type: "UserEcommerceEntranceShopEntranceInfoStoreLabelStoreBrandLabelType" = betterproto2.field(
        3,
        betterproto2.TYPE_ENUM,
        default_factory=lambda: UserEcommerceEntranceShopEntranceInfoStoreLabelStoreBrandLabelType(0),
    )
    label_type_str: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class ShopLabelImage(Message):
    height: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    width: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    minetype: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    thumb_uri: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    thumb_uri_list: "list[str]" = betterproto2.field(5, betterproto2.TYPE_STRING, repeated=True)
    uri: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    url_list: "list[str]" = betterproto2.field(7, betterproto2.TYPE_STRING, repeated=True)
    color: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)


@message
class StoreIdentityLabel(Message):
    label_type: "UserEcommerceEntranceShopEntranceInfoStoreLabelShopIdentityLabelType" = betterproto2.field(
        1,
        betterproto2.TYPE_ENUM,
        default_factory=lambda: UserEcommerceEntranceShopEntranceInfoStoreLabelShopIdentityLabelType(0),
    )
    identity_label_text: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    identity_logo_light: "ShopLabelImage" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    identity_logo_dark: "ShopLabelImage" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    identity_label_bg_color_light: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    identity_label_bg_color_dark: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    identity_label_text_color_light: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    identity_label_text_color_dark: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    shop_explanation_page_schema: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    shop_identity_label_key: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    identity_image_logo: "ShopThemedImage" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ShopThemedImage(Message):
    light: "ShopLabelImage" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    dark: "ShopLabelImage" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SellingPoint(Message):
    show_text: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    selling_point_type: "UserEcommerceEntranceSellingPointLiveSellingPointType" = betterproto2.field(
        2,
        betterproto2.TYPE_ENUM,
        default_factory=lambda: UserEcommerceEntranceSellingPointLiveSellingPointType(0),
    )


@message
class TopRatedInfo(Message):
    is_top_rated: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    top_rated_style: "TopRatedStyle" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    schema: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class TopRatedStyle(Message):
    text: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    text_color: "ShopThemeColor" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    background_color: "ShopThemeColor" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    overlay_text_color: "ShopThemeColor" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    overlay_background_color: "ShopThemeColor" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    long_text: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class ShopThemeColor(Message):
    light: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    dark: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class ShowcaseEntranceInfo(Message):
    format_sold_count: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    sold_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    showcase_name: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    selling_point: "list[SellingPoint]" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, repeated=True)
    creator_score_profile: "CreatorScoreProfile" = betterproto2.field(
        12, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class CreatorScoreProfile(Message):
    final_score: "float" = betterproto2.field(1, betterproto2.TYPE_DOUBLE)
    country_code: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    display_info: "CreatorScoreDisplayInfo" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    score_info_extra: "dict[str, str]" = betterproto2.field(
        5,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )


@message
class CreatorScoreDisplayInfo(Message):
    ecommerce_entrance_label: "CreatorScoreLabelInfo" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    score_level: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class CreatorScoreLabelInfo(Message):
    label_text: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    label_text_color_dark: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    label_text_color_light: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    logo_dark: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    logo_light: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    pop_up_info: "PopUpInfo" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PopUpInfo(Message):
    title: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    description: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


class UserEcommerceEntranceEntranceType(betterproto2.Enum):
    PROFILE = 0
    SHOWCASE = 1
    SHOP = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "USER_ECOMMERCE_ENTRANCE_ENTRANCE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"USER_ECOMMERCE_ENTRANCE_ENTRANCE_TYPE_" + member.name: member.value for member in cls}


class UserEcommerceEntranceCreatorType(betterproto2.Enum):
    UNDEFINED = 0
    OFFICIAL = 1
    MARKET = 2
    NORMAL = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "USER_ECOMMERCE_ENTRANCE_CREATOR_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"USER_ECOMMERCE_ENTRANCE_CREATOR_TYPE_" + member.name: member.value for member in cls}


class UserEcommerceEntranceViewVersion(betterproto2.Enum):
    VIEW_VERSION_UNKNOWN = 0
    VIEW_VERSION_STAR_SHOP = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "USER_ECOMMERCE_ENTRANCE_VIEW_VERSION_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"USER_ECOMMERCE_ENTRANCE_VIEW_VERSION_" + member.name: member.value for member in cls}


class UserEcommerceEntranceShopEntranceInfoStoreLabelStoreBrandLabelType(betterproto2.Enum):
    NONE = 0
    OFFICIAL = 1
    AUTHORIZED = 2
    STORE_BRAND_LABEL_TYPE_BLUE_V = 3
    STORE_BRAND_LABEL_TYPE_TOP_CHOICE = 4
    STORE_BRAND_LABEL_TYPE_MALL = 5

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {
            member.value: "USER_ECOMMERCE_ENTRANCE_SHOP_ENTRANCE_INFO_STORE_LABEL_STORE_BRAND_LABEL_TYPE_"
            + member.name
            for member in cls
        }

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {
            "USER_ECOMMERCE_ENTRANCE_SHOP_ENTRANCE_INFO_STORE_LABEL_STORE_BRAND_LABEL_TYPE_"
            + member.name: member.value
            for member in cls
        }


class UserEcommerceEntranceShopEntranceInfoStoreLabelShopIdentityLabelType(betterproto2.Enum):
    UNKNOWN = 0
    TOP_BRAND = 1
    OFFICIAL_SHOP = 2
    AUTHORIZED_SHOP = 3
    GOLDEN_SHOP = 4
    SILVER_SHOP = 5
    GB_TOP_BRAND = 51
    MALL = 101
    TOP_CHOICE = 102
    NORMAL_BLUE_V = 1000

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {
            member.value: "USER_ECOMMERCE_ENTRANCE_SHOP_ENTRANCE_INFO_STORE_LABEL_SHOP_IDENTITY_LABEL_TYPE_"
            + member.name
            for member in cls
        }

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {
            "USER_ECOMMERCE_ENTRANCE_SHOP_ENTRANCE_INFO_STORE_LABEL_SHOP_IDENTITY_LABEL_TYPE_"
            + member.name: member.value
            for member in cls
        }


class UserEcommerceEntranceSellingPointLiveSellingPointType(betterproto2.Enum):
    UNDEFINED = 0
    QUALITY = 1
    SOLD = 2
    TRUST_BETTER_THAN_OTHER_SHOP = 3
    TRUST_REPLY_IN_TIME = 4
    TRUST_CREATE_SHIP_IN_TIME = 5
    TRUST_POSITIVE_REVIEW_RATE = 6

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {
            member.value: "USER_ECOMMERCE_ENTRANCE_SELLING_POINT_LIVE_SELLING_POINT_TYPE_" + member.name
            for member in cls
        }

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {
            "USER_ECOMMERCE_ENTRANCE_SELLING_POINT_LIVE_SELLING_POINT_TYPE_" + member.name: member.value
            for member in cls
        }
