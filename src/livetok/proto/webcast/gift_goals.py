"""Galleries, wishes, goals and paid comments around gifts.

Generated from proto/webcast/gift_goals.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.badge import BadgeStruct
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.gift import GiftIMPriority
    from livetok.proto.webcast.gift_catalogue import Gift
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.text import Text
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class GiftGalleryEvent(Event):
    """Gift gallery lit up or sponsored."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    gift_info: "GiftGalleryMessageGiftInfo" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    user: "User" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    to_user: "User" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    msg_type: "GiftGalleryMsgType" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: GiftGalleryMsgType(0)
    )
    all_sponsored: "bool" = betterproto2.field(21, betterproto2.TYPE_BOOL)
    priority: "GiftIMPriority" = betterproto2.field(51, betterproto2.TYPE_MESSAGE, optional=True)
    log_id: "str" = betterproto2.field(52, betterproto2.TYPE_STRING)


@message
class GiftGalleryMessageGiftInfo(Message):
    lighted_up_gift_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    high_value: "bool" = betterproto2.field(2, betterproto2.TYPE_BOOL)
    gift: "Gift" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    unlighted_gift_icon: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


@message
class GiftGuideEvent(Event):
    """Guide towards sending a gift."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    content: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    gift_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    has_sent: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    guide_type: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    display_seconds: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    trigger_name: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    schema_url: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    should_use_config: "bool" = betterproto2.field(9, betterproto2.TYPE_BOOL)
    guide_page_resources: "list[GuidePageResource]" = betterproto2.field(
        10, betterproto2.TYPE_MESSAGE, repeated=True
    )
    template_type: "str" = betterproto2.field(11, betterproto2.TYPE_STRING)
    guide_target: "GuideTarget" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, optional=True)
    biz: "str" = betterproto2.field(13, betterproto2.TYPE_STRING)
    tags: "list[str]" = betterproto2.field(14, betterproto2.TYPE_STRING, repeated=True)
    gift_ids: "list[int]" = betterproto2.field(15, betterproto2.TYPE_INT64, repeated=True)
    use_server_config: "bool" = betterproto2.field(16, betterproto2.TYPE_BOOL)
    sub_trigger_name: "str" = betterproto2.field(17, betterproto2.TYPE_STRING)


@message
class GuidePageResource(Message):
    texts: "list[Text]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    icons: "list[ImageModel]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    animations: "list[ImageModel]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)
    badges: "list[BadgeStruct]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class GuideTarget(Message):
    target_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    target_type: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    period_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)


@message
class GiftNoticeEvent(Event):
    """Notice about a gift."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    gift_notice: "GiftNotice" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GiftNotice(Message):
    notice_type: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    gift_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    effect: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    biz_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    period_id: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)


@message
class GiftProgressEvent(Event):
    """Progress towards a gift."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    progress_type: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    progress: "list[ProgressStruct]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class ProgressStruct(Message):
    progress_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    progress_value: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    progress_status: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)


@message
class GiftRecordCapsuleEvent(Event):
    """Capsule about the gift record."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    extra: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class GiftUnlockEvent(Event):
    """Gifts became unlocked."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    gifts: "list[Gift]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    bubble_text: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class GiftUpdateEvent(Event):
    """Gift list should be refreshed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    update_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)


@message
class InteractionHubGoalEvent(Event):
    """Goal shown in the interaction hub."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    interaction_goal: "Text" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    interaction_tips: "Text" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    interaction_goal_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    interaction_goal_source: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    new_gift_info: "Gift" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    has_new_gift: "bool" = betterproto2.field(7, betterproto2.TYPE_BOOL)
    task_progress: "AnchorActivityTaskProgress" = betterproto2.field(
        8, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class AnchorActivityTaskProgress(Message):
    task_icon_url: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    task_progress: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class StarCommentNotificationEvent(Event):
    """Paid highlighted comment: action on it."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    star_comment_action: "StarCommentAction" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: StarCommentAction(0)
    )
    msg_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    operator: "User" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    star_comment_message: "StarCommentMessage" = betterproto2.field(
        5, betterproto2.TYPE_MESSAGE, optional=True
    )


@message
class StarCommentMessage(Message):
    star_comment_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    user: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    content: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    duration: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    start_time_ms: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    comment_option: "StarCommentOption" = betterproto2.field(
        6, betterproto2.TYPE_ENUM, default_factory=lambda: StarCommentOption(0)
    )
    content_language: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)


@message
class StarCommentPushEvent(Event):
    """Paid highlighted comments: current and next."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    queue_version: "int" = betterproto2.field(2, betterproto2.TYPE_INT32)
    current: "StarCommentMessage" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    next: "StarCommentMessage" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)


@message
class WishlistUpdateEvent(Event):
    """Host's gift wish list changed."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)


class GiftGalleryMsgType(betterproto2.Enum):
    UNUSED = 0
    LIGHT_UP = 1
    ALL_SPONSORED = 2
    SPONSOR_CHANGE = 3
    LONG_TERM_RECALL = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "GIFT_GALLERY_MSG_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"GIFT_GALLERY_MSG_TYPE_" + member.name: member.value for member in cls}


class StarCommentAction(betterproto2.Enum):
    UNKNOWN = 0
    DELETED = 1
    POLLING = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "STAR_COMMENT_ACTION_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"STAR_COMMENT_ACTION_" + member.name: member.value for member in cls}


class StarCommentOption(betterproto2.Enum):
    UNKNOWN = 0
    V_1_BASIC = 10
    V_1_ELEVATED = 20

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "STAR_COMMENT_OPTION_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"STAR_COMMENT_OPTION_" + member.name: member.value for member in cls}
