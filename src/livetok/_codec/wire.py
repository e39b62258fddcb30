"""The protobuf wire format: varints, tags, and skipping of unknown fields.

Functions here read from a buffer of which a message may be a part. They do not look where it ends: who calls them
compares the position when the message should be over. Reading beyond the buffer is an IndexError, which callers turn
into `DecodeError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from livetok.errors import DecodeError

if TYPE_CHECKING:
    from _typeshed import SupportsRead

VARINT: Final = 0
FIXED64: Final = 1
LENGTH: Final = 2
GROUP_START: Final = 3
GROUP_END: Final = 4
FIXED32: Final = 5

WIRE_TYPES: Final = {
    VARINT: "varint",
    FIXED64: "fixed64",
    LENGTH: "bytes",
    GROUP_START: "group",
    GROUP_END: "end of group",
    FIXED32: "fixed32",
}

MAX_DEPTH: Final = 100
"""Nesting that is followed, as in protobuf's own runtimes; deeper is hostile."""

MASK64: Final = (1 << 64) - 1
_MAX_TAG: Final = (1 << 32) - 1
_MAX_SIZE: Final = 5  # bytes of a length
_MAX_REST32: Final = 3  # bytes that a number of 32 bits can have behind its first two


def more(buf: bytes, p: int, first: int, second: int) -> tuple[int, int]:
    """Finish a varint whose first two bytes, both with a continuation bit, were read; `p` is at the third.

    Returns the value (modulo 2**64) and the position behind it.
    """
    # Written out, and in halves of 28 bits, because ids and times take this way and long integers are slow.
    low = first + (second << 7) - 0x4080  # without the two continuation bits
    if (byte := buf[p]) < 128:
        return low + (byte << 14), p + 1
    low += byte - 128 << 14
    if (byte := buf[p + 1]) < 128:
        return low + (byte << 21), p + 2
    low += byte - 128 << 21
    if (high := buf[p + 2]) < 128:
        return low + (high << 28), p + 3
    if (byte := buf[p + 3]) < 128:
        return low + (high - 128 + (byte << 7) << 28), p + 4
    high += (byte << 7) - 0x4080
    if (byte := buf[p + 4]) < 128:
        return low + (high + (byte << 14) << 28), p + 5
    high += byte - 128 << 14
    if (byte := buf[p + 5]) < 128:
        return low + (high + (byte << 21) << 28), p + 6
    high += byte - 128 << 21
    if (byte := buf[p + 6]) < 128:
        return low + (high + (byte << 28) << 28), p + 7
    if (last := buf[p + 7]) < 128:
        return low + (high + (byte - 128 + (last << 7) << 28) << 28) & MASK64, p + 8
    raise DecodeError("a varint is longer than ten bytes")


def more32(buf: bytes, p: int, first: int, second: int) -> tuple[int, int]:
    """Finish the varint of a tag or a length, which has at most five bytes; otherwise as `more`."""
    value, stop = more(buf, p, first, second)
    if stop - p > _MAX_REST32:
        raise DecodeError("a tag or a length is longer than five bytes")
    return value, stop


def read_size(buf: bytes, p: int) -> tuple[int, int]:
    """Read the length of a field at `p`; return it and the position behind it."""
    first = buf[p]
    if first < 128:
        return first, p + 1
    second = buf[p + 1]
    return (first + (second << 7) - 128, p + 2) if second < 128 else more32(buf, p + 2, first, second)


def read_size_from(stream: SupportsRead[bytes]) -> int:
    """Read the length of the message that follows in a stream.

    Raises:
        DecodeError: The stream ends, or holds something else.
    """
    head = b""
    while not head or head[-1] > 127:
        byte = stream.read(1)
        if not byte or len(head) == _MAX_SIZE:
            raise DecodeError("the stream has no size before the message", payload=head)
        head += byte
    return read_varint(head, 0)[0]


def read_varint(buf: bytes, p: int) -> tuple[int, int]:
    """Read a varint at `p`; return its value and the position behind it."""
    first = buf[p]
    if first < 128:
        return first, p + 1
    second = buf[p + 1]
    if second < 128:
        return first + (second << 7) - 128, p + 2
    return more(buf, p + 2, first, second)


def more_tag(buf: bytes, p: int, first: int, second: int) -> tuple[int, int]:
    """Finish a tag of more than two bytes, or one whose second byte adds nothing; `p` is at the third."""
    tag, p = more32(buf, p, first, second) if second > 127 else (first & 127 | second << 7, p)
    if tag >> 3 == 0 or tag > _MAX_TAG:
        raise DecodeError(f"{tag} is no legal tag")
    return tag, p


def read_tag(buf: bytes, p: int) -> tuple[int, int]:
    """Read the tag at `p`; return it and the position behind it."""
    first = buf[p]
    return (first, p + 1) if first < 128 else more_tag(buf, p + 2, first, buf[p + 1])


def skip(buf: bytes, p: int, tag: int, depth: int = 0) -> int:
    """Return the position behind the value of a field that nobody knows; `p` is behind its tag.

    Raises:
        DecodeError: The tag or the value is malformed.
    """
    if tag >> 3 == 0:
        raise DecodeError(f"{tag} is no legal tag")
    wire_type = tag & 7
    if wire_type == VARINT:
        p = read_varint(buf, p)[1]
    elif wire_type == LENGTH:
        length, p = read_size(buf, p)
        p += length
    elif wire_type == FIXED64:
        p += 8
    elif wire_type == FIXED32:
        p += 4
    elif wire_type == GROUP_START:
        p = _skip_group(buf, p, tag, depth + 1)
    else:
        raise DecodeError(f"wire type {wire_type} of field {tag >> 3} has no place here")
    return p


def check(raw: bytes) -> bytes:
    """Return the bytes when they consist of whole fields.

    Raises:
        DecodeError: A field is malformed.
        IndexError: The bytes end inside a tag or a length.
    """
    p = 0
    while p < len(raw):
        tag, p = read_tag(raw, p)
        p = skip(raw, p, tag)
    if p > len(raw):
        raise DecodeError("the last field is cut short")
    return raw


def _skip_group(buf: bytes, p: int, start: int, depth: int) -> int:
    if depth > MAX_DEPTH:
        raise DecodeError(f"groups nest deeper than {MAX_DEPTH}")
    while True:
        tag, p = read_tag(buf, p)
        if tag == start + 1:
            return p
        p = skip(buf, p, tag, depth)


def varint(value: int) -> bytes:
    """Encode one varint; a negative number takes ten bytes, as two's complement of 64 bits."""
    if 0 <= value < 128:
        return bytes((value,))
    if not -(1 << 63) <= value <= MASK64:
        raise ValueError(f"{value} does not fit into 64 bits")
    value &= MASK64
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def peek(raw: bytes, *path: int) -> int:
    """Return the varint at a path of field numbers without decoding anything else; 0 when absent or damaged.

    For decisions that are made for every message, such as whether it belongs to the room. The last occurrence wins.
    """
    return _peek(raw, 0, len(raw), path)


def _peek(buf: bytes, p: int, end: int, path: tuple[int, ...]) -> int:
    value = 0
    wanted = path[0] << 3 | (LENGTH if len(path) > 1 else VARINT)
    try:
        while p < end:
            tag, p = read_tag(buf, p)
            if tag != wanted:
                p = skip(buf, p, tag)
            elif len(path) == 1:
                value, p = read_varint(buf, p)
            else:
                length, p = read_size(buf, p)
                value = _peek(buf, p, p + length, path[1:]) or value
                p += length
    except (IndexError, DecodeError):
        pass  # what was found before the damage
    return value
