"""Find ffmpeg and write its command lines. It joins what was recorded; it never sees the network."""

from __future__ import annotations

import os
import re
import shutil
from collections import deque
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from subprocess import STDOUT
from typing import Final

import anyio
from attrs import define, field, frozen

from livetok._net.process import exit_reason
from livetok.errors import RecordingError

__all__ = ["Ffmpeg", "FfmpegLog", "find_ffmpeg"]

_OLDEST: Final = (4, 0)
# The first version that reads H.265 and AV1 in FLV.
_ENHANCED: Final = (6, 1)
_ANSWER: Final = 30.0  # seconds to say its version
_LONGEST: Final = 300
_INSTALL: Final = "pip install 'livetok[record]', or install ffmpeg and put it on the PATH"
_VERSION: Final = re.compile(r"ffmpeg version n?(\S+)")
_NUMBERS: Final = re.compile(r"(\d{1,3})\.(\d{1,3})")
_KEPT_LINES: Final = 8


@define
class FfmpegLog:
    """The last lines that ffmpeg said."""

    lines: deque[str] = field(factory=lambda: deque[str](maxlen=_KEPT_LINES))

    def feed(self, line: str) -> None:
        """Take in a line of standard error."""
        self.lines.append(line)

    def text(self) -> str:
        """The lines, for an error."""
        return "; ".join(self.lines) or "it said nothing"


@frozen
class Ffmpeg:
    """A program that was found, and its command lines.

    Attributes:
        program: Its path.
        version: What it says of itself, empty before `check`.
    """

    program: str
    version: str = ""

    async def check(self) -> Ffmpeg:
        """See whether it runs and is new enough; return it with its version.

        Raises:
            RecordingError: It does not, or is not.
        """
        try:
            with anyio.fail_after(_ANSWER):
                done = await anyio.run_process(
                    [self.program, "-hide_banner", "-version"], check=False, stderr=STDOUT
                )
        except OSError as error:  # among them the TimeoutError
            raise RecordingError(f"{self.program} cannot be run: {error}", hint=_INSTALL) from error
        answer = done.stdout.decode(errors="replace")
        version = _VERSION.search(answer)
        if done.returncode < 0:
            raise RecordingError(
                f"{self.program} is no ffmpeg that works here: it died of {exit_reason(done.returncode)}",
                hint=_INSTALL,
            )
        if done.returncode or not version:
            raise RecordingError(f"{self.program} is no ffmpeg: {answer.strip()[-_LONGEST:]}", hint=_INSTALL)
        checked = Ffmpeg(self.program, version[1])
        if checked._numbers < _OLDEST:
            raise RecordingError(
                f"ffmpeg {version[1]} is too old, {_OLDEST[0]} is the oldest that works", hint=_INSTALL
            )
        return checked

    def knows(self, codec: str) -> bool:
        """Whether this version reads a codec from a live. Before `check`, all of them."""
        return codec not in {"h265", "av1", "vp9", "opus"} or self._numbers >= _ENHANCED

    @property
    def _numbers(self) -> tuple[int, int]:
        """Major and minor version; builds of a day of development count as the newest."""
        named = _NUMBERS.match(self.version)
        return (int(named[1]), int(named[2])) if named else (10**6, 0)

    def join(
        self,
        target: Path,
        container: str,
        *,
        sound_only: bool,
        tag: str,
        metadata: Mapping[str, str],
        picture: Path | None,
        extra: Sequence[str],
    ) -> list[str]:
        """Put FLV from standard input into a file, copied as it is.

        Args:
            target: The file; replaced.
            container: ffmpeg's name of the container.
            sound_only: Leave the picture out.
            tag: Code of the video in an MP4, empty for the usual one.
            metadata: Title and the like.
            picture: A JPEG to embed.
            extra: Output options of the user, which come last and so win.
        """
        cover, maps = list[str](), ["-map", "0:a?"] if sound_only else ["-map", "0:v?", "-map", "0:a?"]
        if picture is not None and container == "matroska":
            cover = ["-attach", f"{picture}", "-metadata:s:t", "mimetype=image/jpeg"]
        elif picture is not None:
            number = 0 if sound_only else 1
            maps, cover = [*maps, "-map", "1"], [f"-disposition:v:{number}", "attached_pic"]
        return [
            *(self.program, "-hide_banner", "-nostats", "-loglevel", "error", "-y"),
            *("-protocol_whitelist", "pipe", "-f", "flv", "-i", "pipe:0"),
            *(("-protocol_whitelist", "file", "-f", "mjpeg", "-i", f"file:{picture}") if "1" in maps else ()),
            *(*maps, "-c", "copy", *(("-tag:v:0", tag) if tag else ())),
            *(word for name, text in metadata.items() for word in ("-metadata", f"{name}={text}")),
            *(*cover, *extra, "-f", container, f"file:{target}"),
        ]

    def still(self, target: Path) -> list[str]:
        """Write the first picture of FLV from standard input as a JPEG."""
        return [
            *(self.program, "-hide_banner", "-nostats", "-loglevel", "error", "-y"),
            *("-protocol_whitelist", "pipe", "-f", "flv", "-i", "pipe:0", "-frames:v", "1", "-q:v", "3"),
            *("-f", "mjpeg", f"file:{target}"),
        ]


def find_ffmpeg(given: str | os.PathLike[str] | None) -> Ffmpeg:
    """Find ffmpeg: the one that was named, on the PATH, or in the package `imageio-ffmpeg`.

    Raises:
        RecordingError: There is none; the hint says how to install one.
    """
    if given is not None:
        named = shutil.which(os.fspath(given))
        if named is None:
            raise RecordingError(f"{os.fspath(given)!r} is no program", hint=_INSTALL)
        return Ffmpeg(named)
    program = shutil.which("ffmpeg") or _packaged()
    if program is None:
        raise RecordingError("recording needs ffmpeg, and there is none", hint=_INSTALL)
    return Ffmpeg(program)


def _packaged() -> str | None:
    try:
        return str(import_module("imageio_ffmpeg").get_ffmpeg_exe())
    except (ImportError, RuntimeError):  # not installed, or a wheel without a program
        return None
