"""Replay: a capture file played back through the code that reads live rooms."""

from __future__ import annotations

import math
import os
import random
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Final, Unpack
from urllib.parse import urlsplit

import anyio
import anyio.lowlevel
from attrs import define, evolve, field

from livetok._capture.file_format import MOST_BYTES, read_records
from livetok._client.connect import open_room
from livetok._client.live import Live
from livetok._net.http import HttpClient, memory_client, open_http
from livetok._net.websocket import HandshakeRefused, WebSocket
from livetok._session.environment import Environment
from livetok.errors import (
    CaptureError,
    ClosedByServer,
    ConnectionLost,
    NetworkError,
    RoomEnded,
    Stale,
    UserError,
)
from livetok.options import ConnectOptions, Options
from livetok.proto import CaptureHeader, CaptureKind, CaptureLoss, CaptureRecord
from livetok.testing.synthetic_room import synthetic_answer

__all__ = ["Recording", "replay"]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FOREVER: Final = 10 * 365 * 86_400.0
Wait = Callable[[float], Awaitable[None]]


def replay(
    path: str | os.PathLike[str],
    *,
    speed: float = 1.0,
    wait: Wait | None = None,
    **options: Unpack[ConnectOptions],
) -> AbstractAsyncContextManager[Live]:
    """Open a capture file as if it were a live room: same `Live`, same code, same events in the same order.

    Times are those of the capture: `event.meta.received_at`, and the gaps between connections. The iteration ends
    where the file does.

    Args:
        path: A file made by `livetok capture` or `live.capture()`.
        speed: 1 plays in real time, 2 twice as fast; `math.inf` as fast as the program reads.
        wait: Called before each websocket message with the seconds that passed since the last; it replaces the
            waiting that `speed` describes. To go step by step, wait for something of your own in it.
        **options: As for `connect()`; those about the network have no effect. A capture of messages that are longer
            than usual needs the `max_frame_size` that it was made with.

    Raises:
        CaptureError: At the call: the file is missing, no capture, or of a later version. While reading: damaged.
        UserError: At the call: an option is wrong.
    """
    if not isinstance(speed, int | float) or isinstance(speed, bool) or not speed > 0:
        raise UserError(
            f"speed is {speed!r}, and must be more than 0", hint="math.inf is as fast as possible"
        )
    checked = Options.of(options)
    recording = Recording.open(path, most_bytes=max(MOST_BYTES, 2 * checked.max_frame_size))
    patient = evolve(checked, stale_timeout=_FOREVER, heartbeat_interval=_FOREVER)
    return _play(recording, patient, wait or _pace(speed))


@asynccontextmanager
async def _play(recording: Recording, options: Options, wait: Wait) -> AsyncGenerator[Live]:
    player = _Player(recording, wait)
    header = recording.header
    environment = Environment(
        open_http=player.open_http,
        dial=player.dial,
        now=player.now,
        rng=random.Random(header.seed),
        clock=player.time,
        sleep=player.sleep,
    )
    with recording:
        async with open_room(
            header.unique_id, 0 if header.unique_id else header.room_id, options, environment
        ) as live:
            yield live


def _pace(speed: float) -> Wait:
    async def wait(seconds: float) -> None:
        await anyio.sleep(0 if math.isinf(speed) else seconds / speed)

    return wait


@define(eq=False)
class Recording:
    """A capture file, opened for reading. Whoever opened it closes it, by leaving its `with` block.

    Iterate over it for the records after the header, in order and once.

    Attributes:
        header: Its first record.
    """

    header: CaptureHeader
    _file: BinaryIO
    _records: Iterator[CaptureRecord]

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, most_bytes: int = MOST_BYTES) -> Recording:
        """Open a capture file and read its header.

        Args:
            path: A file made by `livetok capture` or `live.capture()`.
            most_bytes: Bytes that a record may have; a longer one is a `CaptureError`. Default 32 MiB.

        Raises:
            CaptureError: The file is missing, no capture, or of a later version.
        """
        try:
            file = Path(path).open("rb")  # noqa: SIM115 -- closed by whoever plays it
        except OSError as error:
            raise CaptureError(
                f"cannot read {os.fspath(path)}: {error.strerror}", hint="check the name"
            ) from error
        records = read_records(file, most_bytes)
        try:
            first = next(records, None)
        except CaptureError:
            file.close()
            raise
        if first is None:
            file.close()
            raise CaptureError("the capture file ends before its header", hint="nothing was captured")
        return cls(first.header, file, records)

    def __iter__(self) -> Iterator[CaptureRecord]:
        return self._records

    def __enter__(self) -> Recording:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


@define(eq=False)
class _Player:
    """Gives a session the network of a capture: its answers, its connections, its clock."""

    _recording: Recording
    _wait: Wait
    _elapsed_ns: int = 0
    _waited_ns: int = 0
    _ahead: deque[CaptureRecord] = field(factory=deque[CaptureRecord])

    # --- clock

    def time(self) -> float:
        return self._elapsed_ns / 1e9

    def now(self) -> datetime:
        micros = self._recording.header.started_unix_us + self._elapsed_ns // 1000
        return _EPOCH + timedelta(microseconds=micros)

    async def sleep(self, seconds: float) -> None:
        # what the session waited for is in the times of the records that follow
        await anyio.lowlevel.checkpoint()

    # --- records

    def _peek(self) -> CaptureRecord | None:
        while not self._ahead:
            record = next(iter(self._recording), None)
            if record is None:
                return None
            if record.kind != CaptureKind.WEBSOCKET_OUT:
                self._ahead.append(record)
        return self._ahead[0]

    async def _advance(self) -> CaptureRecord:
        """Take the next record; messages wait for their time, and for all that passed since the one before."""
        record = self._ahead[0]
        if record.kind == CaptureKind.WEBSOCKET_IN:
            await self._wait(max(0, record.elapsed_ns - self._waited_ns) / 1e9)
            self._waited_ns = record.elapsed_ns
        else:
            await anyio.lowlevel.checkpoint()
        self._elapsed_ns = max(self._elapsed_ns, record.elapsed_ns)
        return self._ahead.popleft()

    # --- HTTP

    @asynccontextmanager
    async def open_http(self, options: Options) -> AsyncGenerator[HttpClient]:
        async with memory_client(self._answer) as client, open_http(evolve(options, http=client)) as http:
            yield http

    async def _answer(
        self, method: str, url: str, headers: Sequence[tuple[str, str]], body: bytes
    ) -> tuple[int, Sequence[tuple[str, str]], bytes]:
        """Answer with what was captured next for this address; with a synthetic answer where nothing was."""
        path = urlsplit(url).path.rstrip("/")
        for record in self._answers_ahead():
            if urlsplit(record.http.url).path.rstrip("/") == path and record.body:
                self._ahead.remove(record)
                self._elapsed_ns = max(self._elapsed_ns, record.elapsed_ns)
                kept = [(header.name, header.value) for header in record.http.headers]
                return record.http.status, kept, record.body
        return synthetic_answer(path, self._recording.header)

    def _answers_ahead(self) -> list[CaptureRecord]:
        """Answers up to the next thing that happened on a websocket; of more than any session got, the first ones."""
        for record in self._recording if self._all_answers() else ():
            if record.kind != CaptureKind.WEBSOCKET_OUT:
                self._ahead.append(record)
            if record.kind not in {CaptureKind.HTTP_ANSWER, CaptureKind.WEBSOCKET_OUT}:
                break
            if sum(len(ahead.body) for ahead in self._ahead) > MOST_BYTES:
                break
        return [record for record in self._ahead if record.kind == CaptureKind.HTTP_ANSWER]

    def _all_answers(self) -> bool:
        return all(record.kind == CaptureKind.HTTP_ANSWER for record in self._ahead)

    def _skip_answers(self) -> CaptureRecord | None:
        while (record := self._peek()) is not None and record.kind == CaptureKind.HTTP_ANSWER:
            self._ahead.popleft()
        return record

    # --- websocket

    @asynccontextmanager
    async def dial(
        self, url: str, *, headers: Sequence[tuple[str, str]], timeout: float, max_message_size: int
    ) -> AsyncGenerator[WebSocket]:
        record = self._skip_answers()
        if record is None:
            raise _over(self._recording.header)
        # a capture that began in the middle of a connection has no record of its opening
        if (
            self._ahead[0].kind != CaptureKind.WEBSOCKET_IN
            and (await self._advance()).kind == CaptureKind.LOST
        ):
            raise _error(record.loss)
        yield self

    @property
    def handshake_headers(self) -> Mapping[str, str]:
        return {}

    @property
    def at_hand(self) -> bool:
        return False

    async def send(self, *messages: bytes) -> None:
        await anyio.lowlevel.checkpoint()

    async def receive(self) -> bytes:
        if self._skip_answers() is None:
            await anyio.lowlevel.checkpoint()
            raise _over(self._recording.header)
        record = await self._advance()
        if record.kind == CaptureKind.WEBSOCKET_IN:
            return record.body
        if record.kind == CaptureKind.LOST:
            raise _error(record.loss)
        raise NetworkError("the capture opens a connection twice", stage="read")

    async def aclose(self) -> None:
        await anyio.lowlevel.checkpoint()


def _over(header: CaptureHeader) -> RoomEnded:
    return RoomEnded("the capture ends here", user=header.unique_id, room_id=header.room_id)


def _error(loss: CaptureLoss) -> ConnectionLost | HandshakeRefused:
    match loss.error:
        case "HandshakeRefused":
            return HandshakeRefused(loss.code, {header.name: header.value for header in loss.headers})
        case "ClosedByServer":
            return ClosedByServer(loss.message, code=loss.code, reason=loss.detail)
        case "Stale":
            return Stale(loss.message)
        case _:
            return NetworkError(loss.message, stage=loss.detail)
