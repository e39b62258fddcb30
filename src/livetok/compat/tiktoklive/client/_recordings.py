"""The recording of a client: `download()` of release 4 and 5, `web.fetch_video_data` of release 6 and 7."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from attrs import define, field

from livetok._client.live import Live
from livetok._recording import Recording
from livetok._recording.options import CONTAINERS
from livetok.compat.tiktoklive._connection_task import ConnectionTask
from livetok.compat.tiktoklive.types.errors import DownloadStreamError
from livetok.errors import LiveError

__all__ = ["ClientRecording"]

_log = logging.getLogger("livetok.compat")

_OTHER_CONTAINER: Final = "mp4"
_QUALITIES: Final = ("origin", "uhd", "hd", "sd", "ld")


@define(eq=False, kw_only=True)
class ClientRecording:
    """One recording, in the background of a connection.

    Attributes:
        path: The file that the program asked for.
        connection: The connection that it belongs to.
        recording: Livetok's recording.
        on_error: Called with what went wrong.
        verbose: Whether to log the beginning and the end.
        finished: Whether it is over, the file finished.
    """

    path: str
    connection: ConnectionTask
    recording: Recording
    on_error: Callable[[Exception], None]
    verbose: bool
    finished: bool = field(default=False, init=False)

    @classmethod
    def begin(
        cls,
        connection: ConnectionTask | None,
        path: str,
        *,
        quality: str,
        duration: float | None,
        container: str | None,
        arguments: list[str],
        on_error: Callable[[Exception], None],
        verbose: bool,
    ) -> ClientRecording:
        """Begin to record the room of a connection.

        A name that ends in no suffix of a container holds one all the same, `container` or MP4: it is written under a
        name with that suffix, and renamed in the end.

        Raises:
            DownloadStreamError: There is no connection, or ffmpeg is not there.
        """
        live = connection.live if connection is not None else None
        if connection is None or live is None:
            raise DownloadStreamError("connect first: record in a handler of the connect event, for example")
        known = Path(path).suffix.removeprefix(".").lower() in CONTAINERS
        other = container if container in CONTAINERS else _OTHER_CONTAINER
        if not known:
            _log.warning("%s has no suffix of a container that livetok writes; it will hold %s", path, other)
        try:
            recording = live.record_start(
                path,
                quality=_nearest_quality(live, quality),
                duration=duration,
                format=None if known else other,
                ffmpeg_args=arguments,
                overwrite=True,
            )
        except LiveError as error:
            raise DownloadStreamError(str(error)) from error
        download = cls(
            path=path, connection=connection, recording=recording, on_error=on_error, verbose=verbose
        )
        if verbose:
            _log.warning("started the download to %s", path)
        connection.begin_soon(download._attend)
        return download

    def stop(self) -> None:
        """End it; the file is finished in the background."""
        self.connection.begin_soon(self._stop, vital=True)

    async def _stop(self) -> None:
        await self.recording.stop()
        self._give_name()

    async def _attend(self) -> None:
        try:
            await self.recording.wait()
        finally:
            self.finished = True
        self._give_name()
        if self.verbose:
            _log.warning("finished the download to %s", self.path)
        if self.recording.error is not None:
            failure = DownloadStreamError(str(self.recording.error))
            failure.__cause__ = self.recording.error
            self.on_error(failure)

    def _give_name(self) -> None:
        """Rename what was written with a suffix of ours."""
        written = self.recording.path
        if written.name.startswith(f"{Path(self.path).name}.") and written.exists():
            Path(written).replace(self.path)


def _nearest_quality(live: Live, quality: str) -> str:
    streams = live.room.streams if live.room is not None else ()
    offered = [stream.quality.removesuffix("_60") for stream in streams]
    if quality not in _QUALITIES or quality in offered:
        return quality
    wanted = _QUALITIES.index(quality)
    known = [_QUALITIES.index(name) for name in offered if name in _QUALITIES]
    nearest = min(known, key=lambda place: abs(place - wanted), default=None)
    return "best" if nearest is None else _QUALITIES[nearest]
