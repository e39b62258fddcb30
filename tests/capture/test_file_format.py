"""Records that are whole by their checksum and damaged inside."""

from __future__ import annotations

import io
import struct
import zlib

import pytest

from livetok._capture.file_format import pack, read_records, signature, without_secrets
from livetok.errors import CaptureError
from livetok.proto import CaptureHeader, CaptureKind, CaptureRecord

HEADER = pack(CaptureRecord(kind=CaptureKind.HEADER, header=CaptureHeader(unique_id="ann")))


def stored(packed: bytes) -> bytes:
    return struct.pack("<II", len(packed), zlib.crc32(packed)) + packed


@pytest.mark.parametrize(
    "packed",
    [
        b"\1no zlib",
        b"\1" + zlib.compress(bytes(1000))[:-6],
        b"\0\xff\xff\xff",
        b"\0\x08\x02\x2a\x02\x0a\x09",
        b"\0\x08\x02\x2a\x04\x22\x02\x0a\x09",
    ],
    ids=["not packed", "packed and cut", "no record", "a damaged part", "a part of a part"],
)
def test_damage_inside_names_its_place(packed: bytes) -> None:
    file = io.BytesIO(signature() + HEADER + stored(packed))
    with pytest.raises(CaptureError, match="damaged at byte") as caught:
        list(read_records(file))
    assert caught.value.offset == len(signature()) + len(HEADER)


def test_long_records_are_packed_and_read_back() -> None:
    record = CaptureRecord(kind=CaptureKind.WEBSOCKET_IN, body=b"text " * 1000)
    assert len(pack(record)) < 500
    assert list(read_records(io.BytesIO(signature() + HEADER + pack(record))))[1] == record


def test_a_record_that_unfolds_to_too_much() -> None:
    bomb = pack(CaptureRecord(kind=CaptureKind.WEBSOCKET_IN, body=bytes(40_000_000)))
    assert len(bomb) < 50_000
    data = signature() + HEADER + bomb
    with pytest.raises(CaptureError, match="unfolds to more"):
        list(read_records(io.BytesIO(data)))
    assert len(list(read_records(io.BytesIO(data), 50_000_000))) == 2


def test_a_record_that_says_it_is_too_long() -> None:
    with pytest.raises(CaptureError, match="claims to be"):
        list(read_records(io.BytesIO(signature() + HEADER + struct.pack("<II", 1 << 30, 0))))


def test_a_record_that_was_cut_off_ends_the_file() -> None:
    whole = signature() + HEADER + HEADER
    assert len(list(read_records(io.BytesIO(whole)))) == 2
    for missing in range(1, len(HEADER)):
        assert len(list(read_records(io.BytesIO(whole[:-missing])))) == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no capture file"),
        (signature()[:-1], "no capture file"),
        (b"GIF89a" + bytes(20), "no capture file"),
        (signature()[:-1] + b"\xff" + HEADER, "format 255"),
        (signature() + HEADER[:-1] + b"?", "does not match its checksum"),
        (signature() + pack(CaptureRecord(kind=CaptureKind.WEBSOCKET_IN)), "the first record is no header"),
    ],
)
def test_what_is_no_capture(data: bytes, says: str) -> None:
    with pytest.raises(CaptureError, match=says):
        list(read_records(io.BytesIO(data)))


def test_only_harmless_headers_are_kept() -> None:
    headers = (
        ("Content-Type", "text/html"),
        ("Set-Cookie", "sessionid=1"),
        ("x-ms-token", "secret"),
        ("Date", "now"),
    )
    assert without_secrets(headers) == (("Content-Type", "text/html"), ("Date", "now"))
