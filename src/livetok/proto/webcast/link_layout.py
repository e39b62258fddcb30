"""Seats and layouts of a linked room.

Generated from proto/webcast/link_layout.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.link_shared import (
        LayoutStyle,
        LinkMicUserAdminType,
        MicPositionData,
        Player,
        PosIdentity,
    )

_proto = proto  # where the codec looks for the classes of other modules


@message
class LinkMicLayoutStateEvent(Event):
    """Which seat layout the linked room uses now."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    channel_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    scene: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    version: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    biz_layout_state: "BizLayoutState" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    biz_spot_list: "list[BizSpotInfo]" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class BizLayoutState(Message):
    multi_guest_biz_layout_extra: "MultiGuestBizLayoutExtra" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    co_host_biz_layout_extra: "CoHostBizLayoutExtra" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class MultiGuestBizLayoutExtra(Message):
    just_dance_layout_extra: "JustDanceLayoutExtra" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class JustDanceLayoutExtra(Message):
    just_dance_song_title: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class CoHostBizLayoutExtra(Message):
    """No fields known."""


@message
class BizSpotInfo(Message):
    spot_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    pos_identity: "PosIdentity" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    biz_spot_extra: "BizSpotExtra" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class BizSpotExtra(Message):
    multi_guest_biz_spot_extra: "MultiGuestBizSpotExtra" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    co_host_biz_spot_extra: "CoHostBizSpotExtra" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class MultiGuestBizSpotExtra(Message):
    sound_ware_effect_extra: "SoundWareEffectExtra" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    just_dance_extra: "JustDanceExtra" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SoundWareEffectExtra(Message):
    static_image_name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    dynamic_image_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    user_right_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    right_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class JustDanceExtra(Message):
    """No fields known."""


@message
class CoHostBizSpotExtra(Message):
    """No fields known."""


@message
class LinkStateEvent(Event):
    """Which linked features are on in the channel."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    channel_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    scene: "Scene" = betterproto2.field(3, betterproto2.TYPE_ENUM, default_factory=lambda: Scene(0))
    version: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    need_ack: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    layout: "LayoutState" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    user_states: "list[LinkUserState]" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, repeated=True)
    client_send_time: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    state_type: "StateType" = betterproto2.field(
        9, betterproto2.TYPE_ENUM, default_factory=lambda: StateType(0)
    )
    background: "BackGroundImageState" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    wallpaper_url: "str" = betterproto2.field(12, betterproto2.TYPE_STRING)
    ui_pos: "list[PosIdentity]" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, repeated=True)
    spot_list: "list[SpotInfo]" = betterproto2.field(14, betterproto2.TYPE_MESSAGE, repeated=True)
    audio_muted_remote_channels: "list[int]" = betterproto2.field(15, betterproto2.TYPE_INT64, repeated=True)
    linker_mode: "int" = betterproto2.field(16, betterproto2.TYPE_INT32)
    multi_guest_biz_info: "LinkStateMultiGuestBizExtra" = betterproto2.field(
        17, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class LayoutState(Message):
    layout_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    layout_key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    multi_guest_layout_extra: "MultiGuestLayoutExtra" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )
    multi_guest_layout_non_sei_extra: "MultiGuestLayoutNonSeiExtra" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )
    cohost_layout_extra: "CohostTypeLayoutExtra" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    cohost_layout_non_sei_extra: "CohostTypeLayoutNonSeiExtra" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class MultiGuestLayoutExtra(Message):
    origin_layout_style: "LayoutStyle" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.LayoutStyle(0)
    )
    current_layout_style: "LayoutStyle" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.LayoutStyle(0)
    )
    origin_max_position: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    current_max_position: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    enlarge_status: "LayoutEnlargeStatus" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: LayoutEnlargeStatus(0)
    )
    current_panel_layout_type: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    social_game: "SocialGameLayoutExtra" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SocialGameLayoutExtra(Message):
    game_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    game_just_dance_status: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    game_session_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    game_start_play_ms: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    game_option_id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    loki_panel_name: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    required_loki_resource_id: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    optional_loki_resource_id: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)


@message
class MultiGuestLayoutNonSeiExtra(Message):
    social_game: "SocialGameLayoutNonSeiExtra" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class SocialGameLayoutNonSeiExtra(Message):
    just_dance_song_title: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class CohostTypeLayoutExtra(Message):
    is_zoom_layout: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    offset_y: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    scene: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    local_layout_only: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    is_enlarge_mode: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    disable_match_component: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)
    rematch_spot_id: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    screen_share_user_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)


@message
class CohostTypeLayoutNonSeiExtra(Message):
    """No fields known."""


@message
class LinkUserState(Message):
    user: "Player" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    linkmic_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    pos: "MicPositionData" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    linked_time_nano: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    online_user_state: "OnlineUserState" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: OnlineUserState(0)
    )
    audio_muted: "MediaState" = betterproto2.field(
        6, betterproto2.TYPE_ENUM, default_factory=lambda: MediaState(0)
    )
    video_muted: "MediaState" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: MediaState(0)
    )
    rtc_connection: "RtcConnectionState" = betterproto2.field(
        8, betterproto2.TYPE_ENUM, default_factory=lambda: RtcConnectionState(0)
    )
    network_state: "NetworkState" = betterproto2.field(
        9, betterproto2.TYPE_ENUM, default_factory=lambda: NetworkState(0)
    )
    avatar: "AvatarState" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    linker_session_id: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)


@message
class AvatarState(Message):
    avatar_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)


@message
class BackGroundImageState(Message):
    sticker_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class SpotInfo(Message):
    spot_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    pos_identity: "PosIdentity" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    multi_guest_spot_extra: "MultiGuestSpotExtra" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )
    multi_guest_spot_non_sei_extra: "MultiGuestSpotNonSeiExtra" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )
    cohost_spot_extra: "CohostTypeSpotExtra" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    cohost_spot_non_sei_extra: "CohostTypeSpotNonSeiExtra" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )
    pos_identity_extra: "PosIdentityExtra" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)


@message
class MultiGuestSpotExtra(Message):
    is_enlarged: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    is_single_zoom_enabled: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    is_double_zoom_enabled: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    is_switch_spot_enabled: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    spot_rank: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    content_position_type: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    social_game_user: "SocialGameUserSpotExtra" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class SocialGameUserSpotExtra(Message):
    game_just_dance_user_status: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    is_enlarged: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    is_main_content: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)


@message
class MultiGuestSpotNonSeiExtra(Message):
    social_game_user: "SocialGameUserSpotNonSeiExtra" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class SocialGameUserSpotNonSeiExtra(Message):
    game_score: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)


@message
class CohostTypeSpotExtra(Message):
    is_enlarged: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    content_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    pre_enlarge_spot_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)


@message
class CohostTypeSpotNonSeiExtra(Message):
    """No fields known."""


@message
class PosIdentityExtra(Message):
    content_linkmic_i_d: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class LinkStateMultiGuestBizExtra(Message):
    background_image_info: "BackgroundImageInfo" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class BackgroundImageInfo(Message):
    info_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    image_info: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class LinkScreenChangeEvent(Event):
    """Guest enlarged or screen share changed in a linked room."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    guest_cancel_enlarge: "LinkerGuestCancelEnlargeContent" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )
    enlarge_status_syn: "LinkerEnlargeStatusSynContent" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )
    enlarge_pos_status_syn: "EnlargePositionStatusSynContent" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class LinkerGuestCancelEnlargeContent(Message):
    scene: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    is_reject_enlarge: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    cancel_linkmic_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class LinkerEnlargeStatusSynContent(Message):
    is_enlarge: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    enlarge_linkmic_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    scene: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    target_linkmic_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    operator_info: "LinkerMediaChangeOperator" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )
    layout_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    linked_user_ui_positions: "list[str]" = betterproto2.field(7, betterproto2.TYPE_STRING, repeated=True)


@message
class LinkerMediaChangeOperator(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    operator_type: "LinkMicUserAdminType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.LinkMicUserAdminType(0)
    )
    nick_name: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    display_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class EnlargePositionStatusSynContent(Message):
    is_enlarge: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    target_position: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    scene: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    operator_info: "LinkerMediaChangeOperator" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )
    layout_id: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    linked_user_ui_positions: "list[str]" = betterproto2.field(6, betterproto2.TYPE_STRING, repeated=True)
    enlarged_positions: "list[PosIdentity]" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class LayoutData(Message):
    layout: "LayoutState" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    spot_list: "list[SpotInfo]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    version: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    group_channel_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    ui_pos: "list[PosIdentity]" = betterproto2.field(101, betterproto2.TYPE_MESSAGE, repeated=True)


class Scene(betterproto2.Enum):
    UNKNOWN = 0
    CO_HOST = 2
    MULTI_LIVE = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SCENE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SCENE_" + member.name: member.value for member in cls}


class StateType(betterproto2.Enum):
    STATE_INVALID = 0
    STATE_LAYOUT = 1
    STATE_ONLINE_USER_STATE = 2
    STATE_AUDIO_MUTE = 3
    STATE_VIDEO_MUTE = 4
    STATE_RTC_CONNECTION = 5
    STATE_NETWORK = 6
    STATE_BACKGROUND_IMAGE = 7
    STATE_SCREEN_ORIENTATION = 8
    STATE_AVATAR_ID = 9
    STATE_AUDIO_MUTE_CHANNELS = 10
    STATE_REQ_BATCH_CHANGE = 100

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "STATE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"STATE_TYPE_" + member.name: member.value for member in cls}


class LayoutEnlargeStatus(betterproto2.Enum):
    NONE = 0
    SINGLE_ENLARGED = 1
    DOUBLE_ENLARGED = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LAYOUT_ENLARGE_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LAYOUT_ENLARGE_STATUS_" + member.name: member.value for member in cls}


class OnlineUserState(betterproto2.Enum):
    STATE_UNDEFINED = 0
    STATE_NORMAL = 1
    STATE_PAUSED = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "ONLINE_USER_STATE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"ONLINE_USER_STATE_" + member.name: member.value for member in cls}


class MediaState(betterproto2.Enum):
    MEDIA_UNDEFINED = 0
    MEDIA_NORMAL = 1
    MEDIA_MUTED = 2
    MEDIA_UN_MUTE_OCCUPIED = 3
    MEDIA_MUTED_OCCUPIED = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "MEDIA_STATE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"MEDIA_STATE_" + member.name: member.value for member in cls}


class RtcConnectionState(betterproto2.Enum):
    STATE_RTC_UNDEFINED = 0
    STATE_RTC_NORMAL = 1
    STATE_RTC_DISCONNECT = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "RTC_CONNECTION_STATE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"RTC_CONNECTION_STATE_" + member.name: member.value for member in cls}


class NetworkState(betterproto2.Enum):
    STATE_NETWORK_UNDEFINED = 0
    STATE_NETWORK_EXCELLENT = 1
    STATE_NETWORK_GOOD = 2
    STATE_NETWORK_POOR = 3
    STATE_NETWORK_BAD = 4
    STATE_NETWORK_VBAD = 5
    STATE_NETWORK_DOWN = 6

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "NETWORK_STATE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"NETWORK_STATE_" + member.name: member.value for member in cls}
