"""Polls.

Generated from proto/webcast/poll.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message
from livetok._mixins.event import Event

if TYPE_CHECKING:
    from livetok.proto.webcast.common import CommonMessageData
    from livetok.proto.webcast.gift_catalogue import Gift
    from livetok.proto.webcast.image import ImageModel
    from livetok.proto.webcast.user import User

_proto = proto  # where the codec looks for the classes of other modules


@message
class PollEvent(Event):
    """Poll starts, votes change, poll ends."""

    common: "CommonMessageData" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    message_type: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    poll_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    """The same in all messages of one poll."""
    start_content: "PollStartContent" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    """Set when the poll starts."""
    end_content: "PollEndContent" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)
    """Set when it is over."""
    update_votes_content: "PollUpdateVotesContent" = betterproto2.field(
        6, betterproto2.TYPE_MESSAGE, optional=True
    )
    """Set when votes came in."""
    poll_kind: "PollKind" = betterproto2.field(7, betterproto2.TYPE_ENUM, default_factory=lambda: PollKind(0))
    poll_basic_info: "PollBasicInfo" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    template_content: "TemplateContent" = betterproto2.field(9, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PollStartContent(Message):
    start_time: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    end_time: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    option_list: "list[PollOptionInfo]" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, repeated=True)
    title: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    operator: "User" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PollOptionInfo(Message):
    votes: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    display_content: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    option_idx: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    """Place of the option in the poll."""
    vote_user_list: "list[VoteUser]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class VoteUser(Message):
    user_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    nick_name: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    avatar_thumb: "ImageModel" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)
    vote_count: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)


@message
class PollEndContent(Message):
    end_type: "PollEndType" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: PollEndType(0)
    )
    option_list: "list[PollOptionInfo]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    operator: "User" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PollUpdateVotesContent(Message):
    option_list: "list[PollOptionInfo]" = betterproto2.field(2, betterproto2.TYPE_MESSAGE, repeated=True)
    operator: "User" = betterproto2.field(3, betterproto2.TYPE_MESSAGE, optional=True)


@message
class PollBasicInfo(Message):
    poll_sponsor: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    gift_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    title: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    is_suggested_question: "bool" = betterproto2.field(4, betterproto2.TYPE_BOOL)
    user_cnt: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    gift: "Gift" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)
    poll_id_str: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    suggested_question_key: "str" = betterproto2.field(8, betterproto2.TYPE_STRING)
    poll_duration: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    time_remain: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    poll_index: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    template_id: "int" = betterproto2.field(12, betterproto2.TYPE_INT64)
    business_scene: "int" = betterproto2.field(13, betterproto2.TYPE_INT32)


@message
class TemplateContent(Message):
    template_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    template_id_str: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    status: "PollTemplateStatus" = betterproto2.field(
        3, betterproto2.TYPE_ENUM, default_factory=lambda: PollTemplateStatus(0)
    )
    poll_kind: "PollKind" = betterproto2.field(4, betterproto2.TYPE_ENUM, default_factory=lambda: PollKind(0))
    appeal_status: "PollAppealStatus" = betterproto2.field(
        5, betterproto2.TYPE_ENUM, default_factory=lambda: PollAppealStatus(0)
    )
    violation_id_str: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)


class PollKind(betterproto2.Enum):
    NORMAL = 0
    GIFT = 1
    CUSTOMIZABLE = 2
    CUSTOMIZABLE_GIFT = 3
    QUICK_GIFT = 4
    EMOTE = 5

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "POLL_KIND_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"POLL_KIND_" + member.name: member.value for member in cls}


class PollEndType(betterproto2.Enum):
    POLL_END_BY_TIME = 0
    POLL_END_BY_OWNER = 1
    POLL_END_BY_OTHER = 2
    POLL_END_BY_ADMIN = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "POLL_END_TYPE_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"POLL_END_TYPE_" + member.name: member.value for member in cls}


class PollTemplateStatus(betterproto2.Enum):
    TO_BE_REVIEWED = 0
    UNDER_REVIEW = 1
    REVIEWED = 2
    REFUSED = 3

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "POLL_TEMPLATE_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"POLL_TEMPLATE_STATUS_" + member.name: member.value for member in cls}


class PollAppealStatus(betterproto2.Enum):
    UNKNOWN = 0
    PASS = 1
    FAIL = 2

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "POLL_APPEAL_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"POLL_APPEAL_STATUS_" + member.name: member.value for member in cls}
