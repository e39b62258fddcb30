"""A capture file: everything that passed between the client and the servers, in order.

The file starts with 16 bytes that say what it is and in which version (`livetok._capture.file_format`). Records follow, each
behind its length and a checksum, so that a file that was cut short reads up to its last whole record.

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
    loss: "CaptureLoss" = betterproto2.field(6, betterproto2.TYPE_MESSAGE, optional=True)


@message
class CaptureHeader(Message):
    """Says what the file holds."""

    started_unix_us: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    """Wall clock at the start, Unix microseconds."""
    software: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    """Name and version of the program that wrote the file."""
    room_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    unique_id: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    pseudonymous: "bool" = betterproto2.field(5, betterproto2.TYPE_BOOL)
    """Whether names, ids, texts and addresses were replaced."""
    seed: "int" = betterproto2.field(6, betterproto2.TYPE_INT64)
    """Start of the random numbers that the session took its delays from."""


@message
class CaptureHttp(Message):
    """An HTTP exchange without the body of the answer. Secrets are left out when it is written."""

    method: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    url: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    """Scheme, host and path; queries are left out."""
    status: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    headers: "list[CaptureHttpHeader]" = betterproto2.field(4, betterproto2.TYPE_MESSAGE, repeated=True)


@message
class CaptureHttpHeader(Message):
    """A header of an HTTP answer. Not a map, because names may repeat."""

    name: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    value: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class CaptureLoss(Message):
    """Why a websocket was lost."""

    error: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    """Name of the error class."""
    message: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    code: "int" = betterproto2.field(3, betterproto2.TYPE_INT32)
    """Close code, or status of a refused handshake."""
    detail: "str" = betterproto2.field(4, betterproto2.TYPE_STRING)
    """Reason of the close frame, or where a network error happened."""
    headers: "list[CaptureHttpHeader]" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, repeated=True)
    """Headers of a refused handshake."""


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
    OPENED = 5
    """A websocket was opened."""
    LOST = 6
    """A websocket was lost, or could not be opened; sets the loss field."""

    @classmethod
    def betterproto_value_to_renamed_proto_names(cls) -> dict[int, str]:
        return {member.value: "CAPTURE_KIND_" + member.name for member in cls}

    @classmethod
    def betterproto_renamed_proto_names_to_value(cls) -> dict[str, int]:
        return {"CAPTURE_KIND_" + member.name: member.value for member in cls}
