"""The video."""

from __future__ import annotations

import os
from enum import Enum
from typing import Any, Protocol, cast

from livetok.compat.tiktoklive._renamed import warn
from livetok.compat.tiktoklive.client.errors import DuplicateDownloadError
from livetok.compat.tiktoklive.client.web.routes._route import ClientRoute, RouteClient

__all__ = [
    "DuplicateDownloadError",
    "FetchVideoDataRoute",
    "RecorderHost",
    "VideoFetchFormat",
    "VideoFetchQuality",
]


class VideoFetchQuality(Enum):
    """Qualities of the video."""

    LD = "ld"
    SD = "sd"
    HD = "hd"
    UHD = "uhd"
    ORIGIN = "origin"


class VideoFetchFormat(Enum):
    """Ways to get the video; livetok takes the one that works."""

    FLV = "flv"
    HLS = "hls"
    CMAF = "cmaf"


class RecorderHost(Protocol):
    """Where recordings are made: the client."""

    def begin_recording(
        self, path: str, *, quality: str, duration: float | None, container: str | None, arguments: list[str]
    ) -> None:
        """Begin a recording in the background."""
        ...

    def end_recording(self) -> None:
        """End it; the file is finished in the background."""
        ...

    @property
    def is_recording(self) -> bool:
        """Whether a recording is under way."""
        ...


class FetchVideoDataRoute(ClientRoute):
    """Records the video of the client's room.

    Attributes:
        host: Where recordings are made.
        output_filename: The last file that was asked for, None before.
    """

    def __init__(self, web: RouteClient) -> None:
        super().__init__(web)
        self.host: RecorderHost | None = None
        self.output_filename: str | None = None

    @property
    def is_recording(self) -> bool:
        """Whether a recording is under way."""
        return self.host is not None and self.host.is_recording

    @property
    def ffmpeg(self) -> None:
        """None; livetok runs ffmpeg by itself."""
        return

    def start(self, **options: Any) -> None:
        """Begin to record, in the background; see `__call__`, which takes the same.

        Args:
            **options: As for a call.

        Raises:
            DuplicateDownloadError: A recording is under way.
            DownloadStreamError: The client is not connected, or ffmpeg is not there.
        """
        self(**options)

    def __call__(
        self,
        output_fp: str | os.PathLike[str],
        room_info: dict[str, Any] | None = None,
        record_for: float | None = -1,
        quality: VideoFetchQuality | str = VideoFetchQuality.LD,
        record_format: VideoFetchFormat | str = VideoFetchFormat.FLV,
        output_format: str | None = None,
        **options: Any,
    ) -> None:
        """Begin to record, in the background. The file is finished by `stop()`, and at the end of the connection.

        Args:
            output_fp: The file; an existing one is replaced.
            room_info: Without effect: it is the client's room that is recorded.
            record_for: Seconds; None or nothing above 0 is without a limit.
            quality: What to record; the nearest is taken when it is not on offer.
            record_format: Without effect; what works is taken.
            output_format: The container, where the name of the file does not say it.
            **options: `outputs` are options of ffmpeg; `inputs`, `global_options` and `loglevel` have no effect.

        Raises:
            DuplicateDownloadError: A recording is under way.
            DownloadStreamError: The client is not connected, or ffmpeg is not there.
        """
        self.output_filename = os.fspath(output_fp)
        if self.is_recording:
            raise DuplicateDownloadError("a recording is under way; call stop() first")
        if self.host is None:
            raise RuntimeError("this web client belongs to no client")
        if options.get("inputs") or options.get("global_options"):
            warn("inputs and global_options have no effect", UserWarning)
        outputs = cast("dict[str, str | None]", options.get("outputs") or {})
        self.host.begin_recording(
            self.output_filename,
            quality=str(quality.value if isinstance(quality, VideoFetchQuality) else quality),
            duration=record_for if record_for is not None and record_for > 0 else None,
            container=output_format,
            arguments=[text for text in outputs.values() if text],
        )

    def stop(self) -> None:
        """End the recording; the file is finished in the background. Without one, a warning is logged."""
        if self.host is None or not self.host.is_recording:
            self._logger.warning("there is no recording to stop")
            return
        self.host.end_recording()
