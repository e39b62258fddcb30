"""One websocket connection, seen from the server: a state machine without I/O (protocol notes 4.4 to 4.14, 8.2).

The driver passes in what the client sent (`receive`) and carries out what `poll` returns, again whenever `wake` is
called or `deadline` has passed.
"""

from __future__ import annotations

import math
import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import define, field

from livetok.testing._connection.fault_injection import apply
from livetok.testing._connection.frames import Frames, Objection, OldFrames
from livetok.testing._world.actions import Abort, Action, Close
from livetok.testing._world.broadcast import Broadcast, Published
from livetok.testing._world.wire_format import (
    ClientFrame,
    EnterRoom,
    WireError,
    envelope,
    number,
    read_enter_room,
    read_frame,
    read_heartbeat,
)
from livetok.testing.faults import Fault
from livetok.testing.room import Room
from livetok.testing.simulator import Simulator

__all__ = ["Connection"]

_CURSOR = re.compile(r"(?:t-)?(\d{1,15})_")
_ENTER_REFUSED = "payload_handler_im_enter_room"


@define(eq=False, kw_only=True)
class Connection:
    """State of one connection.

    Attributes:
        number: Counted from 1, as violations name it.
        query: Parameters of the upgrade request.
        wake: Set by the driver; called when there is something to `poll`.
        entered_at: Seconds of the simulator when the room was entered; None before.
        finished: Nothing will be sent any more.
        mute: The client's close frame is not answered.
        is_relay: It is the signer's relay, which needs not be told to enter.
        silent_until: Seconds of the simulator up to which nothing is sent.
        heartbeat_sequence: Number of the last heartbeat.
    """

    simulator: Simulator
    broadcast: Broadcast
    number: int
    query: Mapping[str, str]
    opened_at: float
    heard_at: float
    frames: Frames
    wake: Callable[[], None] = lambda: None
    entered_at: float | None = None
    finished: bool = False
    mute: bool = False
    is_relay: bool = False
    silent_until: float = 0.0
    heartbeat_sequence: int = 0
    _position: int = 0
    _listening: bool = False
    _heartbeats: int = 0
    _outbox: deque[Action] = field(factory=deque[Action])
    _closing_at: float | None = None
    _closing_reason: str = ""

    @classmethod
    def open(cls, simulator: Simulator, broadcast: Broadcast, query: Mapping[str, str]) -> Connection:
        """A connection whose upgrade was accepted."""
        now = simulator.world.now()
        connection = cls(
            simulator=simulator,
            broadcast=broadcast,
            number=simulator.next_connection(),
            query=query,
            opened_at=now,
            heard_at=now,
            frames=(OldFrames if simulator.switches.old_frames else Frames)(
                world=simulator.world,
                compress=query.get("compress") == "gzip",
                device=query.get("device_id") or "0",
            ),
        )
        connection.frames.fault = connection._frame_fault
        simulator.connections.add(connection)
        return connection

    def start_relay(self, *, silent: bool) -> None:
        """Make it the signer's relay: the room is entered.

        Args:
            silent: The relay has too many connections; this one is never sent anything.
        """
        now = self._now()
        self.is_relay, self.entered_at = True, now
        self._position, self.frames.reached = self.broadcast.log.end, now
        if silent:
            self.silent_until = math.inf
        self._listen()

    # What the driver calls

    def receive(self, data: bytes | str) -> None:
        """Take one websocket message of the client."""
        if self.finished:
            return
        if isinstance(data, str):
            self._violation("text-message", "clients send binary messages only")
            return
        try:
            frame = read_frame(data)
            self._check_outer(frame)
            self._dispatch(frame)
        except WireError as error:
            self._violation("frame-damaged", str(error))
        self.wake()

    def pinged(self) -> None:
        """Take a websocket ping: the only sign of life of some old clients."""
        if self.simulator.switches.old_clients:
            self.heard_at = self._now()

    def disconnected(self) -> None:
        """Forget the connection; the driver calls this once, whatever ended it."""
        self.finished = True
        self.simulator.connections.discard(self)
        self.broadcast.listeners.discard(self)
        self._report(self.frames.overdue(self._now() - 2.0))

    def takes(self, fault: str) -> bool:
        """Whether a fault that alters what is sent is due now; it then counts as done."""
        return self._frame_fault(fault) is not None

    def deadline(self) -> float | None:
        """Seconds of the simulator at which `poll` is to be called even if nobody wakes the driver."""
        if self.finished:
            return None
        times = [self.heard_at + self.simulator.switches.heartbeat_timeout]
        if self._now() < self.silent_until:
            times.append(self.silent_until)
        elif (wait := self._seconds_to_next_fault()) is not None:
            times.append(self._now() + wait)
        if self._closing_at is not None:
            times.append(self._closing_at)
        if self.simulator.switches.old_clients and not self._listening:
            times.append(self._old_start)
        return min(times)

    def poll(self) -> list[Action]:
        """What is to be sent now."""
        now = self._now()
        if self.finished:
            return []
        self._report(self.frames.overdue(now - self.simulator.switches.ack_timeout))
        if now >= self.heard_at + self.simulator.switches.heartbeat_timeout:
            self._violation("heartbeat-missing", f"none for {now - self.heard_at:.1f} s")
            return self._finish(Close(code=1000))
        if now < self.silent_until:
            return []
        self._apply_due_faults(now)
        if now >= self.silent_until:
            self._start_old(now)
            self._fill(now)
        return self._drain()

    # Sending

    def put(self, action: Action) -> None:
        """Queue something to be sent."""
        self._outbox.append(action)

    def _frame_fault(self, name: str) -> Fault | None:
        faults, now = self.simulator.faults, self._now()
        if not faults or self.entered_at is None:
            return None
        return faults.take(name, room=self.broadcast.unique_id, since=now - self.entered_at, now=now)

    def _fill(self, now: float) -> None:
        """Queue what happened in the room since the last frame, and the end when it is over."""
        if not self._listening:
            self._close_in_time(now)
            return
        limit = self.simulator.switches.messages_per_frame
        while True:
            news, self._position = self.broadcast.log.since(self._position, limit)
            if not news:
                break
            self.frames.reached = now if self._position == self.broadcast.log.end else news[-1].at
            self.frames.newest_id, self.frames.newest_at = news[-1].message_id, news[-1].at
            self.put(self.frames.result([message.envelope for message in news], self.broadcast.room_id))
        if not self.broadcast.is_live and self._closing_at is None:
            self._closing_at = now + self.simulator.switches.close_after_end
        self._close_in_time(now)

    def _close_in_time(self, now: float) -> None:
        if self._closing_at is not None and now >= self._closing_at:
            self.put(Close(code=1000, reason=self._closing_reason))

    def _drain(self) -> list[Action]:
        actions: list[Action] = []
        while self._outbox:
            action = self._outbox.popleft()
            actions.append(action)
            if isinstance(action, Close | Abort):
                self.finished = True
                self._outbox.clear()
        return actions

    def _finish(self, last: Action) -> list[Action]:
        self._outbox.clear()
        self.put(last)
        return self._drain()

    # Receiving

    def _check_outer(self, frame: ClientFrame) -> None:
        if frame.payload_encoding != "pb":
            # Heartbeats and acknowledgements of before 2023 do without.
            old = frame.payload_type in {"hb", "ack"} and not frame.payload_encoding
            self._violation("payload-encoding", f"{frame.payload_encoding!r}", tolerated=old)
        if frame.seq_id:
            self._violation("sequence", f"seq_id is {frame.seq_id}; clients leave it 0")

    def _dispatch(self, frame: ClientFrame) -> None:
        if frame.payload_type == "hb":
            self._on_heartbeat(frame)
        elif frame.payload_type == "im_enter_room":
            self._on_enter(frame)
        elif frame.payload_type == "ack":
            self._on_ack(frame)
        else:
            self._violation("payload-type", f"{frame.payload_type!r} is nothing that clients send")

    def _on_heartbeat(self, frame: ClientFrame) -> None:
        now = self._now()
        room_id, sequence = read_heartbeat(frame.payload)
        if not frame.payload:
            self._violation("heartbeat-empty", "a heartbeat names its room", tolerated=True)
        elif room_id != self.broadcast.room_id:
            self._violation("heartbeat-room", f"for room {room_id} while in {self.broadcast.room_id}")
        if sequence and sequence != self.heartbeat_sequence + 1:
            self._violation("heartbeat-sequence", f"{sequence} after {self.heartbeat_sequence}")
        if self._heartbeats and now - self.heard_at < 0.5:
            self._violation("heartbeat-flood", f"{now - self.heard_at:.3f} s after the last")
        self._heartbeats += 1
        self.heartbeat_sequence = sequence
        self.heard_at = now
        if now >= self.silent_until:
            garbage = self._frame_fault("heartbeat_garbage")
            self.put(self.frames.heartbeat(b"\xff\xff\xff\x07garbage" if garbage else b""))

    def _on_enter(self, frame: ClientFrame) -> None:
        if self.is_relay:
            self._violation("relay-enter", "the relay has entered the room already", tolerated=True)
            return
        request = read_enter_room(frame.payload)
        self._check_enter(request)
        broadcast = self.simulator.broadcast_of(request.room_id)
        if broadcast is None:
            self._violation("enter-room", f"room {request.room_id} does not exist")
        elif self._listening and broadcast is not self.broadcast and self.query.get("client_enter") != "1":
            self._violation(
                "switch-client-enter", "only a socket opened with client_enter=1 may change rooms"
            )
        elif refusal := self._handshake_fault("enter_refused", broadcast):
            self._closing_at, self._closing_reason = self._now() + refusal.value, _ENTER_REFUSED
        else:
            self._enter(broadcast, request)

    def _handshake_fault(self, name: str, broadcast: Broadcast) -> Fault | None:
        """Take a fault that is due while a client gets in."""
        now = self._now()
        return self.simulator.faults.take(name, room=broadcast.unique_id, since=now, now=now)

    def _check_enter(self, request: EnterRoom) -> None:
        if request.live_id != 12:
            self._violation("enter-live-id", f"live_id is {request.live_id} and must be 12")
        if request.identity not in {"audience", "anchor"}:
            self._violation("enter-identity", f"identity is {request.identity!r}")
        if request.filter_welcome_msg != "0":
            self._violation(
                "enter-filter", f"filter_welcome_msg is {request.filter_welcome_msg!r}", tolerated=True
            )

    def _enter(self, broadcast: Broadcast, request: EnterRoom) -> None:
        now = self._now()
        switched = self._listening and broadcast is not self.broadcast
        if broadcast is not self.broadcast:
            self.broadcast.listeners.discard(self)
            self.broadcast, self.heartbeat_sequence, self._heartbeats = broadcast, 0, 0
        self.entered_at = now
        since = self._resume_time(request.cursor or self.query.get("cursor", ""))
        log = broadcast.log
        self._position = log.end if since is None else log.position_at(since)
        self.frames.reached = now if since is None else since
        self._closing_at = None
        self._listen()
        backlog = self._backlog(now if since is None else since)
        if self.simulator.switches.old_frames:
            self._greet_as_before(backlog)
        else:
            self._greet(backlog, switched=switched)

    def _backlog(self, before: float) -> list[Published]:
        """The newest comments of before a time, as many as the client wants."""
        wanted = self.query.get("history_comment_count", "")
        count = int(wanted) if wanted.isdecimal() else 0
        chats = [chat for chat in self.broadcast.chats if chat.at < before or before >= self._now()]
        return chats[len(chats) - min(count, len(chats)) :]

    def _greet_as_before(self, backlog: Iterable[Published]) -> None:
        """Answer an entry as servers before 2026 did: the backlog, then everything else, in one frame."""
        envelopes = [chat.as_history() for chat in backlog]
        envelopes += _encoded(self._room.old_greeting()) if self.broadcast.is_live else [self._end()]
        self.put(self.frames.entered(envelopes, self.broadcast.room_id))

    def _greet(self, backlog: Sequence[Published], *, switched: bool) -> None:
        """Answer an entry in the order of today (protocol notes 10.1).

        Welcome, introduction and notice; the state of the room; a frame without messages; the backlog and the viewer
        count. In a room that is over, the end instead.
        """
        frames, room_id, is_live = self.frames, self.broadcast.room_id, self.broadcast.is_live
        greeting = _encoded(self._room.greeting(welcome=not switched)) if is_live else []
        self.put(frames.entered(greeting, room_id, switched=switched))
        newest = self.broadcast.log.newest(1)
        frames.newest_at = newest[0].at if newest else None
        if is_live:
            self.put(frames.result(_encoded(self._room.states()), room_id, is_state=True))
        self.put(frames.result([], room_id))
        last = self._room.viewers_aside().envelope if is_live else self._end()
        oldest = str(backlog[0].message_id) if backlog else ""
        frames.newest_id = newest[0].message_id if newest else 0
        envelopes = [*(chat.as_history() for chat in backlog), last]
        self.put(frames.result(envelopes, room_id, history_cursor=oldest))

    @property
    def _room(self) -> Room:
        return self.simulator.rooms[self.broadcast.unique_id]

    def _end(self) -> bytes:
        """The message that ends a broadcast, for who enters when it is over."""
        message_id = self.simulator.world.next_request_id()
        return envelope("WebcastControlMessage", number(2, self.broadcast.end_action), message_id)

    def _resume_time(self, cursor: str) -> float | None:
        """Seconds of the simulator that a cursor of ours stands for; a millisecond early rather than late."""
        match = _CURSOR.match(cursor)
        return int(match[1]) / 1000 - self.simulator.epoch - 0.001 if match else None

    def _on_ack(self, frame: ClientFrame) -> None:
        self._report(self.frames.acknowledged(frame.log_id, frame.payload))

    # Inside

    def _now(self) -> float:
        return self.simulator.world.now()

    def _listen(self) -> None:
        self._listening = True
        self.broadcast.listeners.add(self)

    @property
    def _old_start(self) -> float:
        """When a client that does not enter gets its messages: at once, unless it announced that it will enter."""
        return self.opened_at + (1.0 if self.query.get("client_enter") == "1" else 0.0)

    def _start_old(self, now: float) -> None:
        if self.simulator.switches.old_clients and not self._listening and now >= self._old_start:
            self.entered_at = now
            self._position = self.broadcast.log.end
            self.frames.reached = now
            self._listen()

    def _seconds_to_next_fault(self) -> float | None:
        if not self.simulator.faults or self.entered_at is None:
            return None
        now = self._now()
        return self.simulator.faults.due(room=self.broadcast.unique_id, since=now - self.entered_at, now=now)

    def _apply_due_faults(self, now: float) -> None:
        faults = self.simulator.faults
        while faults and self.entered_at is not None and now >= self.silent_until:
            since = now - self.entered_at
            fault = faults.take_socket(room=self.broadcast.unique_id, since=since, now=now)
            if fault is None:
                break
            self._carry_out(fault)

    def _carry_out(self, fault: Fault) -> None:
        if fault.name == "silence":
            self.silent_until = self._now() + fault.value
            return
        if fault.name == "duplicate":
            self._fill(self._now())  # only what was said can be said again
        for action in apply(fault, self.frames, self.simulator.rooms[self.broadcast.unique_id]):
            self.put(action)

    def _report(self, objections: Iterable[Objection]) -> None:
        for objection in objections:
            self._violation(objection.rule, objection.detail, tolerated=objection.tolerated)

    def _violation(self, rule: str, detail: str, *, tolerated: bool = False) -> None:
        self.simulator.violation(rule, detail, connection=self.number, tolerated=tolerated)


def _encoded(messages: Iterable[Published]) -> list[bytes]:
    return [message.envelope for message in messages]
