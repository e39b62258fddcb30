"""Emotes of subscribers and fans.

Generated from proto/webcast/emote.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import AuditStatus, CommonMessageData
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.public_area import MsgFilter
    from livetok.proto.webcast.user import User, UserIdentity

_proto = proto  # where the codec looks for the classes of other modules


@message
class EmoteEvent(Event):
    """Comment made of subscriber emotes."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    user: "User" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    """Who sent them."""
    emote_list: "list[EmoteModel]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)
    """The emotes, in order."""
    msg_filter: "MsgFilter" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    user_identity: "UserIdentity" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class EmoteModel(Message):
    emote_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    image: "ImageModel" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, optional=True)
    audit_status: "AuditStatus" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: _proto.AuditStatus(0)
    )
    uuid: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    emote_type: "EmoteType" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: EmoteType(0)
    )
    content_source: "ContentSource" = betterproto2.field(
        6, betterproto2.TYPE_ENUM, default_factory=lambda: ContentSource(0)
    )
    emote_private_type: "EmotePrivateType" = betterproto2.field(
        7, betterproto2.TYPE_ENUM, default_factory=lambda: EmotePrivateType(0)
    )
    package_id: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    audit_info: "EmoteModelAuditInfo" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)
    reward_condition: "RewardCondition" = betterproto2.field(
        10, betterproto2.TYPE_ENUM, default_factory=lambda: RewardCondition(0)
    )
    emote_upload_info: "EmoteUploadInfo" = betterproto2.field(11, betterproto2.TYPE_MESSAGE, optional=True)
    create_time: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    emote_scene: "EmoteScene" = betterproto2.field(
        13, betterproto2.TYPE_ENUM, default_factory=lambda: EmoteScene(0)
    )


@message
class EmoteModelAuditInfo(Message):
    violation_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    task_type: "AuditTaskType" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: AuditTaskType(0)
    )


@message
class EmoteUploadInfo(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    emote_upload_source: "UserEmoteUploadSource" = betterproto2.field(
        2, betterproto2.TYPE_ENUM, default_factory=lambda: UserEmoteUploadSource(0)
    )
    user_info: "User" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    user_id_str: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)


class EmoteType(betterproto2.Enum):
    NORMAL = 0
    WITH_STICKER = 1
    FANS = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "EMOTE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"EMOTE_TYPE_" + member.name: member.value for member in cls}


class ContentSource(betterproto2.Enum):
    UNKNOWN = 0
    NORMAL = 1
    CAMERA = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "CONTENT_SOURCE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"CONTENT_SOURCE_" + member.name: member.value for member in cls}


class EmotePrivateType(betterproto2.Enum):
    NORMAL = 0
    SUB_WAVE = 1
    GUESSING = 101

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "EMOTE_PRIVATE_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"EMOTE_PRIVATE_TYPE_" + member.name: member.value for member in cls}


class RewardCondition(betterproto2.Enum):
    SUBSCRIPTION = 0
    SUB_WAVE_CUSTOM = 1
    FANS_CLUB = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "REWARD_CONDITION_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"REWARD_CONDITION_" + member.name: member.value for member in cls}


class EmoteScene(betterproto2.Enum):
    SUBSCRIPTION = 0
    GAME = 1
    FANS_CLUB = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "EMOTE_SCENE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"EMOTE_SCENE_" + member.name: member.value for member in cls}


class AuditTaskType(betterproto2.Enum):
    DEFAULT = 0
    APPEAL = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "AUDIT_TASK_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"AUDIT_TASK_TYPE_" + member.name: member.value for member in cls}


class UserEmoteUploadSource(betterproto2.Enum):
    EMOTE_UPLOAD_SOURCE_ANCHOR = 0
    EMOTE_UPLOAD_SOURCE_SUBSCRIBER = 1
    EMOTE_UPLOAD_SOURCE_MODERATOR = 2
    EMOTE_UPLOAD_SOURCE_AI = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "USER_EMOTE_UPLOAD_SOURCE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"USER_EMOTE_UPLOAD_SOURCE_" + member.name: member.value for member in cls}
