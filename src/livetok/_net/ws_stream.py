"""The byte stream under a websocket, with everything both backends need from it in one place.

A backend reads and writes through `FrameStream` only, so that both give the same errors: end of stream and broken
streams become `NetworkError`, an upgrade that is refused becomes `HandshakeRefused`, and a write that was
cancelled half-way ends all writing (the rest of a frame is lost, and what followed would be taken for it).
"""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import anyio
from anyio.lowlevel import checkpoint_if_cancelled
from attrs import define, field, frozen

from livetok._net.streams import STREAM_ERRORS, abort, limit
from livetok._net.ws_handshake import HandshakeRefused, parse_refusal
from livetok.errors import NetworkError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from anyio.abc import ByteStream

__all__ = ["FrameStream", "Limits"]

_HEAD_START = b"HTTP/1."
_INTERIM = re.compile(rb"HTTP/1\.[01] 1(?!01)[0-9][0-9][ \r\n]")
_BODY = re.compile(rb"\ncontent-length:", re.IGNORECASE)
_MAX_HEAD = 16 * 1024
_HEAD_END = re.compile(rb"\n\r?\n")
_MAX_EXCERPT = 4 * 1024
_EXCERPT_SECONDS = 1.0
_ENDED = "the connection ended without a close frame"


@frozen
class Limits:
    """What one connection may cost.

    Attributes:
        open: Seconds for the opening handshake.
        close: Seconds to wait for the peer's CLOSE.
        message: Bytes of one message.
    """

    open: float
    close: float
    message: int


def _skip_interim(head: bytearray) -> re.Match[bytes] | None:
    """Remove answers that only announce another, such as 103; return the end of the head that is left, if it is there.

    Any number of them may come before the 101 (protocol notes 10.3); the time limit ends those that never end. One that
    announces a body is none of them, whatever its number (RFC 9110, 8.6): that server has said all that it has to say.
    """
    while True:
        end = _HEAD_END.search(head)
        if end is None or _INTERIM.match(head) is None or _BODY.search(head, 0, end.end()) is not None:
            return end
        del head[: end.end()]


@define(eq=False)
class FrameStream:
    """Owns the stream from the moment it is made; `aclose` closes it.

    Attributes:
        where: Host and port, for messages.
        failure: The first failure of the stream, None while it works.
    """

    _stream: ByteStream
    where: str
    failure: NetworkError | None = field(default=None, init=False)
    _head: bytearray | None = field(factory=bytearray, init=False)  # of the answer; None once it was checked
    # Without `fast_acquire`, a lock that nobody holds costs a turn of the event loop.
    _writing: anyio.Lock = field(factory=lambda: anyio.Lock(fast_acquire=True), init=False)

    @asynccontextmanager
    async def opening(self, timeout: float) -> AsyncGenerator[None]:
        """Bound the opening handshake to `timeout` seconds; a refusal gets an excerpt of its body.

        Raises:
            NetworkError: Stage `handshake`.
            HandshakeRefused: As raised within.
        """
        refusal = None
        try:
            with limit("handshake", self.where, timeout):
                yield
        except HandshakeRefused as exc:
            refusal = exc
        if refusal is not None:
            await self._read_excerpt(refusal)
            raise refusal

    async def receive(self) -> bytes:
        """Some bytes, never none. Cancelling loses nothing.

        Raises:
            NetworkError: The stream ended or broke, or the answer to the upgrade is not HTTP.
            HandshakeRefused: The upgrade was refused.
        """
        while self._head is not None:
            data = self._check_upgrade(self._head, await self._read())
            if data:
                return data
        return await self._read()

    async def send(self, data: bytes) -> None:
        """Write all of it; writers take turns in the order they came.

        Cancelled half-way, no more can be written.

        Raises:
            NetworkError: Stage `write`, or `handshake` while opening.
        """
        async with self._writing:
            if self.failure is not None:
                raise NetworkError(f"{self.where}: nothing more can be sent", stage="write") from self.failure
            await checkpoint_if_cancelled()
            await self._write(data)

    async def aclose(self) -> None:
        """Close the stream at once, also when cancelled. Never raises; may be called again."""
        await abort(self._stream)

    async def _write(self, data: bytes) -> None:
        written = False
        try:
            await self._stream.send(data)
            written = True
        except STREAM_ERRORS as exc:
            raise self._fail("write", f"sending failed: {exc}") from exc
        finally:
            if not written:
                self._fail("write", "a write was interrupted")

    async def _read(self) -> bytes:
        try:
            data = await self._stream.receive()
        except anyio.EndOfStream as exc:
            raise self._fail("read", _ENDED) from exc
        except STREAM_ERRORS as exc:
            raise self._fail("read", f"the connection broke: {exc}") from exc
        if not data:  # how streams say it that are not quite anyio's, such as a proxy's
            raise self._fail("read", _ENDED)
        return data

    def _fail(self, stage: str, what: str) -> NetworkError:
        stage = stage if self._head is None else "handshake"
        error = NetworkError(f"{self.where}: {what}", stage=stage)
        self.failure = self.failure or error
        return error

    def _check_upgrade(self, head: bytearray, data: bytes) -> bytes:
        """Take in a part of the answer; return it from the final head on, nothing while that is not whole."""
        head += data
        end = _skip_interim(head)
        if end is None:
            if not _HEAD_START.startswith(head[: len(_HEAD_START)]):
                raise self._fail("handshake", "the answer to the upgrade is not HTTP")
            if len(head) > _MAX_HEAD:
                raise self._fail("handshake", f"bad answer to the upgrade: headers over {_MAX_HEAD} bytes")
            return b""
        try:
            refusal = parse_refusal(bytes(head[: end.end()]), bytes(head[end.end() :]))
        except ValueError as exc:
            raise self._fail("handshake", f"bad answer to the upgrade: {exc}") from exc
        self._head = None
        if refusal is not None:
            raise refusal
        return bytes(head)

    async def _read_excerpt(self, refusal: HandshakeRefused) -> None:
        with anyio.move_on_after(_EXCERPT_SECONDS):
            while len(refusal.body_excerpt) < _MAX_EXCERPT and not refusal.body_complete:
                try:
                    refusal.body_excerpt += await self._read()
                except NetworkError:
                    break  # the end of the body, or of what can be had of it
        refusal.body_excerpt = refusal.body_excerpt[:_MAX_EXCERPT]
