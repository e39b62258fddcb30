"""A port that answers `GET /metrics`; as much of HTTP as Prometheus needs."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Final

import anyio
from anyio.abc import ByteStream, SocketAttribute

from livetok._util.task_group import open_private_group
from livetok.errors import NetworkError
from livetok.telemetry.metrics import Reader, prometheus_text

__all__ = ["serve_metrics"]

_LARGEST_HEAD: Final = 16_384
_SECONDS: Final = 10.0
_TEXT: Final = "text/plain; version=0.0.4; charset=utf-8"


@asynccontextmanager
async def serve_metrics(read: Reader, *, port: int, host: str = "127.0.0.1") -> AsyncGenerator[int]:
    """Answer `GET /metrics` for the length of a block; give the port.

    Args:
        read: Returns the metrics of this moment; called for each request.
        port: To listen on; 0 for a free one.
        host: Address to listen on. Default: this machine only.

    Raises:
        NetworkError: The address cannot be listened on.
    """
    try:
        listener = await anyio.create_tcp_listener(local_host=host, local_port=port)
    except OSError as error:
        raise NetworkError(
            f"cannot listen on {host}:{port}: {error}", hint="another port?", stage="tcp"
        ) from error

    async def answer(stream: ByteStream) -> None:
        async with stream:
            with (
                suppress(anyio.BrokenResourceError, anyio.EndOfStream, TimeoutError),
                anyio.fail_after(_SECONDS),
            ):
                await stream.send(_response(await _request_line(stream), read))

    async with listener, open_private_group() as group:
        group.start_soon(listener.serve, answer)
        yield listener.extra(SocketAttribute.local_port)


async def _request_line(stream: ByteStream) -> str:
    head = b""
    while b"\r\n\r\n" not in head and len(head) < _LARGEST_HEAD:
        head += await stream.receive()
    return head.partition(b"\r\n")[0].decode("latin-1")


def _response(request_line: str, read: Reader) -> bytes:
    method, _, rest = request_line.partition(" ")
    path = rest.partition(" ")[0].partition("?")[0]
    if method not in {"GET", "HEAD"}:
        return _message("405 Method Not Allowed", "")
    if path != "/metrics":
        return _message("404 Not Found", "see /metrics\n")
    return _message("200 OK", prometheus_text(list(read())), with_body=method == "GET")


def _message(status: str, body: str, *, with_body: bool = True) -> bytes:
    data = body.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: {_TEXT}\r\nContent-Length: {len(data)}\r\nConnection: close\r\n\r\n"
    return head.encode() + (data if with_body else b"")
