"""The capture file format, sans-I/O: records to bytes and back.

A file is 16 bytes of signature with the format version, then records: length and CRC-32 (little-endian, 32 bits each)
of what follows, one byte that says how it is packed, the packed record. A record that was not written to its end is
the end of the file; one that is damaged in the middle is an error that names its place.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from livetok._codec import decode_whole
from livetok.errors import CaptureError, DecodeError
from livetok.proto import CaptureKind, CaptureRecord

__all__ = ["MOST_BYTES", "VERSION", "is_capture", "pack", "read_records", "signature", "without_secrets"]

VERSION: Final = 1
_SIGNATURE: Final = b"livetok capture"
_HEAD: Final = struct.Struct("<II")
_PLAIN: Final = b"\0"
_DEFLATED: Final = b"\1"
# Twice what a websocket message may be long unless an option says otherwise; whatever a record holds besides is short.
# A longer record is a lie about its length, or meant to fill the memory of whoever unpacks it.
MOST_BYTES: Final = 32 * 1024 * 1024
_WORTH_IT: Final = 128
# Of an HTTP answer only these headers matter to a replay; cookies and tokens are not among them.
_HARMLESS: Final = frozenset({"content-type", "date", "retry-after", "handshake-msg", "handshake-status"})


def signature(version: int = VERSION) -> bytes:
    """Return the first bytes of a capture file."""
    return _SIGNATURE + bytes((version,))


def is_capture(start: bytes) -> bool:
    """Tell whether a file that starts like this means to be a capture."""
    return start.startswith(_SIGNATURE)


def pack(record: CaptureRecord) -> bytes:
    """Return a record as it stands in the file."""
    plain = bytes(record)
    packed = _PLAIN + plain
    # what the server compressed does not get smaller a second time
    if len(plain) >= _WORTH_IT and len(deflated := zlib.compress(plain, 6)) < len(plain):
        packed = _DEFLATED + deflated
    return _HEAD.pack(len(packed), zlib.crc32(packed)) + packed


def without_secrets(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return the headers that may be kept: an allow list, so that no cookie or token slips through."""
    return tuple((name, value) for name, value in headers if name.lower() in _HARMLESS)


def read_records(file: BinaryIO, most_bytes: int = MOST_BYTES) -> Iterator[CaptureRecord]:
    """Yield the records of a file, the header first; a record that was cut off ends them.

    Args:
        file: Opened for reading; stays the caller's.
        most_bytes: Bytes that a record may have, packed and unpacked. Default 32 MiB.

    Raises:
        CaptureError: Not a capture file, one of a later version, or damaged in the middle; `offset` says where.
    """
    _check_signature(file.read(len(_SIGNATURE) + 1))
    offset = len(_SIGNATURE) + 1
    first = True
    while len(head := file.read(_HEAD.size)) == _HEAD.size:
        length, checksum = _HEAD.unpack(head)
        if not 0 < length <= most_bytes:
            raise _damaged(offset, f"a record claims to be {length} bytes long")
        packed = file.read(length)
        if len(packed) < length:
            return
        if zlib.crc32(packed) != checksum:
            raise _damaged(offset, "a record does not match its checksum")
        record = _unpack(packed, offset, most_bytes)
        if first and record.kind != CaptureKind.HEADER:
            raise _damaged(offset, "the first record is no header")
        first = False
        yield record
        offset += _HEAD.size + length


def _check_signature(start: bytes) -> None:
    if not start.startswith(_SIGNATURE) or len(start) <= len(_SIGNATURE):
        raise CaptureError("this is no capture file", hint="make one with `livetok capture @user -o FILE`")
    if start[-1] > VERSION:
        raise CaptureError(
            f"the capture file has format {start[-1]}, this livetok reads up to {VERSION}",
            hint="update livetok",
            offset=len(_SIGNATURE),
        )


def _unpack(packed: bytes, offset: int, most_bytes: int) -> CaptureRecord:
    plain = packed[1:]
    try:
        if packed[:1] == _DEFLATED:
            unpacker = zlib.decompressobj()
            plain = unpacker.decompress(plain, most_bytes)
            if not unpacker.eof:
                raise _damaged(offset, "a record unfolds to more than it may")
        return decode_whole(CaptureRecord.parse(plain))
    except (zlib.error, DecodeError) as error:
        raise _damaged(offset, str(error)) from error


def _damaged(offset: int, what: str) -> CaptureError:
    return CaptureError(
        f"the capture file is damaged at byte {offset}: {what}",
        hint="what comes before that byte can still be used",
        offset=offset,
    )
