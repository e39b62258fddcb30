"""The header that nearly every message carries as field 1.

Generated from proto/webcast/common.proto by `nox -s generate`; do not edit.
"""

from typing import TYPE_CHECKING

import betterproto2

from livetok import proto
from livetok._codec import Message, message

if TYPE_CHECKING:
    from livetok.proto.webcast.text import Text

_proto = proto  # where the codec looks for the classes of other modules


@message
class CommonMessageData(Message):
    """The header of a message: identity, time, and hints on how to show it."""

    method: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    msg_id: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    room_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    create_time: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    """Unix time, milliseconds by most reports and seconds by one: judge by magnitude."""
    monitor: "int" = betterproto2.field(5, betterproto2.TYPE_INT32)
    is_show_msg: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)
    describe: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    display_text: "Text" = betterproto2.field(8, betterproto2.TYPE_MESSAGE, optional=True)
    """The line that the app shows; its key tells a follow from a share."""
    fold_type: "int" = betterproto2.field(9, betterproto2.TYPE_INT64)
    anchor_fold_type: "int" = betterproto2.field(10, betterproto2.TYPE_INT64)
    priority_score: "int" = betterproto2.field(11, betterproto2.TYPE_INT64)
    log_id: "str" = betterproto2.field(12, betterproto2.TYPE_STRING)
    msg_process_filter_k: "str" = betterproto2.field(13, betterproto2.TYPE_STRING)
    msg_process_filter_v: "str" = betterproto2.field(14, betterproto2.TYPE_STRING)
    from_idc: "str" = betterproto2.field(15, betterproto2.TYPE_STRING)
    to_idc: "str" = betterproto2.field(16, betterproto2.TYPE_STRING)
    filter_msg_tags: "list[str]" = betterproto2.field(17, betterproto2.TYPE_STRING, repeated=True)
    sei: "LiveMessageSEI" = betterproto2.field(18, betterproto2.TYPE_MESSAGE, optional=True)
    depend_root_id: "LiveMessageID" = betterproto2.field(19, betterproto2.TYPE_MESSAGE, optional=True)
    depend_id: "LiveMessageID" = betterproto2.field(20, betterproto2.TYPE_MESSAGE, optional=True)
    anchor_priority_score: "int" = betterproto2.field(21, betterproto2.TYPE_INT64)
    room_message_heat_level: "int" = betterproto2.field(22, betterproto2.TYPE_INT64)
    fold_type_for_web: "int" = betterproto2.field(23, betterproto2.TYPE_INT64)
    anchor_fold_type_for_web: "int" = betterproto2.field(24, betterproto2.TYPE_INT64)
    client_send_time: "int" = betterproto2.field(25, betterproto2.TYPE_INT64)
    dispatch_strategy: "IMDispatchStrategy" = betterproto2.field(
        26, betterproto2.TYPE_ENUM, default_factory=lambda: IMDispatchStrategy(0)
    )


@message
class LiveMessageSEI(Message):
    unique_id: "LiveMessageID" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, optional=True)
    timestamp: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)


@message
class LiveMessageID(Message):
    primary_id: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    message_scene: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


class IMDispatchStrategy(betterproto2.Enum):
    I_M_DISPATCH_STRATEGY_IM_DISPATCH_STRATEGY_DEFAULT = 0
    I_M_DISPATCH_STRATEGY_IM_DISPATCH_STRATEGY_BYPASS_DISPATCH_QUEUE = 1

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "IM_DISPATCH_STRATEGY_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"IM_DISPATCH_STRATEGY_" + member.name: member.value for member in cls}


class AuditStatus(betterproto2.Enum):
    UNKNOWN = 0
    PASS = 1
    FAILED = 2
    REVIEWING = 3
    FORBIDDEN = 4

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "AUDIT_STATUS_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"AUDIT_STATUS_" + member.name: member.value for member in cls}
