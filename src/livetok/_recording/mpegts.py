"""Cut a transport stream into segments that each start with a keyframe and play on their own. No I/O.

ffmpeg hands over what it receives as MPEG-TS, because that container needs no trailer: whatever is on the disk can
be played. The cutter looks at the headers only, at the start of each unit of video or audio: where may a segment
begin, has the picture or the sound changed its format, did the clock jump. The layout of packets, tables and time
stamps is that of ISO/IEC 13818-1.
"""

from __future__ import annotations

import math
import re
from enum import Enum, auto
from typing import Final

from attrs import define, field, frozen

__all__ = ["Cutter", "Form", "Opening", "Slice"]

_PACKET: Final = 188
_SYNC: Final = 0x47
_TICKS: Final = 90_000
_WRAP: Final = 1 << 33
_NOWHERE: Final = -1
# A keyframe's parameter sets stand in its first packets; the host's own notes may come before them.
_LOOK_AHEAD: Final = 64
# Steps of the media clock beyond these, in seconds, are no lost frames but another beginning.
_FORWARD: Final = 5.0
_BACKWARD: Final = 0.5
# Without any keyframe for this long, a segment begins anyhow.
_PATIENCE: Final = 10.0
_LONGEST_FRAME: Final = 0.5

_KINDS: Final = {0x1B: "h264", 0x24: "h265", 0x0F: "aac", 0x11: "aac", 0x03: "mp3", 0x04: "mp3"}
_VIDEO: Final = {"h264", "h265"}
_NAL: Final = re.compile(rb"\x00\x00\x01")


@frozen(kw_only=True)
class Form:
    """What is in a segment. Segments whose `track` is equal can be joined without loss.

    Attributes:
        video: `h264`, `h265`, or empty when there is no video.
        picture: Parameter sets of the video: they change with its size.
        audio: `aac`, `mp3`, or empty.
        sound: Rate and channels of the audio, as its own header has them.
    """

    video: str = ""
    picture: bytes = field(default=b"", repr=False)
    audio: str = ""
    sound: bytes = field(default=b"", repr=False)

    @property
    def track(self) -> tuple[str, str, bytes]:
        """What must be equal where two segments go into one file."""
        return self.video, self.audio, self.sound


@frozen(kw_only=True)
class Opening:
    """The beginning of a segment.

    Attributes:
        reason: `start`, `format` (another picture size or sound), `jump` of the clock, or `length`.
        first: Seconds of the stream's own clock.
        seamless: Whether the segment before ends exactly here.
    """

    reason: str
    first: float
    seamless: bool


@frozen
class Slice:
    """Bytes for the current segment, or for the one that they open.

    Attributes:
        data: To be written.
        form: What is in the segment, as far as known by now.
        end: Seconds of the stream's own clock that the segment reaches by now.
        tail: Bytes at the end that may be half of a unit; None when no unit starts in this slice.
        opening: Set when a new segment begins with these bytes.
    """

    data: bytes = field(repr=False)
    form: Form
    end: float
    tail: int | None = 0
    opening: Opening | None = None


class _Step(Enum):
    GO = auto()
    OPEN = auto()
    BREAK = auto()
    WAIT = auto()


@define
class Cutter:
    """Divides one run of ffmpeg into segments.

    Attributes:
        length: Seconds after which a new segment begins with the next keyframe.
    """

    length: float = math.inf
    _rest: bytes = field(default=b"", init=False)
    _tables: dict[int, bytes] = field(factory=dict[int, bytes], init=False)
    _map: int = field(default=_NOWHERE, init=False)
    _video: int = field(default=_NOWHERE, init=False)
    _audio: int = field(default=_NOWHERE, init=False)
    _form: Form = field(factory=Form, init=False)
    _content: Form = field(factory=Form, init=False)
    _is_open: bool = field(default=False, init=False)
    _opening: Opening = field(default=Opening(reason="start", first=0.0, seamless=False), init=False)
    _reason: str = field(default="start", init=False)
    _end: float = field(default=0.0, init=False)
    _waiting_since: float | None = field(default=None, init=False)
    _now: int | None = field(default=None, init=False)
    _last: dict[int, float] = field(factory=dict[int, float], init=False)
    _frame: dict[int, float] = field(factory=dict[int, float], init=False)

    def feed(self, data: bytes, *, final: bool = False) -> list[Slice]:
        """Take in what came and return what can be written.

        Args:
            data: Any number of bytes, in order.
            final: Nothing more will come: what was held back for a look ahead is given out.
        """
        block = self._rest + data
        slices: list[Slice] = []
        at, begin, unit = 0, 0 if self._is_open else None, None
        while at + _PACKET <= len(block):
            if block[at] != _SYNC:
                at = _next_sync(block, at + 1)
                continue
            starts = bool(block[at + 1] & 0x40)
            step = self._look(block, at, final) if starts else _Step.GO
            if step is _Step.WAIT:
                break
            if step is not _Step.GO:
                if begin is not None and at > begin:
                    slices.append(Slice(block[begin:at], self._content, self._end))
                begin = None if step is _Step.BREAK else at
                if step is _Step.OPEN:
                    slices.append(self._open())
            # ffmpeg writes each unit in one go: where one starts, all before it is complete.
            unit = at if starts else unit
            at += _PACKET
        if begin is not None and at > begin:
            tail = at - unit if unit is not None and unit >= begin else None
            slices.append(Slice(block[begin:at], self._content, self._end, tail))
        self._rest = block[at:]
        return slices

    def _open(self) -> Slice:
        """Begin a segment with the tables, without which nobody finds the rest."""
        self._end, self._content = self._opening.first, self._form
        return Slice(b"".join(self._tables.values()), self._content, self._end, opening=self._opening)

    # --- one packet that starts a table or a unit

    def _look(self, block: bytes, at: int, final: bool) -> _Step:
        pid = (block[at + 1] & 0x1F) << 8 | block[at + 2]
        if pid == 0:
            self._tables[0] = block[at : at + _PACKET]
            self._map = _program_map(_section(self._tables[0]))
        elif pid == self._map:
            self._tables[1] = block[at : at + _PACKET]
            self._read_map(_section(self._tables[1]))
        elif pid in {self._video, self._audio}:
            return self._unit(pid, block, at, final)
        return _Step.GO

    def _read_map(self, section: bytes) -> None:
        self._video = self._audio = _NOWHERE
        video = audio = ""
        at = 12 + (_word(section, 10) & 0x0FFF)
        while at + 5 <= len(section) - 4:
            kind = _KINDS.get(section[at], "other")
            if kind in _VIDEO and self._video == _NOWHERE:
                video, self._video = kind, _word(section, at + 1) & 0x1FFF
            elif kind not in _VIDEO and self._audio == _NOWHERE:
                audio, self._audio = kind, _word(section, at + 1) & 0x1FFF
            at += 5 + (_word(section, at + 3) & 0x0FFF)
        if (video, audio) != (self._form.video, self._form.audio):
            self._form = Form(video=video, audio=audio)

    def _unit(self, pid: int, block: bytes, at: int, final: bool) -> _Step:
        """Decide over the packet that starts a unit: it belongs to the segment, opens one, or breaks it off."""
        is_key = bool(block[at + 3] & 0x20 and block[at + 4] and block[at + 5] & 0x40)
        payload = _payload(block, at)
        stamps = _stamps(payload)
        if stamps is None:
            return _Step.GO
        form = self._form
        if pid == self._video and is_key:
            picture = _parameters(block, at, pid, form.video, final)
            if picture is None:
                return _Step.WAIT
            form = Form(video=form.video, picture=picture or form.picture, audio=form.audio, sound=form.sound)
        elif pid == self._audio and (sound := _adts(payload)):
            form = Form(video=form.video, picture=form.picture, audio=form.audio, sound=sound)
        shown, decoded = self._unwrap(stamps[0]), self._unwrap(stamps[1], sets=True)
        may_open = is_key if self._video != _NOWHERE else True
        return self._judge(pid, form, shown, decoded, may_open and pid in {self._video, self._main})

    @property
    def _main(self) -> int:
        return self._audio if self._video == _NOWHERE else self._video

    def _judge(self, pid: int, form: Form, shown: float, decoded: float, may_open: bool) -> _Step:
        broken = self._is_open and (
            (pid == self._main and self._jumped(pid, decoded))
            or (bool(self._form.sound) and form.sound != self._form.sound)
        )
        if broken:
            self._reason = "format" if form.sound != self._form.sound else "jump"
            self._is_open = False
        why = self._why_open(form, shown, decoded, may_open)
        self._follow(pid, decoded)
        self._form = form
        if why:
            self._opening = Opening(reason=why, first=shown, seamless=self._is_open)
            self._is_open, self._waiting_since = True, None
            return _Step.OPEN
        if not self._is_open:
            return _Step.BREAK
        self._end, self._content = max(self._end, shown + self._frame.get(pid, 0.0)), form
        return _Step.GO

    def _why_open(self, form: Form, shown: float, decoded: float, may_open: bool) -> str:
        if not self._is_open:
            if self._waiting_since is None or decoded < self._waiting_since:
                self._waiting_since = decoded
            return self._reason if may_open or decoded - self._waiting_since > _PATIENCE else ""
        if may_open and form.picture != self._form.picture and self._form.picture:
            return "format"
        return "length" if may_open and shown - self._opening.first >= self.length else ""

    def _jumped(self, pid: int, decoded: float) -> bool:
        step = decoded - self._last.get(pid, decoded)
        return step > _FORWARD or step < -_BACKWARD

    def _follow(self, pid: int, decoded: float) -> None:
        step = decoded - self._last.get(pid, decoded)
        if 0 < step < _LONGEST_FRAME:
            self._frame[pid] = step
        self._last[pid] = decoded

    def _unwrap(self, stamp: int, *, sets: bool = False) -> float:
        """Seconds on a clock that does not start anew every 26.5 hours, as the stamps of 33 bits do."""
        reference = stamp if self._now is None else self._now
        step = (stamp - reference + _WRAP // 2) % _WRAP - _WRAP // 2
        if sets:
            self._now = reference + step
        return (reference + step) / _TICKS


def _next_sync(block: bytes, at: int) -> int:
    found = block.find(_SYNC, at)
    return len(block) if found < 0 else found


def _word(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2])


def _payload(block: bytes, at: int) -> bytes:
    """What a packet carries behind its header and adaptation field."""
    start = 4 + (1 + block[at + 4] if block[at + 3] & 0x20 else 0)
    return block[at + start : at + _PACKET] if block[at + 3] & 0x10 else b""


def _section(packet: bytes) -> bytes:
    """The table in a packet that starts one; cut to the length it gives itself."""
    payload = _payload(packet, 0)
    table = payload[1 + payload[0] :] if payload else b""
    return table[: 3 + (_word(table, 1) & 0x0FFF)]


def _program_map(section: bytes) -> int:
    """Where the map of the first program is; the entry for program 0 is the network's."""
    for at in range(8, len(section) - 7, 4):
        if _word(section, at):
            return _word(section, at + 2) & 0x1FFF
    return _NOWHERE


def _stamps(payload: bytes) -> tuple[int, int] | None:
    """When the unit is shown and when it is decoded, in ticks; None when it does not say."""
    if len(payload) < 19 or payload[:3] != b"\x00\x00\x01" or not payload[7] & 0x80:
        return None
    shown = _stamp(payload, 9)
    return shown, _stamp(payload, 14) if payload[7] & 0x40 else shown


def _stamp(payload: bytes, at: int) -> int:
    return (payload[at] >> 1 & 7) << 30 | _word(payload, at + 1) >> 1 << 15 | _word(payload, at + 3) >> 1


def _adts(payload: bytes) -> bytes:
    """Profile, rate and channels out of the header of the first AAC frame; empty for other audio."""
    frame = payload[9 + payload[8] :][:4]
    if len(frame) < 4 or frame[0] != 0xFF or frame[1] & 0xF6 != 0xF0:
        return b""
    return bytes((frame[2] & 0xFD, frame[3] & 0xC0))


def _parameters(block: bytes, at: int, pid: int, codec: str, final: bool) -> bytes | None:
    """Sequence parameter sets of the keyframe that starts here, empty without any; None when more must come first."""
    unit = bytearray()
    limit = min(len(block), at + _LOOK_AHEAD * _PACKET)
    for here in range(at, limit - _PACKET + 1, _PACKET):
        if here > at and block[here + 1] & 0x40:
            break  # the muxer writes a unit as a whole: the next one starts, so this one is complete
        unit += _payload(block, here)
    else:
        if limit == len(block) and not final:
            return None
    found = b""
    for nal in _NAL.split(bytes(unit[9 + unit[8] :]))[1:]:
        kind, sets, pictures = (
            (
                (nal[0] & 0x1F, {7}, range(1, 6))
                if codec == "h264"
                else (nal[0] >> 1 & 0x3F, {32, 33}, range(32))
            )
            if nal
            else (0, set[int](), range(0))
        )
        if kind in sets:
            found += nal.rstrip(b"\x00")
        elif kind in pictures:
            break
    return found
