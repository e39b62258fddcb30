"""The frames of one connection: numbered, acknowledged, compressed (protocol notes 4.4 to 4.6, 4.9)."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Sequence

from attrs import define, field, frozen

from livetok.testing._world.actions import Send
from livetok.testing._world.wire_format import fetch_result, gzipped, push_frame
from livetok.testing._world.world import SimulatedWorld
from livetok.testing.faults import Fault

__all__ = ["Frames", "Objection"]

_REMEMBERED = 4096


@frozen
class Objection:
    """What is wrong with an acknowledgement."""

    rule: str
    detail: str
    tolerated: bool = False


@define(eq=False)
class _Sent:
    internal_ext: str
    need_ack: bool
    at: float
    first: bool
    acknowledged: bool = False


def _no_fault(_: str) -> Fault | None:
    return None


@define(eq=False, kw_only=True)
class Frames:
    """Writes frames and judges their acknowledgements.

    Attributes:
        compress: The client asked for gzip.
        device: What `internal_ext` names as the device.
        fault: Takes a fault that alters frames, by name.
        sequence: Number of the last frame.
        reached: Seconds of the simulator up to which everything has been said; what a client resumes from.
    """

    world: SimulatedWorld
    compress: bool
    device: str
    fault: Callable[[str], Fault | None] = _no_fault
    sequence: int = 0
    reached: float = 0.0
    _sent: OrderedDict[int, _Sent] = field(factory=OrderedDict[int, _Sent])
    _awaited: deque[_Sent] = field(factory=deque[_Sent])

    def plain(self, payload_type: str, payload: bytes = b"") -> Send:
        """A frame that carries no fetch result."""
        return self._framed(payload_type, payload, self.world.next_id(), ())

    def result(
        self,
        envelopes: Sequence[bytes],
        room_id: int,
        *,
        payload_type: str = "msg",
        damage: Callable[[bytes], bytes] | None = None,
    ) -> Send:
        """A frame with messages.

        Now and then it comes without need_ack or without internal_ext, and now and then a header moves the cursor.

        Args:
            envelopes: The messages, encoded.
            room_id: Room that they come from.
            payload_type: `msg` or `im_enter_room_resp`.
            damage: Changes the payload for the worse; such a frame wants no acknowledgement.
        """
        turn = self.sequence + 1
        sent = _Sent(
            internal_ext="" if turn % 15 == 0 else self._internal_ext(room_id, turn),
            need_ack=turn % 10 != 0 and damage is None,
            at=self.world.now(),
            first=payload_type != "msg",
        )
        body = fetch_result(
            envelopes,
            cursor=self.cursor(),
            now=self.world.unix_ms(),
            internal_ext=sent.internal_ext,
            heartbeat_duration=10_000,
            need_ack=sent.need_ack,
        )
        payload, called_gzip = self._packed(body)
        headers = [("compress_type", "gzip" if called_gzip else "none")]
        if turn % 4 == 0:
            headers.append(("im_cursor", self.cursor()))
        return self._framed(
            payload_type, damage(payload) if damage else payload, self._remember(sent), headers
        )

    def cursor(self) -> str:
        """The resume token: of this moment, or of the last thing said when there is more to say."""
        return f"t-{int((self.world.epoch + self.reached) * 1000)}_r-1_d-1_u-1_h-1"

    def acknowledged(self, log_id: int, payload: bytes) -> list[Objection]:
        """Take an acknowledgement (protocol notes 4.9)."""
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
        """Missing acknowledgements of frames sent before a time; each is told once."""
        objections: list[Objection] = []
        while self._awaited and self._awaited[0].at <= before:
            sent = self._awaited.popleft()
            if not sent.acknowledged:
                # Without internal_ext some do not acknowledge, and some pass over the first answer.
                tolerated = sent.first or not sent.internal_ext
                objections.append(
                    Objection("ack-missing", f"frame sent at {sent.at:.1f} s", tolerated=tolerated)
                )
        return objections

    def _framed(
        self, payload_type: str, payload: bytes, log_id: int, headers: Sequence[tuple[str, str]]
    ) -> Send:
        self.sequence += 1
        data = push_frame(payload_type, payload, seq_id=self.sequence, log_id=log_id, headers=headers)
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
        log_id = self.world.next_id()
        self._sent[log_id] = sent
        if sent.need_ack:
            self._awaited.append(sent)
        if len(self._sent) > _REMEMBERED:
            self._sent.popitem(last=False)
        return log_id

    def _internal_ext(self, room_id: int, turn: int) -> str:
        now = self.world.unix_ms()
        return (
            f"internal_src:dim|wss_push_room_id:{room_id}|wss_push_did:{self.device}|first_req_ms:{now}"
            f"|fetch_time:{now}|seq:{turn}|wss_info:0-{now}-0-0"
        )
