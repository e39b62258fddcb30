"""Make one FLV stream out of many segments: one clock, one set-up, nothing twice. No I/O."""

from __future__ import annotations

from typing import Final

from attrs import define, evolve, field

from livetok._recording.flv import (
    AUDIO,
    SCRIPT,
    VIDEO,
    Content,
    MediaFormat,
    Role,
    Tag,
    describe,
    file_header,
    modernise,
)

__all__ = ["ContinuousFlv"]

_CONFIG_HEADS: Final = {
    "h264": b"\x17\x00\x00\x00\x00",
    "h265": b"\x90hvc1",
    "av1": b"\x90av01",
    "vp9": b"\x90vp09",
    "aac": b"\xaf\x00",
    "opus": b"\x90Opus",
}
_MOST_SETS: Final = 32


@define
class ContinuousFlv:
    """Rewrites the tags of segments, in order, into one stream.

    ffmpeg learns what a track is from the first set-up. Up to version 6 it overlooks later ones, and the picture falls
    apart: so where the picture changes, the parameter sets of each segment go into its key frames themselves, which
    also lets players seek across the change.

    Attributes:
        form: What is in the stream: the first picture and the first sound. What is not known yet is empty.
        in_band: Whether parameter sets go into the key frames. Otherwise a change is sent as a set-up of its own,
            as a live does; for players, not for ffmpeg.
    """

    form: MediaFormat
    in_band: bool
    _begin: float = field(default=0.0, init=False)
    _first: float = field(default=0.0, init=False)
    _sets: bytes = field(default=b"", init=False)
    _sent: MediaFormat = field(factory=MediaFormat, init=False)
    _last: dict[int, int] = field(factory=dict[int, int], init=False)

    def head(self) -> bytes:
        """The beginning of the stream."""
        self._sent = self.form
        tags = [
            Tag(kind, 0, _CONFIG_HEADS[codec] + config).encode()
            for kind in (VIDEO, AUDIO)
            for codec, config in [self.form.only(kind)]
            if codec in _CONFIG_HEADS and config
        ]
        return file_header(video=bool(self.form.video), audio=bool(self.form.audio)) + b"".join(tags)

    def segment(self, begin: float, first: float) -> None:
        """Go on with the next segment.

        Args:
            begin: Second of the stream at which it begins.
            first: Second on its own clock.
        """
        self._begin, self._first, self._sets = begin, first, b""

    def convert(self, tag: Tag) -> bytes:
        """Return a tag of the segment as it is in the stream, empty when it has no place there."""
        content = describe(tag)
        if content.role is Role.NONE or tag.kind == SCRIPT:
            return b""
        if content.role is Role.CONFIG:
            return self._set_up(tag, content)
        time = round((self._begin - self._first) * 1000) + tag.time
        if time < 0 and tag.kind == AUDIO:
            return b""  # from before the first picture
        time = max(time, 0, self._last.get(tag.kind, -1) + 1)
        self._last[tag.kind] = time
        tag = modernise(tag, content)
        if self._sets and content.role is Role.KEY and tag.kind == VIDEO:
            start = describe(tag).payload
            tag = evolve(tag, body=tag.body[:start] + self._sets + tag.body[start:])
        return tag.encode(time)

    def poster(self, tag: Tag) -> bytes:
        """Return a key frame for the very beginning of a stream whose picture comes later."""
        self._last[VIDEO] = 0
        return modernise(tag, describe(tag)).encode(0)

    def _set_up(self, tag: Tag, content: Content) -> bytes:
        config = tag.body[content.payload :]
        if tag.kind == VIDEO and self.in_band:
            self._sets = _parameter_sets(content.codec, config)
            return b""
        if self._sent.only(tag.kind) == (content.codec, config):
            return b""
        self._sent = self._sent.with_track(tag.kind, content.codec, config)
        time = max(0, round((self._begin - self._first) * 1000) + tag.time)
        return modernise(tag, content).encode(time)


def _parameter_sets(codec: str, config: bytes) -> bytes:
    """The parameter sets in a decoder's set-up, each with its length in four bytes before it."""
    if codec == "h264":
        return _avc_sets(config)
    return _hevc_sets(config) if codec == "h265" else b""


def _avc_sets(config: bytes) -> bytes:
    sets, at = b"", 5
    for mask in (0x1F, 0xFF):
        count, at = (config[at] & mask if at < len(config) else 0), at + 1
        for _ in range(min(count, _MOST_SETS)):
            nal, at = _nal(config, at)
            sets += nal
    return sets


def _hevc_sets(config: bytes) -> bytes:
    sets, at = b"", 23
    for _ in range(config[22] if len(config) > 22 else 0):
        count, at = int.from_bytes(config[at + 1 : at + 3]), at + 3
        for _ in range(min(count, _MOST_SETS)):
            nal, at = _nal(config, at)
            sets += nal
    return sets


def _nal(config: bytes, at: int) -> tuple[bytes, int]:
    end = at + 2 + int.from_bytes(config[at : at + 2])
    nal = config[at + 2 : end]
    return (len(nal).to_bytes(4) + nal if nal else b""), end
