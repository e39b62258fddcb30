"""Fetch a live over HTTP, as FLV or as HLS, and hand it on as FLV tags."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final, Protocol

import anyio
from attrs import define, field

from livetok._net.http import HttpStream, StreamingHttp
from livetok._recording.address_policy import AddressPolicy, ForbiddenAddressError, host_of
from livetok._recording.flv import FlvError, FlvReader, Tag
from livetok._recording.hls import HlsError, MediaPiece, Playlist, UnsupportedHlsError, parse_playlist
from livetok._recording.mpegts import TsReader
from livetok.errors import NetworkError
from livetok.http_types import HttpRequest
from livetok.models import StreamUrl

__all__ = ["HlsMemory", "TagSink", "UnsupportedStreamError", "read_stream"]

_REDIRECTS: Final = 5
_MOST_PLAYLIST: Final = 2 << 20
_MOST_PIECE: Final = 256 << 20
_MOST_REMEMBERED: Final = 2_000
# Pieces behind live with which a first connection begins, as players do.
_FIRST_PIECES: Final = 3
_PIECE_TRIES: Final = 3
_RETRY_SECONDS: Final = 0.5
_OK: Final = 200


class UnsupportedStreamError(NetworkError):
    """A stream of a kind that is not read, today or tomorrow."""


class TagSink(Protocol):
    """Takes what a connection brings. None of its methods raises for what the connection brings."""

    async def take(self, tags: list[Tag]) -> None:
        """Take the next tags in."""
        ...

    def expect_video(self) -> None:
        """Note that the connection promised a picture."""
        ...

    def interrupt(self, reason: str) -> None:
        """Note that what comes next does not follow on what came before."""
        ...


@define
class HlsMemory:
    """Pieces that were fetched, across connections: a playlist that repeats itself brings nothing new."""

    _order: deque[tuple[int, str]] = field(factory=deque[tuple[int, str]])
    _known: set[tuple[int, str]] = field(factory=set[tuple[int, str]])
    _skips: bool = False

    def skip_present(self) -> None:
        """Begin behind what the next playlist holds: it was recorded another way."""
        self._skips = True

    def new_of(self, playlist: Playlist) -> list[MediaPiece]:
        """Return what was not fetched yet; at the very beginning, the last few pieces."""
        if self._skips:
            self._skips = False
            for piece in playlist.pieces:
                self.add(piece)
            return []
        if not self._order and not playlist.ended:
            return list(playlist.pieces[-_FIRST_PIECES:])
        return [piece for piece in playlist.pieces if piece.key not in self._known]

    def follows(self, piece: MediaPiece) -> bool:
        """Whether nothing is missing between the piece that was fetched last and this one."""
        return not self._order or piece.sequence <= self._order[-1][0] + 1

    def add(self, piece: MediaPiece) -> None:
        """Note that a piece was fetched, or given up."""
        self._order.append(piece.key)
        self._known.add(piece.key)
        if len(self._order) > _MOST_REMEMBERED:
            self._known.discard(self._order.popleft())


async def read_stream(
    client: StreamingHttp, stream: StreamUrl, user_agent: str, sink: TagSink, memory: HlsMemory
) -> None:
    """Read a stream until the server ends it. Cancelled, the connection is dropped.

    Args:
        client: Fetches it.
        stream: Which one.
        user_agent: Browser to be.
        sink: Takes the tags.
        memory: For HLS, what was fetched before.

    Raises:
        NetworkError: It cannot be had, is none, or broke off.
        UnsupportedStreamError: It is of a kind that is not read.
    """
    policy = AddressPolicy.of(stream.url, resolves=client.proxy is None)
    fetcher = _Fetcher(client, policy, user_agent)
    try:
        if stream.protocol == "flv":
            await _read_flv(fetcher, stream.url, sink)
        else:
            await _read_hls(fetcher, stream.url, sink, memory)
    except UnsupportedHlsError as error:
        raise UnsupportedStreamError(
            f"{policy.origin}: {error}", hint="take another quality, or prefer='flv'", stage="http"
        ) from error
    except (FlvError, HlsError) as error:
        raise NetworkError(
            f"{policy.origin}: {error}", hint="another quality may do better", stage="http"
        ) from error


@define
class _Fetcher:
    _client: StreamingHttp
    _policy: AddressPolicy
    _user_agent: str

    @asynccontextmanager
    async def open(self, url: str) -> AsyncGenerator[HttpStream]:
        """Begin a request, for the length of a block, once its address has passed."""
        host_of(url)  # a request can be made of nothing else
        headers = (("User-Agent", self._user_agent),) if self._user_agent else ()
        request = HttpRequest(url=url, headers=headers, redirects=_REDIRECTS)
        async with self._client.stream(request, check=self._policy.check) as body:
            yield body

    def accept(self, body: HttpStream) -> None:
        if body.status != _OK:
            raise NetworkError(
                f"{self._policy.origin} answered {body.status}",
                hint="the broadcast may have just begun, or ended",
                stage="http",
            )

    async def text(self, url: str) -> tuple[str, str]:
        """Fetch a playlist; return it, and where it came from in the end."""
        async with self.open(url) as body:
            self.accept(body)
            data = b""
            while chunk := await body.receive():
                data += chunk
                if len(data) > _MOST_PLAYLIST:
                    raise HlsError("the playlist is too long")
            return data.decode(errors="replace"), body.url


async def _read_flv(fetcher: _Fetcher, url: str, sink: TagSink) -> None:
    async with fetcher.open(url) as body:
        fetcher.accept(body)
        reader = FlvReader()
        while chunk := await body.receive():
            tags = reader.feed(chunk)
            if reader.expects_video:
                sink.expect_video()
            if tags:
                await sink.take(tags)


async def _read_hls(fetcher: _Fetcher, url: str, sink: TagSink, memory: HlsMemory) -> None:
    reader = TsReader()
    while True:
        playlist, url = await _playlist(fetcher, url)
        pieces = memory.new_of(playlist)
        for piece in pieces:
            if not memory.follows(piece):
                reader = TsReader()
                sink.interrupt("missing")
            elif piece.discontinuity:
                reader = TsReader()
            if not await _read_piece(fetcher, piece, reader, sink):
                reader = TsReader()
                sink.interrupt("missing")
            memory.add(piece)
        if playlist.ended:
            return
        await anyio.sleep(playlist.target / 2 if pieces else min(1.0, playlist.target / 2))


async def _playlist(fetcher: _Fetcher, url: str) -> tuple[Playlist, str]:
    """Fetch a playlist, and the best one that it leads to; return that and its address."""
    for _ in range(2):
        text, address = await fetcher.text(url)
        playlist = parse_playlist(text, address)
        if not playlist.variant:
            return playlist, url
        url = playlist.variant
    raise HlsError("the playlist leads to playlists of playlists")


async def _read_piece(fetcher: _Fetcher, piece: MediaPiece, reader: TsReader, sink: TagSink) -> bool:
    """Fetch one piece; return False when it is not to be had whole."""
    size = 0
    for attempt in range(_PIECE_TRIES):
        try:
            async with fetcher.open(piece.url) as body:
                fetcher.accept(body)
                while chunk := await body.receive():
                    size += len(chunk)
                    if size > _MOST_PIECE:
                        raise HlsError("a piece of the stream is too long")
                    await _take(reader, chunk, sink, final=False)
            await _take(reader, b"", sink, final=True)
        except ForbiddenAddressError:
            raise
        except NetworkError as error:
            if size or error.stage == "tls":
                return False
            if attempt + 1 < _PIECE_TRIES:
                await anyio.sleep(_RETRY_SECONDS)
        else:
            return True
    return False


async def _take(reader: TsReader, chunk: bytes, sink: TagSink, *, final: bool) -> None:
    tags = reader.feed(chunk, final=final)
    if reader.expects_video:
        sink.expect_video()
    if tags:
        await sink.take(tags)
