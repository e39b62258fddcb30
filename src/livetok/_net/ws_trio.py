"""The trio websocket backend: trio-websocket over the same `FrameStream`. The only file that imports trio.

trio-websocket reads in a task of its own. That task lives in `_host`, which keeps its failures out of the
caller's way: they are in `FrameStream.failure` by the time anybody wakes up, and no ExceptionGroup
reaches the block.
"""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, cast

import trio
import trio.abc
import trio_websocket
from attrs import define, field

from livetok._net.ws_handshake import HandshakeRefused, UpgradeRequest, header_mapping
from livetok.errors import ClosedByServer, ConnectionLost, NetworkError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

    from livetok._net.ws_stream import FrameStream, Limits

__all__ = ["TrioWebSocket", "connect"]

logger = logging.getLogger("livetok.net.websocket")

_MESSAGE_TOO_BIG = 1009
_CLOSE_FRAME = b"\x88"  # first byte of a frame: FIN and the opcode of CLOSE


@asynccontextmanager
async def connect(
    frame_stream: FrameStream, request: UpgradeRequest, limits: Limits
) -> AsyncGenerator[TrioWebSocket]:
    """Do the opening handshake over `frame_stream`; the caller closes the websocket and the stream.

    The block's exception arrives as itself: it is kept out of the nursery and raised again behind it.

    Raises:
        HandshakeRefused: The server did not switch protocols.
        NetworkError: Stage `handshake`.
    """
    stream = _TrioStream(frame_stream)
    failure: BaseException | None = None
    try:
        async with trio.open_nursery() as nursery:
            try:
                async with frame_stream.opening(limits.open):
                    connection = await nursery.start(_host, stream, request, limits.message)
                yield TrioWebSocket(frame_stream, stream, connection, limits)
            except trio.Cancelled:
                raise
            except BaseException as exc:
                if isinstance(exc, GeneratorExit):
                    raise
                failure = exc
            finally:
                nursery.cancel_scope.cancel()
    except BaseExceptionGroup as group:
        # The block's exception is not in it: an interrupt hit the reader, or all was cancelled from outside.
        chief = _chief(group)
        if failure is None or not isinstance(chief, trio.Cancelled):
            failure = chief
    finally:
        # In a finally, or a cancellation from outside would take its place.
        if failure is not None:
            raise failure


async def _host(
    stream: _TrioStream,
    request: UpgradeRequest,
    max_message_size: int,
    *,
    task_status: trio.TaskStatus[trio_websocket.WebSocketConnection],
) -> None:
    """Run trio-websocket's reader; a crash is raised while the handshake lasts, and logged afterwards."""
    try:
        async with trio.open_nursery() as nursery:
            stream.connection = await trio_websocket.wrap_client_stream(
                nursery,
                # Its annotation is narrower than its documentation, which takes any stream.
                cast(trio.SocketStream, stream),
                request.host_header,
                request.target,
                extra_headers=list(request.headers),
                # No message waits inside: this backend reads exactly as far as it is asked to, like the other.
                message_queue_size=0,
                max_message_size=max_message_size,
            )
            task_status.started(stream.connection)
        return
    except BaseExceptionGroup as group:
        crash = _chief(group)
    where = stream.frame_stream.where
    if isinstance(crash, Exception) and stream.connection is not None:
        logger.debug("%s: the reader ended: %r", where, crash)
        stream.close_scope.cancel()  # nobody is left to see the peer's CLOSE
        return
    if isinstance(crash, (NetworkError, HandshakeRefused)) or not isinstance(crash, Exception):
        raise crash
    crash = _violation_behind(crash)
    raise NetworkError(f"{where}: bad answer to the upgrade: {crash}", stage="handshake") from crash


def _violation_behind(crash: Exception) -> Exception:
    """The peer's fault that a crash of trio-websocket follows from, where there is one.

    trio-websocket reacts to a bad 101 by sending what only a server may send, and fails with that.
    """
    link: BaseException | None = crash
    while link is not None:
        if isinstance(link, Exception) and type(link).__name__ == "RemoteProtocolError":
            return link
        link = link.__cause__ or link.__context__
    return crash


def _chief(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """The exception that stands for all: an interrupt before an error, and either before a cancellation."""

    def rank(exc: BaseException) -> int:
        return 2 if isinstance(exc, trio.Cancelled) else int(isinstance(exc, Exception))

    return min(_leaves(group), key=rank)


def _leaves(exc: BaseException) -> list[BaseException]:
    if not isinstance(exc, BaseExceptionGroup):
        return [exc]
    members = cast("BaseExceptionGroup[BaseException]", exc).exceptions
    return [leaf for member in members for leaf in _leaves(member)]


@define(eq=False)
class _TrioStream(trio.abc.Stream):
    """Adapts a `FrameStream` to what trio-websocket expects, and notes what passes.

    Attributes:
        connection: Set once the handshake is done.
        closing: Whether this side began to close.
        close_scope: Around the wait for the peer's CLOSE.
        close_sent: Whether a CLOSE frame was handed to the stream.
        close_reason: Why that first CLOSE was sent; a later one of the peer would overwrite it.
    """

    frame_stream: FrameStream
    connection: trio_websocket.WebSocketConnection | None = field(default=None, init=False)
    closing: bool = field(default=False, init=False)
    close_scope: trio.CancelScope = field(factory=trio.CancelScope, init=False)
    close_sent: bool = field(default=False, init=False)
    close_reason: trio_websocket.CloseReason | None = field(default=None, init=False)

    async def send_all(self, data: bytes | bytearray | memoryview) -> None:
        # trio-websocket hands over one frame at a time.
        if data[:1] == _CLOSE_FRAME and not self.close_sent:
            self.close_sent = True
            self.close_reason = self.connection and self.connection.closed
        await self.frame_stream.send(bytes(data))

    async def wait_send_all_might_not_block(self) -> None:
        await trio.lowlevel.checkpoint()

    async def receive_some(self, max_bytes: int | None = None) -> bytes:
        # trio-websocket reads on after the peer's CLOSE, and hoards bytes after a violation; end it there.
        if self.connection is not None and self.connection.closed is not None and not self.closing:
            await trio.lowlevel.checkpoint()
            return b""
        return await self.frame_stream.receive()

    async def aclose(self) -> None:
        await self.frame_stream.aclose()


@define(eq=False)
class TrioWebSocket:
    """See the `WebSocket` protocol of the seam."""

    _frame_stream: FrameStream
    _stream: _TrioStream
    _connection: trio_websocket.WebSocketConnection
    _limits: Limits

    @property
    def handshake_headers(self) -> Mapping[str, str]:
        """Headers of the answer to the upgrade."""
        return header_mapping(self._connection.handshake_headers)

    @property
    def at_hand(self) -> bool:
        """Never: no message waits in trio-websocket."""
        return False

    async def send(self, *messages: bytes) -> None:
        """Send binary messages, one after another."""
        try:
            for message in messages:
                await self._connection.send_message(message)
        except trio_websocket.ConnectionClosed as exc:
            # A CLOSE fails writers at once, and is answered before readers are woken: only then it is known for one.
            with suppress(trio_websocket.ConnectionClosed):
                while True:
                    await self._connection.get_message()  # noqa: ASYNC120  # a cancellation wins over the failure
            raise self._ending("write") from exc

    async def receive(self) -> bytes:
        """The next binary message."""
        while True:
            try:
                message = await self._connection.get_message()
            except trio_websocket.ConnectionClosed as exc:
                raise self._ending("read") from exc
            if isinstance(message, bytes):
                return message

    async def aclose(self) -> None:
        """Close with a handshake, within the time limit."""
        try:
            if self._frame_stream.failure is None and self._connection.closed is None:
                self._stream.closing = True
                self._stream.close_scope.deadline = trio.current_time() + self._limits.close
                with self._stream.close_scope, suppress(NetworkError):
                    await self._connection.aclose()
        finally:
            await self._frame_stream.aclose()

    def _ending(self, stage: str) -> ConnectionLost:
        where, closed = self._frame_stream.where, self._stream.close_reason or self._connection.closed
        if self._stream.closing:
            return NetworkError(f"{where}: the websocket was closed on this side", stage=stage)
        if closed is None:
            return self._frame_stream.failure or NetworkError(f"{where}: the connection is gone", stage=stage)
        reason = closed.reason or ""
        # Its own limit and the peer's 1009 look alike but for the text.
        limit = self._limits.message
        if closed.code == _MESSAGE_TOO_BIG and reason == f"Exceeded maximum message size: {limit} bytes":
            return NetworkError(f"{where}: a message over {limit} bytes", stage="read")
        # Every CLOSE is answered before anybody is woken, a violation is not: so the two are told apart.
        if not self._stream.close_sent:
            return NetworkError(f"{where}: the peer broke the websocket protocol: {reason}", stage="read")
        return ClosedByServer(code=closed.code, reason=reason)
