"""Find ffmpeg and write its command lines."""

from __future__ import annotations

import os
import re
import shutil
import ssl
from collections import deque
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from subprocess import STDOUT
from typing import Final

import anyio
from attrs import define, field, frozen

from livetok.errors import RecordingError
from livetok.models import StreamUrl

__all__ = ["Ffmpeg", "FfmpegLog", "NetworkAccess", "find_ffmpeg", "plain"]

_OLDEST: Final = 4
_ANSWER: Final = 10.0  # seconds to say its version
_LONGEST: Final = 300
_INSTALL: Final = "pip install 'livetok[record]', or install ffmpeg and put it on the PATH"
_VERSION: Final = re.compile(r"ffmpeg version n?(\S+)")
_QUERY: Final = re.compile(r"(\w+://[^\s?]+)\?[^\s'\"]+")
_USERINFO: Final = re.compile(r"(\w+://)[^\s/@]+@")
# What a stream may make ffmpeg open; in particular no file of this machine.
_PROTOCOLS: Final = "http,https,tls,tcp,httpproxy,crypto"
_FIRST_LOOK: Final = 3_000_000  # microseconds of media; streams that say what they hold need far less
_PROXIES: Final = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
_PROGRESS: Final = re.compile(r"[a-z_0-9]+=\s*\S*\Z")
_NEW_TRACK: Final = re.compile(r"New (video|audio) stream")
_KEPT_LINES: Final = 8


def plain(line: str) -> str:
    """Take the secrets out of what ffmpeg says: signatures in URLs and passwords of proxies."""
    return _USERINFO.sub(r"\1", _QUERY.sub(r"\1?...", line))


@frozen(kw_only=True)
class NetworkAccess:
    """How ffmpeg reaches the stream.

    Attributes:
        user_agent: Browser to be; empty for ffmpeg's own name.
        proxy: URL of a proxy; empty for none, whatever the environment says. ffmpeg itself knows `http://` only.
        verify: Whether certificates are checked.
    """

    user_agent: str = ""
    proxy: str = field(default="", repr=False)
    verify: bool = True

    def environment(self, ours: Mapping[str, str] = os.environ) -> dict[str, str]:
        """Environment of the child. A proxy goes in here and not into the arguments, which everybody can read."""
        env = {name: text for name, text in ours.items() if name.lower() not in _PROXIES}
        if self.proxy:
            env["http_proxy"] = self.proxy
        return _authorities() | env


def _authorities() -> dict[str, str]:
    """Where this machine keeps its certificates, for a program that was linked on another one."""
    paths = ssl.get_default_verify_paths()
    found = {"SSL_CERT_FILE": paths.cafile, "SSL_CERT_DIR": paths.capath}
    return {name: path for name, path in found.items() if path}


@define
class FfmpegLog:
    """What ffmpeg said: its last complaints, and the state of its progress report.

    Attributes:
        complaints: Last lines of the log, without secrets.
        dropped: Video frames that a filter or an encoder dropped; none with `-c copy`.
        new_track: Whether video or audio joined the stream later, which ffmpeg does not take up by itself.
    """

    complaints: deque[str] = field(factory=lambda: deque[str](maxlen=_KEPT_LINES))
    dropped: int = 0
    new_track: bool = False

    def feed(self, line: str) -> None:
        """Take in a line of standard error."""
        if not _PROGRESS.match(line):
            self.complaints.append(plain(line))
            self.new_track = self.new_track or bool(_NEW_TRACK.search(line))
        elif line.startswith("drop_frames=") and line[12:].strip().isdecimal():
            self.dropped = int(line[12:])

    def text(self) -> str:
        """The complaints, for an error."""
        return "; ".join(self.complaints) or "it said nothing"


@frozen
class Ffmpeg:
    """A program that was found, and its command lines."""

    program: str

    async def check(self) -> str:
        """See whether it runs and is new enough; return its version.

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
        said = done.stdout.decode(errors="replace")
        found = _VERSION.search(said)
        if done.returncode or not found:
            raise RecordingError(f"{self.program} is no ffmpeg: {said.strip()[-_LONGEST:]}", hint=_INSTALL)
        major = found[1].partition(".")[0]
        if major.isdecimal() and int(major) < _OLDEST:
            raise RecordingError(
                f"ffmpeg {found[1]} is too old, {_OLDEST} is the oldest that works", hint=_INSTALL
            )
        return found[1]

    def take(
        self, stream: StreamUrl, outside: NetworkAccess, extra: Sequence[str], seconds: float
    ) -> list[str]:
        """Record one stream: copied as it comes, as a transport stream on standard output.

        Args:
            stream: What to record.
            outside: How to reach it.
            extra: Output options of the user, which come last and so win.
            seconds: Silence of the server after which ffmpeg leaves by itself, should we be gone.
        """
        secure = () if outside.verify or not stream.url.startswith("https:") else ("-tls_verify", "0")
        agent = ("-user_agent", outside.user_agent) if outside.user_agent else ()
        return [
            *(self.program, "-hide_banner", "-nostats", "-loglevel", "warning"),
            *("-progress", "pipe:2", "-stats_period", "1"),
            *("-protocol_whitelist", _PROTOCOLS, "-rw_timeout", str(int(seconds * 1_000_000))),
            *("-analyzeduration", str(_FIRST_LOOK), "-fpsprobesize", "0", *agent, *secure, "-i", stream.url),
            *("-map", "0:v:0?", "-map", "0:a:0?", "-c", "copy", *extra),
            *("-muxdelay", "0", "-muxpreload", "0", "-flush_packets", "1", "-f", "mpegts", "pipe:1"),
        ]

    def join(self, listing: Path, target: Path, container: str, tag: str) -> list[str]:
        """Put segments one after another into one file, as they are.

        Args:
            listing: The segments, in ffmpeg's concat format.
            target: The file; replaced.
            container: ffmpeg's name of the container.
            tag: Code of the video in an MP4, empty for the usual one.
        """
        return [
            *(self.program, "-hide_banner", "-nostats", "-loglevel", "error", "-y"),
            *("-protocol_whitelist", "file", "-f", "concat", "-i", f"file:{listing}"),
            *("-map", "0:v?", "-map", "0:a?", "-c", "copy", *(("-tag:v", tag) if tag else ())),
            *("-f", container, f"file:{target}"),
        ]


def find_ffmpeg(given: str | os.PathLike[str] | None) -> Ffmpeg:
    """Find ffmpeg: the one that was named, on the PATH, or in the package `imageio-ffmpeg`.

    Raises:
        RecordingError: There is none; the hint says how to install one.
    """
    if given is not None:
        found = shutil.which(os.fspath(given))
        if found is None:
            raise RecordingError(f"{os.fspath(given)!r} is no program", hint=_INSTALL)
        return Ffmpeg(found)
    found = shutil.which("ffmpeg") or _packaged()
    if found is None:
        raise RecordingError("recording needs ffmpeg, and there is none", hint=_INSTALL)
    return Ffmpeg(found)


def _packaged() -> str | None:
    try:
        return str(import_module("imageio_ffmpeg").get_ffmpeg_exe())
    except (ImportError, RuntimeError):  # not installed, or a wheel without a program
        return None
