"""Proxies: choice of the next one (rotation), and HTTP CONNECT and SOCKS tunnels for the websocket.

HTTP requests go through httpx's own support of proxies. Names are resolved by the proxy, for `socks5` as for
`socks5h`, so that a lookup does not give away what the proxy hides. URLs may hold a password: they are never shown.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import anyio

from livetok._net.environment import proxy_of
from livetok._net.streams import default_context, start_tls
from livetok._net.websocket import MAX_MESSAGE_SIZE, wrap_websocket
from livetok._net.ws_handshake import UpgradeRequest
from livetok._util.user_code import wrap_user_errors
from livetok._util.validators import check_proxy
from livetok.errors import NetworkError, UserError

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncGenerator, Callable, Sequence

    from anyio.abc import ByteStream

    from livetok._net.websocket import WebSocket
    from livetok.options import WebSocketBackend

__all__ = ["environment_proxy", "next_proxy", "open_tunnel", "open_websocket_through"]

_HINT = "check the proxy's address, name and password"


def next_proxy(option: str | Callable[[], str | None] | None) -> str | None:
    """Return the proxy for the next attempt.

    Raises:
        UserError: A function gave something that is no proxy URL.
        NetworkError: The function failed.
    """
    if not callable(option):
        return option

    def failed(what: str) -> NetworkError:
        return NetworkError(f"the function given as proxy failed: {what}", stage="proxy", hint=_HINT)

    with wrap_user_errors(failed):
        chosen = option()
    check_proxy(chosen)
    return chosen


def environment_proxy(url: str) -> str | None:
    """Return the proxy that the environment names for a websocket URL, None for none.

    Raises:
        UserError: It is no URL of a known kind; the variable is named.
    """
    from urllib.request import proxy_bypass

    parts = urlsplit(url)
    proxy = proxy_of("https" if parts.scheme == "wss" else "http") or proxy_of("all")
    return None if not proxy or proxy_bypass(parts.hostname or "") else proxy


@asynccontextmanager
async def open_websocket_through(
    proxy: str,
    url: str,
    *,
    headers: Sequence[tuple[str, str]] = (),
    ssl_context: ssl.SSLContext | None = None,
    timeout: float = 10.0,
    max_message_size: int = MAX_MESSAGE_SIZE,
    close_timeout: float = 1.0,
    backend: WebSocketBackend | None = None,
) -> AsyncGenerator[WebSocket]:
    """Dial a websocket through a proxy; otherwise as `open_websocket`.

    Raises:
        UserError: Bad URL or header, or SOCKS support is not installed.
        HandshakeRefused: The server did not switch protocols.
        NetworkError: Anything else; stage `proxy` when the proxy is to blame.
    """
    request = UpgradeRequest.build(url, headers)
    deadline = anyio.current_time() + timeout
    stream = await open_tunnel(proxy, request.host, request.port, ssl_context=ssl_context, timeout=timeout)
    if request.secure:
        stream = await start_tls(
            stream,
            request.host,
            ssl_context=ssl_context or default_context(),
            timeout=deadline - anyio.current_time(),
        )
    async with wrap_websocket(
        stream,
        url,
        headers=headers,
        timeout=deadline - anyio.current_time(),
        max_message_size=max_message_size,
        close_timeout=close_timeout,
        backend=backend,
    ) as websocket:
        yield websocket


async def open_tunnel(
    proxy: str, host: str, port: int, *, ssl_context: ssl.SSLContext | None = None, timeout: float
) -> ByteStream:
    """Connect to a host through a proxy. The caller closes the stream.

    Args:
        proxy: URL of an http, https, socks5 or socks5h proxy.
        host: Name or address; the proxy looks it up.
        port: TCP port.
        ssl_context: For a proxy that is itself spoken to by TLS; None takes the system's defaults.
        timeout: Seconds for everything together.

    Raises:
        UserError: The package for proxies is not installed.
        NetworkError: Stage `proxy`.
    """
    check_proxy(proxy)
    try:
        import python_socks
        from python_socks.async_.anyio.v2 import Proxy
    except ImportError as error:
        raise UserError("a proxy needs another package", hint="pip install 'livetok[proxy]'") from error
    parts = urlsplit(proxy)
    secure = parts.scheme == "https"
    tunnel = Proxy(
        proxy_type=python_socks.ProxyType.SOCKS5
        if parts.scheme.startswith("socks")
        else python_socks.ProxyType.HTTP,
        host=parts.hostname or "",
        port=parts.port or {"http": 80, "https": 443}.get(parts.scheme, 1080),
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password or "") if parts.username else None,
        rdns=True,
        proxy_ssl=(ssl_context or default_context()) if secure else None,
    )
    try:
        stream = await tunnel.connect(host, port, timeout=timeout)
    except (
        Exception
    ) as error:  # what comes out of the package for proxies; nothing but our tree leaves this one
        reason = str(error) or type(error).__name__
        raise NetworkError(
            f"no way through the proxy to {host}: {reason}"[:300], hint=_HINT, stage="proxy"
        ) from error
    return stream.anyio_stream
