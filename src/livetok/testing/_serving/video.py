"""An endless FLV stream made of one short clip: its tags over and over, with times that go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

__all__ = ["Clip", "FlvLoop"]

_AUDIO, _VIDEO, _SCRIPT = 8, 9, 18
_FLV_HEADER_SIZE = 13
_TAG_HEADER_SIZE = 11


@frozen
class Tag:
    """One FLV tag.

    Attributes:
        at: Milliseconds from the start of the clip.
    """

    kind: int
    at: int
    data: bytes = field(repr=False)

    @property
    def is_config(self) -> bool:
        """Whether it sets up a decoder rather than carrying pictures or sound."""
        return self.kind == _SCRIPT or (self.kind in {_AUDIO, _VIDEO} and self.data[1:2] == b"\x00")

    @property
    def is_key(self) -> bool:
        """Whether a decoder can begin here."""
        return self.kind == _VIDEO and self.data[0] >> 4 == 1

    @property
    def is_end(self) -> bool:
        """Whether it says that the sequence is over, which a live stream never does."""
        return self.kind == _VIDEO and self.data[1:2] == b"\x02"

    def encoded(self, at: int) -> bytes:
        """The tag at another time, with its size behind it as FLV wants."""
        time = (at & 0xFFFFFF).to_bytes(3) + (at >> 24 & 0xFF).to_bytes(1)
        body = bytes([self.kind]) + len(self.data).to_bytes(3) + time + bytes(3) + self.data
        return body + len(body).to_bytes(4)


def _tags(flv: bytes) -> Iterator[Tag]:
    place = _FLV_HEADER_SIZE
    while place + _TAG_HEADER_SIZE <= len(flv):
        size = int.from_bytes(flv[place + 1 : place + 4])
        at = int.from_bytes(flv[place + 4 : place + 7]) | flv[place + 7] << 24
        start = place + _TAG_HEADER_SIZE
        yield Tag(flv[place], at, flv[start : start + size])
        place = start + size + 4


@frozen
class Clip:
    """A short recording to be repeated.

    Attributes:
        header: The FLV file header.
        config: Tags that come first: metadata and decoder set-up.
        tags: Everything else, in order.
        period: Milliseconds after which it begins again.
    """

    header: bytes = field(repr=False)
    config: Sequence[Tag] = field(repr=False)
    tags: Sequence[Tag] = field(repr=False)
    period: int

    @classmethod
    def of(cls, flv: bytes, period: int) -> Clip:
        """Read an FLV file; what lies behind the period is cut off, so that it joins on to itself."""
        tags = list(_tags(flv))
        played = [tag for tag in tags if not tag.is_config and not tag.is_end and tag.at < period]
        return cls(flv[:_FLV_HEADER_SIZE], [tag for tag in tags if tag.is_config], played, period)

    @property
    def has_video(self) -> bool:
        """Whether there are pictures."""
        return any(tag.kind == _VIDEO for tag in self.tags)


@define(eq=False)
class FlvLoop:
    """One viewer's endless stream, from the last key frame before the moment of joining."""

    clip: Clip
    position: int
    _next: int = 0
    _round: int = 0
    _begun: bool = False
    _coming: Clip | None = None

    def __attrs_post_init__(self) -> None:
        self._round, within = divmod(self.position, self.clip.period)
        for number, tag in enumerate(self.clip.tags):
            if tag.at <= within and (tag.is_key or not self.clip.has_video):
                self._next = number

    def until(self, position: int) -> bytes:
        """Everything up to a position of the broadcast, in milliseconds."""
        out: list[bytes] = []
        if not self._begun:
            self._begun = True
            out += [self.clip.header, *(tag.encoded(0) for tag in self.clip.config)]
        while (at := self._time()) <= position:
            if self._coming is not None and self.clip.tags[self._next].is_key:
                out += self._take_up(self._coming, at)
            out.append(self.clip.tags[self._next].encoded(at))
            self._next += 1
            if self._next == len(self.clip.tags):
                self._next, self._round = 0, self._round + 1
        return b"".join(out)

    def change(self, clip: Clip) -> None:
        """Go on with another clip of the same length at the next key frame, as when a host turns the phone."""
        self._coming = clip

    def _time(self) -> int:
        return self._round * self.clip.period + self.clip.tags[self._next].at

    def _take_up(self, clip: Clip, at: int) -> list[bytes]:
        self.clip, self._coming = clip, None
        within = at % clip.period
        self._next = max(number for number, tag in enumerate(clip.tags) if tag.is_key and tag.at <= within)
        return [tag.encoded(at) for tag in clip.config]
