"""Lines, pop-ups and counts that the app shows beside the chat.

Generated from proto/webcast/hints.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.emote import EmoteModel
    from livetok.proto.webcast.gift import GiftIMPriority
    from livetok.proto.webcast.gift_catalogue import AssetsModel
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.link_layout import LinkerMediaChangeOperator
    from livetok.proto.webcast.member import WaveAlgorithmData
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import User, UserIdentity

_proto = proto  # where the codec looks for the classes of other modules


@message
class AILiveSummaryEvent(Event):
    """Machine-written summary of the running stream."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    ai_live_summary: "AILiveSummary" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class AILiveSummary(Message):
    room_llm_title: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    result_key: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    create_timestamp: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    ai_live_summary_switch: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class AssetEvent(Event):
    """A user got or used a virtual asset."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    asset_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    panel_display_text: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    show_message: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    show_panel: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    from_user: "User" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    to_user: "User" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    priority: "GiftIMPriority" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    log_id: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    assets: "AssetsModel" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)


@message
class AuthorizationNotifyEvent(Event):
    """Notice about an authorization with target user and style."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    from_: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    style: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    user_content: "ContentBlock" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    user_relation: "RelationBlock" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ContentBlock(Message):
    show: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    is_authorized: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    title: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    content: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    detail: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


@message
class RelationBlock(Message):
    show: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    is_authorized: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    title: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    content: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    detail: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


@message
class BackpackEvent(Event):
    """A user's item bag changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    change_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    action: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    item_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    item_id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)


@message
class CommentsEvent(Event):
    """Styled comment with an action."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    content: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    color: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    background: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    action_type: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    action_content: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)


@message
class CommonPopupEvent(Event):
    """Pop-up opened by link."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    schema_url: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    anchor_popup: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)


@message
class CommonToastEvent(Event):
    """Styled short pop-up."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    discardable: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    immediate: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    duration: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    text_color: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    background_color_start: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    background_color_end: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    position: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    top_image: "ImageModel" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    image_width: "int" = betterproto2.field(10, betterproto2.TYPE_INT32)
    image_height: "int" = betterproto2.field(11, betterproto2.TYPE_INT32)
    show_mongolia_layer: "bool" = betterproto2.field(12, betterproto2.TYPE_BOOL)


@message
class CountdownForAllEvent(Event):
    """Shared countdown started or ended."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    play_content: "CountdownForAllContent" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    operator_user_info: "LinkerMediaChangeOperator" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )
    play_end_reason: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)


@message
class CountdownForAllContent(Message):
    room_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    channel_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    play_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    play_status: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    version: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    start_time: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    end_time: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    play_config: "CountdownForAllConfig" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    play_users: "list[CountdownForAllUser]" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class CountdownForAllConfig(Message):
    duration: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    target_score: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class CountdownForAllUser(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    linkmic_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    score: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    rank: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    user: "User" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    nickname: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    display_id: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    avatar_thumb: "ImageModel" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CountdownEvent(Event):
    """Host's countdown."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    countdown_content: "CountdownContent" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    operator_user_info: "LinkerMediaChangeOperator" = betterproto2.field(
        4, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class CountdownContent(Message):
    room_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    channel_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    countdown_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    status: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    start_time: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    end_time: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    countdown_config: "CountdownConfig" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    countdown_user: "CountdownUser" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CountdownConfig(Message):
    duration: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    auto_expand: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    target_score: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class CountdownUser(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    linkmic_id: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    score: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    completion_progress_percent: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    nickname: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    display_id: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class DiggEvent(Event):
    """Old like message."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    digg_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    duration: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    color: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    user: "User" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    icon: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


@message
class EpiEvent(Event):
    """List of experience decisions from the server."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    decisions: "EpiDecision" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class EpiDecision(Message):
    ts: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    data: "dict[str, str]" = betterproto2.field(
        2,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )
    data_v2: "dict[str, str]" = betterproto2.field(
        3,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )
    server_features: "dict[str, str]" = betterproto2.field(
        4,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )


@message
class FeedUserRoomMonitorEvent(Event):
    """Room state used for feed monitoring."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    room_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    room_status: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    room_time: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    stream_status: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)


@message
class FollowCardEvent(Event):
    """Card inviting to follow the host."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    follow_card_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    max_random: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class ForceFetchRecommendationsEvent(Event):
    """Client should refetch recommendations."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    reasons: "list[int]" = betterproto2.field(10, betterproto2.TYPE_INT64, repeated=True)
    fetch_within_ms: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    strategy_context: "str" = betterproto2.field(100, betterproto2.TYPE_STRING)


@message
class GreetingEvent(Event):
    """Greeting for an entering viewer."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user_identity: "UserIdentity" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    enter_msg_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    greeting_text: "Text" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    guide_text: "Text" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    wave_algorithm_data: "WaveAlgorithmData" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GuideTaskEvent(Event):
    """Guided task for the user."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    biz_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    operation_types: "list[int]" = betterproto2.field(3, betterproto2.TYPE_INT32, repeated=True)
    remind_area_text: "Text" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    remind_type: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    display_second: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    task_type: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)


@message
class HotRoomEvent(Event):
    """Room is hot; scaling data."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    data: "HotRoomData" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class HotRoomData(Message):
    business: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    is_hot: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    action: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    timestamp: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    hot_room_state: "list[HotRoomState]" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class HotRoomState(Message):
    reason: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    enter_ts: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class QuickChatListEvent(Event):
    """List of quick replies."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    duration: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    content_list: "list[QuickChatContent]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)
    priority: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    scene: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


@message
class QuickChatContent(Message):
    type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    text: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    text_starling_key: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    emote: "EmoteModel" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class RankToastEvent(Event):
    """Pop-up about a ranking."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    toast: "RankToast" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class RankToast(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    should_toast: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)


@message
class RoomBottomEvent(Event):
    """Styled bottom notice with an action."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    color: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    action_content: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    action_type: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    push_display_time: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    action_icon: "ImageModel" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    new_background_image: "FlexImageModel" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    source: "str" = betterproto2.field(12, betterproto2.TYPE_STRING)


@message
class FlexImageModel(Message):
    url_list: "list[str]" = betterproto2.field(1, betterproto2.TYPE_STRING, repeated=True)
    uri: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    flex_setting: "list[int]" = betterproto2.field(3, betterproto2.TYPE_INT64, repeated=True)


@message
class ShareGuideEvent(Event):
    """Hint to share."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    share_channel: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class SpecialPushEvent(Event):
    """Special push line with an action."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    content: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    color: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    trace_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    icon: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    action_content: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    action_type: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    push_display_time: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)


@message
class TrayEvent(Event):
    """Generic tray with user, picture and count."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    title: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    describe: "Text" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    combo_count: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    group_count: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    image: "ImageModel" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)


@message
class UpgradeEvent(Event):
    """Client should be updated."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    text: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class UserStatsEvent(Event):
    """A user's action count line."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    content: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    user_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    action_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class UpdateShareRevenueNoticeEvent(Event):
    """How the host shares revenue. Nobody has published its schema; the numbers are as recorded in September 2026."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    room_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    state: "ShareRevenueState" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    change: "ShareRevenueChange" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class ShareRevenueState(Message):
    status: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    update_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class ShareRevenueChange(Message):
    update_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    first: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    second: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class HostBoardEvent(Event):
    """The host's board. Nobody has published its schema; the numbers are as recorded in September 2026."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    board: "HostBoard" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class HostBoard(Message):
    state: "HostBoardState" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class HostBoardState(Message):
    status: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
