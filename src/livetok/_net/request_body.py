"""Bodies of HTTP requests, in a shape that a connection may drop half-sent. Imports httpx, so it is loaded late."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx

__all__ = ["RequestBody"]


class RequestBody(httpx.AsyncByteStream):
    """A body that is at hand whole; may be sent again.

    httpx's own is an asynchronous generator. A connection that breaks leaves it in the middle, and trio warns of every
    generator that is left so.
    """

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __aiter__(self) -> AsyncIterator[bytes]:
        return _Once(self._body)


class _Once(AsyncIterator[bytes]):
    def __init__(self, body: bytes) -> None:
        self._left: bytes | None = body

    async def __anext__(self) -> bytes:
        part, self._left = self._left, None
        if part is None:
            raise StopAsyncIteration
        return part
