"""The server: an ASGI app on an address, on trio and on asyncio. The only place that knows anycorn."""

from __future__ import annotations

import logging
import socket
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

import anyio
from anyio.abc import ByteStream, SocketListener, SocketStream, TaskStatus
from attrs import frozen

from livetok._util.task_group import open_private_group
from livetok.errors import NetworkError, UserError

__all__ = ["OverlayServer", "serve_app"]

_log = logging.getLogger("livetok.overlay.server")

_GRACE_SECONDS: Final = 0.2
_LARGEST_MESSAGE: Final = 4096
_PING_SECONDS: Final = 20.0
_BACKLOG: Final = 100
# A page that takes nothing for so long (its computer sleeps) is disconnected; it comes back and is told what it missed.
_STUCK_SECONDS: Final = 1.5
# Bytes that go out at a time, so that a slow page is told from one that takes nothing.
_MOST_AT_ONCE: Final = 16_384


@frozen(kw_only=True)
class OverlayServer:
    """A running server.

    Attributes:
        host: Address that it listens on.
        port: Port that it listens on.
    """

    host: str
    port: int

    @property
    def url(self) -> str:
        """Base URL, for a browser on this machine."""
        name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 -- compared, not bound
        return f"http://[{name}]:{self.port}" if ":" in name else f"http://{name}:{self.port}"


@asynccontextmanager
async def serve_app(app: Any, *, host: str = "127.0.0.1", port: int = 0) -> AsyncGenerator[OverlayServer]:
    """Serve an ASGI app for the length of a block. Leaving ends every connection, also when cancelled.

    Args:
        app: The ASGI app.
        host: Address to listen on; beyond loopback, have the app ask for a token.
        port: 0 takes a free one.

    Raises:
        UserError: anycorn is not installed.
        NetworkError: The address cannot be listened on (stage `tcp`).
    """
    if find_spec("anycorn") is None:
        raise UserError("the server needs anycorn", hint="pip install 'livetok[overlay]'")
    with _listen(host, port) as listening:
        bound = listening.getsockname()[1]
        stop = anyio.Event()

        async with open_private_group() as group:
            try:
                await group.start(partial(_serve, app, listening, stop))
                yield OverlayServer(host=host, port=bound)
            finally:
                stop.set()


async def _serve(
    app: Any, listening: socket.socket, stop: anyio.Event, *, task_status: TaskStatus[None]
) -> None:
    """Serve until told to stop: what `anycorn.serve` does, over streams that give up on pages that take nothing.

    anycorn takes a cancellation for an error, and sends in a shield without a deadline: one page that takes nothing
    would hold up leaving for ever.
    """
    parts: list[Any] = [
        import_module(f"anycorn.{name}") for name in ("lifespan", "tcp_server", "utils", "worker_context")
    ]
    lifespans, servers, utils, workers = parts
    config, state, context = _config(), dict[str, Any](), workers.WorkerContext(None)
    wrapped = utils.wrap_app(app, config.wsgi_max_body_size, "asgi")
    handle = servers.tcp_server_handler(wrapped, config, context, state)
    lifespan = lifespans.Lifespan(wrapped, config, state)

    async def answer(stream: SocketStream) -> None:
        try:
            await handle(_ImpatientStream(stream))
        except Exception:  # noqa: BLE001 -- logged; one connection never ends the others
            _log.exception("a connection failed")
            await anyio.aclose_forcefully(stream)

    with anyio.CancelScope(shield=True):
        async with anyio.create_task_group() as lifespan_group:
            await lifespan_group.start(lifespan.handle_lifespan)
            await lifespan.wait_for_startup()
            async with await SocketListener.from_socket(listening) as listener:
                async with anyio.create_task_group() as connections:
                    async with anyio.create_task_group() as accepting:
                        accepting.start_soon(partial(listener.serve, answer, task_group=connections))
                        task_status.started()
                        await stop.wait()
                        accepting.cancel_scope.cancel()
                    await context.terminated.set()
                    connections.cancel_scope.deadline = anyio.current_time() + _GRACE_SECONDS
            await lifespan.wait_for_shutdown()
            lifespan_group.cancel_scope.cancel()


@frozen(eq=False)
class _ImpatientStream(ByteStream):
    """A connection that is cut when the other end takes nothing for a while."""

    _stream: SocketStream

    async def send(self, item: bytes) -> None:
        """Send all of it.

        Raises:
            TimeoutError: Some of it was not taken; the connection is closed.
        """
        try:
            for at in range(0, len(item), _MOST_AT_ONCE):
                with anyio.fail_after(_STUCK_SECONDS):
                    await self._stream.send(item[at : at + _MOST_AT_ONCE])
        except TimeoutError:
            await anyio.aclose_forcefully(self._stream)
            raise

    async def receive(self, max_bytes: int = 65_536) -> bytes:
        """Receive some bytes."""
        return await self._stream.receive(max_bytes)

    async def send_eof(self) -> None:
        """Say that nothing more will come.

        Raises:
            BrokenResourceError: The connection is closed.
        """
        try:
            await self._stream.send_eof()
        except RuntimeError as error:  # what uvloop says of a closed connection
            raise anyio.BrokenResourceError from error

    async def aclose(self) -> None:
        """Close the connection."""
        await self._stream.aclose()

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        """The addresses of both ends, and the like."""
        return self._stream.extra_attributes


def _config() -> Any:
    from anycorn.config import Config

    config = Config()
    config.errorlog = _log
    config.include_server_header = False
    config.websocket_max_message_size = _LARGEST_MESSAGE
    config.websocket_ping_interval = _PING_SECONDS
    return config


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise NetworkError(
            f"cannot listen on {host}:{port}: {error.strerror or error}", hint="another --port?", stage="tcp"
        ) from error
    return listening
