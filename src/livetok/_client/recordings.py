"""The recordings of one live: started in its task group, given what they need of its session, finished with it.

The recorder itself is imported with the first recording; few programs make one.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager
from datetime import datetime
from os import PathLike
from typing import IO, TYPE_CHECKING

from anyio.abc import TaskGroup
from attrs import define, field, frozen

from livetok._mixins.event import Event
from livetok._net.http import StreamingHttp
from livetok._resolver import Resolver
from livetok._session.selection import Selection
from livetok._session.session import RoomSession
from livetok._util.block import Block
from livetok.models import RoomInfo
from livetok.proto import CommentEvent, GiftEvent, LikeEvent

if TYPE_CHECKING:
    from livetok._recording import Recorder, Recording, RecordKeywords

__all__ = ["Recordings"]


@frozen(eq=False)
class _LiveSource:
    """What a recording needs of a live; see `livetok._recording.Source`."""

    _session: RoomSession
    _resolver: Resolver
    client: StreamingHttp

    @property
    def unique_id(self) -> str:
        return self._resolver.unique_id

    @property
    def room_id(self) -> int:
        return self._resolver.room_id

    @property
    def room(self) -> RoomInfo | None:
        return self._resolver.room

    @property
    def user_agent(self) -> str:
        return self._resolver.user_agent

    @property
    def ended(self) -> bool:
        return self._session.finished.is_set()

    def now(self) -> datetime:
        return self._session.environment.now()

    async def fetch_room(self) -> RoomInfo:
        return await self._resolver.fetch_room_info()

    def emit(self, event: Event, /) -> None:
        self._session.emit(event)

    def chat(self) -> AbstractContextManager[AsyncIterator[Event]]:
        return Selection(self._session, (CommentEvent, GiftEvent, LikeEvent))


@define(eq=False)
class Recordings:
    """Starts recordings as tasks of the live's group."""

    _session: RoomSession
    _resolver: Resolver
    _http: StreamingHttp
    _group: TaskGroup
    _started: list[Recording] = field(factory=list["Recording"], init=False)

    def block(
        self, path: str | PathLike[str] | IO[bytes], options: RecordKeywords
    ) -> AbstractAsyncContextManager[Recording]:
        """Return a context manager that records for the length of its block; see `Live.record`.

        Args:
            path: Template of the file name, or an open file.
            options: Keyword arguments of `Live.record`.

        Raises:
            UserError: The path or an option is wrong.
            RecordingError: There is no ffmpeg, or no stream of that quality.
        """
        recorder = self._recorder(path, options)
        return Block(
            self._open_block(recorder),
            "async with live.record(...) as recording: ...",
            end=lambda _: recorder.state.stop_scope.cancel(),
        )

    @asynccontextmanager
    async def _open_block(self, recorder: Recorder) -> AsyncGenerator[Recording]:
        from livetok._recording import recording_block

        self._session.check_open()  # which it was when the recording was asked for
        async with recording_block(recorder, self._group) as recording:
            yield recording

    def start(self, path: str | PathLike[str] | IO[bytes], options: RecordKeywords) -> Recording:
        """Start a recording that runs until it is stopped or the live is left; see `Live.record_start`.

        Args:
            path: Template of the file name, or an open file.
            options: Keyword arguments of `Live.record`.

        Raises:
            UserError: The path or an option is wrong.
            RecordingError: There is no ffmpeg, or no stream of that quality.
        """
        recorder = self._recorder(path, options)
        self._group.start_soon(recorder.run, name=f"livetok recording {recorder.state.path.name}")
        self._started.append(recorder.handle)
        return recorder.handle

    @property
    def started(self) -> bool:
        """Whether there was a recording, of which joining may take its time."""
        return bool(self._started)

    async def finish(self) -> None:
        """Stop what `start` started and wait until the files are finished, however long joining them takes.

        Cancelling it stops the waiting only.
        """
        for recording in self._started:
            await recording.stop()

    def _recorder(self, path: str | PathLike[str] | IO[bytes], options: RecordKeywords) -> Recorder:
        from livetok._recording import RecordOptions, prepare

        source = _LiveSource(self._session, self._resolver, self._http)
        return prepare(source, path, RecordOptions.of(options))
