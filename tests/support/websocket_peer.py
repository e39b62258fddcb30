"""A websocket server made of raw bytes: it sends whatever a test tells it to, right or wrong."""

from __future__ import annotations

import base64
import hashlib
import socket
import ssl
import struct
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio
from anyio.abc import ByteStream, SocketAttribute
from anyio.streams.tls import TLSListener
from attrs import define, field

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA


def ws_frame(opcode: int, payload: bytes = b"", *, fin: bool = True, mask: bytes = b"") -> bytes:
    first = (0x80 if fin else 0) | opcode
    masked = 0x80 if mask else 0
    if len(payload) < 126:
        head = struct.pack("!BB", first, masked | len(payload))
    elif len(payload) < 1 << 16:
        head = struct.pack("!BBH", first, masked | 126, len(payload))
    else:
        head = struct.pack("!BBQ", first, masked | 127, len(payload))
    return head + mask + payload


def close_frame(code: int | None, reason: str = "") -> bytes:
    return ws_frame(CLOSE, b"" if code is None else struct.pack("!H", code) + reason.encode())


def accept_key(key: str) -> str:
    digest = hashlib.sha1(key.encode() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
    return base64.b64encode(digest).decode()


@define(eq=False)
class Peer:
    """The server's end of one connection."""

    stream: ByteStream
    request_line: str = ""
    request_headers: list[tuple[str, str]] = field(factory=list)
    _buffer: bytearray = field(factory=bytearray)

    async def read_request(self) -> None:
        while b"\r\n\r\n" not in self._buffer:
            self._buffer += await self.stream.receive()
        head, _, rest = bytes(self._buffer).partition(b"\r\n\r\n")
        self._buffer[:] = rest
        self.request_line, *lines = head.decode("latin-1").split("\r\n")
        self.request_headers = [(name, value) for name, _, value in (line.partition(": ") for line in lines)]

    def header(self, name: str) -> str:
        (value,) = [value for key, value in self.request_headers if key.lower() == name.lower()]
        return value

    def answer(self, *lines: str, key: str | None = None) -> bytes:
        key = self.header("Sec-WebSocket-Key") if key is None else key
        head = [
            "HTTP/1.1 101 Switching Protocols",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Accept: {accept_key(key)}",
            *lines,
        ]
        return ("\r\n".join(head) + "\r\n\r\n").encode("latin-1")

    async def upgrade(self, *lines: str, then: bytes = b"") -> None:
        """Accept the upgrade; `then` goes out in the same packet."""
        await self.read_request()
        await self.send(self.answer(*lines) + then)

    async def send(self, data: bytes) -> None:
        await self.stream.send(data)

    async def _exactly(self, count: int) -> bytes:
        while len(self._buffer) < count:
            self._buffer += await self.stream.receive()
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        return data

    async def read_frame(self) -> tuple[int, bytes]:
        """Opcode and payload of the client's next frame, which must be final and masked."""
        first, second = await self._exactly(2)
        assert first & 0x80, "the client fragments nothing"
        assert second & 0x80, "a client masks"
        length = second & 0x7F
        if length == 126:
            (length,) = struct.unpack("!H", await self._exactly(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", await self._exactly(8))
        mask = await self._exactly(4)
        payload = await self._exactly(length)
        return first & 0x0F, bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))

    async def wait_gone(self) -> None:
        """Wait until the client's socket is closed, whatever it still sends."""
        try:
            while True:
                await self.stream.receive()
        except (anyio.EndOfStream, anyio.BrokenResourceError):
            return

    async def farewell(self) -> tuple[int, bytes]:
        """Answer the client's CLOSE and wait until it is gone; gives the client's CLOSE."""
        closing = await self.read_frame()
        await self.send(ws_frame(CLOSE, closing[1]))
        await self.wait_gone()
        return closing

    async def reset(self) -> None:
        """Break the connection with a TCP RST."""
        raw = self.stream.extra(SocketAttribute.raw_socket)
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        await self.stream.aclose()


Script = Callable[[Peer], Awaitable[object]]


@define(eq=False)
class Server:
    port: int
    scheme: str
    connections: int = 0
    # Set when the script has run to its end for some connection: what it awaited did happen.
    done: anyio.Event = field(factory=anyio.Event)

    def url(self, target: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{target}"


@asynccontextmanager
async def serving(script: Script, *, tls: ssl.SSLContext | None = None) -> AsyncGenerator[Server]:
    """Serve `script` on loopback; the script must have ended well by the end of the block."""

    async def handle(stream: ByteStream) -> None:
        server.connections += 1
        async with stream:
            await script(Peer(stream))
            server.done.set()

    listeners = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listeners.extra(SocketAttribute.local_port)
    listener = TLSListener(listeners, tls, standard_compatible=False) if tls else listeners
    server = Server(port, "wss" if tls else "ws")
    async with listener, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, handle)
        yield server
        if server.connections:
            with anyio.fail_after(5):
                await server.done.wait()
        tasks.cancel_scope.cancel()
