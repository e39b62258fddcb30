"""Drives one `Connection` over a byte stream, with wsproto for the frames."""

from __future__ import annotations

import socket
import struct

import anyio
from anyio.abc import ByteStream, SocketAttribute
from attrs import define, field
from wsproto import events
from wsproto.connection import Connection as Frames
from wsproto.connection import ConnectionState, ConnectionType
from wsproto.frame_protocol import CloseReason

from livetok.testing._connection.connection import Connection
from livetok.testing._serving.clock_driver import Signal
from livetok.testing._world.actions import Abort, Action, Close, Ping, Send

__all__ = ["reset", "serve_websocket"]

_CLOSE_SECONDS = 2.0
_SEND_SECONDS = 60.0
_MUTE_SECONDS = 600.0
_LARGEST_MESSAGE = 1 << 20
_GONE = (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError, OSError)


async def serve_websocket(connection: Connection, stream: ByteStream, first: bytes) -> None:
    """Talk until either side has had enough.

    Args:
        connection: What to say.
        stream: Where; the caller closes it.
        first: Bytes that came with the upgrade request.
    """
    session = _WebSocketSession(connection=connection, stream=stream)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(session.receive_until_done, first)
        await session.send_until_done()
        tasks.cancel_scope.cancel()


@define(eq=False, kw_only=True)
class _WebSocketSession:
    connection: Connection
    stream: ByteStream
    _frames: Frames = field(factory=lambda: Frames(ConnectionType.SERVER))
    _signal: Signal = field(factory=Signal)
    _sending: anyio.Lock = field(factory=anyio.Lock)
    _message: bytearray = field(factory=bytearray)
    _text: list[str] = field(factory=list[str])
    _over: anyio.Event = field(factory=anyio.Event)

    # Server to client

    async def send_until_done(self) -> None:
        """Carry out what the connection wants, until it is finished or the client has gone."""
        connection, world = self.connection, self.connection.simulator.world
        connection.wake = self._signal.set
        try:
            while not self._over.is_set():
                for action in connection.poll():
                    await self._carry_out(action)
                deadline = connection.deadline()
                if deadline is None:
                    break
                await self._signal.wait(deadline - world.now())
            if connection.mute:
                with anyio.move_on_after(_MUTE_SECONDS):
                    await self._over.wait()
        except _GONE:
            pass  # the client does not read any more

    async def _carry_out(self, action: Action) -> None:
        if isinstance(action, Abort):
            await self._abort(action)
        elif self._frames.state is not ConnectionState.OPEN:
            return  # the client took its leave between two actions
        elif isinstance(action, Close):
            code = CloseReason.NO_STATUS_RCVD if action.code is None else action.code
            await self._write(self._frames.send(events.CloseConnection(code=code, reason=action.reason)))
            with anyio.move_on_after(_CLOSE_SECONDS):
                await self._over.wait()
        elif isinstance(action, Ping):
            await self._write(self._frames.send(events.Ping(payload=b"are you there?")))
        else:
            await self._write(self._pieces(action))

    async def _abort(self, action: Abort) -> None:
        if action.last:
            await self._write(action.last)
        if action.reset:
            await reset(self.stream)

    def _pieces(self, action: Send) -> bytes:
        data, size = action.data, action.fragment or len(action.data) or 1
        kind = events.TextMessage if isinstance(data, str) else events.BytesMessage
        starts = range(0, len(data) or 1, size)
        return b"".join(
            self._frames.send(kind(data=data[at : at + size], message_finished=at + size >= len(data)))  # pyright: ignore[reportArgumentType]  # data is of the kind's type
            for at in starts
        )

    async def _write(self, data: bytes) -> None:
        async with self._sending:
            with anyio.fail_after(_SEND_SECONDS):
                await self.stream.send(data)

    # Client to server

    async def receive_until_done(self, first: bytes) -> None:
        """Pass on what the client sends; its end ends the conversation."""
        data: bytes = first
        try:
            while not self._over.is_set():
                if data:
                    self._frames.receive_data(data)
                    for event in self._frames.events():
                        await self._handle_event(event)
                data = await self.stream.receive(1 << 16)
        except _GONE:
            pass  # gone without a farewell, as clients may
        finally:
            self._over.set()
            self._signal.set()

    async def _handle_event(self, event: events.Event) -> None:
        if isinstance(event, events.BytesMessage):
            self._message += event.data
            await self._check_size()
            if event.message_finished:
                self.connection.receive(bytes(self._message))
                self._message.clear()
        elif isinstance(event, events.TextMessage):
            if event.message_finished:
                self.connection.receive(event.data[:80])
        elif isinstance(event, events.Ping):
            self.connection.pinged()
            if self.connection.simulator.switches.answer_pings:
                await self._write(self._frames.send(event.response()))
        elif isinstance(event, events.CloseConnection):
            await self._closed(event)

    async def _check_size(self) -> None:
        if len(self._message) > _LARGEST_MESSAGE:
            self._note("message-size", "more than a megabyte")
            await self._closed(events.CloseConnection(code=1009))

    async def _closed(self, event: events.CloseConnection) -> None:
        """The client said farewell, or said something that is no websocket frame."""
        if self._frames.state is ConnectionState.OPEN:
            self._note("websocket-frame", event.reason or "not a websocket frame")
        if self._frames.state in {ConnectionState.OPEN, ConnectionState.REMOTE_CLOSING} and not self._mute():
            await self._write(self._frames.send(events.CloseConnection(code=event.code)))
        self.connection.finished = True
        if not self.connection.mute:
            self._over.set()
        self._signal.set()

    def _mute(self) -> bool:
        self.connection.mute = self.connection.mute or self.connection.takes("no_close_reply")
        return self.connection.mute

    def _note(self, rule: str, detail: str) -> None:
        self.connection.simulator.violation(rule, detail, connection=self.connection.number)


async def reset(stream: ByteStream) -> None:
    """End the TCP connection with a reset."""
    raw = stream.extra(SocketAttribute.raw_socket)
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    await anyio.aclose_forcefully(stream)
