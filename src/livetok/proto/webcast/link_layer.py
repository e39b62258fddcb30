"""The connection layer under multi-guest and co-host rooms.

Generated from proto/webcast/link_layer.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    import builtins

    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.link import KickoutReason
    from livetok.proto.webcast.link_business import BusinessContent
    from livetok.proto.webcast.link_layout import LayoutData, LayoutState, Scene, SpotInfo
    from livetok.proto.webcast.link_shared import MicPositionData, Player, PosIdentity

_proto = proto  # where the codec looks for the classes of other modules


@message
class LinkLayerEvent(Event):
    """Multi-guest and co-host connection layer: create, invite, apply, join, leave, group changes.

    At most one of create_channel_content, list_change_content, invite_content, apply_content, permit_apply_content, reply_invite_content, kick_out_content, cancel_apply_content, cancel_invite_content, leave_content, finish_content, join_direct_content, join_group_content, permit_group_content, cancel_group_content, leave_group_content, p2p_group_change_content, group_change_content is set (common_content).
    """

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "LinkLayerMessageType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: LinkLayerMessageType(0)
    )
    channel_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    scene: "Scene" = betterproto2.field(4, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.Scene(0))
    source: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    centerized_idc: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    rtc_room_id: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    version: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    linker_mode: "LinkerMode" = betterproto2.field(
        9, betterproto2.TYPE_ENUM, default_factory=lambda: LinkerMode(0)
    )
    wait_cross_data: "bool" = betterproto2.field(10, betterproto2.TYPE_BOOL)
    create_channel_content: "CreateChannelContent" = betterproto2.field(
        100, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    list_change_content: "LinkListChangeContent" = betterproto2.field(
        102, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    invite_content: "InviteContent" = betterproto2.field(
        103, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    apply_content: "ApplyContent" = betterproto2.field(
        104, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    permit_apply_content: "PermitApplyContent" = betterproto2.field(
        105, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    reply_invite_content: "ReplyInviteContent" = betterproto2.field(
        106, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    kick_out_content: "KickOutContent" = betterproto2.field(
        107, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    cancel_apply_content: "CancelApplyContent" = betterproto2.field(
        108, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    cancel_invite_content: "CancelInviteContent" = betterproto2.field(
        109, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    leave_content: "LeaveContent" = betterproto2.field(
        110, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    finish_content: "FinishChannelContent" = betterproto2.field(
        111, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    join_direct_content: "JoinDirectContent" = betterproto2.field(
        112, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    join_group_content: "JoinGroupContent" = betterproto2.field(
        113, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    permit_group_content: "PermitJoinGroupContent" = betterproto2.field(
        114, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    cancel_group_content: "CancelJoinGroupContent" = betterproto2.field(
        115, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    leave_group_content: "LeaveJoinGroupContent" = betterproto2.field(
        116, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    p2p_group_change_content: "P2PGroupChangeContent" = betterproto2.field(
        117, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    group_change_content: "GroupChangeContent" = betterproto2.field(
        118, betterproto2.TYPE_MESSAGE, optional=True, group="common_content"
    )
    join_group_direct_content: "JoinGroupDirectContent" = betterproto2.field(
        119, betterproto2.TYPE_MESSAGE, optional=True
    )
    join_room_direct_content: "JoinRoomDirectContent" = betterproto2.field(
        120, betterproto2.TYPE_MESSAGE, optional=True
    )
    link_envelope_content: "LinkEnvelopeContent" = betterproto2.field(
        150, betterproto2.TYPE_MESSAGE, optional=True
    )
    business_content: "BusinessContent" = betterproto2.field(200, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CreateChannelContent(Message):
    owner: "Player" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    owner_link_mic_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    owner_linker_session_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class LinkListChangeContent(Message):
    type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    list: "AllListUser" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    linked_user_ui_positions: "builtins.list[str]" = betterproto2.field(
        3, betterproto2.TYPE_STRING, repeated=True
    )
    content_pos: "builtins.list[ContentPosition]" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class AllListUser(Message):
    linked_list: "list[LinkLayerListUser]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    applied_list: "list[LinkLayerListUser]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)
    invited_list: "list[LinkLayerListUser]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)
    ready_list: "list[LinkLayerListUser]" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class LinkLayerListUser(Message):
    user: "Player" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    linkmic_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    pos: "MicPositionData" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    linked_time_nano: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    app_version: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    user_type: "LinkerUserType" = betterproto2.field(
        6, betterproto2.TYPE_ENUM, default_factory=lambda: LinkerUserType(0)
    )
    linker_session_id: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)


@message
class ContentPosition(Message):
    content_i_d: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    content_type: "ContentPositionType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: ContentPositionType(0)
    )
    pos: "MicPositionData" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    content_linkmic_i_d: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    start_time_nano: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)


@message
class InviteContent(Message):
    invitor: "Player" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    invitee_rtc_ext_info: "RTCExtraInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    invitor_link_mic_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    invitee_link_mic_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    is_owner: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    pos: "MicPositionData" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    dsl: "DSLConfig" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    invitee: "Player" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    operator: "Player" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    invitee_linker_session_id: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)


@message
class RTCExtraInfo(Message):
    live_rtc_engine_config: "RTCEngineConfig" = betterproto2.field(
        1, betterproto2.TYPE_MESSAGE, optional=True
    )
    live_rtc_video_param: "list[RTCLiveVideoParam]" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, repeated=True
    )
    rtc_bitrate_map: "RTCBitRateMap" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    rtc_fps: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    rtc_mix_base: "RTCMixBase" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    byte_rtc_ext_info: "ByteRTCExtInfo" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    extra: "RTCInfoExtra" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    rtc_business_id: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    rtc_other: "RTCOther" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    interact_client_type: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)


@message
class RTCEngineConfig(Message):
    rtc_app_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    rtc_user_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    rtc_token: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    rtc_channel_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class RTCLiveVideoParam(Message):
    strategy_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    params: "RTCVideoParam" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class RTCVideoParam(Message):
    width: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    height: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    fps: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    bitrate_kbps: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class RTCBitRateMap(Message):
    xx1: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    xx2: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    xx3: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    xx4: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class RTCMixBase(Message):
    bitrate: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)


@message
class ByteRTCExtInfo(Message):
    default_signaling_server_first: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)


@message
class RTCInfoExtra(Message):
    version: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


@message
class RTCOther(Message):
    max_transcoding_cb_interval_second: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)


@message
class DSLConfig(Message):
    scene_version: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    layout_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class ApplyContent(Message):
    applier: "Player" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    applier_link_mic_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    applier_linker_session_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class PermitApplyContent(Message):
    permiter: "Player" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    permiter_link_mic_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    applier_pos: "MicPositionData" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    reply_status: "AgreeStatus" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: AgreeStatus(0)
    )
    dsl: "DSLConfig" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    applier: "Player" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    operator: "Player" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    applier_link_mic_id: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    linked_user_ui_positions: "list[str]" = betterproto2.field(9, betterproto2.TYPE_STRING, repeated=True)
    applier_rtc_token: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    ui_pos: "list[PosIdentity]" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, repeated=True)
    layout: "LayoutState" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, optional=True)
    spot_list: "list[SpotInfo]" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, repeated=True)
    applier_linker_session_id: "str" = betterproto2.field(14, betterproto2.TYPE_STRING)


@message
class ReplyInviteContent(Message):
    invitee: "Player" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    reply_status: "AgreeStatus" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: AgreeStatus(0)
    )
    invitee_link_mic_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    invitee_pos: "MicPositionData" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    invite_operator_user: "Player" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    linked_user_ui_positions: "list[str]" = betterproto2.field(6, betterproto2.TYPE_STRING, repeated=True)
    ui_pos: "list[PosIdentity]" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, repeated=True)
    layout: "LayoutState" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    spot_list: "list[SpotInfo]" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, repeated=True)
    invitee_linker_session_id: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)


@message
class KickOutContent(Message):
    offliner: "Player" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    kickout_reason: "KickoutReason" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.KickoutReason(0)
    )
    linked_user_ui_positions: "list[str]" = betterproto2.field(3, betterproto2.TYPE_STRING, repeated=True)
    ui_pos: "list[PosIdentity]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)
    layout: "LayoutState" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    spot_list: "list[SpotInfo]" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, repeated=True)
    offliner_linker_session_id: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)


@message
class CancelApplyContent(Message):
    applier: "Player" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    applier_link_mic_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    applier_linker_session_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class CancelInviteContent(Message):
    invitor: "Player" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    invitor_link_mic_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    invitee_link_mic_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    invite_seq_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    invitee: "Player" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    invitee_linker_session_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class LeaveContent(Message):
    leaver: "Player" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    leave_reason: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    linked_user_ui_positions: "list[str]" = betterproto2.field(3, betterproto2.TYPE_STRING, repeated=True)
    ui_pos: "list[PosIdentity]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)
    layout: "LayoutState" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    spot_list: "list[SpotInfo]" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, repeated=True)
    leaver_linker_session_id: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)


@message
class FinishChannelContent(Message):
    owner: "Player" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    finish_reason: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class JoinDirectContent(Message):
    joiner: "LinkLayerListUser" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    all_users: "AllListUser" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class JoinGroupContent(Message):
    group_user: "GroupChannelAllUser" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    join_user: "GroupPlayer" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    type: "JoinType" = betterproto2.field(3, betterproto2.TYPE_ENUM, default_factory=lambda: JoinType(0))
    group_ext_info: "list[RTCExtraInfo]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class GroupChannelAllUser(Message):
    group_channel_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    user: "list[GroupChannelUser]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    content_version: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class GroupChannelUser(Message):
    channel_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    status: "GroupStatus" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: GroupStatus(0)
    )
    type: "JoinType" = betterproto2.field(3, betterproto2.TYPE_ENUM, default_factory=lambda: JoinType(0))
    all_user: "AllListUser" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    join_time: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    linked_time: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    owner_user: "GroupPlayer" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    group_linkmic_id: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)


@message
class GroupPlayer(Message):
    channel_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    user: "Player" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PermitJoinGroupContent(Message):
    approver: "GroupPlayer" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    agree_status: "AgreeStatus" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: AgreeStatus(0)
    )
    type: "JoinType" = betterproto2.field(3, betterproto2.TYPE_ENUM, default_factory=lambda: JoinType(0))
    group_ext_info: "list[RTCExtraInfo]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)
    group_user: "GroupChannelAllUser" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    migration_details: "MigrationDetails" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    linked_user_ui_positions: "list[str]" = betterproto2.field(7, betterproto2.TYPE_STRING, repeated=True)
    permit_group_type: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    cross_room_layout: "LayoutData" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)


@message
class MigrationDetails(Message):
    is_migrate: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    source_group_channel_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    target_group_channel_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class CancelJoinGroupContent(Message):
    leaver: "list[GroupPlayer]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    operator: "GroupPlayer" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    type: "JoinType" = betterproto2.field(3, betterproto2.TYPE_ENUM, default_factory=lambda: JoinType(0))
    group_user: "GroupChannelAllUser" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class LeaveJoinGroupContent(Message):
    operator: "GroupPlayer" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    group_channel_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    leave_source: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    linked_user_ui_positions: "list[str]" = betterproto2.field(4, betterproto2.TYPE_STRING, repeated=True)


@message
class P2PGroupChangeContent(Message):
    group_ext_info: "list[RTCExtraInfo]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    group_user: "GroupChannelAllUser" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    migration_details: "MigrationDetails" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    content_pos: "list[ContentPosition]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)
    cross_room_layout: "LayoutData" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GroupChangeContent(Message):
    group_user: "GroupChannelAllUser" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    linked_user_ui_positions: "list[str]" = betterproto2.field(2, betterproto2.TYPE_STRING, repeated=True)


@message
class JoinGroupDirectContent(Message):
    group_ext_info: "list[RTCExtraInfo]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    group_user: "GroupChannelAllUser" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    migration_details: "MigrationDetails" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    content_pos: "list[ContentPosition]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)
    cross_room_layout: "LayoutData" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class JoinRoomDirectContent(Message):
    joiner: "Player" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    joiner_link_mic_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    joiner_ext_info: "RTCExtraInfo" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    layout: "LayoutState" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    spot_list: "list[SpotInfo]" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, repeated=True)
    ui_pos: "list[PosIdentity]" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, repeated=True)
    joiner_linker_session_id: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)


@message
class LinkEnvelopeContent(Message):
    sender: "LinkUserIdentity" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    receiver: "LinkUserIdentity" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    message_payload: "LinkEnvelopeMessagePayload" = betterproto2.field(
        10, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class LinkUserIdentity(Message):
    player: "Player" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    link_mic_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    channel_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class LinkEnvelopeMessagePayload(Message):
    message_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    resolution_demand_payload: "ResolutionDemandPayload" = betterproto2.field(
        100, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class ResolutionDemandPayload(Message):
    action: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    width_ratio: "float" = betterproto2.field(2, betterproto2.TYPE_DOUBLE)
    height_ratio: "float" = betterproto2.field(3, betterproto2.TYPE_DOUBLE)
    config_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    layout_key: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    spot_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    canvas_width: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    canvas_height: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    timestamp_ms: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)


class LinkLayerMessageType(betterproto2.Enum):
    LINKER_UNKNOWN = 0
    LINKER_CREATE = 1
    LINKER_INVITE = 2
    LINKER_APPLY = 3
    LINKER_PERMIT = 4
    LINKER_REPLY = 5
    LINKER_KICK_OUT = 6
    LINKER_CANCEL_APPLY = 7
    LINKER_CANCEL_INVITE = 8
    LINKER_LEAVE = 9
    LINKER_FINISH = 10
    LINKER_LIST_CHANGE = 11
    LINKER_JOIN_DIRECT = 12
    LINKER_JOIN_GROUP = 13
    LINKER_PERMIT_GROUP = 14
    LINKER_CANCEL_GROUP = 15
    LINKER_LEAVE_GROUP = 16
    LINKER_P_2_P_GROUP_CHANGE = 17
    LINKER_GROUP_CHANGE = 18

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINK_LAYER_MESSAGE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINK_LAYER_MESSAGE_TYPE_" + member.name: member.value for member in cls}


class LinkerMode(betterproto2.Enum):
    UNKNOWN = 0
    INNER = 1
    CROSS = 2
    MIXED = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINKER_MODE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINKER_MODE_" + member.name: member.value for member in cls}


class LinkerUserType(betterproto2.Enum):
    UNKNOWN = 0
    GUEST = 1
    HOST = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LINKER_USER_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LINKER_USER_TYPE_" + member.name: member.value for member in cls}


class ContentPositionType(betterproto2.Enum):
    UNKNOWN = 0
    STREAM = 1
    LIVE_STUDIO_STREAM_PORTRAIT = 2
    LIVE_STUDIO_STREAM_LANDSCAPE = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "CONTENT_POSITION_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"CONTENT_POSITION_TYPE_" + member.name: member.value for member in cls}


class AgreeStatus(betterproto2.Enum):
    AGREE_UNKNOWN = 0
    AGREE = 1
    REJECT = 2
    REPLY_STATUS_REFUSE_TYPE_NOT_SUPPORT = 3
    REPLY_STATUS_REFUSE_PROCESSING_INVITATION = 4
    REPLY_STATUS_REFUSE_BY_TIME_OUT = 5
    REPLY_STATUS_REFUSE_EXCEPTION = 6
    REPLY_STATUS_REFUSE_SYSTEM_NOT_SUPPORTED = 7
    REPLY_STATUS_REFUSE_SUBTYPE_DIFFERENCE = 8
    REPLY_STATUS_REFUSE_IN_MIC_ROOM = 9
    REPLY_STATUS_REFUSE_NOT_LOAD_PLUGIN = 10
    REPLY_STATUS_REFUSE_IN_MULTI_GUEST = 11
    REPLY_STATUS_REFUSE_PAUSE_LIVE = 12
    REPLY_STATUS_REFUSE_OPEN_CAMERA_DIALOG_SHOWING = 13
    REPLY_STATUS_REFUSE_DRAW_GUESSING = 14
    REPLY_STATUS_REFUSE_RANDOM_MATCHING = 15
    REPLY_STATUS_REFUSE_IN_MATCH_PROCESSING = 16
    REPLY_STATUS_REFUSE_IN_MIC_ROOM_FOR_MULTI_COHOST = 17
    REPLY_STATUS_REFUSE_COHOST_FINISHED = 18
    REPLY_STATUS_REFUSE_NOT_CONNECTED = 19
    REPLY_STATUS_REFUSE_LINK_MIC_FULL = 20
    REPLY_STATUS_REFUSE_ARC_INCOMPATIBLE = 21
    REPLY_STATUS_REFUSE_PROCESSING_OTHER_INVITE = 22
    REPLY_STATUS_REFUSE_PROCESSING_OTHER_APPLY = 23
    REPLY_STATUS_REFUSE_IN_ANCHOR_COHOST = 24
    REPLY_STATUS_REFUSE_TOPIC_PAIRING = 25
    REPLY_STATUS_REFUSE_POSITION_CONFLICT = 26
    REPLY_STATUS_REFUSE_CONFLICT_QUICK_COHOST = 27
    REPLY_STATUS_REFUSE_IN_TAKE_STAGE_PROCESSING = 28

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "AGREE_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"AGREE_STATUS_" + member.name: member.value for member in cls}


class JoinType(betterproto2.Enum):
    UNKNOWN = 0
    CHANNEL_APPLY = 1
    CHANNEL_INVITE = 2
    GROUP_APPLY = 100
    GROUP_APPLY_FOLLOW = 101
    GROUP_INVITE = 102
    GROUP_INVITE_FOLLOW = 103
    GROUP_OWNER_JOIN = 104

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "JOIN_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"JOIN_TYPE_" + member.name: member.value for member in cls}


class GroupStatus(betterproto2.Enum):
    UNKNOWN = 0
    WAITING = 1
    LINKED = 2
    LINKED_3 = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GROUP_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GROUP_STATUS_" + member.name: member.value for member in cls}
