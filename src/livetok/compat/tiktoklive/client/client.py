"""`TikTokLiveClient`: the connection with typed events, cached figures and downloads."""

from __future__ import annotations

import logging
import shlex
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from typing_extensions import Unpack

from livetok import events as native
from livetok._mixins.event import Event
from livetok._recording import Recording
from livetok._recording.options import CONTAINERS
from livetok.compat.tiktoklive._convert import Converter
from livetok.compat.tiktoklive._renamed import warn
from livetok.compat.tiktoklive._stay import ConnectionTask
from livetok.compat.tiktoklive.client._settings import ClientOptions
from livetok.compat.tiktoklive.client.base import FAREWELLS, WebcastPushConnection
from livetok.compat.tiktoklive.types import events
from livetok.compat.tiktoklive.types.errors import (
    AlreadyDownloadingStream,
    DownloadStreamError,
    FailedParseMessage,
    NotDownloadingStream,
)
from livetok.compat.tiktoklive.types.objects import FFmpegWrapper, TopViewer, VideoQuality
from livetok.errors import DecodeError, LiveError
from livetok.models import HostInfo

__all__ = ["TikTokLiveClient"]

_log = logging.getLogger("livetok.compat")

_OTHER_CONTAINER: Final = "mp4"


class TikTokLiveClient(WebcastPushConnection):
    """A client for one host: handlers by event name, `run()` or `start()`.

    ::

        client = TikTokLiveClient(unique_id="@user")

        @client.on("comment")
        async def on_comment(event: CommentEvent):
            print(event.user.nickname, "->", event.comment)

        client.run()

    The options are described in `ClientOptions` and `Settings`.
    """

    def __init__(self, unique_id: str, **options: Unpack[ClientOptions]) -> None:
        super().__init__(unique_id, **options)
        self._viewer_count: int | None = None
        self._top_viewers: list[TopViewer] = []
        self._download: FFmpegWrapper | None = None
        self._recording: Recording | None = None
        self._converter = Converter(
            fetch=self.http.get_image_from_tiktok_api,
            gifts=lambda: self.available_gifts,
            host=self._host_info,
        )

    @property
    def viewer_count(self) -> int | None:
        """Who watch now, as last announced; None before that."""
        return self._viewer_count

    @property
    def top_viewers(self) -> list[TopViewer]:
        """Who gave most, as last announced."""
        return self._top_viewers

    @property
    def ffmpeg(self) -> FFmpegWrapper | None:
        """The download under way, None when there is none."""
        return self._download

    # --- events

    async def heard(self, stay: ConnectionTask, event: Event) -> None:
        """Hand an event of livetok to the handlers of its counterpart."""
        made = self._made(event)
        if made is None:
            return
        if isinstance(made, events.ViewerUpdateEvent):
            self._viewer_count = made.viewer_count or self._viewer_count
            self._top_viewers = made.top_viewers or self._top_viewers
        elif isinstance(made, events.LiveEndEvent) and self._stay is stay:
            self._disconnected()
        await stay.ready()
        for work in self._call(made.name, made):
            await stay.begin(work, vital=made.name in FAREWELLS)

    def _made(self, event: Event) -> events.AbstractEvent | None:
        if isinstance(event, native.UndecodedEvent):
            self._on_error(
                FailedParseMessage(f"Failed parsing of a webcast message ({event.method}): {event.error}")
            )
            return None
        if isinstance(event, native.LiveEndEvent) and event.meta.history:
            return None  # the end of another broadcast
        if isinstance(event, native.IntroMessageEvent) and not self._settings.process_initial_data:
            return None
        try:
            return self._converter.convert(event)
        except DecodeError as error:
            failure = FailedParseMessage(f"Failed parsing of a webcast message ({event.meta.method})")
            failure.__cause__ = error
            self._on_error(failure)
            return None

    def _host_info(self) -> HostInfo:
        live = self._stay.live if self._stay is not None else None
        known = live.room.host if live is not None and live.room is not None else None
        return known if known is not None and known.unique_id else HostInfo(unique_id=self.unique_id)

    # --- downloads

    def download(
        self,
        path: str,
        duration: float | None = None,
        quality: VideoQuality | None = None,
        verbose: bool = True,
        loglevel: str = "error",
        global_options: Iterable[str] = frozenset(),
        inputs: Mapping[str, str] | None = None,
        outputs: Mapping[str, str | None] | None = None,
    ) -> None:
        """Record the video to a file, in the background.

        Args:
            path: The file; an existing one is replaced.
            duration: Seconds to record; None until `stop_download()` or the end of the broadcast.
            quality: What to record; None is the best that the room offers.
            verbose: Log the beginning and the end.
            loglevel: Without effect; what ffmpeg has to say goes to the log `livetok.record`.
            global_options: Without effect, with a warning.
            inputs: Likewise.
            outputs: File name to options of ffmpeg for the output, for example `{path: "-c copy"}`.

        Raises:
            AlreadyDownloadingStream: A download is under way.
            DownloadStreamError: The client is not connected, or ffmpeg is not there.
        """
        stay = self._stay
        if self._download is not None:
            raise AlreadyDownloadingStream("a download is under way; call stop_download() first")
        if stay is None or stay.live is None:
            raise DownloadStreamError("connect first: call download() in a handler of 'connect', for example")
        if inputs or global_options:
            warn("inputs and global_options have no effect", UserWarning)
        known = Path(path).suffix.removeprefix(".").lower() in CONTAINERS
        arguments = shlex.split(" ".join(one for one in (outputs or {}).values() if one))
        try:
            recording = stay.live.record_start(
                path,
                quality=quality.value if isinstance(quality, VideoQuality) else "best",
                duration=duration if duration is not None and duration >= 1 else None,
                format=None if known else _OTHER_CONTAINER,
                ffmpeg_args=arguments,
                overwrite=True,
            )
        except LiveError as error:
            raise DownloadStreamError(str(error)) from error
        self._recording = recording
        self._download = FFmpegWrapper(
            path=path, verbose=verbose, started_at=int(time.time()), ffmpeg=recording
        )
        if verbose:
            _log.warning("started the download to %s", path)
        stay.begin_soon(lambda: self._attend(recording, verbose=verbose))

    def stop_download(self) -> None:
        """End the download; the file is finished in the background.

        Raises:
            NotDownloadingStream: There is none.
        """
        recording, stay = self._recording, self._stay
        if recording is None or stay is None:
            raise NotDownloadingStream("Not currently downloading the stream!")
        stay.begin_soon(recording.stop, vital=True)

    async def _attend(self, recording: Recording, *, verbose: bool) -> None:
        try:
            await recording.wait()
        finally:
            self._recording = self._download = None
        if verbose:
            _log.warning("finished the download to %s", str(recording.path))
        if recording.error is not None:
            failure = DownloadStreamError(str(recording.error))
            failure.__cause__ = recording.error
            self._on_error(failure)
