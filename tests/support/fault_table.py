"""Every fault against a real session over real sockets: what the user sees, and what it costs.

A session runs in a room where somebody writes all the time. Then the fault strikes, the session goes on, and in the
end the block is left. `docs/reliability.md` is what comes out.
"""

from __future__ import annotations

import socket
import struct
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any

import anyio
from anyio.abc import ByteStream, SocketAttribute
from attrs import define, field, frozen

from livetok import (
    ConnectEvent,
    DisconnectEvent,
    Event,
    LaggedEvent,
    Live,
    LiveEndEvent,
    ReconnectEvent,
    UndecodedEvent,
    UnknownEvent,
)
from livetok._client.connect import open_room
from livetok._net.websocket import WebSocket, open_websocket
from livetok._session.environment import Environment
from livetok.errors import LiveError
from livetok.options import Options, Retry
from livetok.testing import Fault, Room, Simulator, Switches
from livetok.testing.server import Server, serve

__all__ = ["ROWS", "Outcome", "Row", "run_table"]

_TOLD = (
    ConnectEvent,
    DisconnectEvent,
    ReconnectEvent,
    LaggedEvent,
    LiveEndEvent,
    UndecodedEvent,
    UnknownEvent,
)
_STALE = 0.8
_WS_TIMEOUT = 0.6
_AT_ONCE = 4  # rows that run at the same time
_FEW = Retry(attempts=4, first_delay=0.05)
_RETRY = Retry(first_delay=0.05, max_delay=0.1, healthy_after=0.2)


@frozen(kw_only=True)
class Row:
    """One fault.

    Attributes:
        name: As the document calls it.
        faults: Armed when the room was entered; and for a first connection as well when it is about connecting.
        elsewhere: Leads the attempt after the loss to another address, by name (see `_Traps`).
        connecting: The fault strikes while connecting: the running connection is cut to bring that about.
        seconds: How long the session goes on after the fault.
        objections: What the server may rightly object to.
    """

    name: str
    faults: tuple[Fault, ...] = ()
    elsewhere: str = ""
    connecting: bool = False
    options: dict[str, Any] = field(factory=dict[str, Any])
    seconds: float = 0.5
    objections: frozenset[str] = frozenset()


@frozen(kw_only=True)
class Outcome:
    """What came of a fault."""

    first: str
    seen: str
    lost: int
    twice: int
    leaving: float
    violations: tuple[str, ...]

    def cells(self) -> tuple[str, ...]:
        """The columns of the table; the last one depends on the machine."""
        return self.first, self.seen, str(self.lost), str(self.twice), _bucket(self.leaving)


def _bucket(seconds: float) -> str:
    return next((f"< {limit}" for limit in (0.2, 1.5) if seconds < limit), f"{seconds:.1f}")


def _on(name: str, fault: str, /, **more: Any) -> Row:
    return Row(name=name, faults=(Fault.parse(fault),), **more)


def _connecting(name: str, fault: str = "", /, **more: Any) -> Row:
    return Row(name=name, faults=(Fault.parse(fault),) if fault else (), connecting=True, **more)


_LOST_LATE = {"seconds": _STALE + 0.5}

ROWS = (
    _connecting("Connection refused", elsewhere="closed port"),
    _connecting("TCP reset before the handshake", elsewhere="reset"),
    _connecting("TCP reset during the handshake", "handshake_abort"),
    _on("TCP reset after the handshake", "abort"),
    _on("TCP end without a close frame", "eof"),
    _on("TCP end in mid-frame", "cut_frame"),
    _connecting("DNS failure", elsewhere="no such host"),
    _connecting("TLS failure", elsewhere="no TLS", objections=frozenset({"http-syntax"})),
    _connecting("Slow-drip server, handshake", elsewhere="drip"),
    # What drips is never heard whole, so nobody acknowledges it; a server objects when that lasts two seconds.
    _connecting(
        "Slow-drip server, after the handshake",
        elsewhere="drip later",
        seconds=2 * _STALE + 0.6,
        objections=frozenset({"ack-missing"}),
    ),
    _connecting("Handshake never answered", "handshake_hang=60"),
    _connecting("Handshake answered with garbage", "handshake_garbage"),
    _connecting("Handshake with a wrong key", "handshake_bad_accept"),
    _connecting("Accept-then-close, three times", "accept_then_close,times=3"),
    _connecting("DEVICE_BLOCKED once", "device_blocked"),
    _connecting("DEVICE_BLOCKED three times", "device_blocked,times=3"),
    _connecting("DEVICE_BLOCKED for ever", "device_blocked,times=ever", options={"retry": _FEW}),
    _connecting("`illegal secret key`", "illegal_secret_key"),
    _connecting("Refused with 400", "handshake_400"),
    _connecting("Refused with 403", "handshake_403"),
    _connecting("Refused with 502", "handshake_502"),
    _on("Close frame 1000", "close=1000"),
    _on("Close frame 1001", "close=1001"),
    _on("Close frame 1011", "close=1011"),
    _on("Close frame 4001", "close=4001"),
    _on("Close frame 4003", "close=4003"),
    _on("Close frame without a code", "close_bare"),
    _on("Payload type `close`", "close_type"),
    _on("Half-open peer (silence)", "silence=60", **_LOST_LATE),
    _on("Bytes that are no websocket frame", "garbage"),
    _on("Frame that is no protobuf", "not_protobuf"),
    _on("Fetch result that is no protobuf", "bad_result"),
    _on("Damaged message", "bad_message"),
    _on("Nickname that is not UTF-8", "bad_text"),
    _on("Damaged part of a message", "bad_user"),
    _on("Frame of 200,000 messages", "crowded=2e5", seconds=1.5),
    _on("Corrupt gzip", "corrupt_gzip"),
    _on("Truncated gzip", "cut_gzip"),
    _on("Gzip bomb", "gzip_bomb=64e6"),
    _on("Called gzip, and is not", "gzip_header_only,times=5"),
    _on("Gzip that is not called so", "gzip_no_header,times=5"),
    _on("Websocket message of no bytes", "empty_frame"),
    _on("Frame without payload", "empty_payload"),
    _on("Fetch result without messages", "empty_result"),
    _on("Unknown payload type", "unknown_payload_type"),
    _on("Unknown method", "unknown_method"),
    _on("Unknown fields", "unknown_fields"),
    _on("Text message", "text_message"),
    _on("Fragmented messages", "fragmented=7,times=20"),
    _on("Message of 8 MB", "huge=8e6", seconds=1.5),
    _on("Message over `max_frame_size`", "huge=2e6", options={"max_frame_size": 1 << 20}),
    _on("Duplicated messages", "duplicate=5"),
    Row(name="Duplicated messages after a reconnect", faults=(Fault.parse("eof"), Fault.parse("duplicate=20"))),
    _on("Message of another room", "foreign_room"),
    _on("Likes out of order", "likes_back"),
    _on("Heartbeat answers that hold anything", "heartbeat_garbage,times=5", options={"heartbeat_interval": 0.6}),
    _on("Websocket ping", "ping"),
    _on("Server never answers CLOSE", "no_close_reply,times=ever"),
    _on("Broadcast suspended", "suspend"),
)  # fmt: skip


# --- addresses where something is wrong


async def _reset(stream: ByteStream) -> None:
    raw = stream.extra(SocketAttribute.raw_socket)
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    await anyio.aclose_forcefully(stream)


async def _drip(stream: ByteStream) -> None:
    async with stream:
        for byte in b"HTTP/1.1 101 Switching Protocols\r\n" * 20:
            await stream.send(bytes([byte]))
            await anyio.sleep(0.05)


@define
class _Traps:
    """Names of addresses and what they turn a websocket URL into."""

    simulator: str
    addresses: dict[str, str]

    def lead(self, url: str, name: str) -> str:
        return url.replace(self.simulator, self.addresses[name]) if name else url


@asynccontextmanager
async def _traps(server: Server) -> AsyncGenerator[_Traps]:
    async with anyio.create_task_group() as tasks:

        async def listen(handler: Callable[[ByteStream], Awaitable[None]]) -> str:
            listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
            tasks.start_soon(_serve, listener, handler)
            return f"ws://127.0.0.1:{listener.extra(SocketAttribute.local_port)}"

        closed = await anyio.create_tcp_listener(local_host="127.0.0.1")
        port = closed.extra(SocketAttribute.local_port)
        await closed.aclose()
        yield _Traps(
            server.websocket_url,
            {
                "closed port": f"ws://127.0.0.1:{port}",
                "reset": await listen(_reset),
                "drip": await listen(_drip),
                "drip later": server.websocket_url,
                "no such host": "ws://livetok.invalid",
                "no TLS": server.websocket_url.replace("ws:", "wss:"),
            },
        )
        tasks.cancel_scope.cancel()


async def _serve(listener: Any, handler: Callable[[ByteStream], Awaitable[None]]) -> None:
    async def serve_stream(stream: ByteStream) -> None:
        # The client may have enough before we have.
        with suppress(anyio.BrokenResourceError, anyio.ClosedResourceError):
            await handler(stream)

    async with listener:
        await listener.serve(serve_stream)


@define
class _Dripping:
    """A websocket whose messages come in a byte at a time, and so never come."""

    _socket: WebSocket

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)

    async def receive(self) -> bytes:
        await anyio.sleep_forever()
        raise AssertionError


# --- one row


@define(kw_only=True)
class _Trial:
    row: Row
    server: Server
    traps: _Traps
    struck: bool = False

    def connect(self, **more: Any) -> AbstractAsyncContextManager[Live]:
        options: dict[str, Any] = {
            "endpoints": self.server.endpoints,
            "retry": _RETRY,
            "stale_timeout": _STALE,
            "ws_timeout": _WS_TIMEOUT,
            **self.row.options,
            **more,
        }
        return open_room("anna", 0, Options.of(options), Environment(dial=self.dial))

    @asynccontextmanager
    async def dial(
        self, url: str, *, headers: Sequence[tuple[str, str]], timeout: float, max_message_size: int
    ) -> AsyncGenerator[WebSocket]:
        astray, self.struck = self.row.elsewhere if self.struck else "", False
        url = self.traps.lead(url, astray)
        async with open_websocket(
            url, headers=headers, timeout=timeout, max_message_size=max_message_size
        ) as websocket:
            yield _Dripping(websocket) if astray == "drip later" else websocket

    def strike(self) -> None:
        if self.row.connecting:
            self.struck = True
        for fault in self.row.faults:
            self.server.simulator.fault(fault)

    async def first(self) -> str:
        """What a first connection makes of it."""
        if not self.row.connecting:
            return ""
        self.strike()
        try:
            async with self.connect() as live:
                async for event in live:
                    if isinstance(event, ConnectEvent):
                        return "enters"
        except LiveError as error:
            return f"`{type(error).__name__}`"
        finally:
            self.server.simulator.faults.clear()
        return "ends"

    async def running(self, first: str) -> Outcome:
        """What a running session makes of it."""
        simulator = self.server.simulator
        simulator.violations.clear()
        watch = _Watch()
        async with self.connect() as live:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(watch.read, live)
                await watch.write(simulator.room("anna"), 0.3)
                self.strike()
                if self.row.connecting:
                    simulator.fault("eof")
                await watch.write(simulator.room("anna"), self.row.seconds)
                await watch.all_read(live)
                tasks.cancel_scope.cancel()
            began = anyio.current_time()
        return self._outcome(first, watch, anyio.current_time() - began)

    def _outcome(self, first: str, watch: _Watch, leaving: float) -> Outcome:
        ids = [event.meta.message_id for event in watch.events if event.meta.message_id]
        return Outcome(
            first=first,
            seen=" → ".join(filter(None, (_story(watch.events), watch.failure))) or "nothing",
            # Who is not let in any more is not told any more.
            lost=0 if watch.failure else len(set(watch.written) - set(ids)),
            twice=len(ids) - len(set(ids)),
            leaving=leaving,
            violations=tuple(self.server.simulator.violations.rules()),
        )


@define
class _Watch:
    """What was written in the room, and what came of it."""

    written: list[int] = field(factory=list[int])
    events: list[Event] = field(factory=list[Event])
    failure: str = ""
    _caught_up: anyio.Event = field(factory=anyio.Event)
    _over: anyio.Event = field(factory=anyio.Event)
    _last: int = 0

    async def write(self, room: Room, seconds: float) -> None:
        with anyio.move_on_after(seconds):
            while room.broadcast.is_live:
                self.written.append(room.comment(f"number {len(self.written)}").message_id)
                await anyio.sleep(0.01)
            await anyio.sleep_forever()

    async def read(self, live: Live) -> None:
        try:
            async for event in live:
                self.events.append(event)
                if self._last and event.meta.message_id == self._last:
                    self._caught_up.set()
        except LiveError as error:
            self.failure = f"`{type(error).__name__}`"
        self._over.set()
        self._caught_up.set()

    async def all_read(self, live: Live) -> None:
        """Wait until the last that was written, or the end of a room that is over, has come; but not for ever."""
        self._last = self.written[-1]
        if any(event.meta.message_id == self._last for event in self.events):
            self._caught_up.set()
        with anyio.move_on_after(4.0):
            await self._caught_up.wait()
            if live.ended:
                await self._over.wait()


def _story(events: Sequence[Event]) -> str:
    phrases = [_phrase(event) for event in events[1:] if isinstance(event, _TOLD)]
    return " → ".join(text for at, text in enumerate(phrases) if at == 0 or phrases[at - 1] != text)


def _phrase(event: Event) -> str:
    name = f"`{type(event).__name__}`"
    if isinstance(event, DisconnectEvent) and event.code:
        return f"{name} ({event.code})"
    return name


# --- the table


async def run_table(rows: Sequence[Row] = ROWS) -> dict[str, Outcome]:
    """Run the rows, some at a time; outcomes by name."""
    outcomes: dict[str, Outcome] = {}
    limit = anyio.CapacityLimiter(_AT_ONCE)

    async def run_row(row: Row) -> None:
        async with limit:
            outcomes[row.name] = await _run(row)

    async with anyio.create_task_group() as tasks:
        for row in rows:
            tasks.start_soon(run_row, row)
    return {row.name: outcomes[row.name] for row in rows}


async def _run(row: Row) -> Outcome:
    simulator = Simulator(seed=3, switches=Switches(heartbeat_timeout=60))
    simulator.room("anna")
    async with serve(simulator) as server, _traps(server) as traps:
        trial = _Trial(row=row, server=server, traps=traps)
        return await trial.running(await trial.first())


if __name__ == "__main__":
    for backend in ("asyncio", "trio"):
        for name, outcome in anyio.run(run_table, backend=backend).items():
            sys.stdout.write(f"{backend:8} {name:40} {outcome.cells()} {outcome.violations}\n")
