"""A small HTTP proxy on the loopback, which leads through the real one: ffmpeg knows no SOCKS, and no TLS to a proxy.

It serves what ffmpeg asks of a proxy and no more: `CONNECT` for https, GET of a whole URL for http. Each connection
carries one request. Whoever may open loopback ports on this machine may use it while it runs.
"""

from __future__ import annotations

import logging
import re
import ssl
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from typing import Final
from urllib.parse import urlsplit

import anyio
from anyio.abc import ByteReceiveStream, ByteStream, SocketAttribute
from attrs import define, evolve, frozen

from livetok._net.proxy import open_tunnel
from livetok._net.streams import STREAM_ERRORS, abort
from livetok._recording.ffmpeg import NetworkAccess
from livetok._util.task_group import open_private_group
from livetok.errors import NetworkError, UserError

__all__ = ["known_to_ffmpeg", "open_relay"]

_log = logging.getLogger("livetok.record")

_LONGEST_HEAD: Final = 16_384
_PATIENCE: Final = 10.0  # seconds for a request to arrive, and for the way to be opened
_CHUNK: Final = 65_536
_LINE: Final = re.compile(r"[\t\x20-\x7e\x80-\xff]+")
_HOST: Final = re.compile(r"[\w.:-]+", re.ASCII)
_URL: Final = re.compile(r"http://([^/?#]+)([^#]*)", re.IGNORECASE)
# Between ffmpeg and us only, or written anew.
_NOT_PASSED_ON: Final = {"connection", "host", "keep-alive", "proxy-authorization", "proxy-connection"}
_BODIES: Final = {"content-length", "transfer-encoding"}


@asynccontextmanager
async def known_to_ffmpeg(
    outside: NetworkAccess, *, ssl_context: ssl.SSLContext | None, say: Callable[[str], None]
) -> AsyncGenerator[NetworkAccess]:
    """Put a relay before a proxy that ffmpeg does not know, for the length of a block.

    Args:
        outside: The way to the stream, with any proxy.
        ssl_context: For a proxy that is itself spoken to by TLS; None takes the system's defaults.
        say: Takes complaints.

    Raises:
        OSError: No port can be opened.
    """
    # As ffmpeg looks at it: it goes around a proxy whose URL begins otherwise, without a word.
    if not outside.proxy or outside.proxy.startswith("http://"):
        yield outside
        return
    async with open_relay(outside.proxy, ssl_context=ssl_context, say=say) as url:
        yield evolve(outside, proxy=url)


@asynccontextmanager
async def open_relay(
    proxy: str, *, ssl_context: ssl.SSLContext | None = None, say: Callable[[str], None]
) -> AsyncGenerator[str]:
    """Run a relay for the length of a block, and give its URL. Leaving closes all its connections.

    Args:
        proxy: URL of the proxy that it leads through.
        ssl_context: For a proxy that is itself spoken to by TLS; None takes the system's defaults.
        say: Takes the reason when there is no way through, without secrets.

    Raises:
        OSError: No port can be opened.
    """
    relay = _Relay(proxy, ssl_context, say)
    async with (
        await anyio.create_tcp_listener(local_host="127.0.0.1") as listener,
        open_private_group() as group,
    ):
        group.start_soon(partial(listener.serve, relay.serve), name="livetok relay")
        yield f"http://127.0.0.1:{listener.extra(SocketAttribute.local_port)}"


@frozen
class _Order:
    """What a request asks for.

    Attributes:
        host: Where to.
        port: TCP port there.
        answer: For the one who asked, once the way is open.
        opening: For the host, before anything else.
        tunnel: Whether more may be sent than the opening.
    """

    host: str
    port: int
    answer: bytes
    opening: bytes
    tunnel: bool

    @classmethod
    def parse(cls, data: bytes) -> _Order:
        """Read a request.

        Raises:
            ValueError: It is malformed, or not for a proxy.
        """
        head, _, rest = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        if not all(_LINE.fullmatch(line) for line in lines):
            raise ValueError("a control character")
        method, target, version = lines[0].split(" ")
        if version not in {"HTTP/1.0", "HTTP/1.1"}:
            raise ValueError("not HTTP/1")
        if method == "CONNECT":
            host, port = _address(target, None)
            return cls(host, port, b"HTTP/1.1 200 Connection established\r\n\r\n", rest, True)
        url = _URL.fullmatch(target)
        if method != "GET" or url is None or rest:
            raise ValueError("neither CONNECT nor GET of a whole URL")
        host, port = _address(url[1], 80)
        return cls(host, port, b"", _get(url[1], url[2], lines[1:]), False)


def _address(text: str, port: int | None) -> tuple[str, int]:
    parts = urlsplit(f"//{text}")
    port = parts.port or port
    if not port or not _HOST.fullmatch(parts.hostname or "") or parts.path or parts.query or parts.fragment:
        raise ValueError("no host and port")
    return parts.hostname or "", port


def _get(authority: str, path: str, headers: list[str]) -> bytes:
    """Write the request as a host expects it, which shall end the connection after its answer."""
    kept = list[str]()
    for line in headers:
        name, colon, _ = line.partition(":")
        if not colon or name.lower() in _BODIES:
            raise ValueError("a header without a name, or a body")
        if name.lower() not in _NOT_PASSED_ON:
            kept.append(line)
    slash = "" if path.startswith("/") else "/"
    host = authority.rpartition("@")[2]
    lines = [f"GET {slash}{path} HTTP/1.1", f"Host: {host}", *kept, "Connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1")


@define(eq=False)
class _Relay:
    """Serves connections. None of their ends is an error here: ffmpeg notices, and the recorder tries again."""

    _proxy: str
    _ssl_context: ssl.SSLContext | None
    _say: Callable[[str], None]

    async def serve(self, client: ByteStream) -> None:
        """Serve one connection to its end."""
        async with AsyncExitStack() as stack:
            stack.push_async_callback(abort, client)
            with suppress(*STREAM_ERRORS):
                await self._answer(client)

    async def _answer(self, client: ByteStream) -> None:
        try:
            with anyio.fail_after(_PATIENCE):
                order = _Order.parse(await _head(client))
        except ValueError as error:
            _log.debug("the relay was sent %s", error)
            await client.send(_refusal(b"400 Bad Request"))
            return
        server = await self._dial(order)
        if server is None:
            await client.send(_refusal(b"502 Bad Gateway"))
            return
        async with AsyncExitStack() as stack:
            stack.push_async_callback(abort, server)
            await _carry(client, server, order)

    async def _dial(self, order: _Order) -> ByteStream | None:
        try:
            return await open_tunnel(
                self._proxy, order.host, order.port, ssl_context=self._ssl_context, timeout=_PATIENCE
            )
        except (NetworkError, UserError) as error:
            parts = urlsplit(self._proxy)
            address = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
            self._say(f"the proxy {address}: {error} ({error.hint})")
            return None


async def _head(client: ByteStream) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        if len(data) > _LONGEST_HEAD:
            raise ValueError("too long a head")
        data += await client.receive(_LONGEST_HEAD)
    return data


def _refusal(status: bytes) -> bytes:
    return b"HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" % status


async def _carry(client: ByteStream, server: ByteStream, order: _Order) -> None:
    """Carry bytes both ways until one side ends: ffmpeg never closes half a connection, nor do hosts of video."""
    for sink, data in ((client, order.answer), (server, order.opening)):
        if data:
            await sink.send(data)
    async with anyio.create_task_group() as group:

        async def upwards() -> None:
            await _pump(client, server if order.tunnel else None)
            group.cancel_scope.cancel()

        group.start_soon(upwards, name="livetok relay")
        await _pump(server, client)
        group.cancel_scope.cancel()


async def _pump(source: ByteReceiveStream, sink: ByteStream | None) -> None:
    """Carry bytes until either end is gone. Without a sink the first byte is one too many."""
    with suppress(*STREAM_ERRORS):
        data = await source.receive(_CHUNK)
        while sink is not None:
            await sink.send(data)
            data = await source.receive(_CHUNK)
