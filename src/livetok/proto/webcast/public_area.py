"""How the public chat area is to show a message.

Generated from proto/webcast/public_area.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message

if TYPE_CHECKING:
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.text import Text

_proto = proto  # where the codec looks for the classes of other modules


@message
class PublicAreaMessageCommon(Message):
    scroll_gap_count: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    anchor_scroll_gap_count: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    release_to_scroll_area: "bool" = betterproto2.field(3, betterproto2.TYPE_BOOL)
    anchor_release_to_scroll_area: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    is_anchor_marked: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    creator_success_info: "CreatorSuccessInfo" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )
    portrait_info: "PortraitInfo" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    user_interaction_info: "UserInteractionInfo" = betterproto2.field(
        8, betterproto2.TYPE_MESSAGE, optional=True
    )
    admin_fold_type: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    display_info: "MessageDisplayInfo" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    hide_above_scroll_area: "bool" = betterproto2.field(11, betterproto2.TYPE_BOOL)
    operation_info: "OperationInfo" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, optional=True)
    dynamic_display_text: "Text" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CreatorSuccessInfo(Message):
    tags: "list[TagItem]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    topic: "Topic" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    topic_list: "list[Topic]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)
    frequency_control: "FrequencyControl" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class TagItem(Message):
    tag_type: "TagType" = betterproto2.field(1, betterproto2.TYPE_ENUM, default_factory=lambda: TagType(0))
    tag_text: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    tag_value: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    display_location: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    event_tracking_fields: "dict[str, str]" = betterproto2.field(
        5,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )
    biz_name: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    disable_count_frequency_control: "bool" = betterproto2.field(10, betterproto2.TYPE_BOOL)
    disable_crm_click: "bool" = betterproto2.field(11, betterproto2.TYPE_BOOL)


@message
class Topic(Message):
    topic_action_type: "TopicActionType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: TopicActionType(0)
    )
    topic_text: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    topic_tips: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    has_button: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    action_button: "ActionButton" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    tag_type: "TagType" = betterproto2.field(6, betterproto2.TYPE_ENUM, default_factory=lambda: TagType(0))
    display_location: "PublicAreaMessageCommonCreatorSuccessInfoTopicDisplayLocation" = betterproto2.field(
        7,
        betterproto2.TYPE_ENUM,
        default_factory=lambda: PublicAreaMessageCommonCreatorSuccessInfoTopicDisplayLocation(0),
    )
    event_tracking_fields: "dict[str, str]" = betterproto2.field(
        8,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )
    biz_name: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    disable_count_frequency_control: "bool" = betterproto2.field(10, betterproto2.TYPE_BOOL)


@message
class ActionButton(Message):
    button_type: "ActionButtonType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: ActionButtonType(0)
    )
    button_active_text: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    button_inactive_text: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    button_schema: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    enable_button_inactive_text: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)


@message
class FrequencyControl(Message):
    frequency_control_key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    window_size: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    limit_in_window: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class PortraitInfo(Message):
    user_metrics: "list[UserMetrics]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    portrait_tag: "list[PortraitTag]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class UserMetrics(Message):
    type: "PublicAreaMessageCommonPortraitInfoUserMetricsUserMetricsType" = betterproto2.field(
        1,
        betterproto2.TYPE_ENUM,
        default_factory=lambda: PublicAreaMessageCommonPortraitInfoUserMetricsUserMetricsType(0),
    )
    metrics_value: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class PortraitTag(Message):
    tag_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    priority: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    show_value: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    show_args: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class UserInteractionInfo(Message):
    like_cnt: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    comment_cnt: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    share_cnt: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class MessageDisplayInfo(Message):
    duration_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    show_duration_ms: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    incr_duration_ms: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    stay_style: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)


@message
class OperationInfo(Message):
    initial_state: "OperationState" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    success_state: "OperationState" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    failure_state: "OperationState" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class OperationState(Message):
    scene: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    icon: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    text: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    schema: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    animation_style: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    duration: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class PublicAreaCommon(Message):
    user_label: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user_consume_in_room: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class MsgFilter(Message):
    is_gifter: "bool" = betterproto2.field(1, betterproto2.TYPE_BOOL)
    is_subscribed_to_anchor: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)


class TagType(betterproto2.Enum):
    CREATOR_CRM_TAG_TYPE_UNKNOWN = 0
    CREATOR_CRM_TAG_TYPE_USER_GRADE = 1
    CREATOR_CRM_TAG_TYPE_FANS_LEVEL = 2
    CREATOR_CRM_TAG_TYPE_WATCH_ME_DAYS_AGO = 3
    CREATOR_CRM_TAG_TYPE_CUSTOM = 4
    CREATOR_CRM_TAG_TYPE_TITLE_GIFT = 5
    CREATOR_CRM_TAG_TYPE_FIRST_JOINED_TEAM = 6
    CREATOR_CRM_TAG_TYPE_PAY_ACCOMPANY_DAYS = 7
    CREATOR_CRM_TAG_TYPE_SPONSOR_GIFT_LAST_ROOM = 8
    CREATOR_CRM_TAG_TYPE_MATCH_MVP_LAST_ROOM = 9
    CREATOR_CRM_TAG_TYPE_LARGE_AMOUNT_GIFT_LAST_ROOM = 10
    CREATOR_CRM_TAG_TYPE_COMMENT_LAST_ROOM = 11
    CREATOR_CRM_TAG_TYPE_RECENT_TITLED_GIFT = 12
    CREATOR_CRM_TAG_TYPE_MEET_ANNIVERSARY = 13
    CREATOR_CRM_TAG_TYPE_FANS_SLEEP = 14
    CREATOR_CRM_TAG_TYPE_NOT_SEND_HEART_ME = 15
    CREATOR_CRM_TAG_TYPE_NOT_JOIN_TEAM = 16
    CREATOR_CRM_TAG_TYPE_FIRST_WATCH_LIVE = 17
    CREATOR_CRM_TAG_TYPE_RECENT_COMMENT = 18
    CREATOR_CRM_TAG_TYPE_RECENT_GIFT_TIMES = 19
    CREATOR_CRM_TAG_TYPE_RECENT_WATCH_LIVE_DURATION = 20
    CREATOR_CRM_TAG_TYPE_RECENT_GIFT = 21
    CREATOR_CRM_TAG_TYPE_RECENT_LIVE_CONTRIBUTION_TOP = 22
    CREATOR_CRM_TAG_TYPE_JUST_UPGRADE = 28
    CREATOR_CRM_TAG_TYPE_FAN_TOTAL_WATCH_DURATION = 29
    CREATOR_CRM_TAG_TYPE_FAN_TOTAL_COMMENT_NUM = 30
    CREATOR_CRM_TAG_TYPE_FAN_TOTAL_GIFT_SENT_NUM = 31
    CREATOR_CRM_TAG_TYPE_VAULT_HOLD_INVITATION = 32
    CREATOR_CRM_TAG_TYPE_VAULT_GET_INVITATION_FROM_ROOM = 33
    CREATOR_CRM_TAG_TYPE_VAULT_USER_RANK_TOP = 34
    CREATOR_CRM_TAG_TYPE_VAULT_MOST_EXPENSIVE_GIFT_SENT_ALL_TIME = 35
    CREATOR_CRM_TAG_TYPE_VAULT_MOST_EXPENSIVE_GIFT_SENT_LAST_ACTIVITY = 36
    CREATOR_CRM_TAG_TYPE_VAULT_GIFT_ER = 37
    CREATOR_CRM_TAG_TYPE_E_COMMERCE_TAG = 42
    CREATOR_CRM_TAG_TYPE_NOT_FINISH_TICKET_TASK = 43
    CREATOR_CRM_TAG_TYPE_GALLERY_PROGRESS = 44
    CREATOR_CRM_TAG_TYPE_SEND_GIFT_NOT_FANS = 45
    CREATOR_CRM_TAG_TYPE_WATCH_LIVE_NOT_FANS = 46
    CREATOR_CRM_TAG_TYPE_TOP_3_NOT_FANS = 47
    CREATOR_CRM_TAG_TYPE_UPGRADE_IN_ROOM = 48
    CREATOR_CRM_TAG_TYPE_HIGH_VIEW = 51
    CREATOR_CRM_TAG_TYPE_HIGH_VIEW_DURATION = 52
    CREATOR_CRM_TAG_TYPE_HIGH_ACTIVE = 53
    CREATOR_CRM_TAG_TYPE_HIGH_ACTIVE_NO_COMMENT = 54
    CREATOR_CRM_TAG_TYPE_HIGH_VIEW_DURATION_NO_ACTIVE = 55
    CREATOR_CRM_TAG_TYPE_REP_VIEWER = 56
    CREATOR_CRM_TAG_TYPE_HIGH_VIEW_DURATION_THIS_ROOM = 57
    CREATOR_CRM_TAG_TYPE_HIGH_ACTIVE_THIS_ROOM = 58
    FANS_HIGHLIGHT = 100

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "TAG_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"TAG_TYPE_" + member.name: member.value for member in cls}


class TopicActionType(betterproto2.Enum):
    UNKNOWN = 0
    FOLLOW = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "TOPIC_ACTION_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"TOPIC_ACTION_TYPE_" + member.name: member.value for member in cls}


class PublicAreaMessageCommonCreatorSuccessInfoTopicDisplayLocation(betterproto2.Enum):
    DISPLAY_LOCATION_FULL_SCREEN = 0
    DISPLAY_LOCATION_PUBLIC_SCREEN = 1
    DISPLAY_LOCATION_BOTH = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {
            member.value: "PUBLIC_AREA_MESSAGE_COMMON_CREATOR_SUCCESS_INFO_TOPIC_DISPLAY_LOCATION_"
            + member.name
            for member in cls
        }

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {
            "PUBLIC_AREA_MESSAGE_COMMON_CREATOR_SUCCESS_INFO_TOPIC_DISPLAY_LOCATION_"
            + member.name: member.value
            for member in cls
        }


class ActionButtonType(betterproto2.Enum):
    UNKNOWN = 0
    FOLLOW = 1
    SET_GOAL = 2
    START_MATCH = 3
    ADD_STICKER = 4
    ADD_CRM_STICKER = 5
    START_COHOST = 6
    INVITE_LEVEL_UP_GAMEPLAY = 7
    SEND_GOODY_BAG = 8
    PIN_MESSAGE = 9
    ACTIVATE_UPGRADE_GIFT_GALLERY = 10
    SET_FANS_CLUB_ID = 11
    VIEWER_WISH = 12
    OPEN_PLAY_BOOK = 13
    LIVE_GOAL_PIN = 14
    GUESSING_GAME = 15
    LAUNCH_GAME_QUIZ = 16
    PIN_COMMENT = 17
    INVITE_ON_MIC = 18

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "ACTION_BUTTON_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"ACTION_BUTTON_TYPE_" + member.name: member.value for member in cls}


class PublicAreaMessageCommonPortraitInfoUserMetricsUserMetricsType(betterproto2.Enum):
    USER_METRICS_TYPE_UNKNOWN = 0
    USER_METRICS_TYPE_GRADE = 1
    USER_METRICS_TYPE_SUBSCRIBE = 2
    USER_METRICS_TYPE_FOLLOW = 3
    USER_METRICS_TYPE_FANS_CLUB = 4
    USER_METRICS_TYPE_TOP_VIEWER = 5
    USER_METRICS_TYPE_GIFT = 6

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {
            member.value: "PUBLIC_AREA_MESSAGE_COMMON_PORTRAIT_INFO_USER_METRICS_USER_METRICS_TYPE_"
            + member.name
            for member in cls
        }

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {
            "PUBLIC_AREA_MESSAGE_COMMON_PORTRAIT_INFO_USER_METRICS_USER_METRICS_TYPE_"
            + member.name: member.value
            for member in cls
        }
