"""Read and write FLV, the container in which a live comes and in which a recording grows. No I/O.

An FLV stream is a header of 9 bytes and then tags, each with a kind, a time stamp in milliseconds and a body. The
first bytes of a body say which codec it holds, and whether it sets a decoder up (a *sequence header*), starts a group
of pictures (a *key frame*) or is any other frame. Two ways of naming codecs are read: the legacy one with numbers
(7 is H.264, 12 what CDNs made of it for H.265), and "enhanced RTMP" with four letters (`hvc1`, `av01`).
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from attrs import define, evolve, field, frozen

__all__ = [
    "AUDIO",
    "SCRIPT",
    "VIDEO",
    "Content",
    "FlvError",
    "FlvReader",
    "MediaFormat",
    "Role",
    "Tag",
    "describe",
    "file_header",
    "format_after",
    "modernise",
]

AUDIO: Final = 8
VIDEO: Final = 9
SCRIPT: Final = 18
_KINDS: Final = {AUDIO, VIDEO, SCRIPT}

_HEADER: Final = 9
_TAG_HEADER: Final = 11
_BACK_POINTER: Final = 4
_MOST_BEFORE_HEADER: Final = 1 << 20

_LEGACY_VIDEO: Final = {7: "h264", 12: "h265", 13: "av1"}
_NAMED_VIDEO: Final = {b"avc1": "h264", b"hvc1": "h265", b"av01": "av1", b"vp09": "vp9"}
_LEGACY_AUDIO: Final = {2: "mp3", 10: "aac", 14: "mp3"}
_NAMED_AUDIO: Final = {b"mp4a": "aac", b".mp3": "mp3", b"Opus": "opus"}
_FOURCC: Final = {"h264": b"avc1", "h265": b"hvc1", "av1": b"av01", "vp9": b"vp09"}


class FlvError(ValueError):
    """The stream is no FLV, or no longer."""


class Role(Enum):
    """What a tag is for: `CONFIG` sets a decoder up, `KEY` can be decoded alone, `NONE` is of no use here."""

    NONE = auto()
    CONFIG = auto()
    KEY = auto()
    FRAME = auto()


@frozen
class Tag:
    """One FLV tag.

    Attributes:
        kind: `AUDIO`, `VIDEO` or `SCRIPT`.
        time: Decoding time in milliseconds on the stream's own clock.
        body: Everything behind the tag's header.
    """

    kind: int
    time: int
    body: bytes = field(repr=False)

    def encode(self, time: int | None = None) -> bytes:
        """Return the tag as bytes, with the size behind it that FLV wants.

        Args:
            time: Milliseconds to write instead of the tag's own time.
        """
        stamp = self.time if time is None else time
        head = bytes((self.kind,)) + len(self.body).to_bytes(3) + (stamp & 0xFFFFFF).to_bytes(3)
        head += bytes((stamp >> 24 & 0xFF, 0, 0, 0))
        return b"".join((head, self.body, (_TAG_HEADER + len(self.body)).to_bytes(4)))


@frozen
class Content:
    """What the first bytes of a tag's body say.

    Attributes:
        codec: `h264`, `h265`, `av1`, `vp9`, `aac`, `mp3`, `opus`, or another name; empty for script data.
        role: What the tag is for.
        payload: Where the payload begins in the body.
        delay: Milliseconds between decoding and showing.
    """

    codec: str
    role: Role
    payload: int = 0
    delay: int = 0


@frozen(kw_only=True)
class MediaFormat:
    """What is in a stretch of video.

    Attributes:
        video: Codec of the picture (`h264`, `h265`, `av1`), empty when there is none.
        picture: Set-up of the picture's decoder; changes with the size.
        audio: Codec of the sound (`aac`, `mp3`), empty when there is none.
        sound: Set-up of the sound's decoder: rate and channels.
    """

    video: str = ""
    picture: bytes = field(default=b"", repr=False)
    audio: str = ""
    sound: bytes = field(default=b"", repr=False)

    def fits(self, other: MediaFormat) -> bool:
        """Whether one file can hold both: no codec differs, nor the sound. A missing track fits any.

        Args:
            other: What is in another stretch.
        """
        pictures = self.video == other.video or not (self.video and other.video)
        sounds = not (self.audio and other.audio) or (self.audio, self.sound) == (other.audio, other.sound)
        return pictures and sounds

    def only(self, kind: int) -> tuple[str, bytes]:
        """Codec and set-up of one track.

        Args:
            kind: FLV's number of it: 9 is the picture, 8 the sound.
        """
        return (self.video, self.picture) if kind == VIDEO else (self.audio, self.sound)

    def with_track(self, kind: int, codec: str, config: bytes) -> MediaFormat:
        """Return the format with another picture or another sound.

        Args:
            kind: FLV's number of the track: 9 is the picture, 8 the sound.
            codec: Its codec.
            config: Set-up of its decoder.
        """
        if kind == VIDEO:
            return evolve(self, video=codec, picture=config)
        return evolve(self, audio=codec, sound=config)


def format_after(before: MediaFormat, tag: Tag, content: Content) -> MediaFormat:
    """Return the format of a stretch once another tag was seen. Codecs without a set-up tell theirs in every frame."""
    if content.role is Role.CONFIG:
        return before.with_track(tag.kind, content.codec, tag.body[content.payload :])
    if before.only(tag.kind)[0] == content.codec:
        return before
    return before.with_track(tag.kind, content.codec, tag.body[:1] if tag.kind == AUDIO else b"")


def file_header(*, video: bool, audio: bool) -> bytes:
    """Return the beginning of an FLV file, up to where its first tag stands."""
    return b"FLV\x01" + bytes((4 * audio + video, 0, 0, 0, 9, 0, 0, 0, 0))


def describe(tag: Tag) -> Content:
    """Return what a tag holds. Never raises: what is damaged or unknown has the role `NONE`."""
    body = tag.body
    if tag.kind == VIDEO and len(body) > 1:
        return _enhanced_video(body) if body[0] & 0x80 else _legacy_video(body)
    if tag.kind == AUDIO and len(body) > 1:
        return _audio(body)
    return Content("", Role.NONE)


def _legacy_video(body: bytes) -> Content:
    codec = _LEGACY_VIDEO.get(body[0] & 0x0F, f"flv video {body[0] & 0x0F}")
    frame = body[0] >> 4
    if codec not in _FOURCC:
        return Content(codec, Role.KEY if frame == 1 else Role.FRAME, 1)
    if len(body) < 5 or frame == 5:
        return Content(codec, Role.NONE)
    if body[1] == 0:
        return Content(codec, Role.CONFIG, 5)
    if body[1] != 1:
        return Content(codec, Role.NONE)
    return Content(codec, Role.KEY if frame == 1 else Role.FRAME, 5, _signed(body[2:5]))


def _enhanced_video(body: bytes) -> Content:
    codec = _NAMED_VIDEO.get(body[1:5], body[1:5].decode("latin-1"))
    frame, packet = body[0] >> 4 & 7, body[0] & 0x0F
    if len(body) < 6 or frame == 5:
        return Content(codec, Role.NONE)
    role = Role.KEY if frame == 1 else Role.FRAME
    match packet:
        case 0:
            return Content(codec, Role.CONFIG, 5)
        case 1 if codec in {"h264", "h265"} and len(body) > 8:
            return Content(codec, role, 8, _signed(body[5:8]))
        case 1 | 3:
            return Content(codec, role, 5)
        case _:
            return Content(codec, Role.NONE)


def _audio(body: bytes) -> Content:
    number = body[0] >> 4
    if number == 9:  # enhanced: four letters follow
        codec = _NAMED_AUDIO.get(body[1:5], body[1:5].decode("latin-1"))
        role = {0: Role.CONFIG, 1: Role.FRAME}.get(body[0] & 0x0F, Role.NONE)
        return Content(codec, role if len(body) > 5 else Role.NONE, 5)
    codec = _LEGACY_AUDIO.get(number, f"flv audio {number}")
    if codec != "aac":
        return Content(codec, Role.FRAME, 1)
    if body[1] == 0:
        return Content(codec, Role.CONFIG if len(body) > 3 else Role.NONE, 2)
    return Content(codec, Role.FRAME if len(body) > 2 else Role.NONE, 2)


def _signed(data: bytes) -> int:
    return int.from_bytes(data, signed=True)


def modernise(tag: Tag, content: Content) -> Tag:
    """Return an H.265 or AV1 tag in the enhanced form, which is the only one that ffmpeg reads."""
    if content.codec not in {"h265", "av1"} or tag.body[0] & 0x80:
        return tag
    frame, payload = 0x80 | tag.body[0] & 0x70, tag.body[content.payload :]
    name = _FOURCC[content.codec]
    if content.role is Role.CONFIG:
        return evolve(tag, body=bytes((frame,)) + name + payload)
    if content.codec == "h265":
        return evolve(tag, body=bytes((frame | 1,)) + name + tag.body[2:5] + payload)
    return evolve(tag, body=bytes((frame | 1,)) + name + payload)


@define
class FlvReader:
    """Turns bytes, in any portions, into tags.

    Attributes:
        expects_video: Whether the header promised a picture.
    """

    expects_video: bool = False
    _rest: bytearray = field(factory=bytearray, init=False)
    _begun: bool = field(default=False, init=False)

    def feed(self, data: bytes) -> list[Tag]:
        """Take in the next bytes and return the tags that are whole by now.

        A second file header between two tags, as some servers send it after a fault of theirs, is passed over.

        Raises:
            FlvError: This is no FLV.
        """
        self._rest += data
        tags: list[Tag] = []
        at, block = 0, bytes(self._rest)
        while True:
            if not self._begun or block[at : at + 3] == b"FLV":
                if len(block) - at < _HEADER + _BACK_POINTER:
                    break
                at = self._header(block, at)
                continue
            if len(block) - at < _TAG_HEADER:
                break
            end = at + _TAG_HEADER + int.from_bytes(block[at + 1 : at + 4]) + _BACK_POINTER
            kind = block[at] & 0x1F
            if block[at] & 0x20 or kind not in _KINDS:
                raise FlvError(f"a tag of kind {block[at]} is no FLV, or encrypted")
            if len(block) < end:
                break
            time = int.from_bytes(block[at + 4 : at + 7]) | block[at + 7] << 24
            tags.append(Tag(kind, time, block[at + _TAG_HEADER : end - _BACK_POINTER]))
            at = end
        del self._rest[:at]
        return tags

    @property
    def rest(self) -> int:
        """Bytes that were taken in and belong to no whole tag yet."""
        return len(self._rest)

    def _header(self, block: bytes, at: int) -> int:
        if block[at : at + 3] != b"FLV":
            raise FlvError(f"what begins with {block[at : at + 12]!r} is no FLV")
        size = int.from_bytes(block[at + 5 : at + 9])
        if not _HEADER <= size <= _MOST_BEFORE_HEADER:
            raise FlvError("the header of the FLV is damaged")
        self._begun, self.expects_video = True, bool(block[at + 4] & 1)
        return at + _HEADER + _BACK_POINTER
