"""The frames of one connection: numbered, acknowledged, compressed (protocol notes 4.4 to 4.6, 4.9, 10.1).

`Frames` writes them in the form of 2026, `OldFrames` in the form of before.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from attrs import define, field, frozen

from livetok.testing._world.actions import Send
from livetok.testing._world.wire_format import fetch_result, gzipped, push_frame
from livetok.testing._world.world import SimulatedWorld
from livetok.testing.faults import Fault

__all__ = ["Frames", "Objection", "OldFrames"]

_REMEMBERED = 4096
# The web player reads it as seconds on the socket, where ten thousand milliseconds stood before (protocol notes 10.1).
_HEARTBEAT_SECONDS = 15
_OLD_HEARTBEAT_MS = 10_000


@frozen
class Objection:
    """What is wrong with an acknowledgement.

    Attributes:
        rule: Short name of the rule that was broken.
        detail: What was seen and what was due.
        tolerated: The real server puts up with it.
    """

    rule: str
    detail: str
    tolerated: bool = False


@define(eq=False)
class _Sent:
    """A frame that the client may acknowledge."""

    internal_ext: str
    need_ack: bool
    at: float
    first: bool
    acknowledged: bool = False


def _no_fault(_: str) -> Fault | None:
    return None


@define(eq=False, kw_only=True)
class Frames:
    """Writes frames as TikTok did in autumn 2026, and judges their acknowledgements.

    Attributes:
        world: Clock and ids.
        compress: The client asked for gzip.
        device: What `internal_ext` names as the device; only the old form says it.
        fault: Takes a fault that alters frames, by name.
        sequence: Number of the last frame.
        reached: Seconds of the simulator up to which everything has been said; what a client resumes from.
        newest_id: Id of the newest message that was sent, which the cursor names; 0 before the first.
        newest_at: Seconds of the simulator when that message was said; None before the first.
    """

    world: SimulatedWorld
    compress: bool
    device: str
    fault: Callable[[str], Fault | None] = _no_fault
    sequence: int = 0
    reached: float = 0.0
    newest_id: int = 0
    newest_at: float | None = None
    _first_log_id: int = 0
    _sent: OrderedDict[int, _Sent] = field(factory=OrderedDict[int, _Sent])
    _unacknowledged: deque[_Sent] = field(factory=deque[_Sent])

    def plain(self, payload_type: str, payload: bytes = b"") -> Send:
        """Write a frame that carries no fetch result.

        Args:
            payload_type: What the frame says that it is.
            payload: Arbitrary bytes.
        """
        return self._framed(payload_type, payload, self._next_log_id(), ())

    def heartbeat(self, payload: bytes = b"") -> Send:
        """Write the echo of a heartbeat: always number 1, without log id and encoding, and the gzip of nothing.

        Args:
            payload: Arbitrary bytes in place of nothing.
        """
        headers = [
            ("server_time", str(self.world.unix_ms())),
            ("compress_type", "gzip" if self.compress else "none"),
            ("im_cursor", f"{self.world.unix_ms()}_1_1_1_0_0"),
        ]
        body = payload or (gzipped(b"") if self.compress else b"")
        return self._sent_whole(push_frame("hb", body, seq_id=1, headers=headers, payload_encoding=""))

    def entered(self, envelopes: Sequence[bytes], room_id: int, *, switched: bool = False) -> Send:
        """Write the answer to `im_enter_room`, which wants no acknowledgement.

        Args:
            envelopes: The messages, encoded.
            room_id: Room that was entered; only the old form says it.
            switched: The client came from another room on the same connection.
        """
        cursor = self._cursor(flags="0_0")
        moment = datetime.fromtimestamp(self.world.unix(), UTC).strftime("%Y%m%d%H%M%S")
        register = f"{moment}{self.world.digest(f'register {self._next_log_id()}').hex()[:20].upper()}"
        first = [("with_sys_msg", str(int(not switched))), ("im_register_log_id", register)]
        sent = _Sent("-", need_ack=False, at=self.world.now(), first=True)
        body = self._body(envelopes, cursor, sent)
        return self._packed_frame("im_enter_room_resp", body, sent, first, cursor, None)

    def result(
        self,
        envelopes: Sequence[bytes],
        room_id: int,
        *,
        is_state: bool = False,
        history_cursor: str = "",
        damage: Callable[[bytes], bytes] | None = None,
    ) -> Send:
        """Write a frame with messages. The cursor in its header is a little ahead of the one in its body.

        Args:
            envelopes: The messages, encoded.
            room_id: Room that they come from; only the old form says it.
            is_state: They are what a client is told of the room's state on entering.
            history_cursor: Id of the oldest message of the backlog, when there is one in it.
            damage: Changes the payload for the worse; such a frame wants no acknowledgement.
        """
        flags = "0_0" if is_state else "1_1"
        header = self._cursor(flags=flags, newest=True)
        inner = self._cursor(flags=flags, early=True) if envelopes else header
        sent = _Sent("-", need_ack=damage is None, at=self.world.now(), first=False)
        body = self._body(envelopes, inner, sent, history_cursor)
        return self._packed_frame("msg", body, sent, [], header, damage, pack=bool(envelopes))

    def acknowledged(self, log_id: int, payload: bytes) -> list[Objection]:
        """Take an acknowledgement (protocol notes 4.9).

        Args:
            log_id: The frame that the client means.
            payload: What it repeats of the frame.
        """
        sent = self._sent.get(log_id)
        if sent is None:
            return [Objection("ack-unknown", f"log id {log_id} was not sent")]
        objections: list[Objection] = []
        if sent.acknowledged:
            objections.append(Objection("ack-duplicate", f"log id {log_id}"))
        if not sent.need_ack:
            objections.append(Objection("ack-not-needed", f"log id {log_id}", tolerated=True))
        sent.acknowledged = True
        due = sent.internal_ext.encode()
        if payload != due and not (not due and payload == b"-"):
            # The first clients acknowledged by id alone.
            detail = f"{payload[:80]!r}, due is {due[:80]!r}"
            objections.append(Objection("ack-payload", detail, tolerated=not payload))
        return objections

    def overdue(self, before: float) -> list[Objection]:
        """Return the missing acknowledgements of frames sent before a time; each is returned once.

        Args:
            before: Seconds of the simulator.
        """
        objections: list[Objection] = []
        while self._unacknowledged and self._unacknowledged[0].at <= before:
            sent = self._unacknowledged.popleft()
            if not sent.acknowledged:
                # Without internal_ext some do not acknowledge, and some pass over the first answer.
                tolerated = sent.first or not sent.internal_ext
                objections.append(
                    Objection("ack-missing", f"frame sent at {sent.at:.1f} s", tolerated=tolerated)
                )
        return objections

    # Inside

    def _reached_ms(self) -> int:
        return int((self.world.epoch + self.reached) * 1000)

    def _cursor(self, *, flags: str, newest: bool = False, early: bool = False) -> str:
        """The resume token: of this moment, or of the last thing said when there is more to say.

        Only the header's token says when the newest message was made; the body's is a millisecond behind it.
        """
        at = int((self.world.epoch + self.newest_at) * 1000) if newest and self.newest_at is not None else 0
        return f"{self._reached_ms() - early}_{self.newest_id or 1}_{flags}_{at}_0"

    def _body(self, envelopes: Sequence[bytes], cursor: str, sent: _Sent, history_cursor: str = "") -> bytes:
        return fetch_result(
            envelopes,
            cursor=cursor,
            now=self.world.unix_ms(),
            internal_ext=sent.internal_ext,
            heartbeat_duration=_HEARTBEAT_SECONDS,
            need_ack=sent.need_ack,
            is_first=sent.first,
            history_comment_cursor=history_cursor,
        )

    def _packed_frame(
        self,
        payload_type: str,
        body: bytes,
        sent: _Sent,
        headers: Sequence[tuple[str, str]],
        cursor: str,
        damage: Callable[[bytes], bytes] | None,
        *,
        pack: bool = True,
    ) -> Send:
        payload, called_gzip = self._packed(body) if pack else (body, False)
        headers = [*headers, ("compress_type", "gzip" if called_gzip else "none")]
        if cursor:
            headers.append(("im_cursor", cursor))
        log_id = self._remember(sent)
        return self._framed(payload_type, damage(payload) if damage else payload, log_id, headers)

    def _framed(
        self, payload_type: str, payload: bytes, log_id: int, headers: Sequence[tuple[str, str]]
    ) -> Send:
        self.sequence += 1
        data = push_frame(payload_type, payload, seq_id=self.sequence, log_id=log_id, headers=headers)
        return self._sent_whole(data)

    def _sent_whole(self, data: bytes) -> Send:
        """One websocket message, unless a fault has it cut into fragments."""
        pieces = self.fault("fragmented")
        return Send(data=data, fragment=max(int(pieces.value), 1) if pieces else 0)

    def _packed(self, body: bytes) -> tuple[bytes, bool]:
        """The payload, and whether the header calls it gzip."""
        if self.fault("gzip_header_only"):
            return body, True
        if self.fault("gzip_no_header"):
            return gzipped(body), False
        return (gzipped(body), True) if self.compress else (body, False)

    def _remember(self, sent: _Sent) -> int:
        log_id = self._next_log_id()
        self._sent[log_id] = sent
        if sent.need_ack:
            self._unacknowledged.append(sent)
        if len(self._sent) > _REMEMBERED:
            self._sent.popitem(last=False)
        return log_id

    def _next_log_id(self) -> int:
        """An id that does not grow with the frames: those of one connection share only their upper half."""
        if not self._first_log_id:
            self._first_log_id = self.world.next_request_id()
        number = self.sequence + 1
        return self._first_log_id >> 32 << 32 | zlib.crc32(number.to_bytes(8, "little"))


@define(eq=False, kw_only=True)
class OldFrames(Frames):
    """Writes frames as the servers of before 2026 did.

    Now and then a frame comes without need_ack or without internal_ext, and now and then a header moves the cursor.
    """

    def heartbeat(self, payload: bytes = b"") -> Send:
        """Write the answer to a heartbeat, a frame like any other.

        Args:
            payload: Arbitrary bytes, or nothing.
        """
        return self.plain("hb", payload)

    def entered(self, envelopes: Sequence[bytes], room_id: int, *, switched: bool = False) -> Send:
        """Write the answer to `im_enter_room`.

        Args:
            envelopes: The messages, encoded.
            room_id: Room that was entered.
            switched: Makes no difference here.
        """
        return self._old_result("im_enter_room_resp", envelopes, room_id, None)

    def result(
        self,
        envelopes: Sequence[bytes],
        room_id: int,
        *,
        is_state: bool = False,
        history_cursor: str = "",
        damage: Callable[[bytes], bytes] | None = None,
    ) -> Send:
        """Write a frame with messages.

        Args:
            envelopes: The messages, encoded.
            room_id: Room that they come from.
            is_state: Makes no difference here.
            history_cursor: Not sent in this form.
            damage: Changes the payload for the worse; such a frame wants no acknowledgement.
        """
        return self._old_result("msg", envelopes, room_id, damage)

    def _old_result(
        self,
        payload_type: str,
        envelopes: Sequence[bytes],
        room_id: int,
        damage: Callable[[bytes], bytes] | None,
    ) -> Send:
        turn = self.sequence + 1
        sent = _Sent(
            internal_ext="" if turn % 15 == 0 else self._internal_ext(room_id, turn),
            need_ack=turn % 10 != 0 and damage is None,
            at=self.world.now(),
            first=payload_type != "msg",
        )
        cursor = f"t-{self._reached_ms()}_r-1_d-1_u-1_h-1"
        body = fetch_result(
            envelopes,
            cursor=cursor,
            now=self.world.unix_ms(),
            internal_ext=sent.internal_ext,
            heartbeat_duration=_OLD_HEARTBEAT_MS,
            need_ack=sent.need_ack,
        )
        return self._packed_frame(payload_type, body, sent, [], cursor if turn % 4 == 0 else "", damage)

    def _internal_ext(self, room_id: int, turn: int) -> str:
        now = self.world.unix_ms()
        return (
            f"internal_src:dim|wss_push_room_id:{room_id}|wss_push_did:{self.device}|first_req_ms:{now}"
            f"|fetch_time:{now}|seq:{turn}|wss_info:0-{now}-0-0"
        )
