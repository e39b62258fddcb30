"""A studio on a loopback port: sends a movie as live FLV and HLS, in real time, and does to it what goes wrong."""

from __future__ import annotations

import math
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import anyio
from anyio.abc import ByteStream, Listener, SocketAttribute, TaskStatus
from anyio.streams.tls import TLSListener
from attrs import define, field

from support.media import AUDIO, VIDEO, Movie, Tag

_OK = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: %s\r\n\r\n"
_WINDOW = 4


@define(eq=False)
class Studio:
    """What is on air.

    Attributes:
        movie: Sent from its beginning when the studio opens.
        later: Another movie that takes over at second `switch`; the stream's clock goes on.
        offset: Seconds that the stream's clock is ahead, from `jump_at` on.
        frozen_at: Second of the movie from which nothing more is sent, with the connections left open.
        refused: Status by path, for what is not served.
        pieces: What stands in the playlist instead of the movie's own pieces.
        moved: Where redirects lead, by path.
        served: Connections by path.
        starts: Second of the movie with which each FLV connection began.
    """

    movie: Movie
    later: Movie | None = None
    switch: float = math.inf
    jump_at: float = math.inf
    offset: float = 0.0
    frozen_at: float = math.inf
    on_air: bool = True
    refused: dict[str, int] = field(factory=dict)
    pieces: str = ""
    moved: dict[str, str] = field(factory=dict)
    served: dict[str, int] = field(factory=dict)
    starts: list[float] = field(factory=list)
    url: str = ""
    began_at: float = 0.0
    lines: set[anyio.CancelScope] = field(factory=set)

    @property
    def time(self) -> float:
        """Second of the movie that is live."""
        return min(anyio.current_time() - self.began_at, self.frozen_at)

    def drop(self) -> None:
        """Cut all connections."""
        for line in tuple(self.lines):
            line.cancel()

    def end(self) -> None:
        """End the broadcast."""
        self.on_air = False
        self.drop()

    async def until(self, second: float) -> None:
        await anyio.sleep(max(0.0, self.began_at + second - anyio.current_time()))

    async def serve(self, stream: ByteStream) -> None:
        async with stream:
            with anyio.CancelScope() as line:
                self.lines.add(line)
                try:
                    await self.answer(stream)
                except (anyio.BrokenResourceError, anyio.EndOfStream, anyio.ClosedResourceError):
                    pass  # the listener left
                finally:
                    self.lines.discard(line)

    async def answer(self, stream: ByteStream) -> None:
        request = b""
        while b"\r\n\r\n" not in request:
            request += await stream.receive()
        path = (
            "/" + request.split()[1].decode().partition("?")[0].rpartition("/")[2]
        )  # proxies get whole URLs
        self.served[path] = self.served.get(path, 0) + 1
        if target := self.moved.get(path):
            await stream.send(
                b"HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % target.encode()
            )
            return
        status = (
            self.refused.get(path) or self.refused.get(path.rpartition(".")[2]) or (0 if self.on_air else 404)
        )
        if status:
            await stream.send(b"HTTP/1.1 %d No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" % status)
        elif path.endswith(".m3u8"):
            await stream.send(_OK % b"application/vnd.apple.mpegurl" + self.playlist())
        elif path.endswith(".ts"):
            await stream.send(_OK % b"video/mp2t" + self.movie.hls[int(path[-6:-3])])
        else:
            await stream.send(_OK % b"video/x-flv")
            await self.film(stream)

    def playlist(self) -> bytes:
        if self.pieces:
            return f"#EXTM3U\n{self.pieces}".encode()
        ready = min(int(self.time), len(self.movie.hls))
        first = max(0, ready - _WINDOW)
        lines = ["#EXTM3U", "#EXT-X-VERSION:3", "#EXT-X-TARGETDURATION:1", f"#EXT-X-MEDIA-SEQUENCE:{first}"]
        for number in range(first, ready):
            lines += ["#EXTINF:1.000,", f"piece-{number:03}.ts"]
        return "\n".join([*lines, ""]).encode()

    async def film(self, stream: ByteStream) -> None:
        movie, later = self.movie, self.later
        if later is not None and self.time >= self.switch:
            movie, later = later, None
        await stream.send(movie.head + b"".join(tag.at(0) for tag in movie.headers))
        frames = movie.since(int(self.time * 1000))
        self.starts.append(frames[0].time / 1000)
        changes = VIDEO if movie.has_pictures else AUDIO
        for tag in frames:
            if later is not None and tag.time >= self.switch * 1000 and tag.kind == changes:
                break
            await self.send(stream, tag)
        if later is not None:
            await stream.send(b"".join(tag.at(int(self.switch * 1000)) for tag in later.headers))
            for tag in later.frames:
                if tag.time >= self.switch * 1000:
                    await self.send(stream, tag)

    async def send(self, stream: ByteStream, tag: Tag) -> None:
        await self.wait_for(tag.time / 1000)
        jump = int(self.offset * 1000) if tag.time >= self.jump_at * 1000 else 0
        await stream.send(tag.at(tag.time + jump))

    async def wait_for(self, second: float) -> None:
        if second >= self.frozen_at:
            await anyio.sleep_forever()
        await anyio.sleep(max(0.0, self.began_at + second - anyio.current_time()))


@asynccontextmanager
async def open_studio(studio: Studio, tls: ssl.SSLContext | None = None) -> AsyncGenerator[Studio]:
    """Goes on air for a block."""
    async with await anyio.create_tcp_listener(local_host="127.0.0.1") as tcp:
        listener = tcp if tls is None else TLSListener(tcp, tls, standard_compatible=False)
        scheme = "http" if tls is None else "https"
        studio.url = f"{scheme}://127.0.0.1:{tcp.extra(SocketAttribute.local_port)}"
        async with anyio.create_task_group() as group:
            await group.start(_serve, listener, studio)
            studio.began_at = anyio.current_time()
            yield studio
            group.cancel_scope.cancel()


async def _serve(listener: Listener[ByteStream], studio: Studio, *, task_status: TaskStatus[None]) -> None:
    task_status.started()
    await listener.serve(studio.serve)
