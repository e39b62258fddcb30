"""`TikTokLiveClient`: the connection with typed events, cached figures and recordings."""

from __future__ import annotations

import logging
import shlex
import time
from collections.abc import Iterable, Mapping
from typing import Any, Final

from typing_extensions import Unpack

from livetok import events as native
from livetok._mixins.event import Event
from livetok.compat.tiktoklive._class_events import WebcastMessage, WebcastResponse, events_of, message_of
from livetok.compat.tiktoklive._connection_task import ConnectionTask
from livetok.compat.tiktoklive._convert import Converter
from livetok.compat.tiktoklive._renamed import warn
from livetok.compat.tiktoklive.client._recordings import ClientRecording
from livetok.compat.tiktoklive.client._settings import ClientOptions, Settings
from livetok.compat.tiktoklive.client.base import FAREWELLS, WebcastPushConnection
from livetok.compat.tiktoklive.client.logger import TikTokLiveLogHandler
from livetok.compat.tiktoklive.events import BaseEvent
from livetok.compat.tiktoklive.types import events
from livetok.compat.tiktoklive.types.errors import (
    AlreadyDownloadingStream,
    FailedParseMessage,
    NotDownloadingStream,
)
from livetok.compat.tiktoklive.types.objects import FFmpegWrapper, TopViewer, VideoQuality
from livetok.errors import DecodeError
from livetok.models import HostInfo

__all__ = ["DEFAULT_PARSE_ERROR_IGNORELIST", "TikTokLiveClient"]

DEFAULT_PARSE_ERROR_IGNORELIST: Final[list[str]] = []
"""Kept for programs that change it; without effect."""


class TikTokLiveClient(WebcastPushConnection):
    """A client for one host, as in release 4 and 5 and in release 6 and 7.

    ::

        client = TikTokLiveClient(unique_id="@user")

        @client.on("comment")  # 4 and 5: an event of `types.events`
        async def on_comment(event):
            print(event.user.nickname, "->", event.comment)

        @client.on(GiftEvent)  # 6 and 7: a class of `events`
        async def on_gift(event: GiftEvent):
            print(event.user.nickname, "sent", event.gift.name)

        client.run()

    The options are described in `ClientOptions` and `Settings`.

    Attributes:
        ignore_broken_payload: Say nothing of messages that are damaged.
    """

    def __init__(self, unique_id: str | int, platform: Any = None, **options: Unpack[ClientOptions]) -> None:
        super().__init__(unique_id, platform, **options)
        self.ignore_broken_payload: bool = False
        self._viewer_count: int | None = None
        self._top_viewers: list[TopViewer] = []
        self._download: FFmpegWrapper | None = None
        self._recording: ClientRecording | None = None
        self._converter = Converter(
            fetch=self.web.get_image_from_tiktok_api,
            gifts=lambda: self.available_gifts,
            host=self._host_info,
        )
        self.web.serve(self, lambda: self.room_id, lambda: self.unique_id)

    @property
    def logger(self) -> logging.Logger:
        """The logger `TikTokLive` of release 6 and 7, with a handler that writes to standard error."""
        return TikTokLiveLogHandler.get_logger()

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
        return self._download if self.is_recording else None

    # --- events

    async def _room_event(self, connection: ConnectionTask, event: Event, settings: Settings) -> None:
        if isinstance(event, native.LiveEndEvent) and event.meta.history:
            return  # the end of another broadcast
        await connection.ready()
        await self._give_by_name(connection, event, settings)
        if self._listens_by_class:
            message = message_of(event)
            for made in await self._parse_webcast_response_message(
                webcast_response=WebcastResponse((message,)), webcast_response_message=message
            ):
                await self._give(connection, made.get_type(), made)

    async def _give_by_name(self, connection: ConnectionTask, event: Event, settings: Settings) -> None:
        """Hand an event to the handlers of release 4 and 5."""
        made = self._converted(event, settings)
        if made is None:
            return
        if isinstance(made, events.ViewerUpdateEvent):
            self._viewer_count = made.viewer_count or self._viewer_count
            self._top_viewers = made.top_viewers or self._top_viewers
        elif isinstance(made, events.LiveEndEvent) and self._connected and self._connection is connection:
            self._farewell(ended=True)
        await self._give(connection, made.name, made)

    async def _give(self, connection: ConnectionTask, name: str, event: object) -> None:
        for work in self._call(name, event):
            await connection.begin(work, vital=name in FAREWELLS)

    async def _parse_webcast_response_message(
        self, webcast_response: Any, webcast_response_message: WebcastMessage
    ) -> list[BaseEvent]:
        """Return the events of one message; programs for release 6 and 7 replace this to look at messages."""
        return events_of(webcast_response_message)

    def _converted(self, event: Event, settings: Settings) -> events.AbstractEvent | None:
        if isinstance(event, native.UndecodedEvent):
            self._on_broken_payload(event.method, event.error)
            return None
        if isinstance(event, native.IntroMessageEvent) and not settings.process_initial_data:
            return None
        try:
            return self._converter.convert(event)
        except DecodeError as error:
            self._on_broken_payload(event.meta.method, str(error), error)
            return None

    def _on_broken_payload(self, method: str, text: str, cause: DecodeError | None = None) -> None:
        if self.ignore_broken_payload:
            return
        failure = FailedParseMessage(f"Failed parsing of a webcast message ({method}): {text}")
        failure.__cause__ = cause
        self._on_error(failure)

    def _host_info(self) -> HostInfo:
        live = self._connection.live if self._connection is not None else None
        known = live.room.host if live is not None and live.room is not None else None
        return known if known is not None and known.unique_id else HostInfo(unique_id=self.unique_id)

    # --- recordings

    @property
    def is_recording(self) -> bool:
        """Whether a recording is under way."""
        return self._recording is not None and not self._recording.finished

    def begin_recording(
        self, path: str, *, quality: str, duration: float | None, container: str | None, arguments: list[str]
    ) -> None:
        """Begin to record, in the background; what `download()` and `web.fetch_video_data` do.

        Args:
            path: The file; an existing one is replaced.
            quality: `best`, or a name; the nearest is taken when it is not on offer.
            duration: Seconds; None is without a limit.
            container: What the file is, where its name does not say it.
            arguments: Options of ffmpeg, before they are split.

        Raises:
            DownloadStreamError: The client is not connected, or ffmpeg is not there.
        """
        self._begin_recording(
            path, quality=quality, duration=duration, container=container, arguments=arguments, verbose=False
        )

    def _begin_recording(
        self,
        path: str,
        *,
        quality: str,
        duration: float | None,
        container: str | None,
        arguments: list[str],
        verbose: bool,
    ) -> None:
        self._recording = ClientRecording.begin(
            self._connection,
            path,
            quality=quality,
            duration=duration,
            container=container,
            arguments=shlex.split(" ".join(arguments)),
            on_error=self._on_error,
            verbose=verbose,
        )

    def end_recording(self) -> None:
        """End the recording, if there is one; the file is finished in the background. From any thread."""
        recording = self._recording
        if recording is not None:
            self._call_in_loop(recording.stop)

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
            path: The file; an existing one is replaced. Without the suffix of a container it holds MP4.
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
        if self.is_recording:
            raise AlreadyDownloadingStream("a download is under way; call stop_download() first")
        if inputs or global_options:
            warn("inputs and global_options have no effect", UserWarning)
        self._begin_recording(
            path,
            quality=quality.value if isinstance(quality, VideoQuality) else "best",
            duration=duration if duration is not None and duration >= 1 else None,
            container=None,
            arguments=[text for text in (outputs or {}).values() if text],
            verbose=verbose,
        )
        recording = self._recording
        self._download = FFmpegWrapper(
            path=path,
            verbose=verbose,
            started_at=int(time.time()),
            ffmpeg=recording.recording if recording is not None else None,
        )

    def stop_download(self) -> None:
        """End the download; the file is finished in the background. May be called from any thread.

        Raises:
            NotDownloadingStream: There is none.
        """
        if not self.is_recording:
            raise NotDownloadingStream("Not currently downloading the stream!")
        self.end_recording()
