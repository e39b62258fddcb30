"""The websocket connector of a session (`Dial`), directly or through a proxy; tests and simulators replace it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import Protocol

from livetok._net.proxy import open_websocket_through
from livetok._net.websocket import WebSocket, open_websocket
from livetok.options import Options

__all__ = ["Dial", "dial_directly"]


class Dial(Protocol):
    """Opens a websocket; the seam that tests and simulators replace."""

    def __call__(
        self, url: str, *, headers: Sequence[tuple[str, str]], timeout: float, max_message_size: int
    ) -> AbstractAsyncContextManager[WebSocket]: ...


def dial_directly(options: Options, proxy_for: Callable[[str], str | None]) -> Dial:
    """Return the `Dial` of the real network.

    Args:
        options: TLS settings, and which websocket library to use.
        proxy_for: Names the proxy for a URL, None for none.
    """

    @asynccontextmanager
    async def dial(
        url: str, *, headers: Sequence[tuple[str, str]], timeout: float, max_message_size: int
    ) -> AsyncGenerator[WebSocket]:
        proxy = proxy_for(url)
        opening = open_websocket if proxy is None else partial(open_websocket_through, proxy)
        async with opening(
            url,
            headers=headers,
            ssl_context=options.ssl_context,
            timeout=timeout,
            max_message_size=max_message_size,
            backend=options.websocket,
        ) as socket:
            yield socket

    return dial
