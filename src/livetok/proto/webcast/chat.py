"""Comments and what happens to them.

Generated from proto/webcast/chat.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event
from livetok._mixins.text import CommentEventMixin

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.emote import EmoteModel
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.public_area import MsgFilter, PublicAreaCommon, PublicAreaMessageCommon
    from livetok.proto.webcast.user import User, UserIdentity

_proto = proto  # where the codec looks for the classes of other modules


@message
class CommentEvent(CommentEventMixin, Event):
    """A viewer's comment."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    """Who wrote it."""
    content: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    """The text of the comment."""
    visible_to_sender: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    background_image: "ImageModel" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    full_screen_text_color: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    background_image_v2: "ImageModel" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    public_area_common: "PublicAreaCommon" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    gift_image: "ImageModel" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)
    input_type: "int" = betterproto2.field(11, betterproto2.TYPE_INT32)
    at_user: "User" = betterproto2.field(12, betterproto2.TYPE_MESSAGE, optional=True)
    """The user whom the comment addresses."""
    emotes: "list[EmoteWithIndex]" = betterproto2.field(13, betterproto2.TYPE_MESSAGE, repeated=True)
    """Pictures in the text, with their places."""
    content_language: "str" = betterproto2.field(14, betterproto2.TYPE_STRING)
    """Language code guessed by TikTok."""
    msg_filter: "MsgFilter" = betterproto2.field(15, betterproto2.TYPE_MESSAGE, optional=True)
    quick_chat_scene: "int" = betterproto2.field(16, betterproto2.TYPE_INT32)
    community_flagged_status: "int" = betterproto2.field(17, betterproto2.TYPE_INT32)
    user_identity: "UserIdentity" = betterproto2.field(18, betterproto2.TYPE_MESSAGE, optional=True)
    """What the writer is to the host."""
    comment_quality_scores: "list[CommentQualityScore]" = betterproto2.field(
        19, betterproto2.TYPE_MESSAGE, repeated=True
    )
    comment_tag: "list[CommentTag]" = betterproto2.field(20, betterproto2.TYPE_ENUM, repeated=True)
    public_area_message_common: "PublicAreaMessageCommon" = betterproto2.field(
        21, betterproto2.TYPE_MESSAGE, optional=True
    )
    screen_time: "int" = betterproto2.field(22, betterproto2.TYPE_INT64)
    signature: "str" = betterproto2.field(23, betterproto2.TYPE_STRING)
    signature_version: "str" = betterproto2.field(24, betterproto2.TYPE_STRING)
    ec_streamer_key: "str" = betterproto2.field(25, betterproto2.TYPE_STRING)
    comment_label_scores: "list[CommentLabelScore]" = betterproto2.field(
        26, betterproto2.TYPE_MESSAGE, repeated=True
    )
    mention_user_list: "list[int]" = betterproto2.field(27, betterproto2.TYPE_INT64, repeated=True)
    mention_users: "list[User]" = betterproto2.field(28, betterproto2.TYPE_MESSAGE, repeated=True)
    """Users that are mentioned."""
    is_on_comment_tray: "bool" = betterproto2.field(29, betterproto2.TYPE_BOOL)


@message
class EmoteWithIndex(Message):
    """An emote and its place in the comment."""

    index: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    emote: "EmoteModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CommentQualityScore(Message):
    version: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    score: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class CommentLabelScore(Message):
    label_name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    score: "float" = betterproto2.field(2, betterproto2.TYPE_FLOAT)


@message
class ScreenChatEvent(Event):
    """Comment shown large over the screen with effects."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user_info: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    chat_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    content: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    priority: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    effect: "CeremonyEffect" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    background_image: "ImageModel" = betterproto2.field(7, betterproto2.TYPE_MESSAGE, optional=True)
    ceremony_effect: "CeremonyEffect" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    background: "ImageModel" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    public_area_common: "PublicAreaCommon" = betterproto2.field(10, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CeremonyEffect(Message):
    grade_background: "ImageModel" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    avatar_border: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CommentTrayEvent(Event):
    """Comment grouped into the tray of similar comments with a running count."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    content: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    content_type: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    count: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    chat_time: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    tray_id: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)


@message
class ImDeleteEvent(Event):
    """Listed messages or all messages of listed users are to be removed from the chat."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    delete_msg_ids: "list[int]" = betterproto2.field(2, betterproto2.TYPE_INT64, repeated=True)
    """Messages to be removed."""
    delete_user_ids: "list[int]" = betterproto2.field(3, betterproto2.TYPE_INT64, repeated=True)
    """Users whose messages are all to be removed."""


class CommentTag(betterproto2.Enum):
    NORMAL = 0
    CANDIDATE = 1
    OVERAGE = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "COMMENT_TAG_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"COMMENT_TAG_" + member.name: member.value for member in cls}
