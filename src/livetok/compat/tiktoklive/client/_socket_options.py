"""What release 6 and 7 let programs change of the websocket alone: headers and query parameters."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from attrs import field, frozen

from livetok._net.websocket import WebSocket
from livetok._net.ws_connector import Dial

__all__ = ["SocketOptions"]


@frozen(kw_only=True)
class SocketOptions:
    """Changes to the request that opens the websocket.

    Attributes:
        headers: They replace those of the same name.
        params: Query parameters; they replace those of the same name.
        query: Is put behind the query as it stands.
    """

    headers: Mapping[str, Any] = field(factory=dict[str, Any])
    params: Mapping[str, Any] = field(factory=dict[str, Any])
    query: str = ""

    def applied_to(self, dial: Dial) -> Dial:
        """Return a `Dial` that makes the changes."""

        @asynccontextmanager
        async def changed(
            url: str, *, headers: Sequence[tuple[str, str]], timeout: float, max_message_size: int
        ) -> AsyncGenerator[WebSocket]:
            async with dial(
                self.change_url(url),
                headers=self.change_headers(headers),
                timeout=timeout,
                max_message_size=max_message_size,
            ) as socket:
                yield socket

        return changed

    def change_url(self, url: str) -> str:
        """Return a websocket URL with the parameters in it."""
        parts = urlsplit(url)
        query = parts.query
        if self.params:
            pairs = dict(parse_qsl(query, keep_blank_values=True))
            query = urlencode(pairs | {name: str(value) for name, value in self.params.items()})
        return parts._replace(query=query + self.query).geturl()

    def change_headers(self, headers: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
        """Return headers with the given ones in place of those of the same name."""
        replaced = {name.lower() for name in self.headers}
        kept = [pair for pair in headers if pair[0].lower() not in replaced]
        return [*kept, *((name, str(value)) for name, value in self.headers.items())]
