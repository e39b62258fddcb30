"""Read MPEG-TS, as HLS carries it, and hand it on as FLV tags, so that there is one way to record both. No I/O.

The layout of packets, tables and time stamps is that of ISO/IEC 13818-1; decoder set-ups are written as
ISO/IEC 14496-15 (pictures) and 14496-3 (sound) want them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import define, field

from livetok._recording.flv import AUDIO, VIDEO, Tag

__all__ = ["TsReader"]

_PACKET: Final = 188
_SYNC: Final = 0x47
_WRAP: Final = 1 << 33
_NOWHERE: Final = -1
_MOST_UNIT: Final = 16 << 20

_VIDEO_TYPES: Final = {0x1B: "h264", 0x24: "h265"}
_AUDIO_TYPES: Final = {0x0F: "aac", 0x03: "mp3", 0x04: "mp3"}
_START: Final = re.compile(rb"\x00\x00\x01")
_RATES: Final = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
_SAMPLES: Final = 1024
# H.264: picture 1 to 5 (5 may be decoded alone), sequence 7, picture parameters 8, delimiter 9.
_H264_SETS: Final = (7, 8)
_H264_KEY: Final = 5
_H264_DROPPED: Final = {7, 8, 9}
# H.265: pictures below 32 (16 to 23 may be decoded alone), video 32, sequence 33, picture parameters 34, delimiter 35.
_H265_SETS: Final = (32, 33, 34)
_H265_KEYS: Final = range(16, 24)
_H265_DROPPED: Final = {32, 33, 34, 35}


@define
class _Track:
    """One elementary stream: its codec, the unit that is being put together, and what was announced of it."""

    kind: int
    codec: str
    unit: bytearray = field(factory=bytearray)
    config: bytes = b""
    sets: dict[int, dict[bytes, None]] = field(factory=dict[int, dict[bytes, None]])


@define
class TsReader:
    """Turns MPEG-TS, in any portions, into FLV tags: the first picture and the first sound of the first programme."""

    _rest: bytes = field(default=b"", init=False)
    _map: int = field(default=_NOWHERE, init=False)
    _tracks: dict[int, _Track] = field(factory=dict[int, _Track], init=False)
    _now: int | None = field(default=None, init=False)

    @property
    def expects_video(self) -> bool:
        """Whether the tables promised a picture."""
        return any(track.kind == VIDEO for track in self._tracks.values())

    def feed(self, data: bytes, *, final: bool = False) -> list[Tag]:
        """Take in the next bytes and return the tags that are whole by now.

        Args:
            data: Any number of bytes, in order. What is no transport stream is passed over.
            final: Nothing follows that belongs to the last units: they are whole.
        """
        block, at, tags = self._rest + data, 0, list[Tag]()
        while at + _PACKET <= len(block):
            if block[at] != _SYNC:
                next_sync = block.find(_SYNC, at + 1)
                at = len(block) if next_sync < 0 else next_sync
                continue
            tags += self._packet(block, at)
            at += _PACKET
        self._rest = b"" if final else block[at:]
        if final:
            for track in self._tracks.values():
                tags += self._unit(track)
        return tags

    def _packet(self, block: bytes, at: int) -> Iterator[Tag]:
        pid = (block[at + 1] & 0x1F) << 8 | block[at + 2]
        starts = bool(block[at + 1] & 0x40)
        if pid == 0 and starts:
            self._map = _program_map(_section(block, at))
        elif pid == self._map and starts:
            yield from self._read_map(_section(block, at))
        elif (track := self._tracks.get(pid)) is not None:
            if starts:
                yield from self._unit(track)
            if len(track.unit) < _MOST_UNIT and (starts or track.unit):
                track.unit += _payload(block, at)

    def _read_map(self, section: bytes) -> Iterator[Tag]:
        tracks: dict[int, _Track] = {}
        at = 12 + (_word(section, 10) & 0x0FFF)
        while at + 5 <= len(section) - 4:
            pid = _word(section, at + 1) & 0x1FFF
            for kind, known in ((VIDEO, _VIDEO_TYPES), (AUDIO, _AUDIO_TYPES)):
                codec = known.get(section[at])
                if codec and not any(track.kind == kind for track in tracks.values()):
                    tracks[pid] = _Track(kind, codec)
            at += 5 + (_word(section, at + 3) & 0x0FFF)
        for pid, track in list(self._tracks.items()):
            if pid in tracks and tracks[pid].codec == track.codec:
                tracks[pid] = track
            else:
                yield from self._unit(track)
        self._tracks = tracks

    def _unit(self, track: _Track) -> Iterator[Tag]:
        """Hand on the unit that is complete."""
        unit, track.unit = bytes(track.unit), bytearray()
        stamps = _stamps(unit)
        if stamps is None:
            return
        payload = unit[9 + unit[8] :]
        decoded = self._unwrap(stamps[1])
        if track.kind == VIDEO:
            yield from _picture(track, payload, decoded, stamps[0] - stamps[1])
        elif track.codec == "aac":
            yield from _sound(track, payload, decoded)
        elif payload:
            yield Tag(AUDIO, _milliseconds(decoded), b"\x2f" + payload)

    def _unwrap(self, stamp: int) -> int:
        """Ticks on a clock that does not start anew every 26.5 hours, as the stamps of 33 bits do."""
        reference = stamp if self._now is None else self._now
        self._now = reference + (stamp - reference + _WRAP // 2) % _WRAP - _WRAP // 2
        return self._now


def _milliseconds(ticks: int) -> int:
    return max(0, round(ticks / 90))


# --- pictures


def _picture(track: _Track, payload: bytes, decoded: int, delay: int) -> Iterator[Tag]:
    is_h264 = track.codec == "h264"
    dropped, sets = (_H264_DROPPED, _H264_SETS) if is_h264 else (_H265_DROPPED, _H265_SETS)
    key, kept = False, list[bytes]()
    frame_sets: dict[int, dict[bytes, None]] = {}
    for nal in _nals(payload):
        kind = nal[0] & 0x1F if is_h264 else nal[0] >> 1 & 0x3F
        key = key or (kind == _H264_KEY if is_h264 else kind in _H265_KEYS)
        if kind in sets:
            frame_sets.setdefault(kind, {})[nal] = None
        elif kind not in dropped:
            kept.append(len(nal).to_bytes(4) + nal)
    if frame_sets:
        track.sets = track.sets | frame_sets
    at = _milliseconds(decoded)
    if all(kind in track.sets for kind in sets):
        config = _avc_config(track.sets) if is_h264 else _hevc_config(track.sets)
        if config and config != track.config:
            track.config = config
            head = b"\x17\x00\x00\x00\x00" if is_h264 else b"\x90hvc1"
            yield Tag(VIDEO, at, head + config)
    if kept and track.config:
        shift = round((delay + _WRAP // 2) % _WRAP - _WRAP // 2) // 90
        later = (shift & 0xFFFFFF).to_bytes(3)
        head = bytes((0x17 if key else 0x27, 1)) if is_h264 else (b"\x91hvc1" if key else b"\xa1hvc1")
        yield Tag(VIDEO, at, head + later + b"".join(kept))


def _nals(payload: bytes) -> Iterator[bytes]:
    for nal in _START.split(payload)[1:]:
        if trimmed := nal.rstrip(b"\x00"):
            yield trimmed


def _avc_config(sets: dict[int, dict[bytes, None]]) -> bytes:
    sequences, pictures = list(sets[7]), list(sets[8])
    if len(sequences[0]) < 4:
        return b""
    config = b"\x01" + sequences[0][1:4] + b"\xff" + bytes((0xE0 | len(sequences) & 0x1F,))
    config += b"".join(len(nal).to_bytes(2) + nal for nal in sequences)
    return config + bytes((len(pictures) & 0xFF,)) + b"".join(len(nal).to_bytes(2) + nal for nal in pictures)


def _hevc_config(sets: dict[int, dict[bytes, None]]) -> bytes:
    sequence = next(iter(sets[33])).replace(b"\x00\x00\x03", b"\x00\x00")
    if len(sequence) < 15:
        return b""
    profile = sequence[3:15]  # general profile, compatibility, constraints and level
    depth = 2 if profile[0] & 0x1F == 2 else 0  # Main 10, else 8 bits
    config = b"\x01" + profile + b"\xf0\x00\xfc\xfd" + bytes((0xF8 | depth, 0xF8 | depth)) + b"\x00\x00\x0f"
    config += bytes((len(_H265_SETS),))
    for kind in _H265_SETS:
        nals = list(sets[kind])
        config += bytes((0x80 | kind,)) + len(nals).to_bytes(2)
        config += b"".join(len(nal).to_bytes(2) + nal for nal in nals)
    return config


# --- sound


def _sound(track: _Track, payload: bytes, decoded: int) -> Iterator[Tag]:
    """Take AAC frames out of their ADTS headers."""
    at, count = 0, 0
    while at + 7 <= len(payload) and payload[at] == 0xFF and payload[at + 1] & 0xF6 == 0xF0:
        length = (payload[at + 3] & 3) << 11 | payload[at + 4] << 3 | payload[at + 5] >> 5
        head = 7 if payload[at + 1] & 1 else 9
        rate = payload[at + 2] >> 2 & 0xF
        if length <= head or at + length > len(payload) or rate >= len(_RATES):
            return
        channels = (payload[at + 2] & 1) << 2 | payload[at + 3] >> 6
        config = (((payload[at + 2] >> 6) + 1) << 11 | rate << 7 | channels << 3).to_bytes(2)
        time = _milliseconds(decoded + count * _SAMPLES * 90_000 // _RATES[rate])
        if config != track.config:
            track.config = config
            yield Tag(AUDIO, time, b"\xaf\x00" + config)
        yield Tag(AUDIO, time, b"\xaf\x01" + payload[at + head : at + length])
        at, count = at + length, count + 1


# --- packets and tables


def _word(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2])


def _payload(block: bytes, at: int) -> bytes:
    """What a packet carries behind its header and adaptation field."""
    start = 4 + (1 + block[at + 4] if block[at + 3] & 0x20 else 0)
    return block[at + start : at + _PACKET] if block[at + 3] & 0x10 else b""


def _section(block: bytes, at: int) -> bytes:
    """The table in a packet that starts one; cut to the length it gives itself."""
    payload = _payload(block, at)
    table = payload[1 + payload[0] :] if payload else b""
    return table[: 3 + (_word(table, 1) & 0x0FFF)]


def _program_map(section: bytes) -> int:
    """Where the map of the first programme is; the entry for programme 0 is the network's."""
    for at in range(8, len(section) - 7, 4):
        if _word(section, at):
            return _word(section, at + 2) & 0x1FFF
    return _NOWHERE


def _stamps(unit: bytes) -> tuple[int, int] | None:
    """When the unit is shown and when it is decoded, in ticks; None when it does not say."""
    if len(unit) < 19 or unit[:3] != b"\x00\x00\x01" or not unit[7] & 0x80:
        return None
    shown = _stamp(unit, 9)
    return shown, _stamp(unit, 14) if unit[7] & 0x40 else shown


def _stamp(unit: bytes, at: int) -> int:
    return (unit[at] >> 1 & 7) << 30 | _word(unit, at + 1) >> 1 << 15 | _word(unit, at + 3) >> 1
