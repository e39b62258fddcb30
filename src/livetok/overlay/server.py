"""The server: an ASGI app on an address, on trio and on asyncio. The only place that knows anycorn."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any, Final

import anyio
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
_STUCK_MILLISECONDS: Final = 1500


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
    try:
        anycorn: Any = import_module("anycorn")
    except ImportError as error:
        raise UserError("the server needs anycorn", hint="pip install 'livetok[overlay]'") from error
    with _listen(host, port) as listening:
        bound = listening.getsockname()[1]
        stop = anyio.Event()

        async def run(**status: Any) -> None:
            # anycorn takes a cancellation for an error; it is asked to stop instead.
            with anyio.CancelScope(shield=True):
                await anycorn.serve(
                    app, _config(listening), shutdown_trigger=stop.wait, mode="asgi", **status
                )

        async with open_private_group() as group:
            try:
                await group.start(run)
                yield OverlayServer(host=host, port=bound)
            finally:
                stop.set()


def _config(listening: socket.socket) -> Any:
    from anycorn.config import Config

    config = Config()
    config.bind = [f"fd://{listening.detach()}"]
    config.errorlog = _log
    config.graceful_timeout = _GRACE_SECONDS
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
    if sys.platform == "linux":  # accepted connections have it, too
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _STUCK_MILLISECONDS)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
