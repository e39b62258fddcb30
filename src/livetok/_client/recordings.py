"""The recordings of one live: what they need of its session, and their end with it.

The recorder itself is loaded with the first recording; few programs make one.
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
    """Starts recordings as children of the live's group."""

    _session: RoomSession
    _resolver: Resolver
    _group: TaskGroup
    _started: list[Recording] = field(factory=list["Recording"], init=False)

    def block(
        self, path: str | PathLike[str], options: RecordKeywords
    ) -> AbstractAsyncContextManager[Recording]:
        """Prepare a recording for a block."""
        from livetok._recording import recording_block

        return recording_block(self._recorder(path, options), self._group)

    def start(self, path: str | PathLike[str], options: RecordKeywords) -> Recording:
        """Start a recording that lasts as long as the live."""
        recorder = self._recorder(path, options)
        self._group.start_soon(recorder.run, name=f"livetok recording {recorder.state.path.name}")
        self._started.append(recorder.handle)
        return recorder.handle

    async def finish(self) -> None:
        """End what was started, and let the files be finished, however long joining takes."""
        for one in self._started:
            await one.stop()

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
            now=session.now,
            user_agent=resolver.user_agent,
            proxy_for=resolver.proxy_for,
            verify=context is None or context.verify_mode is not ssl.CERT_NONE,
            ssl_context=context,
        )
        return prepare(source, path, RecordOptions.of(options))
