"""The catalogue entry of a gift: name, price, pictures, effects.

Generated from proto/webcast/gift_catalogue.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.gift import GiftMixin

if TYPE_CHECKING:
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.text import Text

_proto = proto  # where the codec looks for the classes of other modules


@message
class Gift(GiftMixin, Message):
    """The catalogue entry of a gift."""

    image: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    describe: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    duration: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    for_linkmic: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    combo: "bool" = betterproto2.field(10, betterproto2.TYPE_BOOL)
    """Whether the app offers to repeat it."""
    type: "int" = betterproto2.field(11, betterproto2.TYPE_INT32)
    """1 can be sent as a streak; any other type comes as one final message."""
    diamond_count: "int" = betterproto2.field(12, betterproto2.TYPE_INT32)
    """Price in diamonds of a single one."""
    is_displayed_on_panel: "bool" = betterproto2.field(13, betterproto2.TYPE_BOOL)
    primary_effect_id: "int" = betterproto2.field(14, betterproto2.TYPE_INT64)
    gift_label_icon: "ImageModel" = betterproto2.field(15, betterproto2.TYPE_MESSAGE, optional=True)
    name: "str" = betterproto2.field(16, betterproto2.TYPE_STRING)
    icon: "ImageModel" = betterproto2.field(21, betterproto2.TYPE_MESSAGE, optional=True)
    gold_effect: "str" = betterproto2.field(24, betterproto2.TYPE_STRING)
    preview_image: "ImageModel" = betterproto2.field(47, betterproto2.TYPE_MESSAGE, optional=True)
    gift_panel_banner: "GiftPanelBanner" = betterproto2.field(48, betterproto2.TYPE_MESSAGE, optional=True)
    is_broadcast_gift: "bool" = betterproto2.field(49, betterproto2.TYPE_BOOL)
    is_effect_befview: "bool" = betterproto2.field(50, betterproto2.TYPE_BOOL)
    is_random_gift: "bool" = betterproto2.field(51, betterproto2.TYPE_BOOL)
    is_box_gift: "bool" = betterproto2.field(52, betterproto2.TYPE_BOOL)
    can_put_in_gift_box: "bool" = betterproto2.field(53, betterproto2.TYPE_BOOL)
    gift_box_info: "GiftBoxInfo" = betterproto2.field(54, betterproto2.TYPE_MESSAGE, optional=True)
    tracker_params: "dict[str, str]" = betterproto2.field(
        100,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )
    lock_info: "GiftLockInfo" = betterproto2.field(101, betterproto2.TYPE_MESSAGE, optional=True)
    color_infos: "list[GiftColorInfo]" = betterproto2.field(102, betterproto2.TYPE_MESSAGE, repeated=True)
    gift_rank_recommend_info: "str" = betterproto2.field(103, betterproto2.TYPE_STRING)
    random_effect_info: "GiftRandomEffectInfo" = betterproto2.field(
        104, betterproto2.TYPE_MESSAGE, optional=True
    )
    gift_sub_type: "int" = betterproto2.field(105, betterproto2.TYPE_INT32)
    gift_vertical_scenarios: "list[int]" = betterproto2.field(106, betterproto2.TYPE_INT32, repeated=True)
    group_in_tab: "int" = betterproto2.field(107, betterproto2.TYPE_INT32)
    is_gallery_gift: "bool" = betterproto2.field(108, betterproto2.TYPE_BOOL)
    gift_sponsor_info: "GiftSponsorInfo" = betterproto2.field(109, betterproto2.TYPE_MESSAGE, optional=True)
    gift_skins: "list[GiftSkin]" = betterproto2.field(110, betterproto2.TYPE_MESSAGE, repeated=True)
    gift_label_type: "int" = betterproto2.field(111, betterproto2.TYPE_INT32)
    gift_texts: "list[GiftText]" = betterproto2.field(112, betterproto2.TYPE_MESSAGE, repeated=True)
    gift_skin_to_gift_texts_infos: "list[GiftSkinToGiftTextsInfo]" = betterproto2.field(
        113, betterproto2.TYPE_MESSAGE, repeated=True
    )
    expiration_timestamp: "int" = betterproto2.field(114, betterproto2.TYPE_INT64)
    batch_gift_info: "BatchGiftInfo" = betterproto2.field(115, betterproto2.TYPE_MESSAGE, optional=True)
    is_global_gift: "bool" = betterproto2.field(116, betterproto2.TYPE_BOOL)
    disable_gallery_banner: "bool" = betterproto2.field(117, betterproto2.TYPE_BOOL)
    ug_gift_info: "UGGiftStructInfo" = betterproto2.field(118, betterproto2.TYPE_MESSAGE, optional=True)
    cross_screen_effect_info: "CrossScreenEffectInfo" = betterproto2.field(
        119, betterproto2.TYPE_MESSAGE, optional=True
    )
    beacon_bubble: "GiftPanelBeaconBubble" = betterproto2.field(120, betterproto2.TYPE_MESSAGE, optional=True)
    gift_resources: "dict[str, GiftResource]" = betterproto2.field(
        121,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_MESSAGE),
    )
    resource_id: "int" = betterproto2.field(122, betterproto2.TYPE_INT64)
    biz_extra: "dict[int, str]" = betterproto2.field(
        123,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_STRING),
    )
    lynx_cross_screen_effect_info: "LynxCrossScreenEffectInfo" = betterproto2.field(
        124, betterproto2.TYPE_MESSAGE, optional=True
    )
    gift_struct_hash: "str" = betterproto2.field(125, betterproto2.TYPE_STRING)
    scheme_info: "SchemeInfo" = betterproto2.field(126, betterproto2.TYPE_MESSAGE, optional=True)
    series_info: "GiftSeriesInfo" = betterproto2.field(127, betterproto2.TYPE_MESSAGE, optional=True)
    color_picker_info: "ColorPickerInfo" = betterproto2.field(128, betterproto2.TYPE_MESSAGE, optional=True)
    music_info: "MusicGiftInfo" = betterproto2.field(140, betterproto2.TYPE_MESSAGE, optional=True)
    gift_bottom_right_label_icon: "ImageModel" = betterproto2.field(
        141, betterproto2.TYPE_MESSAGE, optional=True
    )
    strategy_event: "str" = betterproto2.field(201, betterproto2.TYPE_STRING)


@message
class GiftPanelBanner(Message):
    display_text: "Text" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    left_icon: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    schema_url: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    deprecated: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    bg_color_values: "list[str]" = betterproto2.field(5, betterproto2.TYPE_STRING, repeated=True)
    banner_lynx_url: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    banner_priority: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    banner_lynx_extra: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    bg_image: "ImageModel" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GiftBoxInfo(Message):
    capacity: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    is_primary_box: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    scheme_url: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    gift_infos_in_box: "list[GiftInfoInBox]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class GiftInfoInBox(Message):
    gift_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    effect_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    color_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    remain_times: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    asset: "AssetsModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class AssetsModel(Message):
    name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    resource_uri: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    resource_url: "ResourceModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    describe: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    resource_type: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    md5: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    size: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    loki_content: "LokiExtraContent" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    download_type: "int" = betterproto2.field(26, betterproto2.TYPE_INT32)
    resource_bytevc1_url: "ResourceModel" = betterproto2.field(28, betterproto2.TYPE_MESSAGE, optional=True)
    bytevc1_md5: "str" = betterproto2.field(29, betterproto2.TYPE_STRING)
    video_resource_list: "list[VideoResource]" = betterproto2.field(
        30, betterproto2.TYPE_MESSAGE, repeated=True
    )
    face_recognition_archive_meta: "FaceRecognitionMeta" = betterproto2.field(
        31, betterproto2.TYPE_MESSAGE, optional=True
    )
    lynx_url_settings_key: "str" = betterproto2.field(32, betterproto2.TYPE_STRING)
    downgrade_resource_type: "int" = betterproto2.field(33, betterproto2.TYPE_INT32)
    asset_extra: "AssetExtra" = betterproto2.field(34, betterproto2.TYPE_MESSAGE, optional=True)
    sticker_asset_variant: "int" = betterproto2.field(35, betterproto2.TYPE_INT32)
    immediate_download: "bool" = betterproto2.field(36, betterproto2.TYPE_BOOL)
    sticker_asset_variant_reason: "int" = betterproto2.field(37, betterproto2.TYPE_INT32)
    force_use_im_or_resp_asset: "bool" = betterproto2.field(38, betterproto2.TYPE_BOOL)
    distribution_strategy: "list[DistributionStrategy]" = betterproto2.field(
        39, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class ResourceModel(Message):
    url_list: "list[str]" = betterproto2.field(1, betterproto2.TYPE_STRING, repeated=True)
    uri: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    avg_color: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


@message
class LokiExtraContent(Message):
    gift_type: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    gift_duration: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    need_screen_shot: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    should_multi_frame: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    view_overlay: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    bef_view_render_size: "BEFViewRenderSize" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )
    bef_view_render_fps: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    bef_view_fit_mode: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    model_names: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    requirements: "list[str]" = betterproto2.field(10, betterproto2.TYPE_STRING, repeated=True)


@message
class BEFViewRenderSize(Message):
    w: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    h: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class VideoResource(Message):
    video_type_name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    video_url: "ResourceModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    video_md5: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class FaceRecognitionMeta(Message):
    version: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    requirement: "list[str]" = betterproto2.field(2, betterproto2.TYPE_STRING, repeated=True)
    model_names: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    sdk_extra: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class AssetExtra(Message):
    effect_starling_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class DistributionStrategy(Message):
    asset_base: "AssetBase" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    resource_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class AssetBase(Message):
    url: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    md5: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    face_meta: "FaceRecognitionMeta" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GiftLockInfo(Message):
    lock: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    lock_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    gift_level: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    highlight_enabled: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    unlock_button_text: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    unlock_schema: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class GiftColorInfo(Message):
    color_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    color_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    color_values: "list[str]" = betterproto2.field(3, betterproto2.TYPE_STRING, repeated=True)
    color_image: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    gift_image: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    color_effect_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    is_default: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    color_image_size: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    color_reason: "list[str]" = betterproto2.field(9, betterproto2.TYPE_STRING, repeated=True)
    color_name_english: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    gift_describe: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)


@message
class GiftRandomEffectInfo(Message):
    random_gift_panel_banner: "RandomGiftPanelBanner" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    effect_ids: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)
    host_key: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    audience_key: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    random_gift_bubble: "RandomGiftBubble" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class RandomGiftPanelBanner(Message):
    bg_image: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    shading_image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    target_num: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    collect_num: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    display_text: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    left_icon: "ImageModel" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    schema_url: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    bg_color_values: "list[str]" = betterproto2.field(8, betterproto2.TYPE_STRING, repeated=True)
    round: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    banner_priority: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)


@message
class RandomGiftBubble(Message):
    display_text: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    icon_dynamic_effect: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GiftSponsorInfo(Message):
    sponsor_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    sponsor_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    current_count: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    left_count_to_sponsor: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    can_sponsor: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)


@message
class GiftSkin(Message):
    gift_skin_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    gift_skin_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    static_image: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    animated_image: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GiftText(Message):
    gift_text_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    gift_text_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class GiftSkinToGiftTextsInfo(Message):
    gift_skin_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    gift_text_ids: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)


@message
class BatchGiftInfo(Message):
    can_batch_send: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    available_counts: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)


@message
class UGGiftStructInfo(Message):
    is_ug_gift: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    ug_points_cost: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class CrossScreenEffectInfo(Message):
    single_action_effect_ids: "dict[int, int]" = betterproto2.field(
        1,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_INT32),
    )
    action_effect_ids: "dict[int, int]" = betterproto2.field(
        2,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_INT32),
    )
    reaction_effect_ids: "dict[int, int]" = betterproto2.field(
        3,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_INT64, betterproto2.TYPE_INT32),
    )


@message
class GiftPanelBeaconBubble(Message):
    lynx_url: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    lynx_extra: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    type: "GiftPanelBeaconBubbleType" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: GiftPanelBeaconBubbleType(0)
    )


@message
class GiftResource(Message):
    id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    effect_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class LynxCrossScreenEffectInfo(Message):
    effect_ids: "list[int]" = betterproto2.field(4, betterproto2.TYPE_INT64, repeated=True)


@message
class SchemeInfo(Message):
    scheme_gift_type: "GiftStructSchemeGiftType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: GiftStructSchemeGiftType(0)
    )
    scheme_url: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    scheme_describe: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    scheme_describe_color: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class GiftSeriesInfo(Message):
    series_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    gift_ids: "list[int]" = betterproto2.field(3, betterproto2.TYPE_INT64, repeated=True)
    enabled: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    container_background: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    send_gift_button_color: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    pointing_back_tri_color: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    series_name_color: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    end_time_sec: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)


@message
class ColorPickerInfo(Message):
    groups: "list[ColorGroup]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class ColorGroup(Message):
    group_name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    color_infos: "list[GiftColorInfo]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class MusicGiftInfo(Message):
    artist_name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    resource: "AudioResource" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    song_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    mood_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    song_name: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


@message
class AudioResource(Message):
    audio_url: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    lyrics_url: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    snippet_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


class GiftPanelBeaconBubbleType(betterproto2.Enum):
    UNKNOWN = 0
    DEFAULT = 1
    LYNX_DEFAULT = 2
    LIVE_GOAL = 3
    GIFT_GALLERY = 4
    UG_HIGH_PRIORITY = 5
    UG_LOW_PRIORITY = 6
    VIEWER_PICKS = 7

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GIFT_PANEL_BEACON_BUBBLE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GIFT_PANEL_BEACON_BUBBLE_TYPE_" + member.name: member.value for member in cls}


class GiftStructSchemeGiftType(betterproto2.Enum):
    SCHEME_GIFT_TYPE_NONE = 0
    SCHEME_GIFT_TYPE_MAGIC = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GIFT_STRUCT_SCHEME_GIFT_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GIFT_STRUCT_SCHEME_GIFT_TYPE_" + member.name: member.value for member in cls}
