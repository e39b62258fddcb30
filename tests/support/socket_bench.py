"""An independent client for tests of the simulator: plain bytes, no livetok code but the generated messages."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from urllib.parse import quote

from attrs import define, field

from livetok.proto import ProtoMessageFetchResult, WebcastPushFrame
from livetok.testing import Room, Simulator
from livetok.testing._connection.connection import Connection
from livetok.testing._connection.handshake import Accepted, Refused, UpgradeRequest, upgrade
from livetok.testing._world.actions import Send

ROOM_ID = 7300000000000000001
ENTRY = ["im_enter_room_resp", "msg", "msg", "msg"]
PATH = "/webcast/im/ws_proxy/ws_reuse_supplement/"
HB_ROOM_ONLY = bytes.fromhex("320270623A02686242 0A 08 8180E8E2AAEAB3A765".replace(" ", ""))
HB_WITH_SEQ = bytes.fromhex("320270623A02686242 0C 08 8180E8E2AAEAB3A765 10 01".replace(" ", ""))
HB_OLDEST = bytes.fromhex("3A026862")
HB_OLD = bytes.fromhex("320270623A026862")
_ENTER_HEAD = "320270623A0D696D5F656E7465725F726F6F6D42"
ENTER = bytes.fromhex(
    _ENTER_HEAD + "19" + "088180E8E2AAEAB3A765" + "200C" + "2A0861756469656E6365" + "4A0130"
)
ENTER_NODE = bytes.fromhex(
    _ENTER_HEAD
    + "23"
    + "088180E8E2AAEAB3A765"
    + "200C"
    + "2A0861756469656E6365"
    + "40 818090CFB09985D966 4A0130".replace(" ", "")
)
ENTER_WEB = bytes.fromhex(
    _ENTER_HEAD
    + "1F"
    + "088180E8E2AAEAB3A765"
    + "200C"
    + "2A0861756469656E6365"
    + "32003800"
    + "4A0130"
    + "5000"
)


def varint(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def block(number: int, data: bytes) -> bytes:
    return varint(number << 3 | 2) + varint(len(data)) + data


def push(payload_type: bytes, payload: bytes = b"", *, log_id: int = 0, encoding: bytes = b"pb") -> bytes:
    head = b"\x10" + varint(log_id) if log_id else b""
    pb = block(6, encoding) if encoding else b""
    return head + pb + block(7, payload_type) + (block(8, payload) if payload else b"")


def enter(room_id: int, *, live_id: int = 12, identity: bytes = b"audience", cursor: bytes = b"") -> bytes:
    body = b"\x08" + varint(room_id) + b"\x20" + varint(live_id) + block(5, identity)
    body += (block(6, cursor) if cursor else b"") + block(9, b"0")
    return push(b"im_enter_room", body)


def heartbeat(room_id: int, seq: int = 0) -> bytes:
    return push(b"hb", b"\x08" + varint(room_id) + (b"\x10" + varint(seq) if seq else b""))


def ack(log_id: int, payload: bytes) -> bytes:
    return push(b"ack", payload, log_id=log_id)


def target(room_id: int, **changes: str) -> str:
    query = {
        "version_code": "180800",
        "aid": "1988",
        "live_id": "12",
        "room_id": str(room_id),
        "compress": "gzip",
        "client_enter": "1",
        "identity": "audience",
        "history_comment_count": "6",
        "did_rule": "3",
        "browser_version": "5.0 (X11)",
    } | changes
    return PATH + "?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items() if value)


def unpacked(frame: WebcastPushFrame) -> bytes:
    packed = frame.payload[:2] == b"\x1f\x8b"
    return gzip.decompress(frame.payload) if packed else frame.payload


def result_of(frame: WebcastPushFrame) -> ProtoMessageFetchResult:
    return ProtoMessageFetchResult.parse(unpacked(frame))


@define
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@define
class Bench:
    """A simulator with one room of a known id and a clock that is turned by hand."""

    sim: Simulator = field(factory=Simulator)
    clock: Clock = field(factory=Clock)
    room: Room = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.sim.world.start_clock(self.clock)
        self.room = self.sim.room("anna")
        del self.sim.world.broadcasts[self.room.room_id]
        self.room.broadcast.room_id = ROOM_ID
        self.sim.world.broadcasts[ROOM_ID] = self.room.broadcast

    def headers(self, **changes: str) -> list[tuple[str, str]]:
        cookie = f"tt-target-idc=useast1a; ttwid={self.sim.issue_ttwid()};"
        given = {"user-agent": "Mozilla/5.0", "cookie": cookie} | {
            k.replace("_", "-"): v for k, v in changes.items()
        }
        return [(name, value) for name, value in given.items() if value]

    def upgrade(self, url: str = "", headers: Sequence[tuple[str, str]] | None = None) -> Accepted | Refused:
        request = UpgradeRequest(
            target=url or target(ROOM_ID), headers=self.headers() if headers is None else headers
        )
        return upgrade(self.sim, request)

    def connection(self, **changes: str) -> Connection:
        accepted = self.upgrade(target(ROOM_ID, **changes))
        assert isinstance(accepted, Accepted)
        return accepted.connection

    def entered(self, **changes: str) -> Connection:
        connection = self.connection(**changes)
        connection.receive(ENTER)
        answer = [frame.payload_type for frame in frames(connection)]
        assert answer == (["im_enter_room_resp"] if self.sim.switches.old_frames else ENTRY)
        for log_id in connection.frames._sent:
            connection.frames.acknowledged(log_id, b"-")
        return connection

    def pass_time(self, seconds: float, connection: Connection, *, heartbeats: bool = True) -> None:
        end = self.clock.now + seconds
        while self.clock.now < end:
            self.clock.now = min(self.clock.now + 10.0, end)
            if heartbeats:
                connection.receive(heartbeat(connection.broadcast.room_id))


def frames(connection: Connection) -> list[WebcastPushFrame]:
    """What the server sends now, as frames; anything else fails."""
    sent: list[WebcastPushFrame] = []
    for action in connection.poll():
        assert isinstance(action, Send), action
        assert isinstance(action.data, bytes)
        sent.append(WebcastPushFrame.parse(action.data))
    return sent


def messages(connection: Connection) -> list[str]:
    return [
        message.method
        for frame in frames(connection)
        if frame.payload_type == "msg"
        for message in result_of(frame).messages
    ]
