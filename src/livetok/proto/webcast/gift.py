"""Gifts that are sent in the room.

Generated from proto/webcast/gift.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event
from livetok._mixins.gift import GiftEventMixin

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.gift_catalogue import AssetsModel, Gift, GiftInfoInBox
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.public_area import MsgFilter, PublicAreaCommon, PublicAreaMessageCommon
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import User, UserIdentity

_proto = proto  # where the codec looks for the classes of other modules


@message
class GiftEvent(GiftEventMixin, Event):
    """A gift was sent, with repeat count for streaks and an end flag."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    gift_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    """Id in the gift catalogue."""
    fan_ticket_count: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    group_count: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    """Gifts in one bundle."""
    repeat_count: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    """Running total within the streak, not a difference."""
    combo_count: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    user: "User" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    """Who sent it."""
    to_user: "User" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    """The receiver in a multi-guest room; absent: the host."""
    repeat_end: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    """1 on the closing message of a streak."""
    text_effect: "TextEffect" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    group_id: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    """The same in all messages of one streak."""
    income_taskgifts: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    room_fan_ticket_count: "int" = betterproto2.field(13, betterproto2.TYPE_INT64)
    priority: "GiftIMPriority" = betterproto2.field(14, betterproto2.TYPE_MESSAGE, optional=True)
    gift: "Gift" = betterproto2.field(15, betterproto2.TYPE_MESSAGE, optional=True)
    """Name, price and pictures."""
    log_id: "str" = betterproto2.field(16, betterproto2.TYPE_STRING)
    send_type: "int" = betterproto2.field(17, betterproto2.TYPE_INT64)
    public_area_common: "PublicAreaCommon" = betterproto2.field(18, betterproto2.TYPE_MESSAGE, optional=True)
    tray_display_text: "Text" = betterproto2.field(19, betterproto2.TYPE_MESSAGE, optional=True)
    banned_display_effects: "int" = betterproto2.field(20, betterproto2.TYPE_INT64)
    tray_info: "GiftTrayInfo" = betterproto2.field(21, betterproto2.TYPE_MESSAGE, optional=True)
    monitor_extra: "str" = betterproto2.field(22, betterproto2.TYPE_STRING)
    monitor_info: "GiftMonitorInfo" = betterproto2.field(23, betterproto2.TYPE_MESSAGE, optional=True)
    """Send time and receiver."""
    color_id: "int" = betterproto2.field(24, betterproto2.TYPE_INT64)
    is_first_sent: "bool" = betterproto2.field(25, betterproto2.TYPE_BOOL)
    display_text_for_anchor: "Text" = betterproto2.field(26, betterproto2.TYPE_MESSAGE, optional=True)
    display_text_for_audience: "Text" = betterproto2.field(27, betterproto2.TYPE_MESSAGE, optional=True)
    order_id: "str" = betterproto2.field(28, betterproto2.TYPE_STRING)
    gifts_in_box: "GiftsBoxInfo" = betterproto2.field(29, betterproto2.TYPE_MESSAGE, optional=True)
    msg_filter: "MsgFilter" = betterproto2.field(30, betterproto2.TYPE_MESSAGE, optional=True)
    lynx_extra: "list[LynxGiftExtra]" = betterproto2.field(31, betterproto2.TYPE_MESSAGE, repeated=True)
    user_identity: "UserIdentity" = betterproto2.field(32, betterproto2.TYPE_MESSAGE, optional=True)
    """What the sender is to the host."""
    match_info: "MatchInfo" = betterproto2.field(33, betterproto2.TYPE_MESSAGE, optional=True)
    linkmic_gift_expression_strategy: "LinkmicGiftExpressionStrategy" = betterproto2.field(
        34, betterproto2.TYPE_ENUM, default_factory=lambda: LinkmicGiftExpressionStrategy(0)
    )
    flying_mic_resources: "FlyingMicResources" = betterproto2.field(
        35, betterproto2.TYPE_MESSAGE, optional=True
    )
    disable_gift_tracking: "bool" = betterproto2.field(36, betterproto2.TYPE_BOOL)
    asset: "AssetsModel" = betterproto2.field(37, betterproto2.TYPE_MESSAGE, optional=True)
    version: "GiftMessageVersion" = betterproto2.field(
        38, betterproto2.TYPE_ENUM, default_factory=lambda: GiftMessageVersion(0)
    )
    sponsorship_info: "list[SponsorshipInfo]" = betterproto2.field(
        39, betterproto2.TYPE_MESSAGE, repeated=True
    )
    flying_mic_resources_v2: "FlyingMicResources" = betterproto2.field(
        40, betterproto2.TYPE_MESSAGE, optional=True
    )
    public_area_message_common: "PublicAreaMessageCommon" = betterproto2.field(
        41, betterproto2.TYPE_MESSAGE, optional=True
    )
    signature: "str" = betterproto2.field(42, betterproto2.TYPE_STRING)
    signature_version: "str" = betterproto2.field(43, betterproto2.TYPE_STRING)
    multi_generate_message: "bool" = betterproto2.field(44, betterproto2.TYPE_BOOL)
    to_member_id: "str" = betterproto2.field(45, betterproto2.TYPE_STRING)
    to_member_id_int: "int" = betterproto2.field(46, betterproto2.TYPE_INT64)
    to_member_nickname: "str" = betterproto2.field(47, betterproto2.TYPE_STRING)
    interactive_gift_info: "InteractiveGiftInfo" = betterproto2.field(
        48, betterproto2.TYPE_MESSAGE, optional=True
    )
    display_duration_ms: "int" = betterproto2.field(49, betterproto2.TYPE_INT64)
    """Milliseconds."""
    display_text_for_sender: "Text" = betterproto2.field(50, betterproto2.TYPE_MESSAGE, optional=True)
    is_asset_bundle_gift: "bool" = betterproto2.field(51, betterproto2.TYPE_BOOL)
    asset_bundle: "AssetBundle" = betterproto2.field(52, betterproto2.TYPE_MESSAGE, optional=True)
    effect_extra: "str" = betterproto2.field(53, betterproto2.TYPE_STRING)
    secondary_effect_info: "SecondaryEffectInfo" = betterproto2.field(
        54, betterproto2.TYPE_MESSAGE, optional=True
    )
    gift_variant_id: "int" = betterproto2.field(55, betterproto2.TYPE_INT32)
    shiny_card_unlock_token: "str" = betterproto2.field(56, betterproto2.TYPE_STRING)
    gift_effect: "GiftEffect" = betterproto2.field(100, betterproto2.TYPE_MESSAGE, optional=True)


@message
class TextEffect(Message):
    portrait: "Detail" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    landscape: "Detail" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class Detail(Message):
    text: "Text" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    text_font_size: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    background: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    start: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    duration: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    x: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    y: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    width: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    height: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)
    shadow_dx: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)
    shadow_dy: "int" = betterproto2.field(11, betterproto2.TYPE_INT32)
    shadow_radius: "int" = betterproto2.field(12, betterproto2.TYPE_INT32)
    shadow_color: "str" = betterproto2.field(13, betterproto2.TYPE_STRING)
    stroke_color: "str" = betterproto2.field(14, betterproto2.TYPE_STRING)
    stroke_width: "int" = betterproto2.field(15, betterproto2.TYPE_INT32)


@message
class GiftIMPriority(Message):
    queue_sizes: "list[int]" = betterproto2.field(1, betterproto2.TYPE_INT64, repeated=True)
    self_queue_priority: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    priority: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)


@message
class GiftTrayInfo(Message):
    tray_dynamic_img: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    can_mirror: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    tray_normal_bg_img: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    tray_normal_bg_color: "list[str]" = betterproto2.field(4, betterproto2.TYPE_STRING, repeated=True)
    tray_small_bg_img: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    tray_small_bg_color: "list[str]" = betterproto2.field(6, betterproto2.TYPE_STRING, repeated=True)
    right_tag_text: "Text" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    right_tag_bg_img: "ImageModel" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    right_tag_bg_color: "list[str]" = betterproto2.field(9, betterproto2.TYPE_STRING, repeated=True)
    tray_name_text_color: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    tray_desc_text_color: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    right_tag_jump_schema: "str" = betterproto2.field(12, betterproto2.TYPE_STRING)
    gift_tray_jump_schema: "str" = betterproto2.field(13, betterproto2.TYPE_STRING)


@message
class GiftMonitorInfo(Message):
    anchor_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    profitapi_message_dur: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    send_gift_profit_api_start_ms: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    send_gift_profit_core_start_ms: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    send_gift_req_start_ms: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    send_gift_send_message_success_ms: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    send_profitapi_dur: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    to_user_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    send_gift_start_client_local_ms: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    from_platform: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    from_version: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)


@message
class GiftsBoxInfo(Message):
    gifts_info_in_box: "list[GiftInfoInBox]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class LynxGiftExtra(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    code: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    type: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    params: "list[str]" = betterproto2.field(4, betterproto2.TYPE_STRING, repeated=True)
    extra: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


@message
class MatchInfo(Message):
    critical: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    effect_card_in_use: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    multiplier_type: "MatchInfoMultiplierType" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: MatchInfoMultiplierType(0)
    )
    multiplier_value: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class FlyingMicResources(Message):
    path_image: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    mic_image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    transition_configs: "list[TransitionConfig]" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class TransitionConfig(Message):
    config_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    resource_image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SponsorshipInfo(Message):
    gift_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    sponsor_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    light_gift_up: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    unlighted_gift_icon: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    gift_gallery_detail_page_scheme_url: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    gift_gallery_click_sponsor: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)
    gift_tray_style: "GiftTrayStyle" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: GiftTrayStyle(0)
    )
    become_all_sponsored: "bool" = betterproto2.field(21, betterproto2.TYPE_BOOL)


@message
class InteractiveGiftInfo(Message):
    cross_screen_delay: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    cross_screen_role: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    ignore_config: "GiftMessageIgnoreConfig" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: GiftMessageIgnoreConfig(0)
    )
    uniq_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    to_user_team_id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    ignore_component: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class AssetBundle(Message):
    assets: "list[AssetsModel]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    prefab_bundle: "PrefabBundle" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    stream_effect_spec: "GiftEffectStreamSpec" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class PrefabBundle(Message):
    prefab_effect_ids: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)


@message
class GiftEffectStreamSpec(Message):
    basic_asset_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    extra_asset_ids: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)


@message
class SecondaryEffectInfo(Message):
    effect_ids: "list[int]" = betterproto2.field(1, betterproto2.TYPE_INT64, repeated=True)
    builtin_strings: "list[str]" = betterproto2.field(2, betterproto2.TYPE_STRING, repeated=True)
    minute_game_gameplay_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class GiftEffect(Message):
    assets: "list[AssetsModel]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    specs: "GiftEffectSpecs" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    event_tracking_params: "dict[str, str]" = betterproto2.field(
        5,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )


@message
class GiftEffectSpecs(Message):
    cross_screen_sticker: "GiftEffectCrossScreenStickerSpec" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    lynx: "GiftEffectLynxSpec" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    prefab: "GiftEffectPrefabSpec" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    serial_spec: "GiftEffectSerialSpec" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    stream_effect_spec: "GiftEffectStreamSpec" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    live_gen_effect_spec: "GiftEffectLiveGenSpec" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class GiftEffectCrossScreenStickerSpec(Message):
    single_action_asset_ids: "dict[int, int]" = betterproto2.field(
        1,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_INT32),
    )
    action_asset_ids: "dict[int, int]" = betterproto2.field(
        2,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_INT32),
    )
    reaction_asset_ids: "dict[int, int]" = betterproto2.field(
        3,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_INT32),
    )


@message
class GiftEffectLynxSpec(Message):
    asset_ids: "list[int]" = betterproto2.field(1, betterproto2.TYPE_INT64, repeated=True)


@message
class GiftEffectPrefabSpec(Message):
    template_asset_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    prefab_asset_ids: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)


@message
class GiftEffectSerialSpec(Message):
    serial_asset_ids: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)


@message
class GiftEffectLiveGenSpec(Message):
    resource_uri: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    md5: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    fallback_asset_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    face_detection_asset_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


class LinkmicGiftExpressionStrategy(betterproto2.Enum):
    CONTROL_V1 = 0
    EXPERIMENT_V1 = 1
    EXPERIMENT_V2 = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINKMIC_GIFT_EXPRESSION_STRATEGY_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINKMIC_GIFT_EXPRESSION_STRATEGY_" + member.name: member.value for member in cls}


class GiftMessageVersion(betterproto2.Enum):
    NUM_0 = 0
    NUM_1 = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {0: "GIFT_MESSAGE_VERSION_0", 1: "GIFT_MESSAGE_VERSION_1"}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GIFT_MESSAGE_VERSION_0": 0, "GIFT_MESSAGE_VERSION_1": 1}


class MatchInfoMultiplierType(betterproto2.Enum):
    UNSPECIFIED = 0
    CRITICAL_STRIKE = 1
    TOP_2 = 2
    TOP_3 = 3
    VAULT_GLOVE = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "MATCH_INFO_MULTIPLIER_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"MATCH_INFO_MULTIPLIER_TYPE_" + member.name: member.value for member in cls}


class GiftTrayStyle(betterproto2.Enum):
    DEFAULT = 0
    GALLERY_REPURCHASE_FULL = 1
    GALLERY_REPURCHASE_BACKGROUND = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GIFT_TRAY_STYLE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GIFT_TRAY_STYLE_" + member.name: member.value for member in cls}


class GiftMessageIgnoreConfig(betterproto2.Enum):
    NOT_IGNORE = 0
    IGNORE_TRAY = 1
    IGNORE_PSM = 2
    IGNORE_TRAY_AND_PSM = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GIFT_MESSAGE_IGNORE_CONFIG_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GIFT_MESSAGE_IGNORE_CONFIG_" + member.name: member.value for member in cls}
