"""A capture file: everything that passed between the client and the servers, in order.

The file is a sequence of CaptureRecord, each preceded by its length as a varint. The first record
is the header. A reader that meets a higher format version than its own must refuse the file; it
skips records of a kind that it does not know.

Generated from proto/livetok/capture.proto by `nox -s generate`; do not edit.
"""

import betterproto2

from livetok._codec import Message, message


@message
class CaptureRecord(Message):
    """One thing that happened."""

    kind: "CaptureKind" = betterproto2.field(
        1, betterproto2.TYPE_ENUM, default_factory=lambda: CaptureKind(0)
    )
    elapsed_ns: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    """Nanoseconds since the start of the capture, on a clock that never goes back."""
    body: "bytes" = betterproto2.field(3, betterproto2.TYPE_BYTES)
    """The bytes as they came or went, still compressed where they were."""
    header: "CaptureHeader" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, optional=True)
    http: "CaptureHttp" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CaptureHeader(Message):
    """Says what the file holds."""

    format_version: "int" = betterproto2.field(1, betterproto2.TYPE_INT32)
    """1 is the first."""
    started_unix_ms: "int" = betterproto2.field(2, betterproto2.TYPE_INT64)
    """Wall clock at the start, Unix milliseconds."""
    software: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    """Name and version of the program that wrote the file."""
    room_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    unique_id: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)


@message
class CaptureHttp(Message):
    """An HTTP exchange without the body of the answer. Secrets are left out when it is written."""

    method: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    url: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    status: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    headers: "list[CaptureHttpHeader]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class CaptureHttpHeader(Message):
    """A header of an HTTP answer. Not a map, because names may repeat."""

    name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    value: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


class CaptureKind(betterproto2.Enum):
    UNSPECIFIED = 0
    HEADER = 1
    """First record of the file; sets the header field."""
    WEBSOCKET_IN = 2
    """One websocket message from the server; sets body."""
    WEBSOCKET_OUT = 3
    """One websocket message to the server; sets body."""
    HTTP_ANSWER = 4
    """One HTTP answer; sets the http field and body."""

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "CAPTURE_KIND_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"CAPTURE_KIND_" + member.name: member.value for member in cls}
