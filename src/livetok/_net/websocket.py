"""The websocket client: one interface, two backends.

The backend is chosen when connecting: trio-websocket under trio, wsproto over an anyio stream elsewhere (and
under trio when asked for). Both work on the same `FrameStream`, so that connecting, refusals, time limits and
errors are the same. Types and exceptions of trio-websocket and wsproto do not leave their backend.

Reading is pull, which is what gives back-pressure: a message is taken from the network when `receive` asks for
it, and pings are answered when `receive` gets to them. Whoever stops receiving thus stops answering pings (they
sit behind the unread messages in the same TCP stream, and reading on would need unbounded memory), while `send`
keeps working: the application's heartbeat keeps the connection alive, not the ping (protocol notes 4.10). Neither
backend sends pings of its own.
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Protocol, TypeAlias

import anyio

from livetok._net.streams import connect_stream, default_context
from livetok._net.ws_handshake import HandshakeRefused, UpgradeRequest
from livetok._net.ws_stream import FrameStream, Limits
from livetok._util.event_loop import under_trio
from livetok.errors import UserError

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncGenerator, Callable, Mapping, Sequence

    from anyio.abc import ByteStream

    from livetok.options import WebSocketBackend

__all__ = ["HandshakeRefused", "WebSocket", "open_websocket", "wrap_websocket"]

MAX_MESSAGE_SIZE = 16 * 1024 * 1024
# How long a block that fails or is cancelled may spend on its CLOSE frame and the peer's answer, in seconds.
_CLOSE_ON_ERROR_SECONDS = 0.05


class WebSocket(Protocol):
    """An open websocket that carries binary messages."""

    @property
    def handshake_headers(self) -> Mapping[str, str]:
        """Headers of the answer to the upgrade, names in lower case, without the handshake's own."""
        ...

    @property
    def at_hand(self) -> bool:
        """Whether `receive` would return a message without waiting; several may come in one packet."""
        ...

    async def send(self, *messages: bytes) -> None:
        """Send binary messages; works while another task receives, and while nobody does.

        Cancelled half-way through a message, nothing more can be sent.

        Raises:
            ClosedByServer: The peer's CLOSE was received.
            NetworkError: The connection is gone, or was closed on this side.
        """
        ...

    async def receive(self) -> bytes:
        """The next binary message, whole; text messages are skipped. Cancelling loses nothing.

        Raises:
            ClosedByServer: The peer sent CLOSE.
            NetworkError: Stage `read`: the connection ended without CLOSE, the peer broke the protocol or
                sent a message over the limit (it is then told 1009), or this side closed.
        """
        ...

    async def aclose(self) -> None:
        """Send CLOSE, wait for the peer's at most `close_timeout`, close the socket; leaving the block does.

        Cancelling skips the waiting. Raises nothing of its own; may be called again.
        """
        ...


@asynccontextmanager
async def open_websocket(
    url: str,
    *,
    headers: Sequence[tuple[str, str]] = (),
    ssl_context: ssl.SSLContext | None = None,
    timeout: float = 10.0,
    max_message_size: int = MAX_MESSAGE_SIZE,
    close_timeout: float = 1.0,
    backend: WebSocketBackend | None = None,
) -> AsyncGenerator[WebSocket]:
    """Connect a websocket; leaving the block closes it.

    Leaving normally sends CLOSE and waits for the peer's, at most `close_timeout`. Leaving by an exception or
    by cancellation sends CLOSE and waits no more than 50 ms. The block's own exception is raised unchanged.

    Args:
        url: `ws://` or `wss://`; path and query are sent as they stand.
        headers: Sent as they stand, after those of the handshake; `Host` replaces the one made from the URL.
        ssl_context: For `wss://`; None takes the system's defaults.
        timeout: Seconds for connecting and the opening handshake together (default 10).
        max_message_size: Bytes of one message (default 16 MiB); a longer one ends the connection.
        close_timeout: Seconds to wait for the peer's CLOSE (default 1).
        backend: Force a backend; None takes the one that fits the running event loop.

    Raises:
        UserError: Bad URL, header or backend; before any I/O.
        HandshakeRefused: The server did not switch protocols.
        NetworkError: Anything else that prevents the opening, timeouts included; see its `stage`.
    """
    request = UpgradeRequest.build(url, headers)
    connect = _connector_of(backend)
    deadline = anyio.current_time() + timeout
    context = (ssl_context or default_context()) if request.secure else None
    stream = await connect_stream(request.host, request.port, ssl_context=context, timeout=timeout)
    limits = Limits(open=deadline - anyio.current_time(), close=close_timeout, message=max_message_size)
    async with _run_websocket(stream, request, connect, limits) as websocket:
        yield websocket


@asynccontextmanager
async def wrap_websocket(
    stream: ByteStream,
    url: str,
    *,
    headers: Sequence[tuple[str, str]] = (),
    timeout: float = 10.0,
    max_message_size: int = MAX_MESSAGE_SIZE,
    close_timeout: float = 1.0,
    backend: WebSocketBackend | None = None,
) -> AsyncGenerator[WebSocket]:
    """Speak websocket over any byte stream that is already connected (a proxy's tunnel, a stream in memory).

    Takes the stream over: it is closed when the block is left, however that happens. TLS is the stream's
    affair, the URL only says what to ask for. Otherwise as `open_websocket`; a `UserError` leaves the stream
    alone.
    """
    request = UpgradeRequest.build(url, headers)
    connect = _connector_of(backend)
    limits = Limits(open=timeout, close=close_timeout, message=max_message_size)
    async with _run_websocket(stream, request, connect, limits) as websocket:
        yield websocket


# What a backend offers: the opening handshake on entering; on leaving, the end of its tasks.
_Connector: TypeAlias = (
    "Callable[[FrameStream, UpgradeRequest, Limits], AbstractAsyncContextManager[WebSocket]]"
)


@asynccontextmanager
async def _run_websocket(
    stream: ByteStream, request: UpgradeRequest, connect: _Connector, limits: Limits
) -> AsyncGenerator[WebSocket]:
    frame_stream = FrameStream(stream, request.where)
    try:
        async with connect(frame_stream, request, limits) as websocket:
            try:
                yield websocket
            except BaseException:
                # Shielded: a cancelled scope must not put its own exception in this one's place.
                with anyio.move_on_after(_CLOSE_ON_ERROR_SECONDS, shield=True):
                    await websocket.aclose()
                raise
            else:
                await websocket.aclose()
    finally:
        await frame_stream.aclose()


def _connector_of(backend: WebSocketBackend | None) -> _Connector:
    on_trio = under_trio()
    match backend or ("trio" if on_trio else "anyio"):
        case "trio" if on_trio:
            from livetok._net import ws_trio

            return ws_trio.connect
        case "anyio":
            from livetok._net import ws_anyio

            return ws_anyio.connect
        case _:
            raise UserError(
                f"there is no websocket backend {backend!r} on this event loop", hint="leave `backend` out"
            )
