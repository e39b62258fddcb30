"""The anyio websocket backend: wsproto over an anyio byte stream; without a task of its own."""

from __future__ import annotations

import logging
from collections import deque
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import anyio
from attrs import define, field
from wsproto import ConnectionType, WSConnection
from wsproto.connection import ConnectionState
from wsproto.events import AcceptConnection, BytesMessage, CloseConnection, Event, Ping, Request, TextMessage
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import RemoteProtocolError

from livetok._net.ws_handshake import UpgradeRequest, header_mapping
from livetok.errors import ClosedByServer, ConnectionLost, NetworkError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

    from livetok._net.ws_stream import FrameStream, Limits

__all__ = ["AnyioWebSocket", "connect"]

logger = logging.getLogger("livetok.net.websocket")


@asynccontextmanager
async def connect(
    frame_stream: FrameStream, request: UpgradeRequest, limits: Limits
) -> AsyncGenerator[AnyioWebSocket]:
    """Do the opening handshake over `frame_stream`; the caller closes the websocket and the stream.

    Raises:
        HandshakeRefused: The server did not switch protocols.
        NetworkError: Stage `handshake`.
    """
    connection = WSConnection(ConnectionType.CLIENT)
    async with frame_stream.opening(limits.open):
        headers = await _upgrade(frame_stream, connection, request)
    websocket = AnyioWebSocket(frame_stream, connection, headers, limits)
    websocket.absorb()  # what came along with the answer
    yield websocket


async def _upgrade(
    frame_stream: FrameStream, connection: WSConnection, request: UpgradeRequest
) -> dict[str, str]:
    opening = Request(host=request.host_header, target=request.target, extra_headers=list(request.headers))
    await frame_stream.send(connection.send(opening))
    accepted = None
    while not isinstance(accepted, AcceptConnection):
        data = await frame_stream.receive()
        try:
            connection.receive_data(data)
        except RemoteProtocolError as exc:
            raise NetworkError(
                f"{frame_stream.where}: bad answer to the upgrade: {exc}", stage="handshake"
            ) from exc
        # One event only: frames that came along stay with wsproto until there is somebody to hand them to.
        accepted = next(connection.events(), None)
    return header_mapping(accepted.extra_headers)


@define(eq=False)
class AnyioWebSocket:
    """See the `WebSocket` protocol of the seam."""

    _frame_stream: FrameStream
    _connection: WSConnection
    handshake_headers: Mapping[str, str]
    _limits: Limits
    _messages: deque[bytes] = field(factory=deque[bytes], init=False)
    _parts: list[bytes | bytearray] = field(factory=list[bytes | bytearray], init=False)  # not whole yet
    _size: int = field(default=0, init=False)  # of the message that is coming in, text included
    _replies: bytearray = field(factory=bytearray, init=False)  # pongs and CLOSE, not yet written
    _ending: ConnectionLost | None = field(default=None, init=False)  # why nothing more will come
    _reading: anyio.Lock = field(factory=lambda: anyio.Lock(fast_acquire=True), init=False)

    @property
    def at_hand(self) -> bool:
        """Whether a message is here already."""
        return bool(self._messages)

    async def send(self, *messages: bytes) -> None:
        """Send binary messages, in one write."""
        if self._ending is not None:
            raise self._ending
        if self._connection.state is not ConnectionState.OPEN:
            raise self._closed_here("write")
        await self._frame_stream.send(
            b"".join(self._connection.send(BytesMessage(data=data)) for data in messages)
        )

    async def receive(self) -> bytes:
        """The next binary message. What came in one packet is handed out without a turn for other tasks."""
        if self._messages:
            return self._messages.popleft()
        async with self._reading:
            while not self._messages:
                await self._flush()
                if self._ending is not None:
                    raise self._ending
                await self._pump()
            return self._messages.popleft()

    async def aclose(self) -> None:
        """Close with a handshake, within the time limit."""
        try:
            with anyio.move_on_after(self._limits.close), suppress(NetworkError):
                await self._close_handshake()
        finally:
            await self._frame_stream.aclose()

    async def _close_handshake(self) -> None:
        if self._connection.state is ConnectionState.OPEN and self._ending is None:
            self._reply(CloseConnection(code=CloseReason.NORMAL_CLOSURE))
        await self._flush()
        if self._frame_stream.failure is not None:
            return  # our CLOSE did not get out, so none will come back
        # A task that is still receiving does the reading for us until it gets the peer's CLOSE.
        async with self._reading:
            while self._ending is None:
                self._messages.clear()
                await self._pump()

    async def _pump(self) -> None:
        data = await self._frame_stream.receive()
        self._connection.receive_data(data)
        self.absorb()
        await self._flush()

    async def _flush(self) -> None:
        if not self._replies:
            return
        frames = bytes(self._replies)
        self._replies.clear()
        try:
            await self._frame_stream.send(frames)
        except NetworkError as exc:
            # What was received stays worth delivering; the next read or send of the caller fails on its own.
            logger.debug("%s: a pong or CLOSE could not be sent: %s", self._frame_stream.where, exc)

    def absorb(self) -> None:
        """Take in whatever wsproto has understood so far."""
        for event in self._connection.events():
            match event:
                case BytesMessage() | TextMessage():
                    self._collect(event)
                case Ping() if self._connection.state is ConnectionState.OPEN:
                    self._reply(event.response())
                case CloseConnection():
                    self._end(event)
                case _:
                    pass  # pongs nobody asked for
            if self._ending is not None:
                return

    def _collect(self, event: BytesMessage | TextMessage) -> None:
        self._size += len(event.data)
        if self._size > self._limits.message:
            message = f"{self._frame_stream.where}: a message over {self._limits.message} bytes"
            self._ending = NetworkError(message, stage="read")
            if self._connection.state is ConnectionState.OPEN:
                self._reply(CloseConnection(code=CloseReason.MESSAGE_TOO_BIG))
            return
        if isinstance(event, BytesMessage):
            self._parts.append(event.data)
        if event.message_finished:
            if self._parts:
                self._messages.append(b"".join(self._parts))  # which copies nothing when there is one
            self._parts.clear()
            self._size = 0

    def _end(self, event: CloseConnection) -> None:
        match self._connection.state:
            case ConnectionState.REMOTE_CLOSING:
                self._reply(event.response())
                self._ending = ClosedByServer(code=int(event.code), reason=event.reason or "")
            case ConnectionState.CLOSED:
                self._ending = self._closed_here("read")
            case state:  # wsproto reports a violation as a CLOSE that did not happen
                if state is ConnectionState.OPEN:
                    self._reply(CloseConnection(code=event.code))
                message = f"{self._frame_stream.where}: the peer broke the websocket protocol: {event.reason}"
                self._ending = NetworkError(message, stage="read")

    def _reply(self, event: Event) -> None:
        self._replies += self._connection.send(event)

    def _closed_here(self, stage: str) -> NetworkError:
        return NetworkError(f"{self._frame_stream.where}: the websocket was closed on this side", stage=stage)
