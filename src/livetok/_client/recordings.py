"""The recordings of one live: started in its task group, given what they need of its session, finished with it.

The recorder itself is imported with the first recording; few programs make one.
"""

from __future__ import annotations

import ssl
from contextlib import AbstractAsyncContextManager
from os import PathLike
from typing import TYPE_CHECKING

from anyio.abc import TaskGroup
from attrs import define, field

from livetok._resolver import Resolver
from livetok._session.selection import Selection
from livetok._session.session import RoomSession
from livetok.proto import CommentEvent, GiftEvent, LikeEvent

if TYPE_CHECKING:
    from livetok._recording import Recorder, Recording, RecordKeywords

__all__ = ["Recordings"]


@define(eq=False)
class Recordings:
    """Starts recordings as tasks of the live's group."""

    _session: RoomSession
    _resolver: Resolver
    _group: TaskGroup
    _started: list[Recording] = field(factory=list["Recording"], init=False)

    def block(
        self, path: str | PathLike[str], options: RecordKeywords
    ) -> AbstractAsyncContextManager[Recording]:
        """Return a context manager that records for the length of its block; see `Live.record`.

        Args:
            path: Template of the file name.
            options: Keyword arguments of `Live.record`.

        Raises:
            UserError: The path or an option is wrong.
            RecordingError: There is no ffmpeg, or no stream of that quality.
        """
        from livetok._recording import recording_block

        return recording_block(self._recorder(path, options), self._group)

    def start(self, path: str | PathLike[str], options: RecordKeywords) -> Recording:
        """Start a recording that runs until it is stopped or the live is left; see `Live.record_start`.

        Args:
            path: Template of the file name.
            options: Keyword arguments of `Live.record`.

        Raises:
            UserError: The path or an option is wrong.
            RecordingError: There is no ffmpeg, or no stream of that quality.
        """
        recorder = self._recorder(path, options)
        self._group.start_soon(recorder.run, name=f"livetok recording {recorder.state.path.name}")
        self._started.append(recorder.handle)
        return recorder.handle

    async def finish(self) -> None:
        """Stop what `start` started and wait until the files are finished, however long joining them takes.

        Cancelling it stops the waiting only.
        """
        for recording in self._started:
            await recording.stop()

    def _recorder(self, path: str | PathLike[str], options: RecordKeywords) -> Recorder:
        from livetok._recording import RecordOptions, Source, prepare

        session, resolver = self._session, self._resolver
        context = session.options.ssl_context
        source = Source(
            unique_id=resolver.unique_id,
            room_id=resolver.room_id,
            room=lambda: resolver.room,
            fetch_room=resolver.fetch_room_info,
            emit=session.emit,
            chat=lambda: Selection(session, (CommentEvent, GiftEvent, LikeEvent)),
            ended=session.finished.is_set,
            now=session.environment.now,
            user_agent=resolver.user_agent,
            proxy_for=resolver.proxy_for,
            verify=context is None or context.verify_mode is not ssl.CERT_NONE,
            ssl_context=context,
        )
        return prepare(source, path, RecordOptions.of(options))
