"""Read HLS playlists. No I/O."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from attrs import frozen

__all__ = ["HlsError", "MediaPiece", "Playlist", "UnsupportedHlsError", "parse_playlist"]

_MOST_LINES: Final = 20_000
_ATTRIBUTE: Final = re.compile(r'([A-Z0-9-]+)=("[^"]*"|[^,]*)')
_DEFAULT_TARGET: Final = 5.0


class HlsError(ValueError):
    """The playlist is none, or damaged."""


class UnsupportedHlsError(HlsError):
    """The playlist is of a kind that is not read: encrypted, or in fragments of MP4. TikTok's are neither."""


@frozen
class MediaPiece:
    """One media segment of a playlist.

    Attributes:
        sequence: Its number in the broadcast.
        url: Absolute.
        duration: Seconds.
        discontinuity: Whether clock or codecs may change before it.
    """

    sequence: int
    url: str
    duration: float
    discontinuity: bool = False

    @property
    def key(self) -> tuple[int, str]:
        """What tells it from others: signatures in the query change from playlist to playlist."""
        return self.sequence, urlsplit(self.url).path


@frozen
class Playlist:
    """A playlist.

    Attributes:
        pieces: Media segments in order; none in a playlist of playlists.
        target: Seconds that the longest segment has; how often to look is derived from it.
        ended: Whether nothing more will come.
        variant: URL of the best playlist in a playlist of playlists, else empty.
    """

    pieces: tuple[MediaPiece, ...] = ()
    target: float = _DEFAULT_TARGET
    ended: bool = False
    variant: str = ""


def parse_playlist(text: str, url: str) -> Playlist:
    """Read a playlist.

    Args:
        text: The playlist.
        url: Where it came from; other URLs in it are relative to this one.

    Raises:
        HlsError: It is none.
        UnsupportedHlsError: It is of a kind that is not read.
    """
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()[:_MOST_LINES]]
    if not lines or lines[0] != "#EXTM3U":
        raise HlsError("the answer is no HLS playlist")
    if any(line.startswith("#EXT-X-STREAM-INF") for line in lines):
        return Playlist(variant=_best_variant(lines, url))
    pieces: list[MediaPiece] = []
    sequence, target, duration, broken = 0, _DEFAULT_TARGET, 0.0, False
    for line in lines:
        name, _, value = line.partition(":")
        match name:
            case "#EXT-X-TARGETDURATION":
                target = _number(value) or _DEFAULT_TARGET
            case "#EXT-X-MEDIA-SEQUENCE":
                sequence = int(_number(value))
            case "#EXTINF":
                duration = _number(value.partition(",")[0])
            case "#EXT-X-DISCONTINUITY":
                broken = True
            case "#EXT-X-KEY" if _attributes(value).get("METHOD", "NONE") != "NONE":
                raise UnsupportedHlsError("the stream is encrypted HLS, which is not recorded")
            case "#EXT-X-MAP":
                raise UnsupportedHlsError("the stream is HLS in fragments of MP4, which is not recorded")
            case _ if line and not line.startswith("#"):
                pieces.append(
                    MediaPiece(sequence + len(pieces), _join(url, line), duration or target, broken)
                )
                broken = False
            case _:
                continue
    return Playlist(tuple(pieces), target, "#EXT-X-ENDLIST" in lines)


def _best_variant(lines: list[str], url: str) -> str:
    best, variant, rate = -1.0, "", 0.0
    for line in lines:
        if line.startswith("#EXT-X-STREAM-INF"):
            rate = _number(_attributes(line.partition(":")[2]).get("BANDWIDTH", "0"))
        elif line and not line.startswith("#") and rate > best:
            best, variant = rate, _join(url, line)
    if not variant:
        raise HlsError("the playlist names no stream")
    return variant


def _attributes(text: str) -> dict[str, str]:
    return {name: value.strip('"') for name, value in _ATTRIBUTE.findall(text)}


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 <= value < 1e12 else 0.0


def _join(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference)
    except ValueError as error:
        raise HlsError("an address in the playlist is none") from error
