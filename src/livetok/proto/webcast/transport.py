"""What travels in a websocket message and in the answer to a fetch: the frame, its batch of
messages, and the two payloads that a client sends. Field numbers: protocol notes 4.4 to 4.7.

Generated from proto/webcast/transport.proto by `nox -s generate`; do not edit.
"""

import betterproto2

from livetok._codec import Message, message


@message
class WebcastPushFrame(Message):
    """The outer envelope of every binary websocket message, in both directions."""

    seq_id: "int" = betterproto2.field(1, betterproto2.TYPE_UINT64)
    """Counter of the server; clients leave it 0."""
    log_id: "int" = betterproto2.field(2, betterproto2.TYPE_UINT64)
    """What an ack must name."""
    service: "int" = betterproto2.field(3, betterproto2.TYPE_UINT64)
    method: "int" = betterproto2.field(4, betterproto2.TYPE_UINT64)
    headers: "list[PushHeader]" = betterproto2.field(5, betterproto2.TYPE_MESSAGE, repeated=True)
    """The same bytes as a map of strings."""
    payload_encoding: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    """Always "pb"."""
    payload_type: "str" = betterproto2.field(7, betterproto2.TYPE_STRING)
    """msg, hb, ack, close, im_enter_room, im_enter_room_resp."""
    payload: "bytes" = betterproto2.field(8, betterproto2.TYPE_BYTES)
    """May be gzip, whether or not a header says so."""


@message
class PushHeader(Message):
    """One header of a push frame: "compress_type" says whether the payload is gzip."""

    key: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    value: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)


@message
class WebcastImEnterRoomMessage(Message):
    """Payload of the "im_enter_room" frame; without it an open socket stays silent."""

    room_id: "int" = betterproto2.field(1, betterproto2.TYPE_INT64)
    room_tag: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    live_region: "str" = betterproto2.field(3, betterproto2.TYPE_STRING)
    live_id: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    identity: "str" = betterproto2.field(5, betterproto2.TYPE_STRING)
    cursor: "str" = betterproto2.field(6, betterproto2.TYPE_STRING)
    account_type: "int" = betterproto2.field(7, betterproto2.TYPE_INT64)
    enter_unique_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    filter_welcome_msg: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    is_anchor_continue_keep_msg: "bool" = betterproto2.field(10, betterproto2.TYPE_BOOL)


@message
class ProtoMessageFetchResult(Message):
    """A batch of messages: payload of a "msg" or "im_enter_room_resp" frame, and body of an HTTP fetch."""

    messages: "list[BaseProtoMessage]" = betterproto2.field(1, betterproto2.TYPE_MESSAGE, repeated=True)
    cursor: "str" = betterproto2.field(2, betterproto2.TYPE_STRING)
    """Where to go on after a reconnect; "0" means unchanged."""
    fetch_interval: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    """Milliseconds between polls."""
    now: "int" = betterproto2.field(4, betterproto2.TYPE_INT64)
    """The server's clock, Unix milliseconds."""
    internal_ext: "bytes" = betterproto2.field(5, betterproto2.TYPE_BYTES)
    """Goes back in acks as it came. Bytes, so that damaged text cannot cost the batch."""
    fetch_type: "int" = betterproto2.field(6, betterproto2.TYPE_INT32)
    """0 polling, 1 websocket, 2 polling while the websocket connects."""
    route_params: "dict[str, str]" = betterproto2.field(
        7,
        betterproto2.TYPE_MAP,
        map_meta=betterproto2.map_meta(betterproto2.TYPE_STRING, betterproto2.TYPE_STRING),
    )
    """Parameters for the websocket address; in the first answer only."""
    heartbeat_duration: "int" = betterproto2.field(8, betterproto2.TYPE_INT64)
    """Milliseconds between heartbeats; 0 means the default."""
    need_ack: "bool" = betterproto2.field(9, betterproto2.TYPE_BOOL)
    push_server: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)
    """Websocket address; in the first answer only."""
    is_first: "bool" = betterproto2.field(11, betterproto2.TYPE_BOOL)
    history_comment_cursor: "str" = betterproto2.field(12, betterproto2.TYPE_STRING)
    history_no_more: "bool" = betterproto2.field(13, betterproto2.TYPE_BOOL)


@message
class BaseProtoMessage(Message):
    """One message of a batch: its method string and its bytes, typed by the method."""

    method: "str" = betterproto2.field(1, betterproto2.TYPE_STRING)
    payload: "bytes" = betterproto2.field(2, betterproto2.TYPE_BYTES)
    """The typed message."""
    msg_id: "int" = betterproto2.field(3, betterproto2.TYPE_INT64)
    """Unique in the room; the key to tell duplicates."""
    msg_type: "int" = betterproto2.field(4, betterproto2.TYPE_INT32)
    offset: "int" = betterproto2.field(5, betterproto2.TYPE_INT64)
    is_history: "bool" = betterproto2.field(6, betterproto2.TYPE_BOOL)
    """From before the connection."""
    sample_flag: "int" = betterproto2.field(7, betterproto2.TYPE_INT32)
    method_id: "int" = betterproto2.field(8, betterproto2.TYPE_INT32)
    group_key: "str" = betterproto2.field(9, betterproto2.TYPE_STRING)
    group_scene: "str" = betterproto2.field(10, betterproto2.TYPE_STRING)


@message
class HeartBeatMessage(Message):
    """Payload of the "hb" frame that a client sends every ten seconds or so."""

    room_id: "int" = betterproto2.field(1, betterproto2.TYPE_UINT64)
    send_packet_seq_id: "int" = betterproto2.field(2, betterproto2.TYPE_UINT64)
