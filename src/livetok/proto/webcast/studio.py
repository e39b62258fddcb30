"""What the host of a broadcast is told: tasks, levels, moderation, figures.

Generated from proto/webcast/studio.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.badge import BadgeStruct
    from livetok.proto.webcast.common import AuditStatus, CommonMessageData
    from livetok.proto.webcast.emote import EmoteModelAuditInfo
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.link_layout import LinkerMediaChangeOperator
    from livetok.proto.webcast.link_shared import MicPositionData
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class AnchorGetSubQuotaEvent(Event):
    """Host received subscription quota."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    description: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class AnchorGrowLevelEvent(Event):
    """Host's growth level changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_grow_level_im_msg: "AnchorGrowLevelImMsg" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )
    anchor_grow_level_im_msg_v2: "AnchorGrowLevelImMsgV2" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class AnchorGrowLevelImMsg(Message):
    msg_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    task_done_data: "AnchorGrowLevelImMsgTaskDone" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class AnchorGrowLevelImMsgTaskDone(Message):
    level: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    isfinallevel: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    iscompletelevel: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    taskid: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class AnchorGrowLevelImMsgV2(Message):
    msg_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    notification_data: "AnchorGrowLevelImMsgNotification" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class AnchorGrowLevelImMsgNotification(Message):
    level: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    is_final_level: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    is_complete_level: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    task_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    content: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    starling_key: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class AnchorReminderWordEvent(Event):
    """Reminder words for the host."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    reminder_word_info: "AnchorReminderWordInfoMsg" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class AnchorReminderWordInfoMsg(Message):
    scene: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    title: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    content: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    message_key: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class AnchorTaskReminderEvent(Event):
    """Reminder of an open host task."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    task_record_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class AvatarGenerateResultEvent(Event):
    """Result of creating an avatar."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    avatar: "Avatar" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class Avatar(Message):
    avatar_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    video_static: "Video" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    video_dynamic: "Video" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    style_id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    created_at: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    updated_at: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    status: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    failed_title: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    failed_reason: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    is_system: "bool" = betterproto2.field(12, betterproto2.TYPE_BOOL)


@message
class Video(Message):
    vid: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    url: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    duration: "float" = betterproto2.field(3, betterproto2.TYPE_DOUBLE)
    width: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    height: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)


@message
class AvatarReportDeleteEvent(Event):
    """An avatar was removed after a report."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    avatar_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    avatar_owner_user_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class AvatarStyleResultEvent(Event):
    """Result of styling an avatar picture."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    status: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    status_message: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    image: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    style_id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    origin_image_uri: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    task_id: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)


@message
class BoostedUsersEvent(Event):
    """Number of viewers brought by promotion."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    total_cnt: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    flare: "FlareBoostedUsers" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    promote_ads: "list[PromoteAdBoostedUsers]" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, repeated=True
    )


@message
class FlareBoostedUsers(Message):
    cnt: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    end_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class PromoteAdBoostedUsers(Message):
    ad_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    cnt: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    percent: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    end_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class ColdStartEvent(Event):
    """Traffic help for new hosts: state and counts."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    msg_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    status: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    viewer_count: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    total_count: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)


@message
class HighlightFragementReadyEvent(Event):
    """A highlight clip is ready."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    game_live_fragment: "GameLiveFragment" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GameLiveFragment(Message):
    fragment_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    fragment_id_str: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    room_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    fragment_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    vid: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    download_url: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    cover_url: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    owner_user_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    start_time: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    end_time: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    extra: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    create_time: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    update_time: "int" = betterproto2.field(13, betterproto2.TYPE_INT64)
    title: "str" = betterproto2.field(14, betterproto2.TYPE_STRING)
    status: "int" = betterproto2.field(15, betterproto2.TYPE_INT32)
    mark_time: "int" = betterproto2.field(16, betterproto2.TYPE_INT64)
    op_time: "int" = betterproto2.field(17, betterproto2.TYPE_INT64)
    stream_url: "str" = betterproto2.field(18, betterproto2.TYPE_STRING)
    preview_pic_url: "str" = betterproto2.field(19, betterproto2.TYPE_STRING)
    room_id_str: "str" = betterproto2.field(20, betterproto2.TYPE_STRING)
    owner_user_id_str: "str" = betterproto2.field(21, betterproto2.TYPE_STRING)
    replay_create_time: "int" = betterproto2.field(22, betterproto2.TYPE_INT64)
    is_edit: "int" = betterproto2.field(23, betterproto2.TYPE_INT32)
    sprite_list: "list[Sprite]" = betterproto2.field(24, betterproto2.TYPE_MESSAGE, repeated=True)
    mp4_video_meta_info: "VideoMetaInfo" = betterproto2.field(25, betterproto2.TYPE_MESSAGE, optional=True)
    encode_status: "int" = betterproto2.field(26, betterproto2.TYPE_INT32)
    is_muted: "bool" = betterproto2.field(27, betterproto2.TYPE_BOOL)
    show_info: "LiveFragmentShowInfo" = betterproto2.field(28, betterproto2.TYPE_MESSAGE, optional=True)
    replay_relative_time: "int" = betterproto2.field(29, betterproto2.TYPE_INT64)


@message
class Sprite(Message):
    sprite_url: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    total_num: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    x_num: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    y_num: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    image_height: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    image_width: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    url: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    sprite_num: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    image_x_num: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    image_y_num: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    fps: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)


@message
class VideoMetaInfo(Message):
    url: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    height: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    width: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    size: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    duration: "float" = betterproto2.field(5, betterproto2.TYPE_FLOAT)


@message
class LiveFragmentShowInfo(Message):
    icon: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    desc: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class LiveInfoAuditNoticeEvent(Event):
    """Moderation result of title, cover or intro."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    audit_content_type: "LiveInfoAuditContentType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: LiveInfoAuditContentType(0)
    )
    audit_status: "AuditStatus" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.AuditStatus(0)
    )
    text_starling_key: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class LiveJourneyEvent(Event):
    """Host journey progress."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    live_journey_im_msg: "LiveJourneyImMessage" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class LiveJourneyImMessage(Message):
    msg: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    level: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)


@message
class NewAnchorGuideEvent(Event):
    """Guide for new hosts."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    guide_msg: "NewAnchorGuideMsgInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class NewAnchorGuideMsgInfo(Message):
    message_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    guide_config: "NewAnchorGuideConfig" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class NewAnchorGuideConfig(Message):
    anchor_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    icon: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    icon_style: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    title: "Text" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    button: "Text" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    text: "Text" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    display_duration: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    effect_params: "NewAnchorEffectParams" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    display_type: "int" = betterproto2.field(9, betterproto2.TYPE_INT32)


@message
class NewAnchorEffectParams(Message):
    effect_panel: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    resource_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    category_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    tab_key: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class NoticeboardEvent(Event):
    """Notice board shown, changed or hidden."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    noticeboard_content: "NoticeboardContent" = betterproto2.field(
        3, betterproto2.TYPE_MESSAGE, optional=True
    )
    operator_user_info: "LinkerMediaChangeOperator" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class NoticeboardContent(Message):
    room_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    channel_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    noticeboard_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    status: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    linkmic_id: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    position: "MicPositionData" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    stream_id: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    start_time: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    end_time: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    passed_media_node_id: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    last_review_info: "NoticeboardReviewInfo" = betterproto2.field(
        11, betterproto2.TYPE_MESSAGE, optional=True
    )
    version: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)


@message
class NoticeboardReviewInfo(Message):
    media_node_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    review_status: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class NoticeboardReviewEvent(Event):
    """Moderation result of the notice board."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    media_node_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    post_review_status: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    pre_review_status: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    template_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    official_material_type: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)


@message
class PartnershipDropsAnchorEvent(Event):
    """Drops notice for the host."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    change_mode: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    drops_id: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    anchor_uid: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    anchor_join_drops_notice_type: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    drops_name: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class PlaybookEvent(Event):
    """Playbook item started or ended."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    play_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    play_status: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    title: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    cover_url: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    playbook_end_reason: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)


@message
class PopularCardEvent(Event):
    """Popular card for the host."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    popular_card_info: "PopularCardInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PopularCardInfo(Message):
    status: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    end_time: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    enter_number: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class PromoteAdStatusEvent(Event):
    """State of a promotion campaign."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    ad_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    status: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)


@message
class RealTimePerformancePageEvent(Event):
    """Hint for the host's performance page."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    guide_text_starling: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)


@message
class RealtimeLiveCenterMethodEvent(Event):
    """Live centre figures for the host."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    room_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    base_info: "RealtimeLiveCenterBaseData" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    tips_info: "RealtimeLiveCenterTips" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    shop_info: "RealtimeLiveCenterShopData" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    cold_start_stat_data: "ColdStartStatData" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )
    reminder_word_info: "RealtimeReminderWordInfoMsg" = betterproto2.field(
        7, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class RealtimeLiveCenterBaseData(Message):
    live_start_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    live_end_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    total_score: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    live_watch_cnt: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    live_new_fans_ucnt: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    live_consume_ucnt: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    live_comment_cnt: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    live_like_cnt: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    new_subscribers_cnt: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    live_online_watch_cnt: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    share_cnt: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)


@message
class RealtimeLiveCenterTips(Message):
    show_tips: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    tip_text: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    tip_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    random_tip_key: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    tips_schema: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


@message
class RealtimeLiveCenterShopData(Message):
    show_shop_data: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    revenue_amount: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    unit_sales: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    buyers: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class ColdStartStatData(Message):
    viewer_count: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    status: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    stats: "list[ColdStartStat]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class ColdStartStat(Message):
    seconds: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    total_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    viewer_count: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class RealtimeReminderWordInfoMsg(Message):
    scene: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    title: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    content: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    message_key: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class StreamStatusEvent(Event):
    """State of the video streams."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    streams: "list[StreamStatusChangeInfo]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class StreamStatusChangeInfo(Message):
    stream_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    pre_status: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    cur_status: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    change_timestamp: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class SubContractStatusEvent(Event):
    """State of the subscription contract."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    data: "PushContractStatusResult" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    extra: "ResponseExtra" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PushContractStatusResult(Message):
    pay_channel: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    status: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    tpl_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    sub_circle: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    sub_info: "SubInfo" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    toast: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    contractid: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    create_contract_intent: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)


@message
class SubInfo(Message):
    user_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    anchor_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    sub_start_time: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    sub_end_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    next_renew_time: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    subscribed_month: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    is_subscribing: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    sub_level: "SubLevel" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    status: "PayStatus" = betterproto2.field(9, betterproto2.TYPE_ENUM, default_factory=lambda: PayStatus(0))
    sub_info_not_found: "bool" = betterproto2.field(10, betterproto2.TYPE_BOOL)
    sku_name: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    pay_channel: "PayChannel" = betterproto2.field(
        12, betterproto2.TYPE_ENUM, default_factory=lambda: PayChannel(0)
    )
    grace_info: "GraceInfo" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, optional=True)
    price_change_info: "PriceChangeInfo" = betterproto2.field(16, betterproto2.TYPE_MESSAGE, optional=True)
    last_operation: "SubOperation" = betterproto2.field(17, betterproto2.TYPE_MESSAGE, optional=True)
    package_id: "str" = betterproto2.field(18, betterproto2.TYPE_STRING)
    sub_circle: "int" = betterproto2.field(19, betterproto2.TYPE_INT64)
    renewal_period: "int" = betterproto2.field(20, betterproto2.TYPE_INT32)
    is_mocked: "bool" = betterproto2.field(21, betterproto2.TYPE_BOOL)


@message
class SubLevel(Message):
    level: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    desc: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    month_limit: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    badge: "LevelBadge" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    badge_struct: "BadgeStruct" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class LevelBadge(Message):
    origin_img: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    preview_img: "ImageModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GraceInfo(Message):
    is_in_grace_period: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    grace_end_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    is_package_deleted: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)


@message
class PriceChangeInfo(Message):
    is_price_changed: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    new_price: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    old_price: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    next_billing_date: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    days_left_to_agree_change: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    is_first_entrance: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    is_consent_required: "bool" = betterproto2.field(8, betterproto2.TYPE_BOOL)
    contract_id: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    order_id: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    no_confirm_cancel_contract_date: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    billing_type: "BillingType" = betterproto2.field(
        12, betterproto2.TYPE_ENUM, default_factory=lambda: BillingType(0)
    )
    changed_price: "str" = betterproto2.field(13, betterproto2.TYPE_STRING)


@message
class SubOperation(Message):
    operation_type: "SubOperationType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: SubOperationType(0)
    )
    operation_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class ResponseExtra(Message):
    now: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)


@message
class SubQueueEvent(Event):
    """Subscriber queue for playing with the host."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type_action: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    queue: "SubQueue" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    current_user: "User" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class SubQueue(Message):
    id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    status: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    audit_status: "AuditStatus" = betterproto2.field(
        4, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.AuditStatus(0)
    )
    anchor_id: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    room_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    create_time_sec: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    title: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    waiting_count: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    total_count: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    violation_info: "EmoteModelAuditInfo" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)


@message
class WalletLiveRewardsRatioEvent(Event):
    """Reward ratio message for the host's wallet."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    im_msg: "WalletLiveRewardsRatioImMsg" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class WalletLiveRewardsRatioImMsg(Message):
    msg_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    notification_data: "WalletLiveRewardsRatioImMsgNotification" = betterproto2.field(
        2, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class WalletLiveRewardsRatioImMsgNotification(Message):
    display_text: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)


class LiveInfoAuditContentType(betterproto2.Enum):
    TITLE = 0
    COVER = 1
    ABOUT_ME = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "LIVE_INFO_AUDIT_CONTENT_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"LIVE_INFO_AUDIT_CONTENT_TYPE_" + member.name: member.value for member in cls}


class PayStatus(betterproto2.Enum):
    SUB_STATUS_UNKNOWN = 0
    SUB_STATUS_ONE_TIME = 1
    SUB_STATUS_AUTO_DEDUCTION = 2
    SUB_STATUS_AUTO_DEDUCTION_CANCELED = 3
    SUB_STATUS_REVOKE = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PAY_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PAY_STATUS_" + member.name: member.value for member in cls}


class PayChannel(betterproto2.Enum):
    PAY_CHAN_UNKNOWN = 0
    PAY_CHAN_COINS = 1
    PAY_CHAN_I_AP_CASH = 2
    PAY_CHAN_WEB_APP = 3
    PAY_CHAN_GIFT_SUB = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "PAY_CHANNEL_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"PAY_CHANNEL_" + member.name: member.value for member in cls}


class BillingType(betterproto2.Enum):
    UNKNOWN = 0
    GP = 1
    WEB = 2
    APP_B = 3
    GP_COMMON_S_KU = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "BILLING_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"BILLING_TYPE_" + member.name: member.value for member in cls}


class SubOperationType(betterproto2.Enum):
    OPERATION_TYPE_UNKNOWN = 0
    OPERATION_TYPE_NEW_SUBSCRIPTION = 1
    OPERATION_TYPE_SINGLE_RENEWAL = 2
    OPERATION_TYPE_AUTO_RENEWAL = 3
    OPERATION_TYPE_UPGRADE = 4
    OPERATION_TYPE_CANCELLATION = 5

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "SUB_OPERATION_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"SUB_OPERATION_TYPE_" + member.name: member.value for member in cls}
