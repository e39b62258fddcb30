"""A websocket client made of wsproto and a TCP stream, for tests of the server."""

from __future__ import annotations

import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import anyio
from anyio.abc import ByteStream
from attrs import define, field
from wsproto import ConnectionType, WSConnection, events

from livetok.testing import Simulator
from livetok.testing.server import Server


class Refusal(Exception):
    def __init__(self, status: int, headers: dict[str, str]) -> None:
        super().__init__(status, headers)
        self.status = status
        self.headers = headers


@define(eq=False)
class RawSocket:
    stream: ByteStream
    ws: WSConnection = field(factory=lambda: WSConnection(ConnectionType.CLIENT))
    headers: dict[str, str] = field(factory=dict[str, str])
    pongs: int = 0
    pings: int = 0
    pieces: int = 0

    async def send(self, data: bytes) -> None:
        await self.stream.send(self.ws.send(events.BytesMessage(data=data)))

    async def send_event(self, event: events.Event) -> None:
        await self.stream.send(self.ws.send(event))

    async def receive(self) -> bytes | str | events.CloseConnection:
        """The next message, or the close frame; raises EndOfStream or BrokenResourceError when the peer is gone."""
        parts: list[bytes] = []
        while True:
            for event in self.ws.events():
                if isinstance(event, events.BytesMessage):
                    parts.append(bytes(event.data))
                    if event.message_finished:
                        self.pieces = len(parts)
                        return b"".join(parts)
                elif isinstance(event, events.TextMessage):
                    return event.data
                elif isinstance(event, events.CloseConnection):
                    return event
                elif isinstance(event, events.Pong):
                    self.pongs += 1
                elif isinstance(event, events.Ping):
                    self.pings += 1
                elif isinstance(event, events.RejectConnection):
                    raise Refusal(
                        event.status_code, {k.decode().lower(): v.decode() for k, v in event.headers}
                    )
                elif isinstance(event, events.AcceptConnection):
                    self.headers = {k.decode().lower(): v.decode() for k, v in event.extra_headers}
                    return b""
            self.ws.receive_data(await self.stream.receive())


@asynccontextmanager
async def tcp(server: Server, context: ssl.SSLContext | None = None) -> AsyncGenerator[ByteStream]:
    if context is not None:
        stream = await anyio.connect_tcp(
            server.host,
            server.port,
            ssl_context=context,
            tls_standard_compatible=False,
            tls_hostname="localhost",
        )
    else:
        stream = await anyio.connect_tcp(server.host, server.port)
    async with stream:
        yield stream


@asynccontextmanager
async def dial(
    server: Server,
    target: str,
    headers: list[tuple[str, str]],
    context: ssl.SSLContext | None = None,
    *,
    subprotocols: list[str] | None = None,
) -> AsyncGenerator[RawSocket]:
    async with tcp(server, context) as stream:
        socket = RawSocket(stream)
        request = events.Request(
            host=f"{server.host}:{server.port}",
            target=target,
            subprotocols=subprotocols or [],
            extra_headers=[(name.encode(), value.encode()) for name, value in headers],
        )
        await socket.send_event(request)
        assert await socket.receive() == b""
        yield socket


def identity(simulator: Simulator) -> list[tuple[str, str]]:
    return [("User-Agent", "Mozilla/5.0 (X11)"), ("Cookie", f"ttwid={simulator.issue_ttwid()}")]
