"""An endless HLS stream made of one short clip: MPEG-TS segments whose clocks and counters go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import field, frozen

__all__ = ["HlsLoop"]

_PACKET = 188
_VIDEO_PID = 0x100
_CLOCK = 90_000
_WRAP = 1 << 33
_SHOWN = 5


def _packets(data: bytes) -> Iterator[bytes]:
    for place in range(0, len(data), _PACKET):
        yield data[place : place + _PACKET]


def _pid(packet: bytes | bytearray) -> int:
    return (packet[1] & 0x1F) << 8 | packet[2]


def _starts_picture_group(packet: bytes) -> bool:
    has_adaptation = packet[3] & 0x20 and packet[4]
    return bool(_pid(packet) == _VIDEO_PID and has_adaptation and packet[5] & 0x40)


@frozen
class HlsLoop:
    """The segments of a clip.

    Attributes:
        segments: MPEG-TS data, each beginning with its tables and a key frame.
        seconds: Length of each segment.
        counts: Packets with payload by PID in the whole clip, which is how far the counters move in a round.
    """

    segments: Sequence[bytes] = field(repr=False)
    seconds: float
    counts: Counter[int] = field(repr=False)

    @classmethod
    def of(cls, ts: bytes, period: float, groups: int) -> HlsLoop:
        """Cut an MPEG-TS stream that repeats its tables at each picture.

        Args:
            ts: The stream.
            period: Its length in seconds.
            groups: Groups of pictures to a segment.
        """
        packets = list(_packets(ts))
        cuts, tables = list[int](), 0
        for number, packet in enumerate(packets):
            if _pid(packet) == 0:
                tables = number
            if _starts_picture_group(packet):
                cuts.append(tables)
        cuts = cuts[::groups]
        ends = [*cuts[1:], len(packets)]
        segments = [b"".join(packets[start:end]) for start, end in zip(cuts, ends, strict=True)]
        counts = Counter(_pid(packet) for packet in packets if packet[3] & 0x10)
        return cls(segments, period / len(segments), counts)

    def playlist(self, position: float) -> str:
        """The playlist at a position of the broadcast, in seconds: the newest few whole segments."""
        end = max(int(position / self.seconds), 1)
        first = max(end - _SHOWN, 0)
        lines = ["#EXTM3U", "#EXT-X-VERSION:3", f"#EXT-X-TARGETDURATION:{round(self.seconds)}"]
        lines.append(f"#EXT-X-MEDIA-SEQUENCE:{first}")
        for number in range(first, end):
            lines += [f"#EXTINF:{self.seconds:.3f},", f"{number}.ts"]
        return "\n".join([*lines, ""])

    def segment(self, number: int) -> bytes:
        """One segment, counted from the start of the broadcast."""
        turn, place = divmod(number, len(self.segments))
        ticks = round(turn * len(self.segments) * self.seconds * _CLOCK)
        return b"".join(bytes(self._moved(packet, turn, ticks)) for packet in _packets(self.segments[place]))

    def _moved(self, packet: bytes, turn: int, ticks: int) -> bytearray:
        moved = bytearray(packet)
        counter = (packet[3] + turn * self.counts[_pid(packet)]) & 0x0F
        moved[3] = packet[3] & 0xF0 | counter
        payload = 4
        if packet[3] & 0x20:
            payload += 1 + packet[4]
            if packet[4] and packet[5] & 0x10:
                _move_clock(moved, ticks)
        begins = packet[1] & 0x40 and packet[3] & 0x10 and packet[payload : payload + 3] == b"\x00\x00\x01"
        if begins:
            _move_stamps(moved, payload, ticks)
        return moved


def _move_clock(packet: bytearray, ticks: int) -> None:
    """The programme clock: 33 bits, six of filling, nine of a finer clock that stays."""
    base = int.from_bytes(packet[6:10]) << 1 | packet[10] >> 7
    base = (base + ticks) % _WRAP
    packet[6:10] = (base >> 1).to_bytes(4)
    packet[10] = packet[10] & 0x7F | (base & 1) << 7


def _move_stamps(packet: bytearray, start: int, ticks: int) -> None:
    """Presentation and decoding time of a picture or a piece of sound."""
    flags = packet[start + 7]
    for present, place in ((flags & 0x80, start + 9), (flags & 0x40, start + 14)):
        if present:
            _move_stamp(packet, place, ticks)


def _move_stamp(packet: bytearray, place: int, ticks: int) -> None:
    """33 bits in three parts, each with a marker bit behind it."""
    old = packet[place : place + 5]
    value = (old[0] >> 1 & 7) << 30 | (int.from_bytes(old[1:3]) >> 1) << 15 | int.from_bytes(old[3:5]) >> 1
    value = (value + ticks) % _WRAP
    packet[place] = old[0] & 0xF1 | (value >> 30) << 1
    packet[place + 1 : place + 3] = ((value >> 15 & 0x7FFF) << 1 | 1).to_bytes(2)
    packet[place + 3 : place + 5] = ((value & 0x7FFF) << 1 | 1).to_bytes(2)
